"""Calendar periods: where a number of days, months or years ends (民法典第二百零一、二百零二条)."""

from datetime import date
from typing import assert_never, get_args

from clerkcheck.calendars.days import in_years
from clerkcheck.calendars.months import months_from
from clerkcheck.literals import Unit


def period_end(start: date, n: int, unit: Unit) -> date:
    """Return the last day of ``n`` (may be negative) days, months or years from ``start``, which is not counted.

    A month or year ends on the corresponding day, or on the month's last day where there is none.
    Raises InputError beyond years 1-9999, ValueError for working days or another unit.
    """
    if unit not in get_args(Unit):
        raise ValueError(unit)
    match unit:
        case "day":
            return in_years(start.toordinal() + n)
        case "month":
            return months_from(start, n)
        case "year":
            return months_from(start, 12 * n)
        case "workday":
            raise ValueError(unit)
        case _:
            assert_never(unit)

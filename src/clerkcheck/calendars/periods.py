"""Calendar periods: where a number of days, months or years ends (民法典第二百零一、二百零二条)."""

from datetime import date

from clerkcheck.calendars.days import in_years
from clerkcheck.calendars.months import months_from


def period_end(start: date, n: int, unit: str) -> date:
    """Return the last day of ``n`` (may be negative) days, months or years from ``start``, which is not counted.

    A month or year ends on the corresponding day, or on the month's last day where there is none.
    Raises InputError beyond years 1-9999, ValueError for another unit.
    """
    if unit == "day":
        return in_years(start.toordinal() + n)
    if unit not in ("month", "year"):
        raise ValueError(unit)
    return months_from(start, n if unit == "month" else 12 * n)

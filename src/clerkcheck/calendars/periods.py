"""Calendar periods: where a number of days, months or years ends (民法典第二百零一、二百零二条)."""

from datetime import date

from clerkcheck.calendars.days import in_years, out_of_years


def period_end(start: date, n: int, unit: str) -> date:
    """Return the last day of ``n`` (may be negative) days, months or years from ``start``, which is not counted.

    A month or year ends on the corresponding day, or on the month's last day where there is none.
    Raises InputError beyond years 1-9999, ValueError for another unit.
    """
    if unit == "day":
        return in_years(start.toordinal() + n)
    if unit not in ("month", "year"):
        raise ValueError(unit)
    from dateutil.relativedelta import relativedelta

    months = n if unit == "month" else 12 * n
    if not 12 <= start.year * 12 + start.month - 1 + months < 120_000:
        raise out_of_years()
    end: date = start + relativedelta(months=months)
    return end

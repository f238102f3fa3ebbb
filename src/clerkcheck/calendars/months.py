"""Months counted from a day, as 民法典第二百零二条 has it: to the corresponding day, or the month's last day."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

from clerkcheck.calendars.days import out_of_years
from clerkcheck.reading.errors import InputError


def months_from(day: date, n: int) -> date:
    """Return the corresponding day ``n`` months later (earlier when negative), or that month's last day.

    Raises InputError beyond years 1-9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise out_of_years()
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_away(day: date, by: int) -> date:
    """The same day a month on (1) or back (-1), or that month's last; ``day`` itself where all years end."""
    try:
        return months_from(day, by)
    except InputError:
        return day

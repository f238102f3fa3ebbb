"""The only clock: this moment and today, in China."""

from datetime import date, datetime, timedelta, timezone

_SHANGHAI = timezone(timedelta(hours=8))  # Asia/Shanghai, without daylight saving since 1991


def now() -> datetime:
    """Return this moment in Asia/Shanghai."""
    return datetime.now(_SHANGHAI)


def today() -> date:
    """Return today's date in Asia/Shanghai."""
    return now().date()

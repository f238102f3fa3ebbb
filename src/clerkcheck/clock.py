"""Where and when the program runs: this moment and today in China, and who is at the keyboard."""

from datetime import date, datetime, timedelta, timezone

from clerkcheck.i18n import _

_SHANGHAI = timezone(timedelta(hours=8))  # Asia/Shanghai, without daylight saving since 1991


def now() -> datetime:
    """Return this moment in Asia/Shanghai."""
    return datetime.now(_SHANGHAI)


def who() -> str:
    """Return the name of the user's account; one without a name (as in some containers) is 未署名."""
    from getpass import getuser

    try:
        return getuser()
    except (ImportError, KeyError, OSError):
        return _("未署名")


def today() -> date:
    """Return today's date in Asia/Shanghai."""
    return now().date()

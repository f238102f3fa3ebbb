"""The only clock: today in China."""

from datetime import date, datetime, timedelta, timezone

from clerkcheck.cli.parser import UsageError
from clerkcheck.reading.values import ValueProblem, real_date

_SHANGHAI = timezone(timedelta(hours=8))  # Asia/Shanghai, without daylight saving since 1991


def now() -> datetime:
    """Return this moment in Asia/Shanghai."""
    return datetime.now(_SHANGHAI)


def today() -> date:
    """Return today's date in Asia/Shanghai."""
    return now().date()


def day_option(option: str, text: str | None) -> date:
    """Return the day given to ``option``, or today where it was not given; raises UsageError."""
    if text is None:
        return today()
    try:
        return real_date(text)
    except ValueProblem as problem:
        raise UsageError(f"{option}：{problem.message}", None, problem.remedy) from None

"""Options that take a day."""

from datetime import date

from clerkcheck.cli.parser import UsageError
from clerkcheck.clock import today
from clerkcheck.i18n import labelled
from clerkcheck.reading.written_values import ValueProblem, real_date


def day_option(option: str, text: str | None) -> date:
    """Return the day given to ``option``, or today where it was not given; raises UsageError."""
    if text is None:
        return today()
    try:
        return real_date(text)
    except ValueProblem as problem:
        raise UsageError(labelled(option, problem.message), None, problem.remedy) from None

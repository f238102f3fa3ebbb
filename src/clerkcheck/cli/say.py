"""The one way in which a command writes lines to the terminal: what could move its cursor is written out."""

import sys

from clerkcheck.reading.characters import printable_lines


def say(text: str = "") -> None:
    """Print lines of plain text."""
    print(printable_lines(text))  # noqa: T201 - here alone


def say_error(text: str) -> None:
    """Print lines of plain text to standard error."""
    print(printable_lines(text), file=sys.stderr)  # noqa: T201 - here alone

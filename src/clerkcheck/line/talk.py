"""Prompts and answers in plain lines: no cursor is moved, no colour set."""

import sys
import unicodedata
from collections.abc import Callable

from clerkcheck.cells import terminal_width, wrap
from clerkcheck.i18n import _
from clerkcheck.reading.characters import printable
from clerkcheck.reading.typed_answers import picked
from clerkcheck.reading.written_values import ValueProblem

WIDTH = 78


class Leave(Exception):
    """The user wants to go, or there is no more input; everything is saved."""


def line_width() -> int:
    """Return the cells of a line that is said: 78, or what a narrower terminal has."""
    return terminal_width(WIDTH, otherwise=WIDTH)


class Talk:
    """Prompts and answers: ``ask`` takes a prompt and returns a line (EOFError at the end), ``say`` prints one."""

    def __init__(self, ask: Callable[[str], str], say: Callable[[str], None]) -> None:
        self._ask, self._say = ask, say

    def say(self, text: str = "", *, first: str = "", rest: str = "") -> None:
        """Print a paragraph, broken as Chinese is."""
        for line in wrap(printable(text), line_width(), first=first, rest=rest):
            self._say(line)

    def raw(self, text: str) -> None:
        """Print lines that are laid out already."""
        for line in text.splitlines():
            self._say(printable(line))

    def line(self, prompt: str) -> str:
        """Return a line as typed, without the blanks around it; raises Leave at the end of input."""
        try:
            return self._ask(printable(prompt)).strip()
        except EOFError:
            raise Leave from None

    def key(self, prompt: str) -> str:
        """Return a short answer with full-width digits and signs made plain; raises Leave for q."""
        answer = unicodedata.normalize("NFKC", self.line(prompt)).strip().lower()
        if answer == "q":
            raise Leave
        return answer

    def number(self, prompt: str, most: int, *, least: int = 1, otherwise: int | None = None) -> int:
        """Return a number from ``least`` to ``most``, asking until there is one; for Enter alone ``otherwise``."""
        while True:
            answer = self.key(prompt)
            if not answer and otherwise is not None:
                return otherwise
            try:
                return picked(answer, most, least=least)
            except ValueProblem as problem:
                self.problem(problem)

    def problem(self, problem: ValueProblem) -> None:
        """Say what is wrong with an answer."""
        self.say(_("。").join(part for part in (problem.message, problem.remedy) if part))


def typed(prompt: str) -> str:
    """Return a line of standard input; through a pipe, where nothing is echoed, the prompt stands on its own line."""
    if sys.stdin.isatty():
        return input(prompt)
    print(prompt)  # noqa: T201 - Talk has made it printable
    return input()

"""One thing looked at on a machine."""

from typing import NamedTuple

from clerkcheck.i18n import _

GOOD, NOTE, WRONG = "good", "note", "wrong"


class MachineFinding(NamedTuple):
    """One thing looked at: its level, what was found, what to do (may be empty)."""

    level: str
    what: str
    remedy: str = ""

    @property
    def mark(self) -> str:
        """The word that stands before the finding, four cells wide."""
        return {GOOD: _("好  "), NOTE: _("注意"), WRONG: _("不行")}[self.level]

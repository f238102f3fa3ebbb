"""One remark on a pack."""

from typing import Literal, NamedTuple

from clerkcheck.i18n import _, labelled
from clerkcheck.reading.characters import printable
from clerkcheck.reading.errors import Place

Severity = Literal["error", "warning"]


class LintRemark(NamedTuple):
    """What a reviewer would say: ``severity`` (error: wrong; warning: look again), where, and what to do.

    ``id`` is that of a remark which can be accepted, ``subject`` the clause or article for which it would be.
    """

    severity: Severity
    message: str
    place: Place
    remedy: str
    id: str = ""
    subject: str = ""

    def __str__(self) -> str:
        """One line, such as ``meetings.yaml 第 12 行：……。……``."""
        source, line, _column, path, _cell = self.place
        mark = _("［{id}］").format(id=self.id) if self.id else ""
        where = source + (
            _(" 第 {line} 行").format(line=line) if line else _("（{path}）").format(path=path) if path else ""
        )
        return printable(
            labelled(where, self.message) + mark + (_("。{remedy}").format(remedy=self.remedy) if self.remedy else "")
        )

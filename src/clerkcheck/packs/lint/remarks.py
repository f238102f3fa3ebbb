"""One remark on a pack."""

from typing import Literal, NamedTuple

from clerkcheck.i18n import _, labelled
from clerkcheck.reading.characters import printable
from clerkcheck.reading.errors import Place

Severity = Literal["error", "warning"]


class LintRemark(NamedTuple):
    """What a reviewer would say: ``severity`` (error: wrong; warning: look again), where, and what to do."""

    severity: Severity
    message: str
    place: Place
    remedy: str

    def __str__(self) -> str:
        """One line, such as ``meetings.yaml 第 12 行：……。……``."""
        source, line, _column, path, _cell = self.place
        where = source + (
            _(" 第 {line} 行").format(line=line) if line else _("（{path}）").format(path=path) if path else ""
        )
        return printable(
            labelled(where, self.message) + (_("。{remedy}").format(remedy=self.remedy) if self.remedy else "")
        )

"""The one error a user meets: what is wrong, where, and the nearest right value."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.reading.characters import printable


class Place(NamedTuple):
    """Where something stands: a file (or another source) with line and column counted from 1, when known.

    ``cell``: the same as a spreadsheet names it, such as F3.
    """

    source: str
    line: int | None = None
    column: int | None = None
    path: str = ""
    cell: str = ""

    def without_folder(self) -> "Place":
        """Return it with the bare name of the file: where its folder lies on this machine is nobody else's business."""
        return self._replace(source=os.path.basename(self.source))

    def __str__(self) -> str:
        """Chinese, such as ``case.yaml 第 3 行第 5 列（facts.meeting）`` or ``台账.xlsx F3（涉及金额（万元））``."""
        text = printable(self.source) or "“”"
        if self.cell:
            text += f" {self.cell}"
        elif self.line is not None:
            text += " " + _("第 {line} 行").format(line=self.line)
            text += _("第 {column} 列").format(column=self.column) if self.column is not None else ""
        return text + (_("（{remark}）").format(remark=printable(self.path)) if self.path else "")


class InputError(Exception):
    """Something a user or a pack gave cannot be read; exit status 2.

    ``message`` says what is wrong, ``place`` where, ``remedy`` what would be right (may be empty).
    """

    def __init__(self, message: str, place: Place | None = None, remedy: str = "") -> None:
        """Take the three parts; ``str()`` of the error joins them into one Chinese line."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def without_folder(self) -> "InputError":
        """Return the error as a paper has it; see :meth:`Place.without_folder`."""
        return InputError(self.message, self.place and self.place.without_folder(), self.remedy)

    def __str__(self) -> str:
        parts = [_("{place}：").format(place=self.place) if self.place else "", self.message]
        if self.remedy:
            parts += ["" if self.message.endswith(("？", "。")) else _("。"), self.remedy]
        return printable("".join(parts))


class InputErrors(InputError):
    """Several errors of one file or pack, all reported at once; ``errors`` holds each."""

    def __init__(self, errors: Iterable[InputError]) -> None:
        """Take the errors in the order in which they are to be shown; there is at least one."""
        self.errors = tuple(errors)
        first = self.errors[0]
        super().__init__(first.message, first.place, first.remedy)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)

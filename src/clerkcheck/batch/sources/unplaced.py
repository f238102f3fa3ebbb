"""Headings that cannot be placed: every one of them said, with what it may stand for."""

from collections.abc import Collection
from typing import NamedTuple

from clerkcheck.batch.sources.amount_units import MEASURE_NAMES
from clerkcheck.batch.sources.headings import (
    amount_labels,
    heading_key,
    heading_unit,
    is_ignored,
    nearest_heading,
    placed,
    which_unit,
)
from clerkcheck.batch.sources.items import RowProblem, Where
from clerkcheck.batch.sources.office_headings import NAME, NOT_USED, HeadingProposal, OfficeHeadings, proposal
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError, InputErrors
from clerkcheck.reading.written_values import shown

_MOST_SAID = 10  # headings


class Placing(NamedTuple):
    """The headings of a table as they are written, and what the office calls its columns."""

    written: tuple[str, ...]
    office: OfficeHeadings | None = None

    @property
    def meant(self) -> tuple[str, ...]:
        """The headings as they are meant; those not used begin with #."""
        return self.office.translated(self.written) if self.office is not None else self.written

    @property
    def own(self) -> tuple[tuple[int, str], ...]:
        """The places and headings of columns that are the office's own affair."""
        pairs = zip(self.written, self.meant, strict=True)
        return tuple(
            (at, written.removeprefix("#"))
            for at, (written, meant) in enumerate(pairs)
            if written and is_ignored(meant)
        )

    def wrong(self, pack: Pack, where: Where) -> "Unplaced":
        """Return what gathers the headings that cannot be placed, those of the office's file first."""
        return Unplaced(self, pack, where)


class UnplacedHeadings(InputErrors):
    """Headings that cannot be placed; ``proposals``: what each may stand for."""

    proposals: dict[str, HeadingProposal]

    def __str__(self) -> str:
        said = [str(error) for error in self.errors[:_MOST_SAID]]
        if len(self.errors) > _MOST_SAID:
            said.append(_("另有 {n} 列也不认识").format(n=len(self.errors) - _MOST_SAID))
        return "\n".join(said)


class Unplaced:
    """Gathers what is wrong with the headings of a table for one pack."""

    def __init__(self, placing: Placing, pack: Pack, where: Where) -> None:
        self._office, self._pack, self._where = placing.office, pack, where
        self._written = placing.written
        self._errors: list[InputError] = []
        self._proposals: dict[str, HeadingProposal] = {}

    def unplaced(self, place: int, header: str, meant: str) -> None:
        """Take a heading that the pack does not know, or one of amounts that names no unit."""
        entry = self._office.entry(header) if self._office else None
        error = entry.error(self._pack) if entry and not entry.is_open else None
        if error is not None:
            self._errors.append(error)
            return
        self._proposals[header] = proposal(header, self._pack)
        found = placed(meant, self._pack)
        amount = amount_labels(self._pack).get(found[1]) if found and not heading_unit(meant) else None
        nearest = which_unit(amount) + self._beside(place) if amount else nearest_heading(header, self._pack)
        self._say(_("没有“{header}”这一列").format(header=shown(header)), nearest + _not_used(), place, header)

    def _beside(self, place: int) -> str:
        """What to do where a column of units may stand right of an amount that names none."""
        following = self._written[place + 1 : place + 2]
        if not following or heading_key(following[0].strip("# ")) not in MEASURE_NAMES:
            return ""
        return _("右边一列写着每行的单位的，那一列的列名写 计量单位。")

    def twice(self, place: int, header: str, other: str) -> None:
        """Take a heading that stands for what another one stands for already."""
        remedy = _("只留一列")
        if heading_key(header) != heading_key(other):
            self._proposals[header] = HeadingProposal(NOT_USED + "？")
            remedy = _("只留一列；") + _not_used()
        self._say(_("“{header}”和“{other}”是同一列").format(header=header, other=other), remedy, place, header)

    def refuse(self, taken: Collection[tuple[str, str]]) -> None:
        """Raise UnplacedHeadings where there was anything; ``taken``: what other columns stand for already."""
        if self._errors and not taken and self._proposals:
            message = _("一个列名也不认识，不像台账")
            remedy = _("不是台账的移到别处；是的，在旁边的 {file} 里写明哪一列是事项名称").format(file=NAME)
            raise InputError(message, self._where.place(), remedy)
        if self._errors:
            errors = UnplacedHeadings(self._errors)
            errors.proposals = {
                name: HeadingProposal(NOT_USED) if placed(each.meant.rstrip("？"), self._pack) in taken else each
                for name, each in self._proposals.items()
            }
            raise errors

    def _say(self, message: str, remedy: str, place: int, header: str) -> None:
        self._errors.append(
            RowProblem(message, self._where, remedy, column=place + 1, header=header, value=shown(header))
        )


def _not_used() -> str:
    return _("与审查无关的列，列名前加 #，或在旁边的 {file} 里写 {word}").format(file=NAME, word=NOT_USED)

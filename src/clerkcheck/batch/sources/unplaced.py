"""Headings that cannot be placed: every one of them said, with what it may stand for."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from clerkcheck.batch.sources.amount_units import MEASURE_NAMES
from clerkcheck.batch.sources.heading_guess import (
    ASKED,
    NOT_USED,
    HeadingProposal,
    in_a_message,
    proposal,
    unless_taken,
)
from clerkcheck.batch.sources.headings import heading_key, is_ignored, placed
from clerkcheck.batch.sources.items import RowProblem, Where
from clerkcheck.batch.sources.office_headings import NAME, OfficeHeadings
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
        self._errors: list[InputError | tuple[int, str]] = []  # a place and heading to be said with its proposal
        self._proposals: dict[str, HeadingProposal] = {}

    def unplaced(self, place: int, header: str, meant: str) -> None:
        """Take a heading that the pack does not know, or one of amounts that names no unit."""
        entry = self._office.entry(header) if self._office else None
        error = entry.error(self._pack) if entry and not entry.is_open else None
        if error is not None:
            self._errors.append(error)
            return
        self._proposals[header] = proposal(meant if placed(meant, self._pack) else header, self._pack)
        self._errors.append((place, header))

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
        message = _("“{header}”和“{other}”是同一列").format(header=header, other=other)
        self._errors.append(self._error(message, remedy, place, header))

    def refuse(self, taken: Collection[tuple[str, str]]) -> None:
        """Raise UnplacedHeadings where there was anything; ``taken``: what other columns stand for already."""
        if self._errors and not taken and self._proposals:
            message = _("一个列名也不认识，不像台账")
            remedy = _("不是台账的移到别处；是的，在旁边的 {file} 里写明哪一列是事项名称").format(file=NAME)
            raise InputError(message, self._where.place(), remedy)
        if self._errors:
            found = {name: unless_taken(each, taken, self._pack) for name, each in self._proposals.items()}
            errors = UnplacedHeadings(
                [self._unknown(*each, found) if isinstance(each, tuple) else each for each in self._errors]
            )
            errors.proposals = found
            raise errors

    def _unknown(self, place: int, header: str, proposals: Mapping[str, HeadingProposal]) -> InputError:
        meant = proposals[header]
        remedy = in_a_message(meant, self._pack) + (self._beside(place) if meant.meant in ASKED else "") + _not_used()
        return self._error(_("没有“{header}”这一列").format(header=shown(header)), remedy, place, header)

    def _error(self, message: str, remedy: str, place: int, header: str) -> RowProblem:
        return RowProblem(message, self._where, remedy, column=place + 1, header=header, value=shown(header))


def _not_used() -> str:
    return _("与审查无关的列，列名前加 #，或在旁边的 {file} 里写 {word}").format(file=NAME, word=NOT_USED)

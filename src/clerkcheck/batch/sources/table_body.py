"""What stands below a header: rows of cases, and what is none: examples, the header again, another table's header."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from clerkcheck.batch.sources.cell_readers import is_example, plain
from clerkcheck.batch.sources.headings import HEADS, IGNORED, head_of, headings, known_elsewhere, looks_like_header
from clerkcheck.batch.sources.merged_ranges import MergedRanges
from clerkcheck.batch.sources.source_sheet import Sheet, TableRow, header_texts
from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Pack

_USUAL_KINDS = frozenset(["议题", "公文", "agenda_item", "document"])
_MOST_NAMED = 10  # rows


class TableBody:
    """The rows below the header of one table, and what there is to say of them when they have been read."""

    def __init__(self, sheet: Sheet, header: Sequence[str], pack: Pack | None) -> None:
        """Take the table, its headings, and the pack of rows that name none."""
        self.sheet, self.header, self.pack = sheet, tuple(header), pack
        self.following: Sheet | None = None  # another table, whose header ended this one
        self._kind_at, self._title_at = head_of(header, "kind"), head_of(header, "title")
        self._unheaded = [place for place, name in enumerate(header) if not name]
        self._merged = MergedRanges(sheet.merged, sheet.header_row, sheet.where.first_column)
        self._cases = 0
        self._seen: dict[str, list[int]] = {"example": [], "repeated": [], "hidden": [], "struck": []}
        self._filled_without_heading: set[int] = set()

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows of cases as wide as the header, or wider where more is filled."""
        width, special = len(self.header), bool(self.sheet.hidden or self.sheet.struck or self._unheaded)
        for number, row in self.sheet.rows:
            if len(row) != width:
                if not any(row[width:]):
                    row[width:] = []
                row.extend([""] * (width - len(row)))
            if not any(row):
                continue
            if self._merged:
                self._merged.fill(number, row)
            if self.is_none(number, row):
                if self.following is not None:
                    return
                continue
            self._cases += 1
            if special:
                self._look(number, row)
            yield number, row

    def is_none(self, number: int, row: list[Any]) -> bool:
        """Whether a row is no case: an example, the header again, or (then ``following`` is set) another header."""
        if self._title_at is not None and is_example(row[self._title_at]):
            self._seen["example"].append(number)
            return True
        if self._kind_at is not None and row[self._kind_at] in _USUAL_KINDS:
            return False
        if not looks_like_header(row, self._known):
            return False
        texts = header_texts(row)
        if texts[: len(self.header)] == self.sheet.header and not any(texts[len(self.header) :]):
            self._seen["repeated"].append(number)
        else:
            self.following = self.sheet._replace(header=texts, header_row=number)
        return True

    def counted(self, cases: int, unheaded: Sequence[int] = ()) -> None:
        """Take how many cases were read otherwise, and which columns without a heading were filled."""
        self._cases += cases
        self._filled_without_heading.update(unheaded)

    def notes(self) -> Iterator[str]:
        """Yield what there is to say; complete when all rows have been read."""
        where, seen = self.sheet.where, self._seen
        if not self._cases and self.following is None:
            yield _("{where}：没有一件").format(where=where)
        for rows, text in (
            (seen["example"], _("{where}：示例 {n} 行（{rows}）没有算")),
            (seen["repeated"], _("{where}：表头又出现 {n} 次（{rows}），略过")),
            (seen["hidden"], _("{where}：其中 {n} 行是隐藏的（{rows}），照样查了")),
            (seen["struck"], _("{where}：其中 {n} 行有划掉的格子（{rows}），照样查了")),
        ):
            if rows:
                yield text.format(where=where, n=len(rows), rows=named_rows(rows))
        for place in sorted(self._filled_without_heading):
            yield _("{where}：{column}没有列名，没有看").format(where=where, column=where.column(place + 1))

    def _look(self, number: int, row: Sequence[Any]) -> None:
        for what, rows in (("hidden", self.sheet.hidden), ("struck", self.sheet.struck)):
            if number in rows:
                self._seen[what].append(number)
        for place in self._unheaded:
            if row[place] != "":
                self._filled_without_heading.add(place)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The headings by which a further header is known; those for people only prove nothing."""
        own = {plain(name) for name in self.header if name}
        heads = {plain(name) for names in HEADS.values() for name in names}
        of_pack = headings(self.pack) if self.pack is not None else ()
        return frozenset((own | heads | known_elsewhere()).union(of_pack) - IGNORED)


def named_rows(rows: Sequence[int]) -> str:
    """Return the numbers of rows in words; of many the first."""
    named = listed(map(str, rows[:_MOST_NAMED]))
    return _("第 {rows} 行等").format(rows=named) if len(rows) > _MOST_NAMED else _("第 {rows} 行").format(rows=named)

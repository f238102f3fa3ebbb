"""What stands below a header: rows of cases, and what is none: examples, totals, notes, the header again, another's."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

from clerkcheck.batch.sources.cell_readers import is_example
from clerkcheck.batch.sources.header_rows import header_texts
from clerkcheck.batch.sources.headings import KnownHeadings, head_of, is_ignored, looks_like_header
from clerkcheck.batch.sources.merged_ranges import MergedRanges
from clerkcheck.batch.sources.no_cases import is_blank, kind_of_none
from clerkcheck.batch.sources.source_sheet import Sheet, TableRow, line_in, table_of
from clerkcheck.i18n import _, listed
from clerkcheck.reading.written_values import shown

_USUAL_KINDS = frozenset(["议题", "公文", "agenda_item", "document"])
_MOST_NAMED = 10  # rows
_head_of_number = re.compile(r"\s*[0-9]{1,3}\Z").match
_rest_of_number = re.compile(r"[0-9]{3}(\.[0-9]+)?\s*\Z").match


class _Peekable:
    """Rows that can be looked at before they come."""

    def __init__(self, rows: Iterator[TableRow]) -> None:
        self._rows, self._ahead = rows, deque[TableRow]()

    def __iter__(self) -> "_Peekable":
        return self

    def __next__(self) -> TableRow:
        return self._ahead.popleft() if self._ahead else next(self._rows)

    def peek(self, last: int) -> list[list[Any]]:
        """Return the cells of the rows still to come, as far as the one with this number."""
        while (not self._ahead or self._ahead[-1][0] < last) and (row := next(self._rows, None)) is not None:
            self._ahead.append(row)
        return [cells for number, cells in self._ahead if number <= last]


class TableBody:
    """The rows below the header of one table, and what there is to say of them when they have been read."""

    def __init__(self, sheet: Sheet, header: Sequence[str], known: KnownHeadings) -> None:
        """Take the table, its headings as they are meant, and which texts are headings."""
        if sheet.merged:
            sheet = sheet._replace(rows=_Peekable(sheet.rows))
        self.sheet, self.header, self.known = sheet, tuple(header), known
        self.following: Sheet | None = None  # another table, whose header ended this one
        self._kind_at, self._title_at = head_of(header, "kind"), head_of(header, "title")
        beforehand = (self._kind_at, head_of(header, "pack"))
        self._judged = [at for at, name in enumerate(header) if not is_ignored(name) and at not in beforehand]
        self._unheaded = [place for place, name in enumerate(header) if not name]
        self._merged = MergedRanges(sheet.merged, sheet.header_row, sheet.where.first_column)
        self._cases = 0
        self._line = sheet.line  # of the unit of money, the last above what follows
        self.unit_changed_at = 0  # the row below which amounts are in another unit
        self._seen: dict[str, list[int]] = {"example": [], "repeated": [], "hidden": [], "struck": []}
        self._none: dict[str, list[int]] = {}
        self._filled_without_heading: set[int] = set()
        self._filled_out_of_sight: set[int] = set()

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows of cases as wide as the header, or wider where more is filled."""
        width, merged = len(self.header), bool(self._merged)
        special = bool(self.sheet.hidden or self.sheet.struck or self._unheaded or self.sheet.hidden_columns)
        for number, row in self.sheet.rows:
            if len(row) != width:
                if not any(row[width:]) and not _splits_thousands(row):
                    row[width:] = []
                row.extend([""] * (width - len(row)))
            if not any(row):
                continue
            if self.is_none(number, row):
                if self.following is not None:
                    return
                continue
            if self.unit_changed_at:
                self._begin_in_another_unit(number, row)
                return
            if merged:
                self._settle_item_on_several_rows(number)
                self._merged.fill(number, row)
            self._cases += 1
            if special:
                self._look(number, row)
            yield number, row

    def is_none(self, number: int, row: list[Any]) -> bool:
        """Whether a row is no case; where it is another table's header, ``following`` is set."""
        if self._title_at is not None and is_example(row[self._title_at]):
            self._seen["example"].append(number)
            return True
        if self._kind_at is None or row[self._kind_at] not in _USUAL_KINDS:
            title = "" if self._title_at is None else row[self._title_at]
            may_be = title == "" or self.known(title) or _for_people(title)  # the rest need not be looked at then
            texts = header_texts(row) if may_be and looks_like_header(row, self.known) else ()
            if texts and self._is_header_again(texts):
                self._seen["repeated"].append(number)
                return True
            if texts:
                self._begin_another(number, row)
                return True
        kind = "" if self._title_at is None else kind_of_none(row, self._judged, self._title_at)
        if kind:
            self._none.setdefault(kind, []).append(number)
            self._line = line_in(self.sheet.where._replace(row=number), row) or self._line
            above = self.sheet.line
            changed = self._line is not None and self._line.unit != (above.unit if above is not None else "")
            self.unit_changed_at = number if changed else 0
        return bool(kind)

    def counted(self, cases: int, unheaded: Sequence[int] = ()) -> None:
        """Take how many cases were read otherwise, and which columns without a heading were filled."""
        self._cases += cases
        self._filled_without_heading.update(unheaded)

    def notes(self) -> Iterator[str]:
        """Yield what there is to say; complete when all rows have been read."""
        where, seen = self.sheet.where, self._seen
        if self.sheet.said:
            yield self.sheet.said
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
        if self._none:
            number = sum(map(len, self._none.values()))
            named = listed(_("{what}（{rows}）").format(what=k, rows=named_rows(v)) for k, v in self._none.items())
            yield _("{where}：有 {n} 行不是事项，略过：{named}").format(where=where, n=number, named=named)
        for place in sorted(self._filled_out_of_sight):
            column, name = where.column(place + 1), self.sheet.header[place]
            yield _("{where}：{column}（{name}）是隐藏的，照样看了").format(
                where=where, column=column, name=shown(name)
            )
        for place in sorted(self._filled_without_heading):
            yield _("{where}：{column}没有列名，没有看").format(where=where, column=where.column(place + 1))

    def _is_header_again(self, texts: Sequence[str]) -> bool:
        """Whether these are the headings of this table, or one of their two levels."""
        filled = [each for each in texts if each]
        levels = self.sheet.levels or (self.sheet.header,)
        return any(filled == [each for each in level if each] for level in (self.sheet.header, *levels))

    def _begin_another(self, number: int, row: list[Any]) -> None:
        """The header of another table: what follows is read by it."""
        where = self.sheet.where
        found = table_of(where, chain([(number, row)], self.sheet.rows), self.known)
        self.following = self.sheet._replace(
            header=found.header, header_row=found.header_row, rows=found.rows, levels=found.levels, line=self._line,
            said=_("{where}：第 {row} 行起是另一张表，按那一行的列名读").format(where=where, row=number),
        )  # fmt: skip

    def _begin_in_another_unit(self, number: int, row: list[Any]) -> None:
        """A line of another unit stood above this row: what follows is read by the same headings, in that unit."""
        assert self._line is not None
        self.following = self.sheet._replace(
            rows=chain([(number, row)], self.sheet.rows), line=self._line,
            said=_("{where}：第 {row} 行起金额的单位是{unit}").format(
                where=self.sheet.where, row=self.unit_changed_at, unit=self._line.unit
            ),
        )  # fmt: skip

    def _settle_item_on_several_rows(self, number: int) -> None:
        """One item may stand on several rows, its title merged: its cells are its own where those rows say nothing."""
        bottom = self._merged.bottom(number, self._title_at) if self._title_at is not None else 0
        rows = self.sheet.rows
        if not bottom or not isinstance(rows, _Peekable):
            return
        below = rows.peek(bottom)
        if not any(at < len(row) and not is_blank(row[at]) for row in below for at in self._judged):
            self._merged.forget(number, bottom)

    def _look(self, number: int, row: Sequence[Any]) -> None:
        for what, rows in (("hidden", self.sheet.hidden), ("struck", self.sheet.struck)):
            if number in rows:
                self._seen[what].append(number)
        for place in self._judged if self.sheet.hidden_columns else ():
            if place in self.sheet.hidden_columns and row[place] != "":
                self._filled_out_of_sight.add(place)
        for place in self._unheaded:
            if row[place] != "":
                self._filled_without_heading.add(place)


def _for_people(title: Any) -> bool:
    return title.__class__ is str and is_ignored(title)


def _splits_thousands(row: Sequence[Any]) -> bool:
    """Whether the comma of a number (1,200.00) has made two cells of it, so that all cells after it stand wrong."""
    pairs = pairwise(row)
    return any(
        left.__class__ is str and right.__class__ is str and _head_of_number(left) and _rest_of_number(right)
        for left, right in pairs
    )


def named_rows(rows: Sequence[int]) -> str:
    """Return the numbers of rows in words; of many the first."""
    named = listed(map(str, rows[:_MOST_NAMED]))
    return _("第 {rows} 行等").format(rows=named) if len(rows) > _MOST_NAMED else _("第 {rows} 行").format(rows=named)

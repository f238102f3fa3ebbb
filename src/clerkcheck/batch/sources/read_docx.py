"""Tables in .docx files (ECMA-376, 17.4): each table of the text that has headings of ours."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

from clerkcheck.batch.sources.cell_readers import BadCell
from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.headings import UnitLine, unit_line
from clerkcheck.batch.sources.items import PassedOver, Where
from clerkcheck.batch.sources.source_sheet import Meter, Range, Sheet, TableRow, Unread, table_of
from clerkcheck.batch.sources.workbook_parts import Package, damage_told
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DELETED = (f"{_W}del", f"{_W}moveFrom")
_OFF = ("0", "false", "off", "none")


def sheets(path: str, meter: Meter, note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the tables of a document; see :func:`clerkcheck.batch.sources.table_files.sheets`."""
    with damage_told(path), Package(path) as package:
        data = package.whole("word/document.xml").replace(_STRICT, _W[1:-1].encode())
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ValueError
        tables = list(_tables(ElementTree.fromstring(data)))
    read: list[Sheet | Unread] = []
    for number, (before, table) in enumerate(tables, 1):
        meter.part = number / len(tables)
        where = Where(path, _("表{n}").format(n=number) if len(tables) > 1 else "")
        try:
            sheet = _DocumentTable(table).sheet(where, before, known)
        except InputError:
            continue  # one of a single cell, or of none
        if sum(map(known, sheet.header)) >= 2:
            read.append(sheet)
        else:
            note(_("{where}：不是台账，没有看").format(where=where))
    if not read:
        raise PassedOver(path, _("里面没有台账那样的表格；是台账的，核对表头的列名"))
    yield from read


def _tables(root: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    """Each table that stands in no other, with the paragraph before it."""
    before = ""

    def within(parent: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
        nonlocal before
        for each in parent:
            if each.tag == f"{_W}tbl":
                yield before, each
                before = ""
            elif each.tag == f"{_W}p":
                before = _text_of(each)[0] or before
            elif each.tag not in _DELETED:
                yield from within(each)

    yield from within(root)


class _DocumentTable:
    """The rows of one table."""

    def __init__(self, table: ElementTree.Element) -> None:
        self.table = table
        self.hidden: set[int] = set()
        self.struck: set[int] = set()
        self.merged: list[Range] = []
        self._open: dict[int, tuple[int, int]] = {}  # by column: where a vertical merge began, and how wide it is

    def sheet(self, where: Where, before: str, known: Known) -> Sheet:
        """Return the table; ``before``: the paragraph above it, which may name the unit of money."""
        rows = list(self._rows())
        for column, (top, width) in list(self._open.items()):
            self._close(column, top, width, len(rows))
        sheet = table_of(where, iter(rows), known)
        unit = unit_line(before)
        line = sheet.line or (UnitLine(unit, _("表前一段")) if unit else None)
        hidden, struck = frozenset(self.hidden), frozenset(self.struck)
        return sheet._replace(line=line, hidden=hidden, struck=struck, merged=tuple(self.merged))

    def _rows(self) -> Iterator[TableRow]:
        for number, row in enumerate(_children(self.table, "tr"), 1):
            properties = row.find(f"{_W}trPr")
            if properties is not None and _is_on(properties.find(f"{_W}hidden")):
                self.hidden.add(number)
            yield number, self._row(number, row)

    def _row(self, number: int, row: ElementTree.Element) -> list[Any]:
        cells: list[Any] = []
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        cells += [""] * (_number(before) if before is not None else 0)
        for cell in _children(row, "tc"):
            at, width = len(cells), _number(cell.find(f"{_W}tcPr/{_W}gridSpan")) or 1
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if not goes_on and at in self._open:
                self._close(at, *self._open.pop(at), number - 1)
            if merge is not None and not goes_on:
                self._open[at] = number - 1, width
            elif merge is None and width > 1:
                self.merged.append(((number - 1, at), (number - 1, at + width - 1)))
            cells += ["" if goes_on else self._cell(number, cell), *[""] * (width - 1)]
        return cells

    def _close(self, column: int, top: int, width: int, bottom: int) -> None:
        if bottom - 1 > top or width > 1:
            self.merged.append(((top, column), (bottom - 1, column + width - 1)))

    def _cell(self, number: int, cell: ElementTree.Element) -> Any:
        parts = [_text_of(each) for each in cell.iter(f"{_W}p")]
        text = "\n".join(each for each, _struck in parts).strip()
        struck = "".join(each for _text, each in parts)
        if not struck.strip():
            return text
        if struck.strip() == "".join(each for each, _struck in parts).strip():
            self.struck.add(number)
            return text
        return BadCell, BadCell(_("有划掉的字，不清楚算哪些"), _("删去划掉的字再查"))


def _children(parent: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """The rows of a table or the cells of a row, those in content controls and insertions among them."""
    for each in parent:
        if each.tag == f"{_W}{name}":
            yield each
        elif each.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(each, name)


def _text_of(paragraph: ElementTree.Element) -> tuple[str, str]:
    """The text of a paragraph without what has been deleted, and what of it is struck through."""
    text: list[str] = []
    struck: list[str] = []

    def within(parent: ElementTree.Element, *, out: bool) -> None:
        for each in parent:
            if each.tag in _DELETED:
                continue
            if each.tag == f"{_W}r":
                properties = each.find(f"{_W}rPr")
                off = properties is not None and any(_is_on(properties.find(f"{_W}{n}")) for n in ("strike", "dstrike"))
                within(each, out=off)
                continue
            piece = {f"{_W}t": each.text or "", f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}.get(
                each.tag
            )
            if piece is None:
                within(each, out=out)
                continue
            text.append(piece)
            if out:
                struck.append(piece)

    within(paragraph, out=False)
    return "".join(text), "".join(struck)


def _is_on(element: ElementTree.Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in _OFF


def _number(element: ElementTree.Element | None) -> int:
    said = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(said), 1000) if said.isascii() and said.isdigit() and len(said) < 6 else 0

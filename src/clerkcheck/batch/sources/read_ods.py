"""Tables in .ods files (OpenDocument 1.3, part 3): a cell's value, and how it is shown where that says more."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any
from xml.etree import ElementTree

from clerkcheck.batch.sources.cell_readers import BadCell, raw_cell
from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.items import PassedOver, Where
from clerkcheck.batch.sources.source_sheet import CHOICES, INSTRUCTIONS, Meter, Range, Sheet, TableRow, Unread, table_of
from clerkcheck.batch.sources.workbook_extent import MOST_CELLS
from clerkcheck.batch.sources.workbook_parts import Package, damage_told
from clerkcheck.batch.sources.workbook_scan import error_cell, partly_struck
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.written_values import shown

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_NS = {name: _OASIS.format(name) for name in ("office", "style", "table", "text")}
_NS["number"] = _OASIS.format("datastyle")
_NS["ext"] = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_UNITS = re.compile(r"(?:[¥￥]|CNY|RMB)?(元|千元|万元|亿元)?")
_MOST_REPEATED = 16_384  # of a cell or row that holds something


def sheets(path: str, meter: Meter, note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the tables of the visible sheets; see :func:`clerkcheck.batch.sources.table_files.sheets`."""
    with damage_told(path), Package(path) as package:
        root = _parsed(path, package)
        named = _xml(package, "styles.xml") if package.has("styles.xml") else None
    styles = _Styles(root, named)
    pages = [each for each in root.iter(_tag("table:table")) if _sheet_of(each)]
    visible = [each for each in pages if not styles.hides(each)]
    for page in pages:
        if page not in visible and _sheet_of(page) != CHOICES:
            note(_("{file}：隐藏的工作表“{sheet}”没有查").format(file=path, sheet=_sheet_of(page)))
    for number, page in enumerate(visible, 1):
        meter.part = number / len(visible)
        name = _sheet_of(page)
        if name == INSTRUCTIONS:
            continue
        where = Where(path, name if len(visible) > 1 else "", lettered=True)
        try:
            yield _Page(page, styles, path).table(where, known)._replace(name=name)
        except PassedOver as error:
            yield Unread(where, error)
        except InputError as error:
            error.place = error.place or where.place()
            yield Unread(where, error)


def _parsed(path: str, package: Package) -> ElementTree.Element:
    root = _xml(package, "content.xml")
    if root.find(f".//{_tag('office:spreadsheet')}") is None:
        raise InputError(_("里面没有表格"), Place(path), _("存成 .xlsx 或 .docx 再查"))
    return root


def _xml(package: Package, part: str) -> ElementTree.Element:
    data = b"".join(package.stream(part))
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError
    return ElementTree.fromstring(data)


class _Styles:
    """The styles that matter: hidden sheets, struck-through cells and words, dates that do not show the day."""

    def __init__(self, root: ElementTree.Element, named: ElementTree.Element | None) -> None:
        """Take the content of a file, and the styles that have names a person gave them."""
        self._hidden: set[str] = set()
        self._struck: dict[str, bool] = {}  # by name, where a style says so or not
        self._parents: dict[str, str] = {}
        self._shown: dict[str, str] = {}  # by which format, by name of the style
        self._dayless: set[str] = set()
        pages = [page for page in (named, root) if page is not None]
        for page in pages:
            for each in page.iter(_tag("number:date-style")):
                if each.find(_tag("number:day")) is None:
                    self._dayless.add(_get(each, "style:name"))
        for style in chain.from_iterable(page.iter(_tag("style:style")) for page in pages):
            name = _get(style, "style:name")
            self._parents[name] = _get(style, "style:parent-style-name")
            if shown_by := _get(style, "style:data-style-name"):
                self._shown[name] = shown_by
            for each in style:
                if _get(each, "table:display") == "false":
                    self._hidden.add(name)
                said = [_get(each, f"style:text-line-through-{part}") for part in ("style", "type")]
                if any(said):
                    self._struck[name] = "none" not in said

    def hides(self, page: ElementTree.Element) -> bool:
        """Whether a sheet cannot be seen."""
        return _get(page, "table:style-name") in self._hidden

    def strikes(self, name: str, *, around: bool) -> bool:
        """Whether a style strikes words through; ``around``: whether what it stands in does."""
        return next((self._struck[each] for each in self._line(name) if each in self._struck), around)

    def hides_the_day(self, name: str) -> bool:
        """Whether a date in a cell of this style is shown without the day of the month."""
        return next((self._shown[each] for each in self._line(name) if each in self._shown), "") in self._dayless

    def _line(self, name: str) -> Iterator[str]:
        """A style and those it takes after."""
        for _step in range(10):
            yield name
            name = self._parents.get(name, "")


class _Page:
    """Reads a table:table element: its rows of cells, which of them are hidden or struck through, what is merged."""

    def __init__(self, page: ElementTree.Element, styles: _Styles, path: str) -> None:
        self.page, self.styles, self.path = page, styles, path
        self.hidden: set[int] = set()
        self.struck: set[int] = set()
        self.merged: list[Range] = []
        self._cells = 0
        self._of_columns = [
            (_times(each, "table:number-columns-repeated"), _get(each, "table:default-cell-style-name"))
            for each in page.iter(_tag("table:table-column"))
        ]

    def table(self, where: Where, known: Known) -> Sheet:
        """Return the sheet as a table; raises InputError without a header, or with a cell of it that cannot be read."""
        rows = list(self._rows())
        table = table_of(where, iter(rows), known)
        wrong = [row for number, row in rows if number == table.header_row]
        for at, cell in enumerate(wrong[0] if wrong else []):
            if isinstance(cell, tuple) and cell[0] is BadCell:
                place = where._replace(row=table.header_row).place(at + 1, _("表头"))
                raise InputError(cell[1].message, place, cell[1].remedy)
        hidden, struck = frozenset(self.hidden), frozenset(self.struck)
        merged, columns = tuple(self.merged), frozenset(self._hidden_columns())
        return table._replace(hidden=hidden, struck=struck, merged=merged, hidden_columns=columns)

    def _hidden_columns(self) -> Iterator[int]:
        """The places of the columns that cannot be seen."""
        at = 0
        for column in self.page.iter(_tag("table:table-column")):
            times = min(_times(column, "table:number-columns-repeated"), _MOST_REPEATED)
            if _get(column, "table:visibility") in ("collapse", "filter"):
                yield from range(at, at + times)
            at += times

    def _rows(self) -> Iterator[TableRow]:
        number = 0
        for row in self.page.iter(_tag("table:table-row")):
            times = _times(row, "table:number-rows-repeated")
            cells = self._row(row, number)
            filled = any(cell != "" for cell in cells)
            for again in range(min(times, _MOST_REPEATED) if filled else 0):
                if _get(row, "table:visibility") in ("collapse", "filter"):
                    self.hidden.add(number + again + 1)
                self._cells += len(cells)
                if self._cells > MOST_CELLS:
                    raise InputError(_("太大，读不了"), Place(self.path), _("另存为 .csv 再查"))
                yield number + again + 1, list(cells)
            number += times

    def _row(self, row: ElementTree.Element, number: int) -> list[Any]:
        cells: list[Any] = []
        blank = 0
        for cell in row:
            if cell.tag not in (_tag("table:table-cell"), _tag("table:covered-table-cell")):
                continue
            times = _times(cell, "table:number-columns-repeated")
            at = len(cells) + blank
            style = _get(cell, "table:style-name") or _get(row, "table:default-cell-style-name") or self._usual(at)
            value = "" if cell.tag == _tag("table:covered-table-cell") else self._value(cell, number, style)
            self._merge(cell, number, at)
            if value == "":
                blank += times
                continue
            cells += [""] * blank + [value] * min(times, _MOST_REPEATED)
            blank = 0
        return cells

    def _merge(self, cell: ElementTree.Element, row: int, column: int) -> None:
        wide, high = (_times(cell, f"table:number-{each}-spanned") for each in ("columns", "rows"))
        if wide > 1 or high > 1:
            self.merged.append(((row, column), (row + high - 1, column + wide - 1)))

    def _usual(self, at: int) -> str:
        """The style of cells in a column that name none."""
        for times, name in self._of_columns:
            at -= times
            if at < 0:
                return name
        return ""

    def _pieces(self, element: ElementTree.Element, *, out: bool) -> Iterator[tuple[str, bool]]:
        """The words of a paragraph, and whether they are struck through; ``out``: whether those around are."""
        if element.tag == _tag("text:span"):
            out = self.styles.strikes(_get(element, "text:style-name"), around=out)
        yield element.text or "", out
        for each in element:
            yield from self._pieces(each, out=out)
            yield each.tail or "", out

    def _value(self, cell: ElementTree.Element, row: int, style: str) -> Any:
        text = "\n".join("".join(each.itertext()) for each in cell.findall(_tag("text:p")))
        if _get(cell, "ext:value-type") == "error" or re.fullmatch(
            r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!)|Err:[0-9]+", text
        ):
            return BadCell, error_cell(text)
        around = self.styles.strikes(style, around=False)
        paragraphs = (self._pieces(each, out=around) for each in cell.findall(_tag("text:p")))
        struck = {out for piece, out in chain.from_iterable(paragraphs) if piece.strip()}
        if len(struck) > 1:
            return BadCell, partly_struck()
        if True in struck:
            self.struck.add(row + 1)
        kind = _get(cell, "office:value-type")
        if not kind:
            if _get(cell, "table:formula"):
                return BadCell, BadCell(_("是公式，没有存值"), _("用 Excel 或 WPS 打开，存一次再查"))
            return text
        return text if kind == "date" and self.styles.hides_the_day(style) else _typed(cell, kind, text)


def _typed(cell: ElementTree.Element, kind: str, text: str) -> Any:
    """A cell's value as :func:`raw_cell` gives it; a number that is shown as another one, as the text that is read."""
    value = _get(cell, "office:value")
    if kind == "boolean":
        return raw_cell(_get(cell, "office:boolean-value") == "true")
    if kind == "date":
        said = _get(cell, "office:date-value")
        moment = datetime.fromisoformat(said)
        return raw_cell(moment if "T" in said else date(moment.year, moment.month, moment.day))
    if kind in ("float", "percentage", "currency"):
        return _number(float(value), text, kind)
    return text or _get(cell, "office:string-value")


def _number(value: float, text: str, kind: str) -> Any:
    if text.upper() in ("TRUE", "FALSE"):  # a number in the format of yes and no, as LibreOffice keeps those of Excel
        return raw_cell(bool(value))
    if kind == "percentage":
        return f"{float(f'{value * 100:.12g}'):.15g}%"
    residue = re.sub(r"[0-9.,，\s+()-]|E[+-]?", "", text)
    said = re.sub(r"[^0-9.eE-]", "", text)
    found = _UNITS.fullmatch(residue)
    if found and _is_about(said, value):
        if found[1]:
            return f"{value:.15g}{found[1]}"
        return raw_cell(value) if not residue and kind == "float" else f"¥{value:.15g}"
    return BadCell, BadCell(
        _("显示为“{text}”，存的是 {value:.15g}，不清楚是多少").format(text=shown(text), value=value),
        _("写明单位，如 “800万元”、“8000000元”"),
    )


def _is_about(said: str, value: float) -> bool:
    """Whether a number is shown as itself, rounded to what the cell shows."""
    try:
        number = float(said)
    except ValueError:
        return False
    places = len(said.partition(".")[2])
    return "e" in said.lower() or abs(abs(number) - abs(value)) <= 0.5000001 * 10**-places


def _sheet_of(page: ElementTree.Element) -> str:
    return _get(page, "table:name")


def _times(element: ElementTree.Element, name: str) -> int:
    said = _get(element, name)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 1


def _get(element: ElementTree.Element, name: str) -> str:
    return element.get(_tag(name), "")


def _tag(name: str) -> str:
    space, _colon, local = name.partition(":")
    return f"{{{_NS[space]}}}{local}"

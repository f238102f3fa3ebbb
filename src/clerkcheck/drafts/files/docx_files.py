"""Drafts as .docx: paragraphs, tables, headers, footers and text boxes, with how they are set."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import Any, Literal

from clerkcheck.drafts.files.word_forms import WordStyles, page_form
from clerkcheck.drafts.model import DraftPara, DraftText, Footer, Part, Spot, TableText, WordForm
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.word import W
from clerkcheck.reading.word.numbers import Numbers
from clerkcheck.reading.word.package import damaged, refuse_unsafe
from clerkcheck.reading.word.text import TEXT_BOX, text_of

_MOST_PARAS = 20_000
_SET_AS_TABLE = re.compile(
    r"(?:人民政府|委员会|办公[厅室]|[局厅])\s*文\s*件$|^抄\s*送|\d日\s*印\s*发$|签\s*发\s*人|〔\d{4}〕\s*\d+\s*号$",
    re.MULTILINE,
)
# What of a head stands in text boxes.
_HEAD = re.compile(
    r".{2,40}文\s*件|.{1,14}〔\d{4}〕\s*\d+\s*号.{0,20}|(?:绝密|机密|秘密)★?.{0,6}|特急|加急|\d{6}|签\s*发\s*人[：:].{1,20}"
)
_COPIES = re.compile(r"抄\s*[送报]")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RED_LINE = ("FF0000", "C00000", "RED", "#FF0000", "#C00000")


def read_docx_draft(data: bytes, path: str) -> DraftText:
    """Return what a .docx says; raises InputError where it is damaged, too large, or no document of Word."""
    document = opened(data, path)
    try:
        return _DocumentReader(document, path).read()
    except InputError:
        raise
    except Exception as error:  # a part that is not what its name says may fail anywhere
        raise damaged(path) from error


def opened(data: bytes, path: str) -> Any:
    """Return python-docx's document of a file's bytes, once it is known to be safe to unpack."""
    try:
        import docx
    except ImportError:
        remedy = _('pip install "clerkcheck[draft]"，或另存为纯文本')
        raise InputError(_("读 .docx 要另装 python-docx"), Place(path), remedy) from None
    refuse_unsafe(data, path)
    try:
        return docx.Document(BytesIO(data))
    except Exception as error:  # lxml, zipfile and python-docx each have their own for a damaged file
        raise damaged(path) from error


class _DocumentReader:
    """Walks a document once."""

    def __init__(self, document: Any, path: str) -> None:
        self.document, self.path = document, path
        part = document.part
        self.styles = WordStyles(_root(part, "styles"), _root(part, "theme"))
        self.numbers = Numbers(_root(part, "numbering"), _root(part, "styles"))
        self.paras: list[DraftPara] = []
        self.aside: list[DraftPara] = []
        self.tables: list[TableText] = []
        self.number = 0
        self.new_page = False  # a break of the page came before what is read next
        # The element itself is kept: an id is only its own while it lives.
        self.marks = {element: index for index, element in enumerate(document.element.body.iter(W + "p"))}
        if len(self.marks) > _MOST_PARAS:
            raise InputError(_("段落太多，不像一篇公文"), Place(path), _("核对文件"))

    def read(self) -> DraftText:
        """Read body, headers and footers."""
        body = self.document.element.body
        self._blocks(body)
        for box in body.iter(TEXT_BOX):
            if not any(True for _each in box.iterancestors(_FALLBACK)):
                self._aside(box, "textbox")
        word = self._word()
        boxed = [para for para in self.aside if para.spot.part == "textbox" and _HEAD.fullmatch(para.text)]
        self.paras = [*boxed, *self.paras]
        return DraftText(self.path, "docx", tuple(self.paras), tuple(self.aside), tuple(self.tables), word)

    def _blocks(self, parent: Any) -> None:
        for element in parent.iterchildren():
            if element.tag == W + "p":
                self._paragraph(element)
            elif element.tag == W + "tbl":
                self._table(element)
            elif element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "smartTag", W + "customXml"):
                self._blocks(element)

    def _paragraph(self, element: Any) -> None:
        lines = [line.strip() for line in (self.numbers.label(element) + text_of(element)).split("\n")]
        broken = _page_break(element)
        if not any(lines):
            self.new_page = self.new_page or broken != ""
            return
        self.number += 1
        form = self.styles.form(element)
        if self.new_page or broken == "before":
            form = form._replace(breaks_before=True)
        self.new_page = broken == "after"
        for line in filter(None, lines):
            self.paras.append(DraftPara(line, Spot(self.number), form, self.marks.get(element, -1)))

    def _table(self, element: Any) -> None:
        table = len(self.tables) + 1
        rows: list[tuple[DraftPara, ...]] = []
        for row, line in enumerate(element.iterchildren(W + "tr"), 1):
            cells = []
            for column, cell in enumerate(line.iterchildren(W + "tc"), 1):
                inner = list(cell.iter(W + "p"))
                text = "\n".join(filter(None, map(text_of, inner)))
                form = self.styles.form(inner[0]) if inner else None
                mark = self.marks.get(inner[0], -1) if inner else -1
                cells.append(DraftPara(text.strip(), Spot(cell=(table, row, column)), form, mark))
            rows.append(tuple(cells))
        self.tables.append(TableText(tuple(rows)))
        self._set_as_table(rows)

    def _set_as_table(self, rows: list[tuple[DraftPara, ...]]) -> None:
        """Head and imprint are often set as a table: its rows are then lines like any other."""
        if any(_SET_AS_TABLE.search(cell.text) for row in rows for cell in row):
            for row in rows:
                self.paras += [row[0]._replace(text=line) for line in _lines_of_row(row)]

    def _aside(self, parent: Any, part: Part) -> None:
        for element in parent.iter(W + "p"):
            text = text_of(element).strip()
            if text:
                self.aside.append(
                    DraftPara(text, Spot(part=part), self.styles.form(element), self.marks.get(element, -1))
                )

    def _word(self) -> WordForm:
        body = self.document.element.body
        pages = [form for each in body.iter(W + "sectPr") if (form := page_form(each))]
        footers: list[Footer] = []
        related = self.document.part.rels
        for section in body.iter(W + "sectPr"):
            for element in section.iterchildren(W + "headerReference", W + "footerReference"):
                relation = related.get(element.get(f"{{{_OFFICE}}}id"))
                if relation is None or relation.is_external:
                    continue
                root = relation.target_part.element
                part: Part = "header" if element.tag == W + "headerReference" else "footer"
                self._aside(root, part)
                if part == "footer":
                    footers += self._footers(root, element.get(W + "type") or "default")
        settings = _root(self.document.part, "settings")
        odd_even = settings is not None and settings.find(W + "evenAndOddHeaders") is not None
        return WordForm(tuple(pages), tuple(footers), odd_even, _has_red_rule(body))

    def _footers(self, root: Any, kind: Literal["default", "even", "first"]) -> Iterator[Footer]:
        for element in root.iter(W + "p"):
            text = text_of(element, fields="#").strip()
            if text:
                yield Footer(kind, text, self.styles.form(element))


def _lines_of_row(row: tuple[DraftPara, ...]) -> list[str]:
    """The lines of a row that sets a head or an imprint: its cells side by side, or each cell's lines one below another.

    Number and signers stand side by side, and so does what a cell has one line of; copy number, secrecy and urgency, or
    several organs, stand in one cell.
    """
    cells = [[cell.text.replace("\n", "")] if _COPIES.match(cell.text) else cell.text.split("\n") for cell in row]
    cells = [cell for cell in cells if cell != [""]]
    beside = max(map(len, cells), default=0) == 1 or any(re.search(r"签\s*发\s*人", cell.text) for cell in row)
    if not beside:
        return [line.strip() for cell in cells for line in cell if line.strip()]
    return ["\u3000".join(filter(None, (line.strip() for line in each))) for each in zip_longest(*cells, fillvalue="")]


def _page_break(paragraph: Any) -> Literal["", "before", "after"]:
    """Whether a w:p breaks the page, by a break or as the end of a section: before its words, or after them."""
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    kind = section.find(W + "type") if section is not None else None
    if section is not None and (kind is None or kind.get(W + "val") not in ("continuous", "nextColumn")):
        return "after"
    seen = False
    for element in paragraph.iter(W + "br", W + "t"):
        if element.tag == W + "t":
            seen = seen or bool((element.text or "").strip())
        elif element.get(W + "type") == "page":
            return "after" if seen else "before"
    return ""


def _root(part: Any, kind: str) -> Any:
    """The root element of a part that the document has one of, such as its styles; None where it has none."""
    found = next((each for each in part.rels.values() if each.reltype == f"{_OFFICE}/{kind}"), None)
    if found is None or found.is_external:
        return None
    target = found.target_part
    element = getattr(target, "element", None)
    if element is not None:
        return element
    from docx.oxml.parser import parse_xml

    return parse_xml(target.blob)


def _has_red_rule(body: Any) -> bool:
    """Whether a red line is drawn: a shape, or the border below a paragraph."""
    for element in body.iter(W + "bottom", "{urn:schemas-microsoft-com:vml}line"):
        if (element.get(W + "color") or element.get("strokecolor") or "").upper() in _RED_LINE:
            return True
    drawn = body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr")
    return any((each.get("val") or "").upper() in _RED_LINE for each in drawn)

"""Make the template of the Word papers, src/clerkcheck/reports/paper.docx: page, styles, fonts, page numbers.

The page and the type are those of GB/T 9704-2012 where it applies (5.1, 5.2, 7.2.4, 7.3.1, 7.3.3, 7.5). The template is
kept in the repository, so that writing a paper needs no more of python-docx than paragraphs and tables: change this
script, run ``python tools/word_template.py`` and commit both. Another path may be given.
"""

import math
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

TEMPLATE = Path(__file__).resolve().parents[1] / "src" / "clerkcheck" / "reports" / "paper.docx"
MADE = datetime(2026, 1, 1)  # a template made again is the same file
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
# What a machine without these fonts may take instead (w:altName), most alike first.
FALLBACKS = {
    SONG: "FZXiaoBiaoSong-B05S;华文中宋;STZhongsong;宋体;SimSun",
    FANG: "FangSong_GB2312;仿宋;FangSong;STFangsong",
    HEI: "SimHei;Heiti SC;Noto Sans CJK SC",
    KAI: "KaiTi_GB2312;楷体;KaiTi;STKaiti",
    "宋体": "SimSun;Songti SC;Noto Serif CJK SC",
}
TYPE_AREA = (156, 225)  # millimetres (5.2.1)
LINES, CHARS, SIZE = 22, 28, 16  # lines a page, characters a line (5.2.3), points of 3号 (5.2.2)
FORM_SIZE, CELL_SIZE = 12, 10.5  # 小四, 五号: a form has more on a page than a letter
SMALL_SIZE = 10  # between 五号 and 小五: a form that is to fit one page
_POINT = 2.834645669  # points in a millimetre


class _Style(NamedTuple):
    """A paragraph style: font, points, lines exact in points (None: on the grid), first-line indent in characters."""

    name: str
    font: str
    size: float
    line: float | None = None
    indent: int = 0
    before: float = 0
    after: float = 0
    align: Any = None


_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_STYLES = (
    _Style("Normal", FANG, SIZE),
    _Style("Title", SONG, 22, 32, align=_CENTRE, after=10),
    _Style("Heading 1", HEI, SIZE, before=4),
    _Style("Heading 2", KAI, SIZE),
    _Style("Heading 3", HEI, 14),
    _Style("发文机关标志", SONG, 30, 40, align=_CENTRE, after=12),
    _Style("发文字号", FANG, SIZE, align=_CENTRE),
    _Style("结论", HEI, 22, 30, before=4, after=10, align=_CENTRE),
    _Style("公文正文", FANG, SIZE, indent=2),
    _Style("主送机关", FANG, SIZE),
    _Style("落款", FANG, SIZE, align=WD_ALIGN_PARAGRAPH.RIGHT),
    _Style("条目", FANG, FORM_SIZE, 19, before=2),
    _Style("条目说明", FANG, FORM_SIZE, 19),
    _Style("公文条目", FANG, SIZE, indent=2),
    _Style("表格文字", FANG, CELL_SIZE, 15, before=1, after=1),
    _Style("表头", HEI, CELL_SIZE, 15, before=1, after=1, align=_CENTRE),
    _Style("注释", FANG, CELL_SIZE, 15),
    # A form on one page (送审自查表): everything smaller, nothing on the grid.
    _Style("小发文机关标志", SONG, 20, 26, align=_CENTRE, after=2),
    _Style("小标题", SONG, 18, 24, align=_CENTRE, after=4),
    _Style("小结论", HEI, 15, 20, before=2, after=4, align=_CENTRE),
    _Style("小节标题", HEI, 11, 16, before=1, after=1),
    _Style("小正文", FANG, SMALL_SIZE, 13.5),
    _Style("小表格文字", FANG, SMALL_SIZE, 13),
    _Style("小表头", HEI, SMALL_SIZE, 13, align=_CENTRE),
    _Style("间隔", FANG, 4, 5),
)


def main(path: Path) -> None:
    """Write the template to ``path``."""
    document = docx.Document()
    _properties(document)
    _defaults(document)
    for style in _STYLES:
        _define(document, style)
    _settings(document)
    _font_table(document)
    _page(document.sections[0])
    _grid(document.sections[0])
    _number_pages(document)
    file = BytesIO()
    document.save(file)
    path.write_bytes(_undated(file))


def _undated(file: BytesIO) -> bytes:
    """The same archive, whose parts do not say when they were written."""
    result = BytesIO()
    with ZipFile(file) as made, ZipFile(result, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(ZipInfo(name, MADE.timetuple()[:6]), made.read(name), ZIP_DEFLATED)
    return result.getvalue()


def _properties(document: Document) -> None:
    """What each paper fills in is empty; the picture of python-docx's own template goes."""
    package = document.part.package
    for key, rel in list(package.rels.items()):
        if rel.reltype.endswith("/thumbnail"):
            del package.rels[key]
    properties = document.core_properties
    properties.title = properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = MADE


def _set_fonts(properties: Any, font: str) -> None:
    """Name the fonts of run properties (w:rPr); theme fonts would win over them and are taken out."""
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for slot, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{slot}"), name)
    fonts.set(qn("w:hint"), "eastAsia")  # “”, … and — belong to the Chinese font


def _defaults(document: Document) -> None:
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
    properties = next(document.styles.element.iter(qn("w:rPrDefault"))).find(qn("w:rPr"))
    _set_fonts(properties, FANG)
    for language in document.styles.element.iter(qn("w:lang")):
        for slot in ("val", "eastAsia"):
            language.set(qn(f"w:{slot}"), "zh-CN")


def _define(document: Document, wanted: _Style) -> None:
    names = [style.name for style in document.styles]
    known = wanted.name in names
    style: ParagraphStyle = (
        document.styles[wanted.name] if known else document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if not known:
        style.base_style = document.styles["Normal"]
    properties = style.element.get_or_add_rPr()
    _set_fonts(properties, wanted.font)
    if wanted.size == SIZE:
        _narrowed(properties)
    font = style.font
    font.size, font.bold, font.italic = Pt(wanted.size), False, False
    font.color.rgb = RGBColor(0xC0, 0, 0) if wanted.name.endswith("发文机关标志") else RGBColor(0, 0, 0)
    _paragraph(style, wanted)


def _narrowed(properties: Any) -> None:
    """28 characters of 16 points are wider than the type area by 2 mm: each gives up what makes them fit (5.2.3)."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(math.floor((TYPE_AREA[0] * _POINT / CHARS - SIZE) * 20)))
    size = properties.find(qn("w:sz"))
    size.addprevious(spacing) if size is not None else properties.append(spacing)


def _paragraph(style: "ParagraphStyle", wanted: _Style) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(wanted.before), Pt(wanted.after)
    shape.widow_control = True
    if wanted.align is not None:
        shape.alignment = wanted.align
    if wanted.name.startswith("Heading") or wanted.name == "小节标题":
        shape.keep_with_next = True
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):  # the template's Title is underlined in blue
        properties.remove(border)
    if wanted.line:
        shape.line_spacing = Pt(wanted.line)
        _off_grid(properties)
    else:
        shape.line_spacing = 1
    if wanted.indent:
        indent = properties.get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(100 * wanted.indent))
        indent.set(qn("w:firstLine"), str(int(wanted.size * wanted.indent * 20)))


def _off_grid(properties: Any) -> None:
    """Lines of their own height: on the grid of 22 lines a form of small type would take twice the paper."""
    mark = OxmlElement("w:snapToGrid")
    mark.set(qn("w:val"), "0")
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(mark) if spacing is not None else properties.append(mark)


def _page(section: "Section") -> None:
    """A4 with the margins of GB/T 9704."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(35 - 7 - 6)  # the number's top 7 mm below the type area (7.5)


def _grid(section: "Section") -> None:
    """22 lines a page. No grid of characters: LibreOffice gives one that is wider than its cell two cells."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(TYPE_AREA[1] * _POINT / LINES * 20)))
    section._sectPr.append(grid)


def _number_pages(document: Document) -> None:
    """— 1 — below the type area: at the right on odd pages, at the left on even ones, a character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        edge = paragraph.paragraph_format
        edge.left_indent = edge.right_indent = Pt(14)
        edge.line_spacing = 1
        _off_grid(paragraph._p.get_or_add_pPr())
        _page_number(paragraph)


def _page_number(paragraph: Any) -> None:
    for text, code in (("— ", ""), ("1", "PAGE"), (" —", "")):
        run = paragraph.add_run(text)
        run.font.size = Pt(14)
        _set_fonts(run._r.get_or_add_rPr(), "宋体")
        if code:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), code)
            run._r.addprevious(field)
            field.append(run._r)


def _settings(document: Document) -> None:
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":  # 15: Word does not open it in compatibility mode
            setting.set(qn("w:val"), "15")


def _font_table(document: Document) -> None:
    """Replace the template's font table by ours, which names what may stand in for each font."""
    part = next(each.target_part for each in document.part.rels.values() if each.reltype.endswith("/fontTable"))
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    latin = f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    part._blob = f'{head}\n<w:fonts xmlns:w="{namespace}">{fonts}{latin}</w:fonts>'.encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATE)

"""What is read of a draft's file: paragraphs with their places and forms, tables, and the page they stand on."""

from typing import Literal, NamedTuple

from clerkcheck.i18n import _

FileKind = Literal["docx", "text", "pdf"]
Part = Literal["body", "header", "footer", "textbox"]
PT_PER_TWIP = 1 / 20
MM_PER_TWIP = 25.4 / 1440


class Spot(NamedTuple):
    """Where a paragraph stands: its number among those with words, from 1; its page in a PDF; its cell in a table.

    ``cell`` is table, row and column, each from 1.
    """

    number: int = 0
    page: int = 0
    cell: tuple[int, int, int] | None = None
    part: Part = "body"

    def __str__(self) -> str:
        """Chinese, such as 第 3 段, 第 2 页第 14 段, 表 1 第 2 行第 3 列, 页脚."""
        if self.cell:
            table, row, column = self.cell
            return _("表 {table} 第 {row} 行第 {column} 列").format(table=table, row=row, column=column)
        if self.part != "body":
            return {"header": _("页眉"), "footer": _("页脚"), "textbox": _("文本框")}[self.part]
        if not self.number:
            return _("全文")
        if self.page:
            return _("第 {page} 页第 {n} 段").format(page=self.page, n=self.number)
        return _("第 {n} 段").format(n=self.number)


class RunForm(NamedTuple):
    """A stretch of one form: its text, the font of its Chinese (and of its figures), size in points, colour.

    "" and 0: not said anywhere, so that it cannot be judged. ``colour`` is RRGGBB or auto.
    """

    text: str
    font: str = ""
    latin: str = ""
    size: float = 0
    colour: str = ""


class ParaForm(NamedTuple):
    """How a paragraph of a Word file is set; lengths in points, indents by characters in characters; None: not said."""

    runs: tuple[RunForm, ...] = ()
    align: str = ""
    first_line: float | None = None
    first_line_chars: float | None = None
    left: float = 0
    left_chars: float = 0
    right: float = 0
    right_chars: float = 0
    line: float = 0
    line_rule: str = ""
    breaks_before: bool = False
    border_colour: str = ""
    numbered: bool = False


class DraftPara(NamedTuple):
    """A paragraph (or a line of one that is broken by hand). ``mark``: which w:p of the document it is, -1 where none."""

    text: str
    spot: Spot
    form: ParaForm | None = None
    mark: int = -1


class TableText(NamedTuple):
    """A table: its rows of cells, each with text and place."""

    rows: tuple[tuple[DraftPara, ...], ...]


class PageForm(NamedTuple):
    """The page of a section of a Word file, lengths in millimetres; ``pitch`` in points, 0 where there is no grid.

    ``restarts``: page numbers begin anew with the section.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    pitch: float = 0
    restarts: bool = False

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height


class Footer(NamedTuple):
    """A footer of a Word file: of odd (default), even or first pages; its text with # for the page's number."""

    kind: Literal["default", "even", "first"]
    text: str
    form: ParaForm


class WordForm(NamedTuple):
    """What only a Word file has: pages, footers, whether odd and even pages differ, whether there is a red rule."""

    pages: tuple[PageForm, ...]
    footers: tuple[Footer, ...] = ()
    odd_even: bool = False
    red_rule: bool = False


class DraftText(NamedTuple):
    """A draft as read. ``paras``: those of the body with words, in order; ``aside``: headers, footers, text boxes.

    ``flattened``: the text had come without its line breaks, which were put in again where they are certain.
    """

    path: str
    kind: FileKind
    paras: tuple[DraftPara, ...]
    aside: tuple[DraftPara, ...] = ()
    tables: tuple[TableText, ...] = ()
    word: WordForm | None = None
    flattened: bool = False

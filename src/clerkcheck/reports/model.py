"""A paper as a document: what each format renders, so that all of them say the same.

Text here is data, never markup; each renderer escapes what its format would misread.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple, assert_never

from clerkcheck.cells import cells
from clerkcheck.i18n import _
from clerkcheck.reading.numerals import chinese_numeral

BLANK = "＿"  # to be filled in by hand; in GBK, and not swallowed like a space
WORD_MARKS = _("【{}】")
_PAIR = 2
_SHORT = 34  # cells of a value that two of may stand side by side


class Line(NamedTuple):
    """A labelled line of an item, such as 依据｜第二十五条“……”."""

    label: str
    text: str


class Item(NamedTuple):
    """One thing to do, to settle or to know. ``word`` carries its state (缺失、不符合、待确认、例外…).

    Items with a ``brief`` may be shown by it alone, several in one paragraph, where room is scarce.
    """

    word: str
    title: str
    lines: tuple[Line, ...] = ()
    brief: str = ""


class Heading(NamedTuple):
    """A heading of level 1 or 2, its number included."""

    text: str
    level: Literal[1, 2] = 1


ParaStyle = Literal["body", "addressee", "right", "note"]


class Para(NamedTuple):
    """A paragraph. ``style``: body, addressee (no indent), right (signature), note (small)."""

    text: str
    style: ParaStyle = "body"


class Fields(NamedTuple):
    """A box of labels and values; ``pairs``: two short ones share a row where there is room (print, not text)."""

    lines: tuple[Line, ...]
    pairs: bool = False


class Items(NamedTuple):
    """A numbered list; ``start`` is the first number."""

    items: tuple[Item, ...]
    start: int = 1


class Column(NamedTuple):
    """A column of a table: its label and its share of the width in percent."""

    label: str
    share: int


class Table(NamedTuple):
    """A table; every row has a cell a column.

    ``numbered`` puts 序号 before the first column. ``aligned``: all cells but the last are short, so that plain
    text can show it as a table; otherwise a row becomes an entry there, led by the ``word`` and ``title`` columns.
    ``twofold``: narrow enough for two rows to stand side by side where it is printed.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: int = 0
    word: int | None = None
    numbered: bool = True
    aligned: bool = False
    twofold: bool = False


class Sign(NamedTuple):
    """Boxes to be filled in by hand, each with its label."""

    labels: tuple[str, ...]


Block = Heading | Para | Fields | Items | Table | Sign


class Paper(NamedTuple):
    """A whole paper. ``outcome`` is the id and ``verdict`` the sentence printed in large type, both "" where none is.

    ``letter``: set like an official letter (16 point, first lines indented), otherwise like a form.
    ``dense``: a form in small type that is to fit one page.
    """

    title: str
    blocks: tuple[Block, ...]
    letterhead: str = ""
    number: str = ""
    outcome: str = ""
    verdict: str = ""
    letter: bool = False
    landscape: bool = False
    dense: bool = False


class PaperTitles(NamedTuple):
    """The titles of the papers; by them a file of ours is known again (:mod:`clerkcheck.batch.sources.own`)."""

    check: str
    slip: str
    summary: str
    periods: str
    plan: str
    questions: str
    since: str
    drafts: str


def paper_titles() -> PaperTitles:
    """Return what the papers are called, in the language in use."""
    return PaperTitles(
        _("送审自查表"), _("补正告知单"), _("议题审核汇总表"), _("期限推算单"), _("办理计划"), _("待确认事项征询单"),
        _("补正情况对照表"), _("草稿毛病表"),
    )  # fmt: skip


def number_label() -> str:
    """Return the heading of the numbers' column."""
    return _("序号")


def header_of(table: Table) -> tuple[Column, ...]:
    """Return the columns as they are printed, that of the numbers among them; those of a twofold table twice."""
    columns = (Column(number_label(), 8), *table.columns) if table.numbered else table.columns
    return columns * 2 if table.twofold else columns


def rows_of(table: Table) -> Iterator[tuple[str, ...]]:
    """Yield the rows as they are printed, with their numbers; of a twofold table two in one."""
    rows = [(str(number), *row) if table.numbered else row for number, row in enumerate(table.rows, 1)]
    if not table.twofold:
        yield from rows
        return
    for at in range(0, len(rows), 2):
        second = rows[at + 1] if at + 1 < len(rows) else ("",) * len(rows[at])
        yield (*rows[at], *second)


def field_rows(block: Fields) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of a box as printed: one in a row, or two where the box pairs them and both are short."""
    waiting: list[Line] = []
    for line in block.lines:
        if not block.pairs or cells(line.text) > _SHORT:
            yield from ((each,) for each in (*waiting, line))
            waiting = []
        else:
            waiting.append(line)
        if len(waiting) == _PAIR:
            yield tuple(waiting)
            waiting = []
    yield from ((each,) for each in waiting)


def section_heading(number: int, heading: str) -> str:
    """Return 一、须办事项; another language may number by figures."""
    return _("{han}、{heading}").format(han=chinese_numeral(number), number=number, heading=heading)


def item_head(item: Item) -> str:
    """Return 【缺失】公平竞争审查, or the title alone."""
    return WORD_MARKS.format(item.word) + item.title if item.word else item.title


def texts_of(paper: Paper) -> Iterator[str]:
    """Yield every piece of text of a paper in its order: what each format must show (numbers of lists aside)."""
    yield from (text for text in (paper.letterhead, paper.number, paper.title, paper.verdict) if text)
    for block in paper.blocks:
        yield from (text for text in _block_texts(block) if text)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Para():
            yield block.text
        case Fields():
            for line in block.lines:
                yield from line
        case Items():
            for item in block.items:
                yield item_head(item)
                for line in item.lines:
                    yield from line
        case Table():
            yield from (column.label for column in header_of(block))
            for row in rows_of(block):
                yield from row
        case Sign():
            yield from block.labels
        case _:
            assert_never(block)

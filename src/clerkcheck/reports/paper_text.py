"""A paper as plain text: at most ``width`` cells a line, in characters that a GBK pipe can carry."""

from collections.abc import Iterator
from typing import assert_never

from clerkcheck.cells import cells, wrap
from clerkcheck.i18n import joined, labelled
from clerkcheck.reading.characters import printable
from clerkcheck.reports.model import (
    BLANK,
    Block,
    Fields,
    Heading,
    Item,
    Items,
    Line,
    Paper,
    Para,
    Sign,
    Table,
    header_of,
    rows_of,
)
from clerkcheck.reports.painting import numbered


def render_paper(paper: Paper, *, width: int = 80) -> str:
    """Return the paper as text that ends in a newline; a verdict stands in its first line."""
    return "\n".join(printable(line).rstrip() for line in _lines(paper, width)) + "\n"


def _lines(paper: Paper, width: int) -> Iterator[str]:
    if paper.verdict:
        yield from wrap(paper.verdict, width, rest="  ")
        yield "=" * width
    for text in (paper.letterhead, paper.number, paper.title):
        if text:
            yield from _centred(text, width)
    last: Block | None = None
    for block in paper.blocks:
        if not (isinstance(block, Para) and isinstance(last, Para | Table)):  # paragraphs follow each other closely
            yield ""
        last = block
        yield from _block(block, width, indent="    " if paper.letter else "")


def _block(block: Block, width: int, indent: str) -> Iterator[str]:
    match block:
        case Heading():
            yield from wrap(block.text, width)
        case Para():
            yield from _paragraph(block, width, indent)
        case Fields():
            for line in block.lines:
                yield from _labelled(line, width)
        case Items():
            for number, item in enumerate(block.items, block.start):
                yield from (line for line, _below in numbered(number, item, width))
        case Table():
            yield from _aligned(block, width) if block.aligned else _entries(block, width)
        case Sign():
            yield from _to_sign(block, width)
        case _:
            assert_never(block)


def _to_sign(block: Sign, width: int) -> Iterator[str]:
    """As many blanks a line as there is room for."""
    line = ""
    for label in block.labels:
        blank = labelled(label, BLANK * 5)
        if line and cells(line) + 4 + cells(blank) > width:
            yield line
            line = ""
        line += f"　　{blank}" if line else blank
    yield line


def _paragraph(block: Para, width: int, indent: str) -> Iterator[str]:
    if block.style == "right":
        yield from (" " * max(0, width - 4 - cells(line)) + line for line in wrap(block.text, width - 4))
    else:
        yield from wrap(block.text, width, first=indent if block.style == "body" else "")


def _labelled(line: Line, width: int) -> Iterator[str]:
    return iter(wrap(labelled(line.label, line.text), width, rest=" " * (cells(line.label) + 2)))


def _centred(text: str, width: int) -> Iterator[str]:
    for line in wrap(text, width):
        yield " " * ((width - cells(line)) // 2) + line


def _entries(table: Table, width: int) -> Iterator[str]:
    """A row as an item of a list: a table's columns of free text would not fit 80 cells."""
    for number, row in enumerate(table.rows, 1):
        rest = [at for at in range(len(row)) if at not in (table.title, table.word)]
        lines = tuple(Line(table.columns[at].label, row[at]) for at in rest if row[at])
        word = "" if table.word is None else row[table.word]
        item = _merged(Item(word, row[table.title], lines), width)
        yield from (line for line, _below in numbered(number, item, width))


def _merged(item: Item, width: int) -> Item:
    """Labelled lines in one where they fit: 依据：第二十条；说明：……"""
    if len(item.lines) < 2:
        return item
    first = item.lines[0]
    text = joined([first.text, *(labelled(label, text) for label, text in item.lines[1:])])
    fits = cells("    " + labelled(first.label, text)) <= width
    return item._replace(lines=(Line(first.label, text),)) if fits else item


def _aligned(table: Table, width: int) -> Iterator[str]:
    rows = [tuple(column.label for column in header_of(table)), *rows_of(table)]
    wide = [max(cells(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    for row in rows:
        head = "".join(text + " " * (most + 2 - cells(text)) for text, most in zip(row[:-1], wide, strict=True))
        yield from wrap(row[-1], width, first=head, rest=" " * cells(head))

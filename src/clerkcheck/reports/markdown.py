"""A paper as Markdown (CommonMark with tables); everything that is data is escaped."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from clerkcheck.i18n import labelled
from clerkcheck.reading.characters import printable
from clerkcheck.reports.model import (
    BLANK,
    Block,
    Fields,
    Heading,
    Items,
    Line,
    Paper,
    Para,
    Sign,
    Table,
    header_of,
    item_head,
    rows_of,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_BLOCK = re.compile(r"^(\s*)([-+=:]|[0-9]+(?=[.)]))")


def escaped(text: str) -> str:
    """Return text in which nothing is Markdown: no heading, list, link, HTML, table cell or formula."""
    text = _SPECIAL.sub(r"\\\1", printable(text)).strip()  # four spaces in front would be code
    match = _BLOCK.match(text)
    if not match:
        return text
    at = match.end() if match[2].isdigit() else match.start(2)
    return f"{text[:at]}\\{text[at:]}"


def render_markdown(paper: Paper) -> str:
    """Return the paper as Markdown text that ends in a newline."""
    head = [f"**{escaped(paper.letterhead)}**"] if paper.letterhead else []
    head += [escaped(paper.number)] if paper.number else []
    head.append(f"# {escaped(paper.title)}")
    head += [f"**{escaped(paper.verdict)}**"] if paper.verdict else []
    return "\n\n".join([*head, *("\n".join(_block(block)) for block in paper.blocks)]) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Para():
            yield escaped(block.text)
        case Fields():
            yield from (f"- {_labelled(line)}" for line in block.lines)
        case Items():
            yield from _items(block)
        case Table():
            yield _row(column.label for column in header_of(block))
            yield "|" + " --- |" * len(header_of(block))
            yield from (_row(row) for row in rows_of(block))
        case Sign():
            yield "　".join(labelled(escaped(label), BLANK * 6) for label in block.labels)
        case _:
            assert_never(block)


def _items(block: Items) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. "
        yield f"{mark}{escaped(item_head(item))}"
        yield from (f"{' ' * len(mark)}- {_labelled(line)}" for line in item.lines)


def _labelled(line: Line) -> str:
    return labelled(escaped(line.label), escaped(line.text))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"

"""Papers as one self-contained HTML file: print it (A4) or read it on a phone. Nothing is loaded, nothing runs."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import repeat
from pathlib import Path
from typing import assert_never

from clerkcheck.i18n import labelled, listed
from clerkcheck.reading.characters import printable
from clerkcheck.reports.model import (
    Block,
    Fields,
    Heading,
    Items,
    Line,
    Paper,
    Para,
    Sign,
    Table,
    field_rows,
    header_of,
    item_head,
    rows_of,
)

_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""


def render_html(papers: Sequence[Paper]) -> str:
    """Return the papers as one HTML document, each on a page of its own when printed."""
    style = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
    title = listed(dict.fromkeys(paper.title for paper in papers))
    body = "".join(f"{line}\n" for paper in papers for line in _article(paper))
    return _HEAD.format(title=_text(title), style=style) + body + "</body>\n</html>\n"


def _text(text: str) -> str:
    return escape(printable(text), quote=True)


def _article(paper: Paper) -> Iterator[str]:
    classes = [
        "letter" if paper.letter else "form",
        *(["landscape"] if paper.landscape else []),
        *(["dense"] if paper.dense else []),
    ]
    yield f'<article class="{" ".join(classes)}">'
    for name in ("letterhead", "number"):
        if getattr(paper, name):
            yield f'<p class="{name}">{_text(getattr(paper, name))}</p>'
    yield f"<h1>{_text(paper.title)}</h1>"
    if paper.verdict:
        yield f'<p class="verdict">{_text(paper.verdict)}</p>'
    for block in paper.blocks:
        yield from _block(block)
    yield "</article>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level + 1}>{_text(block.text)}</h{block.level + 1}>"
        case Para():
            yield f'<p class="{block.style}">{_text(block.text)}</p>'
        case Fields():
            yield f'<table class="fields{" pairs" if block.pairs else ""}">'
            yield from map(_field_row, field_rows(block), repeat(block.pairs))
            yield "</table>"
        case Items():
            yield from _items(block)
        case Table():
            yield from _table(block)
        case Sign():
            cells = "".join(f"<th>{_text(label)}</th><td></td>" for label in block.labels)
            yield f'<table class="sign"><tr>{cells}</tr></table>'
        case _:
            assert_never(block)


def _field_row(row: tuple[Line, ...], pairs: bool) -> str:
    """One label with its value over the whole width, or two of them."""
    wide = ' colspan="3"' if pairs and len(row) == 1 else ""
    cells = (f'<th scope="row">{_text(label)}</th><td{wide}>{_text(text)}</td>' for label, text in row)
    return f"<tr>{''.join(cells)}</tr>"


def _items(block: Items) -> Iterator[str]:
    yield f'<ol start="{block.start}">'
    for item in block.items:
        yield f"<li><p>{_text(item_head(item))}</p>{''.join(map(_line, item.lines))}</li>"
    yield "</ol>"


def _line(line: Line) -> str:
    said = labelled(f'<span class="label">{_text(line.label)}</span>', _text(line.text))
    return f'<p class="line">{said}</p>'


def _table(table: Table) -> Iterator[str]:
    columns = header_of(table)
    total = sum(column.share for column in columns)
    yield '<table class="data">'
    heads = (
        f'<th scope="col" style="width:{column.share * 100 // total}%">{_text(column.label)}</th>' for column in columns
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    labels = [column.label for column in columns]
    yield from (f"<tr>{_cells(labels, row)}</tr>" for row in rows_of(table))
    yield "</tbody></table>"


def _cells(labels: Iterable[str], row: Iterable[str]) -> str:
    return "".join(
        f'<td data-label="{_text(label)}">{_text(text)}</td>' for label, text in zip(labels, row, strict=True)
    )

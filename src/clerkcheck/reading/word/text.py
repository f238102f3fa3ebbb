"""The words of a .docx, with the standard library: paragraphs, cells and text boxes in the order of the file."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from clerkcheck.reading.word import W
from clerkcheck.reading.word.numbers import Numbers
from clerkcheck.reading.word.package import damaged, parts_of

_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = W + "txbxContent"


def docx_text(data: bytes, source: str) -> str:
    """Return a paragraph a line, with the number that Word puts before it; a cell of a table is one, too.

    Raises InputError naming ``source`` where the bytes are no sound .docx.
    """
    roots = {name.removeprefix("word/"): _root(part, source) for name, part in parts_of(data, source).items()}
    numbers = Numbers(roots.get("numbering.xml"), roots.get("styles.xml"))
    return "\n".join(numbers.label(each) + text_of(each) for each in _paragraphs(roots["document.xml"]))


def _root(part: bytes, source: str) -> Any:
    try:
        return ElementTree.fromstring(part)
    except (ElementTree.ParseError, RecursionError, ValueError):
        raise damaged(source) from None


def _paragraphs(root: Any) -> Iterator[Any]:
    """Every w:p but those that are the second form of what stands there already."""
    todo = [root]
    while todo:
        element = todo.pop()
        if element.tag == _FALLBACK:
            continue
        if element.tag == W + "p":
            yield element
        todo += reversed(element)


def text_of(paragraph: Any, fields: str = "") -> str:
    """Return the text of a w:p: tabs as spaces, line breaks kept, what stands in text boxes or was deleted left out.

    It may be an element of lxml or of the standard library. ``fields``: what stands for the result of a field (a page's
    number); "" leaves the result as it is.
    """
    parts: list[str] = []
    depth = 0
    for element in _inline(paragraph):
        kind = element.tag
        if kind == W + "fldChar":
            state = element.get(W + "fldCharType")
            depth += (state == "begin") - (state == "end")
            if state == "begin" and fields:
                parts.append(fields)
        elif kind == W + "t":
            if not (fields and depth):
                parts.append(element.text or "")
        elif kind == W + "fldSimple":
            parts.append(fields)
        elif kind in (W + "tab", W + "ptab"):
            parts.append(" ")
        elif kind in (W + "br", W + "cr"):
            parts.append("\n" if element.get(W + "type") in (None, "textWrapping") else "")
        elif kind == W + "noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _inline(parent: Any) -> Iterator[Any]:
    left_out = (W + "pPr", W + "rPr", W + "del", W + "moveFrom", TEXT_BOX, W + "drawing", W + "pict", _ALTERNATIVE)
    todo = [*reversed(parent)]
    while todo:
        element = todo.pop()
        if element.tag not in left_out:
            yield element
            todo += reversed(element)

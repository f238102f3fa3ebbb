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
DELETED = (W + "del", W + "moveFrom")  # what was taken out while changes were tracked
_LEFT_OUT = (W + "pPr", W + "rPr", *DELETED, TEXT_BOX, W + "drawing", W + "pict", _ALTERNATIVE)
_OFF = ("0", "false", "off", "none")


def docx_text(data: bytes, source: str) -> str:
    """Return a paragraph a line, with the number that Word puts before it; a cell of a table is one, too.

    Raises InputError naming ``source`` where the bytes are no sound .docx.
    """
    roots = {name.removeprefix("word/"): root_of(part, source) for name, part in parts_of(data, source).items()}
    numbers = Numbers(roots.get("numbering.xml"), roots.get("styles.xml"))
    return "\n".join(numbers.label(each) + text_of(each) for each in paragraphs_of(roots["document.xml"]))


def root_of(part: bytes, source: str) -> Any:
    """Return the root element of a part; raises InputError naming ``source`` where it is no sound XML."""
    try:
        return ElementTree.fromstring(part)
    except (ElementTree.ParseError, RecursionError, ValueError):
        raise damaged(source) from None


def paragraphs_of(root: Any) -> Iterator[Any]:
    """Yield every w:p below an element but those that are the second form of what stands there already."""
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
    return "".join(piece for piece, _struck in pieces_of(paragraph, fields))


def pieces_of(paragraph: Any, fields: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the text of a w:p piece by piece, as :func:`text_of` has it, with whether it is struck through."""
    depth = 0
    for element, struck in _inline(paragraph):
        kind = element.tag
        if kind == W + "fldChar":
            state = element.get(W + "fldCharType")
            depth += (state == "begin") - (state == "end")
            if state == "begin" and fields:
                yield fields, struck
        elif kind == W + "t":
            if not (fields and depth):
                yield element.text or "", struck
        elif kind == W + "fldSimple":
            yield fields, struck
        elif kind in (W + "tab", W + "ptab"):
            yield " ", struck
        elif kind in (W + "br", W + "cr"):
            yield "\n" if element.get(W + "type") in (None, "textWrapping") else "", struck
        elif kind == W + "noBreakHyphen":
            yield "-", struck


def _inline(parent: Any) -> Iterator[tuple[Any, bool]]:
    """The elements of a paragraph that are shown in its line, and whether their run is struck through."""
    todo = [(each, False) for each in reversed(parent)]
    while todo:
        element, struck = todo.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == W + "r":
            struck = any(is_on(element.find(f"{W}rPr/{W}{name}")) for name in ("strike", "dstrike"))
        yield element, struck
        todo += [(each, struck) for each in reversed(element)]


def is_on(element: Any) -> bool:
    """Return whether an on/off property (17.17.4) is there and not switched off."""
    return element is not None and element.get(W + "val", "1") not in _OFF

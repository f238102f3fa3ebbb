"""A regulation's text as copied from a page, a print or a scan, made plain: what is no word of it is left out."""

import re
from collections import Counter
from collections.abc import Iterable

from clerkcheck.reading.saved_page import is_page, text_of_page

# Characters that take no place: zero-width spaces and joiners, marks of direction, soft hyphens, control characters.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_TITLE = re.compile("<title[ >].{0,400}?</title>", re.IGNORECASE)  # of the window, not of the text
_BLOCK = re.compile(r"(?=</?(?:p|div|br|li|tr|td|th|dt|dd|table|section|article|title|hr|h[1-6])\b)", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*)|\*\*|__(?=\S)|(?<=\S)__|^[ \t]*[*-][ \t]+(?=\*\*|第)", re.MULTILINE
)
_PAGE = re.compile(
    r"[-—－–―·•\s]*(?:第\s*)?[0-9０-９]{1,3}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*[0-9０-９]{1,3}\s*页?)?[-—－–―·•\s]*"
)
_ENDS = re.compile("[，。；：！？,;:!?]")
_STRUCTURE = re.compile(r"\s*[【〔\[]?\s*第\s*[零〇一二三四五六七八九十百0-9０-９\s]+[章节条编]|\s*附\s*[件则]")
_LONGEST_HEAD = 40
_OFTEN = 3  # a running head stands on that many pages at least


def plain(text: str) -> str:
    """Return a text without markup, invisible characters, page numbers and running heads.

    HTML is told by its tags, whatever the file is called; of Markdown the signs of headings and bold are taken away.
    """
    text = _UNSEEN.sub("", text)
    if is_page(text):
        text = _of_page(text)
    text = _MARKDOWN.sub("", text)
    lines = [line for line in text.splitlines() if not (line.strip() and _PAGE.fullmatch(line.strip()))]
    return "\n".join(_without_heads(lines))


def _without_heads(lines: list[str]) -> Iterable[str]:
    """The lines without those that head pages: short, without a mark, and there again and again; the first stays."""
    folded = [re.sub(r"\s+", "", line) for line in lines]
    counts = Counter(
        line
        for line in folded
        if 2 < len(line) <= _LONGEST_HEAD and not _ENDS.search(line) and not _STRUCTURE.match(line)
    )
    seen = set[str]()
    for line, key in zip(lines, folded, strict=True):
        if counts[key] < _OFTEN or key not in seen:
            yield line
        seen.add(key)


def _of_page(text: str) -> str:
    """The words of a page, a block a line; where the lines of its source end says nothing."""
    shown = _TITLE.sub("", re.sub(r"\s+", " ", text))
    return text_of_page(_BLOCK.sub("\n", shown))

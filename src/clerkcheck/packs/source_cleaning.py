"""A regulation's text as copied from a page, a print or a scan, made plain: what is no word of it is left out."""

import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser

# Characters that take no place: zero-width spaces and joiners, marks of direction, soft hyphens.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_HTML = re.compile(r"<(?:!doctype|html|body|p|div|br|span|table|h[1-6])\b[^>]*>", re.IGNORECASE)
_BLOCKS = frozenset([
    "p", "div", "br", "li", "tr", "table", "section", "article", "blockquote", "ul", "ol", "dl", "dt", "dd", "td", "th",
    "title", "hr", "pre", "h1", "h2", "h3", "h4", "h5", "h6",
])  # fmt: skip
_NO_TEXT = frozenset(["script", "style", "head", "noscript"])
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
    if len(_HTML.findall(text)) > 1:
        text = _of_html(text)
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


def _of_html(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Gathers the words of a page; a block begins a new line, and what stands in the source's lines does not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own signature
        """Begin a block, or what is not shown."""
        self.hidden += tag in _NO_TEXT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self.hidden -= tag in _NO_TEXT and self.hidden > 0
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Take words that are shown."""
        if not self.hidden:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data) if data.strip() else data.replace("\n", " "))

"""A regulation's text, as the user has it: plain text or .docx, split into articles.

Articles are numbered ``第十九条`` or, in older regulations, ``十九、``; the second style is taken only in strict sequence,
since lists inside an article look the same.
"""

import re
import unicodedata
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.packs.numerals import article_number, article_order, chinese_number
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import MEGABYTE, read_text

_NUMERAL = "[零〇一二三四五六七八九十百]+"
_TRADITIONAL = frozenset("條區長會議規則應當經濟項報")  # common in any regulation, and never simplified
_QUOTES = {ord(char): '"' for char in "“”‘’「」『』＂'＇"}
_DASHES = {ord(char): "-" for char in "—－–―─"}


class SourceArticle(NamedTuple):
    """One article of the text: its number (第十九条), its chapter's heading, and its words as written."""

    number: str
    chapter: str
    text: str

    @property
    def opening(self) -> str:
        """The article's first words, without its number: enough to recognise it by."""
        first = self.text.strip().split("\n")[0]
        return re.split("[，。；：,;:]", first.strip())[0][:20]


def read_source(path: str) -> str:
    """Return the text of a .docx or a UTF-8 text file, in simplified characters; raises InputError."""
    text = _docx_text(path) if path.lower().endswith(".docx") else read_text(path, limit=8 * MEGABYTE)
    return _simplified(text, path)


def split_articles(text: str) -> tuple[SourceArticle, ...]:
    """Return the articles in order; text before the first (a covering notice) is not part of any."""
    articles: list[tuple[str, str, list[str]]] = []
    chapter, last, heading_open = "", 0, False
    for line in text.splitlines():
        words = line.strip()
        heading = re.match(rf"第{_NUMERAL}章\s*(.*)", words)
        if heading and len(words) < 40:
            chapter, heading_open = re.sub(r"\s+", " ", words), not heading[1]
            continue
        if heading_open and words:
            chapter, heading_open = f"{chapter} {words}", False
            continue
        number, rest = _numbered(words, last)
        if number:
            last = number
            articles.append((article_number(number), chapter, [rest]))
        elif articles and words:
            articles[-1][2].append(words)
    return tuple(SourceArticle(number, chapter, "\n".join(lines)) for number, chapter, lines in articles)


def canonical(text: str) -> str:
    """Return ``text`` for comparing: full-width and half-width punctuation alike, quotation marks alike, no spaces."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES | _DASHES)
    return re.sub(r"\s+", "", folded)


def _numbered(line: str, last: int) -> tuple[int, str]:
    """The number and the rest of a line that opens an article after article ``last``, or (0, "")."""
    found = re.match(rf"第({_NUMERAL})条(.*)", line)
    if found and article_order(f"第{found[1]}条")[0] > last:
        return chinese_number(found[1]), found[2].strip()
    listed = re.match(rf"({_NUMERAL})、(.*)", line)
    if listed and chinese_number(listed[1]) == last + 1:
        return last + 1, listed[2].strip()
    return 0, ""


def _docx_text(path: str) -> str:
    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError:
        raise InputError(_("读 .docx 要另装 python-docx"), Place(path), _("pip install 'clerkcheck[keeper]'，或另存为纯文本")) from None
    try:
        return "\n".join(paragraph.text for paragraph in Document(path).paragraphs)
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise InputError(_("打不开：{why}").format(why=type(error).__name__), Place(path), _("核对文件名，或另存为 .docx、纯文本")) from None


def _simplified(text: str, path: str) -> str:
    if not _TRADITIONAL & set(text):
        return text
    try:
        from opencc import OpenCC
    except ImportError:
        raise InputError(_("这是繁体文本，转换要另装 opencc"), Place(path), _("pip install 'clerkcheck[keeper]'")) from None
    simplified: str = OpenCC("t2s").convert(text)
    return simplified

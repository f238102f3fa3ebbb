"""A regulation's text, as the user has it: plain text or .docx, split into articles.

How articles are numbered is told in ``source_numbers``, what is taken out of a copy in ``source_cleaning``.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.packs.source_characters import simplified
from clerkcheck.packs.source_cleaning import plain
from clerkcheck.packs.source_numbers import NUMERAL, openings
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import MEGABYTE, read_bytes, read_text
from clerkcheck.reading.word.text import docx_text

SOURCE = "source.txt"  # the text as ``pack new`` read it, beside the files made of it: what is confirmed is held to it
_LIMIT = 8 * MEGABYTE
_CHAPTER = re.compile(rf"(第\s?(?:(?:{NUMERAL}\s?)+|[0-9０-９]+\s?)章)\s*(.*)")
_SECTION = re.compile(rf"第\s?(?:(?:{NUMERAL}\s?)+|[0-9０-９]+\s?)节")
_SENTENCE = re.compile("[，。；：！？,;:!?]")
_LONGEST_HEADING = 30
_LONGEST_OPENING = 20
_TRADITIONAL = frozenset("條區長會議規則應當經濟項報")  # common in any regulation, and never simplified
_QUOTES = {ord(char): '"' for char in "“”‘’「」『』＂'＇\""}
_DASHES = {ord(char): "-" for char in "—－–―─"}
_OTHER_FORMATS = (".doc", ".wps", ".pdf", ".rtf", ".odt", ".ofd")


class SourceArticle(NamedTuple):
    """One article of the text: its number (第十九条), its chapter's heading, and its words as written."""

    number: str
    chapter: str
    text: str

    @property
    def opening(self) -> str:
        """The article's first words, without its number: enough to recognise it by."""
        first = re.split("[，。；：,;:\\n]", self.text.strip())[0]
        return first if len(first) <= _LONGEST_OPENING else first[:_LONGEST_OPENING] + "…"


class SourceText(NamedTuple):
    """A regulation's text: what stands before its first article (notice, title), and the articles in order."""

    preface: str
    articles: tuple[SourceArticle, ...]


def read_source(path: str) -> str:
    """Return the text of a .docx, a UTF-8 text file or a page saved as HTML, plain and in simplified characters.

    Raises InputError.
    """
    if os.path.isdir(path):
        raise InputError(_("这是文件夹，不是文件"), Place(path), _("给出原文的文件，.docx 或纯文本"))
    suffix = os.path.splitext(path)[1].lower()
    if suffix in _OTHER_FORMATS:
        raise InputError(
            _("读不了 {suffix} 文件").format(suffix=suffix), Place(path), _("另存为 .docx 或 UTF-8 纯文本")
        )
    text = docx_text(read_bytes(path, limit=_LIMIT), path) if suffix == ".docx" else read_text(path, limit=_LIMIT)
    return simplified(plain(text), path)


def split_source(text: str, path: str) -> SourceText:
    """Return the preface and the articles of ``text``; raises InputError (naming ``path``) where there is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    splitter = _Splitter(lines)
    if not splitter.articles:
        remedy = _("条号应当在段首，写作“第一条”“第1条”“【第一条】”或“一、”；扫描的图片要先识别成文字")
        raise InputError(_("没有找到条文"), Place(path), remedy)
    articles = (SourceArticle(number, chapter, "\n".join(words)) for number, chapter, words in splitter.articles)
    return SourceText("\n".join(splitter.preface), tuple(articles))


def split_known(text: str, path: str, numbers: Iterable[str]) -> tuple[SourceArticle, ...]:
    """Return the items of a document that is not numbered throughout, at the lines where one of ``numbers`` opens.

    An item 二（三） opens at 二、（三）, 第（三）项 at （三）, 前言 at 【前言】. Raises InputError where none is found.
    """
    openings = {opening: number for number in numbers for opening in _openings(number)}
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        opening = next((each for each in openings if line.startswith(each)), None)
        if opening is not None:
            found.append((openings[opening], [line.removeprefix(opening)]))
        elif found:
            found[-1][1].append(line)
    if not found:
        raise InputError(_("没有找到条文"), Place(path), _("条号、项号应当在段首，同规则包里写的一样"))
    return tuple(SourceArticle(number, "", "\n".join(words)) for number, words in found)


def _openings(number: str) -> tuple[str, ...]:
    """The forms in which an item's number stands at the start of its line."""
    return (
        number,
        f"【{number}】",
        re.sub("^第(（.*）)项$", r"\1", number),
        re.sub(f"^({NUMERAL})（", r"\1、（", number),
    )


def canonical(text: str) -> str:
    """Return ``text`` for comparing: full-width and half-width punctuation alike, quotation marks alike, no spaces."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES | _DASHES)
    return re.sub(r"\s+", "", folded).replace("。", ".").replace("、", ",")


class _Splitter:
    """Walks the lines once, gathering the preface, the chapters' headings and the articles."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.preface: list[str] = []
        self.articles: list[tuple[str, str, list[str]]] = []
        self.chapter = ""
        self.opened = {each.line: each for each in openings(lines)}
        self.numbered = False  # its chapters are 第八章: a bare line before an article is no heading then
        for index, line in enumerate(lines):
            self.line(index, line)

    def line(self, index: int, line: str) -> None:
        """File one line: it opens an article, is a heading, or goes on with the last article or the preface."""
        opening = self.opened.get(index)
        if opening is not None:
            self.articles.append((opening.number, self.chapter, [opening.rest]))
        elif not self.heading(index, line):
            (self.articles[-1][2] if self.articles else self.preface).append(line)

    def heading(self, index: int, line: str) -> bool:
        """Whether ``line`` is a chapter's heading (第八章 会议制度; a short line before an article); it is kept."""
        words = re.sub(r"\s+", " ", line)
        if len(words) > _LONGEST_HEADING or _SENTENCE.search(words):
            return False
        if _SECTION.match(words):
            return True  # files are by chapter; a section's heading is only passed over
        if chapter := _CHAPTER.match(words):
            self.numbered = True
            number = re.sub(r"\s", "", chapter[1])
            self.chapter = words if number == chapter[1] else f"{number} {chapter[2]}".rstrip()
            return True
        if index + 1 not in self.opened:
            return False
        bare = _CHAPTER.match(self.chapter)
        if self.numbered and not (bare and not bare[2]):
            return False  # a title, or what heads a page
        self.chapter = f"{self.chapter} {words}" if bare and not bare[2] else words
        return True

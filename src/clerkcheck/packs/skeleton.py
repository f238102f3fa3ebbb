"""The skeleton of a new pack: the files a keeper fills in, with every article of the regulation as a stub."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from clerkcheck.i18n import _
from clerkcheck.packs.coverage import BLANK, STUB
from clerkcheck.packs.source_text import SourceArticle, SourceText
from clerkcheck.reading.characters import printable
from clerkcheck.reading.numerals import article_order

if TYPE_CHECKING:
    from clerkcheck.packs.drafting.writing import Drafts

_TITLE = re.compile("《[^《》]{2,40}(?:规则|规定|办法|细则|制度)》")
_BARE_TITLE = re.compile(r"^\S{2,40}(?:规则|规定|办法|细则|制度)$", re.MULTILINE)
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}〔[0-9]{4}〕[0-9]+号")
_GLIMPSE = 14  # characters of each paragraph: enough to see what may become a clause
_DAY = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")


def skeleton(pack_id: str, source: SourceText, drafts: "Drafts | None" = None) -> dict[str, str]:
    """Return the files of a new pack by name: pack.yaml and one file a chapter, which load without errors.

    With ``drafts``, articles of which something is proposed have that in place of a stub.

    What the text does not say for certain (region, dates) is left open, with what was seen of it as a comment.
    """
    chapters = [(heading, list(articles)) for heading, articles in groupby(source.articles, lambda each: each.chapter)]
    names = [f"chapter-{number:02}.yaml" for number in range(1, len(chapters) + 1)]
    files = {
        name: "\n".join(_chapter(heading, articles, drafts)) + "\n"
        for name, (heading, articles) in zip(names, chapters, strict=True)
    }
    more = ["extends: [national]", *drafts.head] if drafts else []
    return {"pack.yaml": "\n".join([*_head(pack_id, source, names), *more]) + "\n", **files}


def title_in(preface: str) -> str:
    """Return the title, in its brackets, that stands before a regulation's first article; "" where none is seen."""
    title, bare = _TITLE.search(preface), _BARE_TITLE.search(preface)
    return re.sub(r"\s+", "", title[0]) if title else f"《{bare[0]}》" if bare else ""


def _head(pack_id: str, source: SourceText, names: Iterable[str]) -> Iterator[str]:
    preface = source.preface
    check = _("从原文读出，请核对")
    title = title_in(preface)
    number = _DOCUMENT_NUMBER.search(preface)
    days = "、".join(dict.fromkeys(_DAY.findall(preface)))
    yield _("# 由 clerkcheck pack new 生成的骨架；每个键怎么写，见 docs/writing-packs.md")
    yield f"id: {pack_id}"
    yield _("region: {blank}                  # 地名，如 黔江区").format(blank=BLANK)
    wanted = check if title else _("规则全称，带书名号")
    yield f"regulation: {_quoted(title or f'《{BLANK}》')}    # {wanted}"
    yield _("government: {blank}              # 条文里的自称，如 区政府").format(blank=BLANK)
    seen_number = _quoted(number[0]) if number else "null"
    wanted = check if number else _("文号，没有就留 null")
    yield f"document_number: {seen_number}    # {wanted}"
    seen = _("；原文开头有 {days}").format(days=days) if days else ""
    yield _("issued: null                  # 印发日，写成 2022-11-19{seen}").format(seen=seen)
    yield _("in_force: {from: null}        # 施行日，见附则")
    yield _("review_by: null               # 最迟哪天复核，如印发满五年")
    yield f"article_count: {article_order(source.articles[-1].number)[0]}"
    yield f"files: [{', '.join(names)}]"


def _chapter(heading: str, articles: Iterable[SourceArticle], drafts: "Drafts | None") -> Iterator[str]:
    yield "chapter: " + _quoted(heading or _("全文"))
    yield "articles:"
    for article in articles:
        first, *others = [line for line in article.text.split("\n") if line.strip()] or [""]
        size = _("共 {p} 段 {n} 字").format(p=1 + len(others), n=len(first) + sum(map(len, others)))
        yield f"# {printable(article.number)}（{size}）{printable(article.opening)}"
        for line in others:
            yield f"#   {printable(line[:_GLIMPSE])}{'……' if len(line) > _GLIMPSE else ''}"
        yield f"- article: {article.number}"
        if drafts and article.number in drafts.articles:
            yield "  clauses:"
            yield from drafts.articles[article.number]
            continue
        yield f"  skip: {_quoted('：'.join(filter(None, (STUB, article.opening))))}"


def _quoted(text: str) -> str:
    """``text`` as a single-quoted YAML scalar on one line; it may hold anything, control characters written out."""
    return "'" + printable(text).replace("'", "''") + "'"

"""A regulation by chapter and article, and one clause in full, as rows: pure functions of the pack."""

import unicodedata
from collections.abc import Iterator

from clerkcheck.i18n import _, cited, labelled, linked
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.model import Article, Pack
from clerkcheck.reading.numerals import article_number
from clerkcheck.reading.written_values import counted
from clerkcheck.tui.widgets.painted_rows import Row, wrapped


def contents_rows(pack: Pack, query: str, width: int) -> list[Row]:
    """Return chapters, articles and clauses in which every word of ``query`` is found; clause rows carry the id as key.

    An article without clauses stands with the reason why nothing in it can be checked.
    """
    words = _words(query)
    by_id = {clause.id: clause for clause in pack.clauses}
    rows: list[Row] = []
    chapter = ""
    for article in pack.articles:
        shown = _article_rows(article, [by_id[each] for each in article.clauses], words, width)
        if shown and article.chapter != chapter:
            chapter = article.chapter
            rows += [Row("")] * bool(rows) + wrapped(chapter, width, style="heading")
        rows += shown
    return rows or wrapped(_("没有含“{query}”的条款").format(query=query.strip()), width, style="dim")


def _article_rows(article: Article, clauses: list[Clause], words: list[str], width: int) -> list[Row]:
    found = [clause for clause in clauses if _matches(words, article.cited, clause.gist, clause.quote, clause.id)]
    rows = []
    if article.skip and _matches(words, article.cited, article.skip):
        text = _("不作核对：{why}").format(why=article.skip)
        rows += wrapped(text, width, first="  ", rest="    ", style="dim")
    if article.drafts and _matches(words, article.cited):
        text = _("草稿 {n} 款没有确认，不作核对").format(n=len(article.drafts))
        rows += wrapped(text, width, first="  ", rest="    ", style="dim")
    for clause in found:
        rows += wrapped(clause.gist, width, first="  ", rest="    ", key=clause.id)
    return [Row(article.number, "strong"), *rows] if rows else []


def _words(query: str) -> list[str]:
    """The words sought; 第49条 and 49条 are sought as 第四十九条."""
    return [_article_written(word) for word in _folded(query).split()]


def _article_written(word: str) -> str:
    digits = word.removeprefix("第").removesuffix("条")
    number = counted(digits, 9999) if digits != word else None
    return article_number(number) if number else word


def _matches(words: list[str], *texts: str) -> bool:
    whole = _folded("\n".join(texts))
    return all(word in whole for word in words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def count_words(pack: Pack, query: str) -> str:
    """Return how many clauses there are, or how many of them were found."""
    if not query.strip():
        return _("{n} 款").format(n=len(pack.clauses))
    words = _words(query)
    found = sum(_matches(words, clause.cited, clause.gist, clause.quote, clause.id) for clause in pack.clauses)
    return _("找到 {n} 款").format(n=found)


def clause_rows(pack: Pack, clause_id: str, width: int) -> list[Row]:
    """Return a clause in full: its words, what it asks, when it applies and how it is to be read."""
    clause = pack.clause(clause_id)
    if clause is None:
        return wrapped(_("没有 {clause} 这一款").format(clause=clause_id), width, style="dim")
    article = next(each for each in pack.articles if clause_id in each.clauses)
    chapter = article.chapter if article.cited == article.number else ""  # an instrument's name is cited anyway
    rows = wrapped(f"{chapter} {clause.cited}".strip(), width, style="heading")
    rows += [
        row
        for article, quote in clause.sources
        for row in wrapped(
            cited(article, quote) if clause.also_from else _("“{quote}”").format(quote=quote), width, style="strong"
        )
    ]
    for label, text in _parts(pack, clause):
        if text:
            rows += [Row(""), *wrapped(labelled(label, text), width, rest="      ")]
    return rows


def _parts(pack: Pack, clause: Clause) -> Iterator[tuple[str, str]]:
    from clerkcheck.packs.wording import requirement_words
    from clerkcheck.reports.clause_notes import clause_notes

    words = pack.vocabulary
    required = requirement_words(clause, pack)
    yield _("要旨"), clause.gist
    yield _("适用"), _("议题、公文") if clause.applies_to == "both" else words.kinds[clause.applies_to]
    yield from _condition_parts(pack, clause)
    yield _("要求"), required if required != clause.gist else ""
    yield _("效力"), words.modalities[clause.modality]
    yield from clause_notes(pack, clause)
    yield _("施行"), _period(clause)
    yield _("办法"), clause.remedy
    yield _("取义"), clause.reading
    yield _("款号"), clause.id


def _condition_parts(pack: Pack, clause: Clause) -> Iterator[tuple[str, str]]:
    from clerkcheck.packs.wording import condition_words

    parsed = pack.trees.clauses[clause.id]
    if parsed.when is None:
        yield _("条件"), _("一律适用")
    else:
        yield _("条件"), condition_words(parsed.when, pack.vocabulary, pack.terms)
    if parsed.check is not None:
        yield _("核对"), condition_words(parsed.check, pack.vocabulary, pack.terms)


def _period(clause: Clause) -> str:
    start = _("自 {day} 起").format(day=clause.in_force_from) if clause.in_force_from else ""
    end = _("至 {day} 止").format(day=clause.in_force_until) if clause.in_force_until else ""
    return linked(part for part in (start, end) if part)

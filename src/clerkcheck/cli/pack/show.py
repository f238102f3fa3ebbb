"""``clerkcheck pack show ID [CLAUSE]``: a pack, an article or a clause in plain words."""

import re
from argparse import Namespace
from collections.abc import Iterator

from clerkcheck.cells import wrap
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.cli.parser import UsageError
from clerkcheck.cli.say import say
from clerkcheck.clock import today
from clerkcheck.i18n import _, labelled, listed, remarked
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.coverage import is_stub
from clerkcheck.packs.model import Article, Pack
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.numerals import article_number, beyond_remedy

_WIDTH = 80


def run(options: Namespace) -> int:
    """Print the part asked for; return 0. Raises UsageError for one that is not there."""
    pack = pack_at(options.pack)
    if options.part is None:
        lines = _whole(pack)
    elif (clause := pack.clause(options.part)) is not None:
        lines = _clause(pack, clause)
    elif any(options.part in article.drafts for article in pack.articles):
        lines = iter([_("{id} 是草稿，没有确认。用 clerkcheck pack confirm {pack} 逐款确认").format(
            id=options.part, pack=options.pack
        )])  # fmt: skip
    elif articles := pack.articles_called(_article_number(options.part)):
        lines = (line for article in articles for line in _article(pack, article))
    else:
        known = [*(each.id for each in pack.clauses), *(each.number for each in pack.articles)]
        ours = [each.number for each in pack.articles] if len(pack.instruments) == 1 else []
        remedy = beyond_remedy(_article_number(options.part), ours) or suggestion(options.part, known)
        remedy = remedy or _("写款号（如 {clause}）或条号（如 {article}）").format(
            clause=pack.clauses[0].id if pack.clauses else "xx-1-1", article=pack.articles[0].number
        )
        raise UsageError(_("{pack} 没有 {part}").format(pack=pack.id, part=options.part), None, remedy)
    say("\n".join(lines))
    return 0


def _article_number(part: str) -> str:
    """``part`` as articles are numbered: 49, 第49条 and 四十九 are 第四十九条; anything else stays as it is."""
    match = re.fullmatch("第?(?:([0-9]{1,3})|([一二三四五六七八九十百零]+))条?", part)
    if not match:
        return part
    return article_number(int(match[1])) if match[1] else f"第{match[2]}条"


def _whole(pack: Pack) -> Iterator[str]:
    yield f"{pack.regulation} {pack.document_number}".rstrip()
    yield _("施行：{from_}   条款：{n} 条 {m} 款").format(
        from_=pack.in_force_from or _("未载"), n=len(pack.articles), m=len(pack.clauses)
    )
    if pack.review_by:
        past = _("（已过）") if pack.review_by < today().isoformat() else ""
        yield _("复核：最迟 {day}{past}").format(day=pack.review_by, past=past)
    chapter = ""
    for article in pack.articles:
        if article.chapter != chapter:
            chapter = article.chapter
            yield f"\n{chapter}"
        if article.skip:
            yield from wrap(f"{article.number} {_skipped(article)}", _WIDTH, rest="    ")
        if article.drafts:
            yield from wrap(f"{article.number} {_drafts(article)}", _WIDTH, rest="    ")
        for clause_id in article.clauses:
            clause = pack.clause(clause_id)
            assert clause is not None
            yield from wrap(labelled(f"{article.number} {clause.id}", clause.gist), _WIDTH, rest="    ")


def _article(pack: Pack, article: Article) -> Iterator[str]:
    regulation = pack.instruments[article.instrument].regulation
    chapter = article.chapter if article.chapter != regulation else ""
    heading = f"{regulation} {article.number}"
    yield remarked(heading, chapter) if chapter else heading
    if article.skip:
        yield from wrap(_skipped(article), _WIDTH, rest="    ")
    if article.drafts:
        yield from wrap(_drafts(article), _WIDTH, rest="    ")
    for clause_id in (*article.clauses, *article.also):
        clause = pack.clause(clause_id)
        if clause is not None:
            yield ""
            yield from _clause(pack, clause)


def _skipped(article: Article) -> str:
    """Why an article has no clause; a stub says itself that it waits."""
    return article.skip if is_stub(article) else _("无条款：{why}").format(why=article.skip)


def _drafts(article: Article) -> str:
    return _("草稿 {n} 款没有确认：{ids}").format(n=len(article.drafts), ids=listed(article.drafts))


def _clause(pack: Pack, clause: Clause) -> Iterator[str]:
    from clerkcheck.packs.wording import condition_words, requirement_words
    from clerkcheck.reports.clause_notes import clause_notes

    words = pack.vocabulary
    kinds = _("议题、公文") if clause.applies_to == "both" else words.kinds[clause.applies_to]
    when = pack.trees.clauses[clause.id].when
    rows = [
        (_("款号"), remarked(clause.id, f"{clause.file}:{clause.line}")),
        (_("条文"), clause.basis),
        (_("要旨"), clause.gist),
        (_("适用"), kinds),
        (_("条件"), condition_words(when, words, pack.terms) if when is not None else _("一律适用")),
        (_("要求"), requirement_words(clause, pack)),
        (_("效力"), words.modalities[clause.modality]),
        *clause_notes(pack, clause),
        (_("施行"), _period(clause)),
        (_("办法"), clause.remedy),
        (_("取义"), clause.reading),
    ]
    for label, text in rows:
        if text:
            yield from wrap(labelled(label, text), _WIDTH, rest="      ")


def _period(clause: Clause) -> str:
    """From and until which day the clause is in force, where it says so itself."""
    start = _("自 {day} 起").format(day=clause.in_force_from) if clause.in_force_from else ""
    end = _("至 {day} 止").format(day=clause.in_force_until) if clause.in_force_until else ""
    return _("，").join(part for part in (start, end) if part)

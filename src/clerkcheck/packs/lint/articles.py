"""Articles: numbers that the pack leaves out, and the count that its head gives."""

import os
from collections.abc import Iterator, Mapping

from clerkcheck.i18n import _
from clerkcheck.packs.coverage import numbered_throughout
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.model import Instrument
from clerkcheck.packs.source_text import SOURCE, read_source, split_source
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.numerals import article_order, missing_numbers, spans
from clerkcheck.reading.reach import is_ordinary_file

ARTICLE_REMARKS: Mapping[str, str] = {
    "article-missing": _("规则包里没有……；原文有的补上（没有可核对的，写 skip 的理由）"),
    "article-count": _("article_count 和各条对不上"),
}


def article_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield remarks on each whole instrument whose articles have gaps, and on a count that is another."""
    for instrument in reviewed.pack.instruments.values():
        if instrument.is_whole and numbered_throughout(reviewed.pack, instrument):
            yield from _gaps(reviewed, instrument)
    yield from _beside(reviewed)
    if reviewed.pack.article_count and any(each.is_local for each in reviewed.pack.instruments.values()):
        yield from _count(reviewed)


def _beside(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Articles of the text that ``pack new`` left beside the pack, which the pack has not."""
    folder = os.path.dirname(reviewed.files.head_document.source) if reviewed.files else ""
    path = os.path.join(folder, SOURCE)
    if not reviewed.files or not is_ordinary_file(SOURCE, folder or "."):
        return
    ours = {article.number for article in reviewed.pack.articles}
    try:
        found = split_source(read_source(path), path).articles
    except InputError as error:
        yield LintRemark("warning", error.message, Place(SOURCE), error.remedy)
        return
    lacking = [each.number for each in found if each.number not in ours]
    if lacking:
        text = _("原文有 {m} 条，规则包有 {n} 条，没有{articles}")
        message = text.format(m=len(found), n=len(reviewed.pack.articles), articles=spans(lacking))
        yield LintRemark("warning", message, Place(SOURCE), _("补上，没有可核对的写 skip 的理由"))


def _gaps(reviewed: ReviewedPack, instrument: Instrument) -> Iterator[LintRemark]:
    articles = reviewed.pack.articles_of(instrument)
    missing = [
        each
        for each in missing_numbers(article.number for article in articles)
        if not reviewed.accepted.covers_remark("article-missing", each)
    ]
    if not missing:
        return
    before = [each for each in articles if article_order(each.number) < article_order(missing[0])]
    place = reviewed.article_place(before[-1] if before else articles[0])
    message = _("没有{articles}").format(articles=spans(missing))
    remedy = _("原文有的补上（没有可核对的，写 skip 的理由）；原文本来没有的，写进 accepted")
    yield LintRemark("warning", message, place, remedy, "article-missing", missing[0])


def _count(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """The count of pack.yaml beside the last article: 之一 and the like are not counted."""
    orders = [article_order(article.number)[0] for article in reviewed.pack.articles]
    count = reviewed.pack.article_count
    if not orders or orders[-1] == count or 2 * orders[-1] < count:  # less than half: it is still being written
        return
    if reviewed.accepted.covers_remark("article-count", "article_count"):
        return
    message = _("article_count 写的是 {count}，最后一条是{last}").format(
        count=count, last=reviewed.pack.articles[-1].number
    )
    remedy = _("核对原文共几条：缺的补上，或改 article_count")
    yield LintRemark(
        "warning", message, reviewed.head_place(("article_count",)), remedy, "article-count", "article_count"
    )

"""``clerkcheck pack verify ID --source FILE|FOLDER``: each quotation and article number against the texts."""

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clerkcheck.cells import wrap
from clerkcheck.cli.day_options import day_option
from clerkcheck.cli.out import emit
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.cli.say import say
from clerkcheck.i18n import _, cited, listed
from clerkcheck.packs.model import Instrument, Pack
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.reach import is_ordinary_file
from clerkcheck.reports.formats import rendered

if TYPE_CHECKING:
    from clerkcheck.packs.source_text import SourceArticle
    from clerkcheck.packs.verify import QuoteFinding, Verification

SCHEMA = "clerkcheck.pack-verify/1"
_WIDTH = 80


def run(options: Namespace) -> int:
    """Print what was found; return 0 when nothing differs, else 1. Raises InputError for an unreadable source."""
    from clerkcheck.packs.verify import verify

    as_of = day_option("--as-of", options.as_of)
    pack = pack_at(options.pack)
    found: dict[Instrument, Verification] = {}
    remarks: dict[Instrument, list[str]] = {}
    for each in pack.instruments.values():
        text, articles = _articles(pack, each, _path(options.source, each))
        found[each], remarks[each] = verify(pack, each, articles, as_of), _remarks(pack, each, text, articles)
    if options.format != "text":
        data = _data(pack, options.source, as_of, found)
        data["remarks"] = [each for said in remarks.values() for each in said]
        emit(rendered(data, options.format, as_of), None)
    else:
        for line in (line for each in found.items() for line in _lines(*each, remarks[each[0]])):
            say("\n".join(wrap(line, _WIDTH, rest="    ")))
    return 0 if all(each.clean for each in found.values()) else 1


def _path(source: str, instrument: Instrument) -> str:
    """The file with an instrument's text: the source itself, or that of its id in a folder of several."""
    if instrument.is_local:
        return source
    if not os.path.isdir(source):
        raise InputError(
            _("这个包有几部法规，要给出文件夹"), Place(source), _("每部一个文件，如 {id}.txt").format(id=instrument.id)
        )
    names = [instrument.id + ending for ending in (".txt", ".docx")]
    found = next((name for name in names if is_ordinary_file(name, source)), None)
    if found is None:
        message = _("没有 {regulation} 的原文").format(regulation=instrument.regulation)
        raise InputError(message, Place(source), _("放进 {id}.txt 或 {id}.docx").format(id=instrument.id))
    return os.path.join(source, found)


def _articles(pack: Pack, instrument: Instrument, path: str) -> "tuple[str, tuple[SourceArticle, ...]]":
    """The text of an instrument, and its articles."""
    from clerkcheck.packs.coverage import numbered_throughout
    from clerkcheck.packs.source_text import read_source, split_known, split_source

    text = read_source(path)
    if numbered_throughout(pack, instrument):
        return text, split_source(text, path).articles
    return text, split_known(text, path, (article.number for article in pack.articles_of(instrument)))


def _remarks(pack: Pack, instrument: Instrument, text: str, articles: "tuple[SourceArticle, ...]") -> list[str]:
    """What is odd in the numbers of a text that was had whole, and whether the pack has fewer articles."""
    from clerkcheck.packs.coverage import numbered_throughout
    from clerkcheck.packs.numbering import count_remark, numbering_remarks, title_remark
    from clerkcheck.packs.source_text import split_source

    if not (instrument.is_whole and numbered_throughout(pack, instrument)):
        return []
    before = "\n".join((split_source(text, "").preface, articles[0].chapter))  # a title may head the first article
    remarks = title_remark(instrument, before), *numbering_remarks(text, articles)
    return [each for each in (*remarks, count_remark(pack, instrument, articles)) if each]


def _lines(instrument: Instrument, found: "Verification", remarks: list[str]) -> Iterator[str]:
    counts = Counter(each.status for each in found.quotes)
    yield instrument.regulation
    yield from (_("【提醒】{text}").format(text=each) for each in remarks)
    lapsed = _("，不在施行期 {d} 处").format(d=counts["lapsed"]) if counts["lapsed"] else ""
    yield _("引文 {n} 处：在所引的条 {a} 处，在别的条 {b} 处，找不到 {c} 处{lapsed}").format(
        n=len(found.quotes), a=counts["found"], b=counts["moved"], c=counts["gone"], lapsed=lapsed
    )
    for each in found.quotes:
        if each.status != "found":
            yield _quote_line(each)
    for article in found.unaccounted:
        yield _("【没有交代】{number} {opening}").format(number=article.number, opening=article.opening)
    for number in found.vanished:
        yield _("【原文没有】{number}").format(number=number)
    if found.clean:
        yield _("与原文一致")


def _quote_line(each: "QuoteFinding") -> str:
    said = cited(f"{each.clause} {each.article}", each.quote)
    if each.status == "lapsed":
        return _("【不在施行期】{said}，不算不符").format(said=said)
    if each.status == "moved":
        return _("【在别的条】{said}，现见{articles}").format(said=said, articles=listed(each.elsewhere))
    if each.similar:
        return _("【找不到】{said}，本条最相近的是“{similar}”").format(said=said, similar=each.similar)
    return _("【找不到】{said}，本条没有相近的话").format(said=said)


def _data(pack: Pack, source: str, as_of: date, found: "dict[Instrument, Verification]") -> dict[str, Any]:
    instruments = list(found.items())
    return {
        "schema": SCHEMA,
        "pack": {"id": pack.id, "regulation": pack.regulation},
        "source": source,
        "as_of": as_of.isoformat(),
        "clean": all(each.clean for each in found.values()),
        "quotes": [
            {"instrument": name.id, **quote._asdict(), "elsewhere": list(quote.elsewhere)}
            for name, each in instruments
            for quote in each.quotes
        ],
        "unaccounted": [
            {"instrument": name.id, "article": article.number, "opening": article.opening}
            for name, each in instruments
            for article in each.unaccounted
        ],
        "vanished": [name.cite(number) for name, each in instruments for number in each.vanished],
    }

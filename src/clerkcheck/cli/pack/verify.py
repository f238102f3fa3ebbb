"""``clerkcheck pack verify ID --source FILE``: every quotation and article number against a copy of the regulation."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clerkcheck.cells import wrap
from clerkcheck.cli.days import day_option
from clerkcheck.cli.out import emit
from clerkcheck.cli.pack.finding import pack_at
from clerkcheck.cli.say import say
from clerkcheck.i18n import _, cited, listed
from clerkcheck.packs.model import Pack
from clerkcheck.reports.formats import rendered

if TYPE_CHECKING:
    from clerkcheck.packs.verify import QuoteFinding, Verification

SCHEMA = "clerkcheck.pack-verify/1"
_WIDTH = 80


def run(options: Namespace) -> int:
    """Print what was found; return 0 when nothing differs, else 1. Raises InputError for an unreadable source."""
    from clerkcheck.packs.source_text import read_source, split_source
    from clerkcheck.packs.verify import verify

    as_of = day_option("--as-of", options.as_of)
    pack = pack_at(options.pack)
    found = verify(pack, split_source(read_source(options.source), options.source).articles, as_of)
    if options.format != "text":
        emit(rendered(_data(pack, options.source, as_of, found), options.format, as_of), None)
    else:
        for line in _lines(pack, found):
            say("\n".join(wrap(line, _WIDTH, rest="    ")))
    return 0 if found.clean else 1


def _lines(pack: Pack, found: "Verification") -> Iterator[str]:
    counts = Counter(each.status for each in found.quotes)
    yield pack.regulation
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


def _data(pack: Pack, source: str, as_of: date, found: "Verification") -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "pack": {"id": pack.id, "regulation": pack.regulation},
        "source": source,
        "as_of": as_of.isoformat(),
        "clean": found.clean,
        "quotes": [{**each._asdict(), "elsewhere": list(each.elsewhere)} for each in found.quotes],
        "unaccounted": [{"article": each.number, "opening": each.opening} for each in found.unaccounted],
        "vanished": list(found.vanished),
    }

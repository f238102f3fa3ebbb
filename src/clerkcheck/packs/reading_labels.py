"""What conditions read of papers and dates by name, in plain Chinese; without the trees of conditions."""

from collections.abc import Iterable

from clerkcheck.conditions.readings import ReadSource, dates_between, sources_of
from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _
from clerkcheck.packs.model import Vocabulary


def reading_answer(name: str, value: FactValue, words: Vocabulary) -> str:
    """Return what it means that a reading has a value: 合法性审查意见的日期早于会议召开日."""
    first, second = dates_between(name)
    if first and isinstance(value, int | float):
        return dates_ordered(first, "<" if value < 0 else ">" if value > 0 else "==", second, words)
    paper = words.materials[sources_of(name)[0].id]
    if isinstance(value, frozenset):
        return published_words(paper, sorted(value), words, truth=True)
    return (_("有{paper}") if value else _("缺{paper}")).format(paper=paper)


def reading_label(name: str, words: Vocabulary) -> str:
    """Return what a reading is called: the paper, or 征求意见公告的发布渠道, or 会议召开日和报送日的先后."""
    sources = sources_of(name)
    if len(sources) > 1:
        one, two = (source_words(each, words) for each in sources)
        return _("{one}和{two}的先后").format(one=one, two=two)
    return source_words(sources[0], words)


def source_words(source: ReadSource, words: Vocabulary) -> str:
    """Return what is looked at in words: 会议召开日, 合法性审查意见, 合法性审查意见的日期."""
    if source.about == "date":
        return words.dates[source.id]
    return part_words(words.materials[source.id], source.part)


def part_words(paper: str, part: str) -> str:
    """Return what is asked of a paper: its date, its channel, or ("") the paper itself."""
    texts = {"date": _("{paper}的日期"), "channel": _("{paper}的发布渠道")}
    return texts[part].format(paper=paper) if part else paper


def dates_ordered(first: str, operator: str, second: str, words: Vocabulary) -> str:
    """Return how two dates, named as in a condition, stand to each other: 会议召开日不早于报送日."""
    texts = {
        "<": _("{one}早于{two}"),
        "<=": _("{one}不晚于{two}"),
        ">": _("{one}晚于{two}"),
        ">=": _("{one}不早于{two}"),
        "==": _("{one}与{two}是同一天"),
        "!=": _("{one}与{two}不是同一天"),
    }
    one, two = (source_words(sources_of(each)[0], words) for each in (first, second))
    return texts[operator].format(one=one, two=two)


def published_words(paper: str, channels: Iterable[str], words: Vocabulary, *, truth: bool) -> str:
    """Return that a paper was published in one of the channels (ids); without ``truth``, that it was not."""
    where = _("或").join(words.channels[each] for each in channels)
    text = _("{paper}发布在{where}") if truth else _("{paper}没有发布在{where}")
    return text.format(paper=paper, where=where)

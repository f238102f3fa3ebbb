"""The text of a 国务院办公厅 notice, as pasted from a web page or a document.

What is read of a year's notice: the year from the heading, and the items (一、元旦：…). Everything in an item that
speaks of a day must be understood, or the notice is refused; sentences of advice (鼓励…) are handed back unread. Words
before the heading and after 节假日期间 are not the notice's and do not count.

What is read of a notice that changes a year (调整2019年劳动节假期, 延长2020年春节假期, 2015年9月3日放假): every
sentence with a day in it, from the heading to the signature.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from clerkcheck.calendars.amendments import Amendment
from clerkcheck.calendars.notice_clauses import NoticeItem, understand
from clerkcheck.calendars.notice_heads import Head, head_of, issued_on, number_of
from clerkcheck.calendars.notices import HOLIDAY, Notice, NoticeDay, agreed, holiday_name, together
from clerkcheck.calendars.pasted import Pasted, Sentence
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError

_NUMBERED = r"(?:[一二三四五六七八九十]{1,3}、|\d\d?[.、])?(?:\d{4}年)?"
# Repeats are bounded: a search must stay quick in any megabyte of text.
_NAMES = rf"({HOLIDAY}(?:[、和]{HOLIDAY}){{0,3}})"
_ITEM = rf"{_NUMBERED}{_NAMES}(?:\([^()]{{0,40}}\))?:|[一二三四五六七八九十]{{1,3}}、{_NAMES}(?=\d{{1,4}}[年月])"
_END = r"节假日期间|国务院办公厅"
_SIGNED = r"国务院(?:办公厅)?,?(?=\d{4}年|[一二〇○零]{2})"
_DATED = re.compile(r"\d[月日]")
_ADVICE = ("鼓励", "提倡")


class Understood(NamedTuple):
    """A notice read from a file, and the sentences of its items that say nothing of any day."""

    notice: Notice | Amendment
    unused: tuple[str, ...]


def notice_of_text(text: str, source: str) -> Understood:
    """Return what the pasted text says; raises InputError(s) with line and column for what cannot be read."""
    pasted = Pasted(text, source)
    head = head_of(pasted)
    return _whole_year(pasted, head) if head.whole else _amendment(pasted, head)


def _whole_year(pasted: Pasted, head: Head) -> Understood:
    days: list[NoticeDay] = []
    unused: list[str] = []
    errors: list[InputError] = []
    items = list(_items(pasted, head.end))
    if not items:
        remedy = _("从标题起整篇粘贴，包括“一、元旦：1月1日……”各条；各地自己的通知用 calendar add 逐日录入")
        raise InputError(_("标题之后没有找到各个节日的安排"), pasted.place(head.end), remedy)
    for name, start, end in items:
        item = NoticeItem(head.year, name, [])
        for sentence in pasted.sentences(start, end):
            if sentence.text.startswith(_ADVICE):
                unused.append(_original(pasted, sentence))
                continue
            try:
                understand(pasted, sentence, item)
            except InputError as error:
                errors.append(error)
        days += item.days
    if errors:
        raise together(errors)
    papers = number_of(pasted, head.start, items[0][1])
    place = pasted.place(head.start)
    found = agreed(days, head.year, pasted.place(head.end))
    return Understood(Notice(head.year, papers, found, issued_on(pasted, items[-1][2]), place), tuple(unused))


def _amendment(pasted: Pasted, head: Head) -> Understood:
    item = NoticeItem(head.year, "、".join(head.names), [])
    errors: list[InputError] = []
    signed = re.compile(_SIGNED).search(pasted.plain, head.end)
    end = signed.start() if signed else len(pasted.plain)
    for sentence in pasted.sentences(head.end, end):
        if not _DATED.search(sentence.text):
            continue
        try:
            understand(pasted, sentence, item)
        except InputError as error:
            errors.append(error)
    if errors:
        raise together(errors)
    days = agreed(item.days, head.year, pasted.place(head.end))
    papers = number_of(pasted, head.start, end)
    issued = issued_on(pasted, end)
    replaces = head.names if head.replaces else ()
    return Understood(Amendment(head.year, head.title, papers, days, replaces, issued, pasted.place(head.start)), ())


def _items(pasted: Pasted, begin: int) -> Iterator[tuple[str, int, int]]:
    """Yield every item: its holidays, where its words begin and where they end."""
    heads = list(re.compile(_ITEM).finditer(pasted.plain, begin))
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start() if following else len(pasted.plain)
        closing = None if following else re.compile(_END).search(pasted.plain, head.end())
        holidays = re.split("[、和]", head[1] or head[2])
        yield (
            "、".join(map(holiday_name, holidays)),
            head.end(),
            closing.start() if closing else end,
        )


def _original(pasted: Pasted, sentence: Sentence) -> str:
    return pasted.original(sentence.start, sentence.start + len(sentence.text))

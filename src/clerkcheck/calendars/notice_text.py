"""The text of a 国务院办公厅 notice, as pasted from a web page or a document.

What is read: the year from the heading, and the items (一、元旦：…). Everything in an item that speaks of a day must be
understood, or the notice is refused; sentences of advice (鼓励…) are handed back unread. Words before the
heading and after 节假日期间 are not the notice's and do not count.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from clerkcheck.calendars.notice_clauses import NoticeItem, understood
from clerkcheck.calendars.notices import Notice, NoticeDay, agreed, together
from clerkcheck.calendars.pasted import Pasted
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError

_HEADING = r"关于(\d{4})年部分节假日安排的?通知"
_OPENING = r"现将(\d{4})年(?:元旦|部分节假日)"
_HOLIDAY = r"(?:元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节)"
_NUMBERED = r"(?:[一二三四五六七八九十]{1,3}、|\d\d?[.、])?(?:\d{4}年)?"
# Repeats are bounded: a search must stay quick in any megabyte of text.
_ITEM = rf"{_NUMBERED}({_HOLIDAY}(?:[、和]{_HOLIDAY}){{0,3}})(?:\([^()]{{0,40}}\))?:"
_END = r"节假日期间|国务院办公厅"
_LOCAL_ISSUER = r"([\u4e00-\u9fff]*?(?:省|自治区|市|州|县|区|盟|旗)人民政府(?:办公厅|办公室)?)$"
_NUMBER = r"国办发(?:明电)?[〔\[(]\d{4}[〕\])]\d{1,5}号"
_ADVICE = ("鼓励", "提倡")
_FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


class Understood(NamedTuple):
    """A notice read from text, and the sentences of its items that say nothing of any day."""

    notice: Notice
    unused: tuple[str, ...]


def notice_of_text(text: str, source: str) -> Understood:
    """Return what the pasted text says; raises InputError(s) with line and column for what cannot be read."""
    pasted = Pasted(text, source)
    year, begin = _year(pasted)
    days: list[NoticeDay] = []
    unused: list[str] = []
    errors: list[InputError] = []
    items = list(_items(pasted, begin))
    if not items:
        remedy = _("从标题起整篇粘贴，包括“一、元旦：1月1日……”各条")
        raise InputError(_("标题之后没有找到各个节日的安排"), pasted.place(begin), remedy)
    for name, start, end in items:
        for sentence in pasted.sentences(start, end):
            if sentence.text.startswith(_ADVICE):
                unused.append(pasted.original(sentence.start, sentence.start + len(sentence.text)))
                continue
            try:
                days += understood(pasted, sentence, NoticeItem(year, name))
            except InputError as error:
                errors.append(error)
    if errors:
        raise together(errors)
    papers = tuple(dict.fromkeys(re.findall(_NUMBER, pasted.plain)))
    return Understood(Notice(year, papers, agreed(days, year, pasted.place(begin))), tuple(unused))


def _year(pasted: Pasted) -> tuple[int, int]:
    """Return the notice's year and where its text begins."""
    found = list(re.finditer(_HEADING, pasted.plain)) or list(re.finditer(_OPENING, pasted.plain))
    if not found:
        remedy = _("从标题“关于2027年部分节假日安排的通知”起，整篇粘贴；调整某个假期的通知用 calendar add 逐日录入")
        raise InputError(_("没有找到通知的标题，不知道是哪一年的"), pasted.place(0), remedy)
    opening = re.search(_OPENING, pasted.plain)
    years = {int(match[1]) for match in (*found, *([opening] if opening else []))}
    if len(years) > 1:
        text = "、".join(map(str, sorted(years)))
        message = _("文中有几个年份的通知：{years}").format(years=text)
        raise InputError(message, pasted.place(found[-1].start()), _("一个文件只放一份通知，删去其余的"))
    issuer = re.search(_LOCAL_ISSUER, pasted.plain[max(0, found[0].start() - 30) : found[0].start()])
    if issuer and "国务院办公厅" not in pasted.plain:
        message = _("这是地方的通知（{issuer}）").format(issuer=issuer[1])
        remedy = _("与全国不同的日子，用 calendar add 逐日录入")
        raise InputError(message, pasted.place(found[0].start()), remedy)
    return years.pop(), found[0].end()


def _items(pasted: Pasted, begin: int) -> Iterator[tuple[str, int, int]]:
    """Yield every item: its holidays, where its words begin and where they end."""
    heads = list(re.compile(_ITEM).finditer(pasted.plain, begin))
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start() if following else len(pasted.plain)
        closing = None if following else re.compile(_END).search(pasted.plain, head.end())
        holidays = re.split("[、和]", head[1])
        yield (
            "、".join(_FULL_NAMES.get(each, each) for each in holidays),
            head.end(),
            closing.start() if closing else end,
        )

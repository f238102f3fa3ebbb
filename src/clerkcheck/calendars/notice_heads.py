"""How a notice begins and ends: which year it arranges, whether the whole of it, its number and its day."""

import re
from datetime import date
from typing import NamedTuple

from clerkcheck.calendars.notices import HOLIDAY, holiday_name
from clerkcheck.calendars.pasted import Pasted
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError

_HEADING = re.compile(r"关于(\d{4})年部分节假日安排的?通知")
_OPENING = re.compile(r"现将(\d{4})年(?:元旦|部分节假日)")
_NAMES = rf"({HOLIDAY}(?:[、和]{HOLIDAY}){{0,3}})"
_PERIOD = r"(?:放假|假期|休假)?(?:调休)?(?:日期|时间)?(?:的?具体)?(?:安排)?"
_CHANGED = re.compile(rf"关于(调整|变更|延长)(\d{{4}})年{_NAMES}{_PERIOD}的?通知")
_CHANGED_AFTER = re.compile(rf"关于(\d{{4}})年{_NAMES}{_PERIOD}(调整|变更|延长)[^。;:,\d]{{0,8}}通知")
_CHANGING = re.compile(rf"现将(调整|变更|延长)(\d{{4}})年{_NAMES}[^。;:,\d]{{0,20}}(?:通知)?如下")
_SPECIAL = re.compile(r"国务院(?:办公厅)?关于((?:(?!关于|节假日)[^。;:,]){2,60}?)(?:调休)?放假(?:安排)?的?通知")
_YEAR_OF_DAY = re.compile(r"(\d{4})年\d{1,2}月\d{1,2}日")
_LOCAL_ISSUER = re.compile(
    r"([\u4e00-\u9fff]*?(?:省|自治区|市|州|县|区|盟|旗)人民政府(?:办公厅|办公室)?)(?:关于.{0,4}|现将)?$"
)
_NATIONAL = re.compile(
    r"(?<![《〈<])国务院(?:办公厅)?(?:关于|\d{4}年\d{1,2}月\d{1,2}日|[二一][〇○零一二三四五六七八九]{3}年)"
)
# One in brackets after a title is that of a paper that is cited.
_NUMBER = re.compile(r"(?<!》[(〔])国(?:办)?发(?:明电)?[〔\[(]\d{4}[〕\])]\d{1,5}号")
_ADDRESSED = re.compile(r"各直属机构:")
_ADDRESSES = 100  # characters after the heading in which they stand
_ISSUED = re.compile(r"国务院(?:办公厅)?,?(\d{4})年(\d{1,2})月(\d{1,2})日")
_ISSUED_IN_WORDS = re.compile(
    r"国务院(?:办公厅)?([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_FORMED = re.compile(r"成文日期:?(\d{4})年(\d{1,2})月(\d{1,2})日")
_DIGITS = {**{char: number for number, char in enumerate("〇一二三四五六七八九")}, "○": 0, "零": 0}
_BEFORE = 30  # characters before a heading in which its issuer stands


class Head(NamedTuple):
    """Where a notice begins, and of what: the ``whole`` year, or a change to some holidays (``names``).

    ``replaces``: the change takes the place of all that the year's notice says of these holidays.
    """

    year: int
    start: int
    end: int
    whole: bool
    title: str = ""
    names: tuple[str, ...] = ()
    replaces: bool = False


def head_of(pasted: Pasted) -> Head:
    """Return how the notice begins; raises InputError where there is none, two, or that of a local government."""
    changes = [_changed(match) for match in _CHANGED.finditer(pasted.plain)]
    changes += [_changed_after(match) for match in _CHANGED_AFTER.finditer(pasted.plain)]
    changing = [_changed(match) for match in _CHANGING.finditer(pasted.plain)]
    openings = list(_OPENING.finditer(pasted.plain))
    headings = list(_HEADING.finditer(pasted.plain))
    if openings or (headings and not changing):
        first = (headings or openings)[0].start()
        if openings or not any(change.start < first for change in changes):
            return _of_year(pasted, headings, openings)
    if changes or changing:
        # The title names the paper; its words begin after the sentence that opens them, where there is one.
        head = (changes or changing)[0]
        end = max([head.end, *(each.end for each in changing[:1])])
        _refuse_local(pasted, head.start)
        _refuse_two(pasted, [each.year for each in (*changes, *changing)], head.start)
        return head._replace(end=_words_begin(pasted, end))
    special = _SPECIAL.search(pasted.plain)
    year = _YEAR_OF_DAY.search(pasted.plain, special.end()) if special else None
    if special and year:
        title = _("《{title}》").format(title=special[0])
        begin = _words_begin(pasted, special.end())
        return Head(int(year[1]), special.start(), begin, False, title, (special[1],))
    remedy = _("从标题“关于2027年部分节假日安排的通知”起，整篇粘贴；各地自己的通知用 calendar add 逐日录入")
    raise InputError(_("没有找到通知的标题，不知道是哪一年的"), pasted.place(0), remedy)


def number_of(pasted: Pasted, start: int, end: int) -> tuple[str, ...]:
    """Return the document's number: the first after its heading, else the last before; others are only cited."""
    found = _NUMBER.search(pasted.plain, start, end)
    before = [match[0] for match in _NUMBER.finditer(pasted.plain, 0, start)]
    return (found[0],) if found else tuple(before[-1:])


def issued_on(pasted: Pasted, start: int) -> date | None:
    """Return the day below the signature after ``start``, or that of the page's own heading; None for none."""
    found = _ISSUED.search(pasted.plain, start) or _FORMED.search(pasted.plain)
    words = _ISSUED_IN_WORDS.search(pasted.plain, start)
    parts = (
        [int(part) for part in found.groups()] if found else [_number(part) for part in words.groups()] if words else []
    )
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def _of_year(pasted: Pasted, headings: list[re.Match[str]], openings: list[re.Match[str]]) -> Head:
    """The notice of a year; links on a page to those of other years do not count where its opening says the year."""
    found = headings or openings
    if not openings or {int(match[1]) for match in headings}.isdisjoint(int(match[1]) for match in openings):
        _refuse_two(pasted, [int(match[1]) for match in (*headings, *openings)], found[-1].start())
    _refuse_two(pasted, [int(match[1]) for match in openings], found[-1].start())
    year = int((openings or headings)[0][1])
    own = [match for match in headings if int(match[1]) == year] or openings
    before = [match for match in own if not openings or match.start() < openings[0].start()]
    _refuse_local(pasted, own[0].start())
    last = before[-1] if openings and before else own[0]
    return Head(year, last.start(), last.end(), True)


def _words_begin(pasted: Pasted, at: int) -> int:
    """Return where the words begin after the document's number and those it is addressed to."""
    for pattern in (_NUMBER, _ADDRESSED):
        found = pattern.search(pasted.plain, at, at + _ADDRESSES)
        at = found.end() if found else at
    return at


def _changed(match: re.Match[str]) -> Head:
    return _change(match, match[1], match[2], match[3])


def _changed_after(match: re.Match[str]) -> Head:
    return _change(match, match[3], match[1], match[2])


def _change(match: re.Match[str], how: str, year: str, names: str) -> Head:
    issuer = "国务院办公厅"
    words = match[0] if match[0].startswith("关于") else f"关于{how}{year}年{names}放假安排的通知"
    found = tuple(map(holiday_name, re.split("[、和]", names)))
    title = _("《{title}》").format(title=issuer + words)
    return Head(int(year), match.start(), match.end(), False, title, found, how != "延长")


def _refuse_two(pasted: Pasted, years: list[int], at: int) -> None:
    if len(set(years)) > 1:
        message = _("文中有几个年份的通知：{years}").format(years="、".join(map(str, sorted(set(years)))))
        raise InputError(message, pasted.place(at), _("一个文件只放一份通知，删去其余的"))


def _refuse_local(pasted: Pasted, at: int) -> None:
    issuer = _LOCAL_ISSUER.search(pasted.plain[max(0, at - _BEFORE) : at])
    if issuer and not _NATIONAL.search(pasted.plain):
        message = _("这是地方的通知（{issuer}）").format(issuer=issuer[1])
        raise InputError(message, pasted.place(at), _("与全国不同的日子，用 calendar add 逐日录入"))


def _number(words: str) -> int:
    """Return 二〇〇九 as 2009, 十二 as 12, 二十一 as 21."""
    if len(words) == 4:
        return int("".join(str(_DIGITS[char]) for char in words))
    tens, ten, ones = words.rpartition("十")
    return (10 * (_DIGITS[tens] if tens else 1) if ten else 0) + (_DIGITS.get(ones[-1:], 0) if ones else 0)

"""One sentence of a notice: which days it makes days off, which working days.

A clause is days with a predicate: ``1月1日(周四)至3日(周六)放假调休``, ``1月4日(周日)上班``,
``2月9日(星期六)照常公休``, ``12月29日(星期六)公休日调至12月31日(星期一)``.
Or it is a word on the clause before: ``共3天``, ``与周末连休``, ``不调休``.
Or it makes a holiday longer: ``延长2020年春节假期至2月2日``, ``2月3日(星期一)起正常上班``.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from clerkcheck.calendars.days import WEEKDAYS, weekday_name
from clerkcheck.calendars.notices import HOLIDAY, NoticeDay, holiday_name
from clerkcheck.calendars.pasted import Pasted, Sentence
from clerkcheck.calendars.statutory import statutory_holidays
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.written_values import counted, shown

_DAY = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_THROUGH = re.compile(r"至|到|[-—–―~]+")
_AND = re.compile(r"[、和及]")
_COUNT = r"(\d+|[一二三四五六七八九十])天"
_OFF = re.compile(
    rf"(?:全国)?(?:照常|正常|调休)?(?:放假|公休|补休|休息|连休)(?:调休|公休|补休|休息)?(?:,?共?{_COUNT})?"
    rf"|为{HOLIDAY}?(?:法定)?(?:节假日|假日|公休日|休息日)|(调休)"
)
_WORK = re.compile(r"(?:均|都)?(?:照常|正常)?上班")
_RESUMED = re.compile(r"起(?:恢复)?(?:照常|正常)?上班")
_MOVED = re.compile(rf"(?:[两三四]个|\d个)?(?:公休日|休息日)?(?:(?:及|和)({HOLIDAY}))?(?:分别)?(?:调|移)[至到]")
_EXTENDED = re.compile(rf"(?:将|现将)?(?:延长)?(?:(\d{{4}})年)?({HOLIDAY})(?:假期|放假)(?:时间)?(?:延长)?至")
_TOTAL = re.compile(rf"共{_COUNT}")
_OPENERS = re.compile(
    r"(?:其中|并|将|另外|同时)[,:]?|[一二三四五六七八九十]{1,3}、|\d\d?[.、](?!\d)"
    r"|(?:现?[对将])?(?:\d{4}年)?[^\d,:]{0,20}(?:如下(?:调休|安排|调整)?|(?:调整|变更)为):"
    r"|(?:现?[对将]|根据|按照)?《[^《》]{1,80}》(?:\([^()]{0,40}\))?"  # a paper that is cited says nothing here
)
# Says nothing beyond the weekend rule, or beyond what the other clauses say.
_NOTHING_NEW = re.compile(r"与周末(?:连休|相连)|放假调休|形成连休|不调休|(?:如逢周三)?则?[仅只]在?当日放假")
_OF_DAYS = re.compile(r"\d[月日]|放假|上班|调休|公休|补休|休息")
_CHINESE = "一二三四五六七八九十"
_LONGEST = 31  # days from the first to the last day of a holiday


class NoticeItem(NamedTuple):
    """What an item of the notice lends to its clauses: the year, and the holiday's name.

    ``days``: what the sentences before have decided; a sentence lends its month from them, and adds its own.
    """

    year: int
    name: str
    days: list[NoticeDay]


def understand(pasted: Pasted, sentence: Sentence, item: NoticeItem) -> None:
    """Add the days that the sentence decides to the item's; raises InputError with the place of what is not understood.

    Where one clause is not understood, none of the sentence counts.
    """
    item.days.extend(_SentenceReader(pasted, sentence, item).read())


class _SentenceReader:
    """Reads a sentence from left to right."""

    def __init__(self, pasted: Pasted, sentence: Sentence, item: NoticeItem) -> None:
        self.pasted, self.item = pasted, item
        self.text, self.base, self.at = sentence.text, sentence.start, 0
        self.days: list[NoticeDay] = []
        self.last: date | None = None  # lends its month and year to a day written without them
        self.off: list[int] = []  # days of each clause of days off: 共3天 counts the last, or all

    def read(self) -> list[NoticeDay]:
        """Return the days decided by all clauses."""
        while self.at < len(self.text):
            begin = self.at
            while self._take(_OPENERS):
                pass
            if not self._clause():
                self._skip(begin)
            if self.at < len(self.text) and not self._take(re.compile(",")):
                raise self._unread(begin)
        return self.days

    def _clause(self) -> bool:
        """Read one clause; return False, having read nothing, where it is none of the known ones."""
        total = self._take(_TOTAL)
        if total:
            self._agree(total[1], total.start())
            return True
        if self._take(_NOTHING_NEW):
            return True
        begin = self.at
        extended = self._take(_EXTENDED)
        if extended:
            self._extend(extended, begin)
            return True
        days = self._list()
        if not days:
            return False
        if self._take(_WORK):
            self._decide(days, workday=True)
        elif self._take(_RESUMED):
            self._resume(days, begin)
        elif moved := self._take(_MOVED):
            self._move(days, moved, begin)
        else:
            self._days_off(days, begin)
        return True

    def _days_off(self, days: list[tuple[date, int]], begin: int) -> None:
        off = self._take(_OFF)
        if not off or (off[2] and any(day.weekday() >= 5 for day, _at in days)):
            raise self._unread(begin)  # 调休 alone makes a weekday a day off; of a weekend it may say either
        self.off.append(len(days))
        if off[1]:
            self._agree(off[1], off.start())
        self._decide(days, workday=False)

    def _move(self, moved: list[tuple[date, int]], how: re.Match[str], begin: int) -> None:
        """Days off moved to others: 两个公休日分别调至…, 10月3日公休日及中秋节分别调至….

        The day that is moved is worked, unless the item has it off: then it was a holiday on a weekend, made good.
        """
        off = self._list()
        count = len(moved) + bool(how[1])
        if len(off) != count:
            message = _("调出 {n} 天，调到 {m} 天，对不上").format(n=count, m=len(off))
            raise InputError(message, self._place(begin), _("按通知原文核对"))
        self._take(re.compile("公休|休息|放假"))
        holiday = {day.date for day in (*self.item.days, *self.days) if not day.workday}
        self._decide([(day, at) for day, at in moved if day not in holiday], workday=True)
        self._decide(off, workday=False)

    def _extend(self, how: re.Match[str], begin: int) -> None:
        """延长春节假期至2月2日: the days from the holiday itself to that day are off."""
        last = self._day()
        name = holiday_name(how[2])
        known = [day for each in statutory_holidays(self.item.year) if each.name == name for day in each.days]
        if last is None or not known or int(how[1] or self.item.year) != self.item.year:
            raise self._unread(begin)
        length = last.toordinal() - max(known)
        if not 0 < length < _LONGEST:
            message = _("{name}假期延长到 {day}，不像是真的").format(name=name, day=last)
            raise InputError(message, self._place(begin), _("按通知原文核对"))
        days = [date.fromordinal(day) for day in range(min(known), last.toordinal() + 1)]
        self._decide([(day, begin) for day in days], workday=False)

    def _resume(self, days: list[tuple[date, int]], begin: int) -> None:
        """2月3日(星期一)起正常上班: nothing new, but it must be the day after the last day off."""
        off = [day.date for day in (*self.item.days, *self.days) if not day.workday]
        if len(days) != 1 or not off or days[0][0].weekday() >= 5:
            raise self._unread(begin)
        if days[0][0] != max(off) + timedelta(1):
            message = _("放假到 {last}，却写 {day} 起上班").format(last=max(off), day=days[0][0])
            raise InputError(message, self._place(begin), _("按通知原文核对"))

    def _list(self) -> list[tuple[date, int]]:
        """Read days joined by 、 and 至; return each with where it stands. Reads nothing where no day stands."""
        found: list[tuple[date, int]] = []
        while True:
            at = self.at
            first = self._day()
            if first is None:
                return found
            found += [(day, at) for day in self._through(first)]
            if not self._take(_AND):
                return found

    def _through(self, first: date) -> list[date]:
        begin = self.at
        if not self._take(_THROUGH):
            return [first]
        last = self._day()
        if last is None:
            raise self._unread(begin)
        length = (last - first).days
        if not 0 < length < _LONGEST:
            message = _("从 {first} 到 {last} 不像一个假期").format(first=first, last=last)
            raise InputError(message, self._place(begin), _("核对月份、日期和年份"))
        return [first + timedelta(k) for k in range(length + 1)]

    def _day(self) -> date | None:
        match = self._take(_DAY)
        if not match:
            return None
        year, month, number, remark = match.groups()
        if month is None and self.last is None:
            self.last = self._month_before(int(number))
        if month is None and self.last is None:
            message = _("“{day}”没有写月份").format(day=self._original(match.start(), match.end()))
            raise InputError(message, self._place(match.start()), _("写成 1月4日 这样"))
        at = (self._year(year, month), int(month or (self.last.month if self.last else 0)), int(number))
        try:
            self.last = date(*at)
        except ValueError:
            message = _("没有 {0}年{1}月{2}日 这一天").format(*at)
            raise InputError(message, self._place(match.start()), _("按通知原文核对")) from None
        self._check_weekday(self.last, remark or "", match)
        return self.last

    def _month_before(self, number: int) -> date | None:
        """Return a day of the month that the sentences before lend; None where they leave a choice.

        5月1日至7日放假。其中，1日、2日、3日为法定假日: the day off of that number, or the only month there is.
        """
        before = self.item.days
        months = {day.date.replace(day=1) for day in before if not day.workday and day.date.day == number}
        months = months or {day.date.replace(day=1) for day in before}
        return months.pop() if len(months) == 1 else None

    def _year(self, year: str | None, month: str | None) -> int:
        """The year written; that of the day before where the month is not written either; else the notice's.

        元旦 of a year cannot reach its own December: there December is that of the year before.
        """
        if year:
            return int(year)
        if month is None and self.last:
            return self.last.year
        return self.item.year - (int(month or 0) == 12 and "元旦" in self.item.name)

    def _check_weekday(self, day: date, remark: str, match: re.Match[str]) -> None:
        written = re.search(r"(?:周|星期)([一二三四五六日天])", remark)
        if written and "一二三四五六日".index(written[1].replace("天", "日")) != day.weekday():
            message = _("{day} 是{right}，通知写的是周{wrong}").format(
                day=day, right=weekday_name(day), wrong=WEEKDAYS["一二三四五六日".index(written[1].replace("天", "日"))]
            )
            raise InputError(message, self._place(match.start()), _("按通知原文核对日期和年份"))

    def _agree(self, total: str, at: int) -> None:
        found = (self.off[-1], sum(self.off)) if self.off else (0,)
        number = _CHINESE.index(total) + 1 if total in _CHINESE else counted(total, 999)
        if number not in found:
            message = _("写的是共{total}天，按日期数是{n}天").format(total=shown(total), n=found[0])
            raise InputError(message, self._place(at), _("按通知原文核对"))

    def _decide(self, days: list[tuple[date, int]], *, workday: bool) -> None:
        self.days += [NoticeDay(day, workday, self.item.name, self._place(at)) for day, at in days]

    def _skip(self, begin: int) -> None:
        """Pass over a clause that speaks of no day."""
        end = self.text.find(",", self.at)
        end = len(self.text) if end < 0 else end
        if _OF_DAYS.search(self.text[self.at : end]):
            raise self._unread(begin)
        self.at = end

    def _unread(self, begin: int) -> InputError:
        message = _("没有看懂“{text}”").format(text=self._original(begin, min(begin + 40, len(self.text))))
        remedy = _("删去通知以外的文字，或者用 calendar add 逐日录入")
        return InputError(message, self._place(begin), remedy)

    def _original(self, begin: int, end: int) -> str:
        return self.pasted.original(self.base + begin, self.base + end)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def _place(self, at: int) -> Place:
        return self.pasted.place(self.base + at)

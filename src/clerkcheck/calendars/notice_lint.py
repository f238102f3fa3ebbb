"""What a notice must be to be believed: measured against 全国年节及纪念日放假办法 before it is kept."""

from datetime import date

from clerkcheck.calendars.bounds import REACH
from clerkcheck.calendars.days import weekday_name
from clerkcheck.calendars.layers import national_layer
from clerkcheck.calendars.notices import Notice, long_runs, together
from clerkcheck.calendars.statutory import LUNAR_YEARS, decree, statutory_holidays, statutory_names
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place


def lint(notice: Notice, source: str) -> list[str]:
    """Return warnings (Chinese sentences); raises InputError(s) for what no notice can say, with the place.

    Refused: a year without notices, a statutory day that is worked or left out, a weekday listed as a make-up day,
    days in lieu that do not balance (a warning where several papers are behind the data: a mid-year closing may add
    days off). Warnings: more than six working days in a row; a day far from its holiday, as a wrong month puts it.
    """
    place = notice.place or Place(source)
    _check_year(notice.year, place)
    errors = [*_worked(notice, place), *_left_out(notice, place)]
    unbalanced = _unbalanced(notice)
    if unbalanced and len(notice.papers) < 2:
        errors.append(InputError(unbalanced, place, _("按通知原文核对有没有漏掉或多出的日子")))
    if errors:
        raise together(errors)
    return [*([unbalanced] if unbalanced else []), *_unnamed(notice), *_far(notice), *_long(notice)]


def _check_year(year: int, place: Place) -> None:
    first = date.fromordinal(national_layer().first).year
    if not first <= year <= LUNAR_YEARS[-1]:
        message = _("不能导入{year}年的通知").format(year=year)
        remedy = _("可导入的是{first}年至{last}年").format(first=first, last=LUNAR_YEARS[-1])
        raise InputError(message, place, remedy)


def _worked(notice: Notice, place: Place) -> list[InputError]:
    errors = []
    statutory = _statutory(notice.year)
    for day in notice.days:
        if day.workday and day.date in statutory:
            message = _("{day} 是{name}法定放假日（{decree}），不能上班").format(
                day=day.date, name=statutory[day.date], decree=decree()
            )
            errors.append(InputError(message, day.place or place, _("按通知原文核对")))
        elif day.workday and day.date.weekday() < 5:
            message = _("{day} 是{weekday}，本来就上班，不会是调休上班的日子").format(
                day=day.date, weekday=weekday_name(day.date)
            )
            errors.append(InputError(message, day.place or place, _("按通知原文核对")))
    return errors


def _left_out(notice: Notice, place: Place) -> list[InputError]:
    named = {day.date for day in notice.days}
    return [
        InputError(
            _("没有{name}的法定放假日 {day}（{weekday}）").format(name=name, day=day, weekday=weekday_name(day)),
            place,
            _("{decree}规定这一天放假，按通知原文核对").format(decree=decree()),
        )
        for day, name in _statutory(notice.year).items()
        if day not in named and day.weekday() < 5
    ]


def _unnamed(notice: Notice) -> list[str]:
    """Statutory days that are off as weekends anyway; whether they were made good shows in the balance."""
    named = {day.date for day in notice.days}
    text = _("{name} {day} 逢{weekday}，通知数据里没有写明，按周末休息")
    return [
        text.format(name=name, day=day, weekday=weekday_name(day))
        for day, name in _statutory(notice.year).items()
        if day not in named and day.weekday() >= 5
    ]


def _unbalanced(notice: Notice) -> str:
    """第六条 and 第七条: a year loses as many weekdays as the decree grants days, and wins the make-up days."""
    off = sum(not day.workday and day.date.weekday() < 5 for day in notice.days)
    made_up = sum(day.workday and day.date.weekday() >= 5 for day in notice.days)
    granted = sum(holiday.length for holiday in statutory_holidays(notice.year))
    if off - made_up == granted:
        return ""
    return _("放假与上班对不上：周一至周五放假{off}天，减去周末上班{made_up}天，应等于法定的{granted}天").format(
        off=off, made_up=made_up, granted=granted
    )


def _far(notice: Notice) -> list[str]:
    """No notice so far went beyond REACH (bounds.py): a slip of a month can keep weekday and balance."""
    statutory = _statutory(notice.year)
    text = _("{day}（{weekday}）{kind}，不在{name}的法定放假日前后{n}天以内，请核对月份")
    return [
        text.format(day=day.date, weekday=weekday_name(day.date), kind=day.kind, name=day.name, n=REACH)
        for day in notice.days
        if any(name in day.name for name in statutory.values())  # a day of its own is near to none
        and not any(name in day.name and abs((day.date - each).days) <= REACH for each, name in statutory.items())
    ]


def _long(notice: Notice) -> list[str]:
    text = _("{first} 至 {last} 连续上班{n}天，超过一般的6天（《全国年节及纪念日放假办法》第七条）")
    return [
        text.format(first=first, last=last, n=(last - first).days + 1)
        for first, last in long_runs(notice.days, notice.year)
    ]


def _statutory(year: int) -> dict[date, str]:
    return {date.fromordinal(day): name for day, name in sorted(statutory_names(year).items())}

"""One day in words: what it is, by which layer and which paper."""

from datetime import date

from clerkcheck.calendars.counting import reason_of
from clerkcheck.calendars.facts import STATUTORY, WEEKEND_RULE
from clerkcheck.calendars.layers import IMPORTED, LOCAL, NATIONAL
from clerkcheck.calendars.presumed import presumed
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cells import fill
from clerkcheck.i18n import _, listed
from clerkcheck.reports.day_words import dated


def day_page(day: date, calendar: WorkCalendar) -> str:
    """Return the day with its weekday, whether it is a working day and why, the layer that decided it and the paper."""
    fact = calendar.day(day)
    kind = _("工作日") if fact.workday else _("休息日")
    may_change = "" if fact.certain else calendar.may_change(day)
    lines = [
        dated(day) + " " + kind + ("" if fact.certain else " " + _("暂定")),
        _("情况：{reason}").format(reason=reason_of(fact)),
        _("层次：{layer}").format(layer=layer_name(fact.layer)),
        fill(_("依据：{paper}").format(paper=fact.paper), indent=6),
    ]
    if may_change:
        lines.append(_("未定：可能因{holiday}调休改变").format(holiday=may_change))
        lines += _presumed(day)
    return "\n".join(lines)


def _presumed(day: date) -> list[str]:
    """Return the holiday by which the day would be off, should the notice follow the principles that bind it."""
    spans = [each for year in (day.year, day.year + 1) for each in presumed(year) if not each.open]
    names = [name for each in spans if each.first <= day <= each.last for name in each.names]
    text = _("推测：{names}放假（照国办发明电〔2024〕12号定的原则，不作数）")
    return [fill(text.format(names=listed(names)), indent=6)] if names else []


def layer_name(layer: str) -> str:
    """Return what a clerk calls a layer."""
    names = {
        WEEKEND_RULE: _("周末规则"),
        STATUTORY: _("法定节日"),
        NATIONAL: _("全国放假通知（随程序附带）"),
        IMPORTED: _("导入的放假通知"),
        LOCAL: _("录入的地方规定"),
    }
    return names.get(layer, layer)

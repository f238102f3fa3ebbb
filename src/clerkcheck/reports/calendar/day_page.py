"""One day in words: what it is, by which layer and which paper."""

from datetime import date

from clerkcheck.calendars.counting import reason_of
from clerkcheck.calendars.facts import STATUTORY, WEEKEND_RULE
from clerkcheck.calendars.layers import IMPORTED, LOCAL, NATIONAL
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cells import fill
from clerkcheck.i18n import _
from clerkcheck.reports.days import dated


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
    return "\n".join(lines)


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

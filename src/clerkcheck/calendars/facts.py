"""What a day is and which paper says so."""

from collections.abc import Sequence
from datetime import date

from clerkcheck.calendars.bounds import is_weekend
from clerkcheck.calendars.days import DayFact
from clerkcheck.calendars.layers import Layer, deciding, notice_year
from clerkcheck.calendars.outlook import Outlook
from clerkcheck.calendars.statutory import LUNAR_YEARS, decree, statutory_names
from clerkcheck.i18n import _

WEEKEND_RULE = "weekend"
STATUTORY = "statutory"


def day_fact(day: date, layers: Sequence[Layer], outlook: Outlook) -> DayFact:
    """Return the fact of a day: the last layer that decides it, else the decree, else the weekend rule."""
    ordinal = day.toordinal()
    layer = deciding(layers, ordinal)
    if layer is None:
        return _undecided(day, outlook)
    workday, name = layer.rulings.get(ordinal, (not is_weekend(ordinal), ""))
    kind = _kind(ordinal, workday=workday, named=ordinal in layer.rulings)
    return DayFact(day, workday, True, kind, name, layer.name, layer.paper(ordinal))


def _undecided(day: date, outlook: Outlook) -> DayFact:
    ordinal = day.toordinal()
    name = statutory_names(day.year).get(ordinal)
    if name:
        return DayFact(day, False, True, _("休"), name, STATUTORY, decree())
    leeway = outlook.leeway(ordinal)
    if leeway and ordinal in leeway.placed:
        paper = _("《全国年节及纪念日放假办法》第六条：逢周末应补假，补在哪天待{year}年通知")
        if day.year not in LUNAR_YEARS:
            paper = _("《全国年节及纪念日放假办法》第二条；{year}年的农历日期未收录，哪天只是估计")
        return DayFact(day, False, False, _("休"), leeway.name, STATUTORY, paper.format(year=notice_year(day)))
    workday = not is_weekend(ordinal)
    kind = _kind(ordinal, workday=workday, named=False)
    paper = _("周末规则（{year}年放假通知尚未录入）").format(year=notice_year(day))
    return DayFact(day, workday, False, kind, "", WEEKEND_RULE, paper)


def _kind(ordinal: int, *, workday: bool, named: bool) -> str:
    if workday:
        return _("班") if is_weekend(ordinal) else _("工作日")
    return _("休") if named else _("周末")

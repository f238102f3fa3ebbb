"""By which rules, and for which place, something was judged: said once, for the head of every report and paper."""

from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, labelled
from clerkcheck.packs.model import Pack
from clerkcheck.reports.model import Line


def rules_lines(pack: Pack) -> tuple[Line, ...]:
    """Return the lines of a head: whose place it is (where the rules are of none), the rules, and what lies below."""
    lines = Line(_("规则"), own_rules(pack)), Line(_("另按"), rules_below(pack))
    return *place_lines(pack), *(line for line in lines if line.text)


def place_lines(pack: Pack) -> tuple[Line, ...]:
    """Return the line that names the place, where the rules are of none and the case or its office says one."""
    return (Line(_("地方"), pack.place),) if pack.place else ()


def own_rules(pack: Pack) -> str:
    """Return the name of a pack's own rules, with the day from which this version of them is in force.

    Of rules that are of no place: how many instruments they are, which differs with the groups that were asked for.
    """
    if not any(each.is_local for each in pack.instruments.values()):
        return pack.regulation + _("（{n} 部）").format(n=len(pack.instruments))
    since = _("（{day} 起施行）").format(day=pack.in_force_from) if pack.in_force_from else ""
    return pack.regulation + since


def rules_below(pack: Pack) -> str:
    """By what else it judges than the government's own rules, or that it does not; "" where there is nothing."""
    if left_out_below(pack):
        return _("没有查全国的规定，只查了本地规则")
    number = number_below(pack)
    return _("全国的规定 {n} 部（法律、行政法规、党内法规、国办文件）").format(n=number) if number else ""


def partial_words(pack: Pack) -> str:
    """Return how many of its instruments were not had whole; "" where all were."""
    number = sum(each.partial for each in pack.instruments.values())
    return _("其中 {n} 部存本不全").format(n=number) if number else ""


def rules_in_line(pack: Pack) -> str:
    """Return the same where there is one line for it: 本地规则（… 起施行）＋全国的规定 10 部."""
    number = number_below(pack)
    below = _("＋全国的规定 {n} 部").format(n=number) if number else ""
    return own_rules(pack) + (_("，没有查全国的规定") if left_out_below(pack) else below)


def rules_of_place(pack: Pack) -> str:
    """Return that line with the name of the place, where the rules are of none: 禾谷县：国家法律…"""
    return labelled(pack.place, rules_in_line(pack)) if pack.place else rules_in_line(pack)


def source_of_bare_articles(report: Report, pack: Pack) -> str:
    """Return where the articles are from that a report cites without their regulation; "" where it cites none so."""
    if not any(each.is_local for each in pack.instruments.values()):
        return ""
    cited = {each.pack for each in report.wanting()}
    if pack.id not in cited:
        return ""
    text = _("条款出自{regulation}") if len(cited) == 1 else _("其余条款出自{regulation}")
    return text.format(regulation=report.regulation)


def number_below(pack: Pack) -> int:
    """Return how many instruments judge beside a government's own rules."""
    return sum(not each.is_local for each in pack.instruments.values()) if len(pack.layers) > 1 else 0


def left_out_below(pack: Pack) -> bool:
    """Whether the rules that lie below a pack were left out."""
    return bool(pack.extends) and len(pack.layers) == 1

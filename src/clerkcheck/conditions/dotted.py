"""Names with a dot in a condition: ``papers.ID``, ``papers.ID.date``, ``papers.ID.channel``, ``dates.ID``."""

import ast
from collections.abc import Mapping

from clerkcheck.conditions.readings import CHANNEL, DATE, DATES, PAPERS, ReadSource, sources_of
from clerkcheck.i18n import _, remarked
from clerkcheck.reading.nearest import nearest, suggestion

_PARTS = {DATE[1:]: _("日期"), CHANNEL[1:]: _("发布渠道")}
_HOMES = {
    "paper": PAPERS, "material": PAPERS, "materials": PAPERS, "papers": PAPERS, "date": DATES, "dates": DATES,
}  # fmt: skip


class NameProblem(ValueError):
    """A name with a dot that names nothing; ``remedy``: what was probably meant."""

    def __init__(self, message: str, remedy: str) -> None:
        """Take the Chinese message and remedy."""
        super().__init__(message)
        self.message, self.remedy = message, remedy


def dotted_name(node: ast.expr) -> str:
    """Return the name that a node of several parts writes (``papers.plan.date``); "" where it is another."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if parts and isinstance(node, ast.Name) else ""


def source_named(name: str, papers: Mapping[str, str], dates: Mapping[str, str]) -> ReadSource:
    """Return what a name with a dot stands for, given the labels of papers and dates; raises NameProblem."""
    home, _dot, rest = name.partition(".")
    own, _dot, part = rest.partition(".")
    if f"{home}." not in (PAPERS, DATES):
        raise NameProblem(_("条件里不能这样写：{name}").format(name=name), _other_home(home, own, part, papers, dates))
    if home == DATES[:-1]:
        if own not in dates:
            remedy = _meant(DATES, own, "", dates, papers, PAPERS)
            raise NameProblem(_("没有 {name} 这个日期").format(name=name), remedy)
        if part:
            raise NameProblem(_("{name} 后面不能再写").format(name=DATES + own), _instead(DATES + own))
        return sources_of(name)[0]
    if own not in papers:
        remedy = _meant(PAPERS, own, part, papers, dates, DATES)
        raise NameProblem(_("没有 {name} 这个要件").format(name=PAPERS + own), remedy)
    if part and part not in _PARTS:
        right = nearest(part, _PARTS)
        every = _("有没有写 {paper}，日期写 {paper}.date，在哪里发布写 {paper}.channel").format(paper=PAPERS + own)
        remedy = _instead(f"{PAPERS}{own}.{right}") if right else every
        raise NameProblem(_("要件没有 {part} 这一项可问").format(part=part), remedy)
    return sources_of(name)[0]


def beside_facts(name: str, papers: Mapping[str, str], dates: Mapping[str, str]) -> str:
    """Return what to write for the bare id of a paper or a date, which is no fact; "" for any other name."""
    if name in papers:
        return _("这是要件，写成 {name}（有没有）或 {name}.date（日期）").format(name=PAPERS + name)
    return _("这是日期，写成 {name}").format(name=DATES + name) if name in dates else ""


def _meant(home: str, own: str, part: str, names: Mapping[str, str], others: Mapping[str, str], other_home: str) -> str:
    """The name in ``home`` that is most like a wrong one, or the same id in the other."""
    if own in others:
        return _instead(other_home + own)
    right = nearest(own, names) or next((name for name, label in names.items() if own == label), None)
    if right is None:
        return suggestion(own, names)
    name = f"{home}{right}" + (f".{part}" if part in _PARTS else "")
    return _("是不是 {name}？").format(name=remarked(name, names[right]))


def _other_home(home: str, own: str, part: str, papers: Mapping[str, str], dates: Mapping[str, str]) -> str:
    if home in papers and not part:  # legality_review.date
        return _instead(f"{PAPERS}{home}.{own if own in _PARTS else DATE[1:]}")
    found = _HOMES.get(nearest(home, _HOMES, least=0.6) or "", "")
    if found:
        return _instead(found + own + (f".{part}" if part else ""))
    if own in papers or own in dates:
        return _instead((PAPERS if own in papers else DATES) + own)
    return _("要件写 papers.名，日期写 dates.名，事实只写名")


def _instead(right: str) -> str:
    return _("写成 {right}").format(right=right)

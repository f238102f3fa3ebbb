"""What to ask next: the questions follow from the rules, the answers are the only truth.

A page is one thing a clerk answers at once: the yes/no facts of a group as one multi-select (勾选适用的，其余均不涉及),
or a single choice, number or list. Nothing here remembers a path; going back loses nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, assert_never

from clerkcheck.cases.model import Case
from clerkcheck.checking.report import Report
from clerkcheck.conditions.readings import sources_of
from clerkcheck.literals import Status
from clerkcheck.packs.clauses import Clause, is_binding
from clerkcheck.packs.model import Pack

MOST_ON_A_PAGE = 9  # number keys 1-9 answer
HEAD = ("meeting", "genre", "issued_by", "addressed_to")  # 会议；文种、名义、主送


class Page(NamedTuple):
    """Facts asked together: one fact, or up to nine yes/no facts (``multi``), of ``group`` and the last of others."""

    group: str
    facts: tuple[str, ...]
    multi: bool


class GroupState(NamedTuple):
    """How far a group of questions is: facts answered, facts still open, and answered ones that matter no more."""

    group: str
    answered: tuple[str, ...]
    open: tuple[str, ...]
    idle: tuple[str, ...]


class DateUse(NamedTuple):
    """What a date of a case is for: the clauses (ids) that certainly apply, or else those that may."""

    clauses: tuple[str, ...]
    certain: bool


def next_page(report: Report, pack: Pack, unsure: Collection[str] = ()) -> Page | None:
    """Return what to ask next, or None when no answer can change the report any more.

    What stands at the head of a case comes first, in the same order everywhere; then the fact that most clauses wait
    for leads, and yes/no facts of its group that are open too come along: all that are left, where they fit on a page.
    What only matters once another question is answered with yes is asked after that one (``checking.gates``). Facts in
    ``unsure`` were asked and could not be answered: they are not asked again.
    """
    asked = {question.id: question.clauses for question in report.facts_asked() if question.id not in unsure}
    heads = [fact for fact in HEAD if fact in asked]
    later = set[str]() if heads or len(asked) < 2 else _waiting_for_gates(asked, pack)
    waiting = [fact for fact in asked if fact not in later] or list(asked)
    if not waiting:
        return None
    lead = pack.vocabulary.facts[(heads or waiting)[0]]
    if lead.type != "bool":
        return Page(lead.group, (lead.id,), multi=False)
    flags = [fact for fact in waiting if pack.vocabulary.facts[fact].type == "bool"]
    together = flags if len(flags) <= MOST_ON_A_PAGE else [fact for fact in flags if _group(fact, pack) == lead.group]
    places = {fact: place for place, fact in enumerate(pack.vocabulary.facts)}
    groups = {group: place for place, group in enumerate(pack.vocabulary.groups)}
    shown = sorted(together[:MOST_ON_A_PAGE], key=lambda fact: (groups.get(_group(fact, pack), -1), places[fact]))
    return Page(lead.group, tuple(shown), multi=True)


def _waiting_for_gates(asked: Mapping[str, Iterable[str]], pack: Pack) -> set[str]:
    """What waits for another question; conditions are looked at for it, which nothing needs before the first one."""
    from clerkcheck.checking.gates import waiting_for_gates

    return waiting_for_gates(asked, pack)


def _group(fact: str, pack: Pack) -> str:
    return pack.vocabulary.facts[fact].group


def group_pages(group: str, facts: Iterable[str], pack: Pack) -> Iterator[Page]:
    """Yield the pages of a group's given facts: choices and numbers one by one, yes/no facts nine at a time."""
    found = [pack.vocabulary.facts[fact] for fact in facts]
    flags = [fact.id for fact in found if fact.type == "bool"]
    for fact in found:
        if fact.type != "bool":
            yield Page(group, (fact.id,), multi=False)
    for start in range(0, len(flags), MOST_ON_A_PAGE):
        yield Page(group, tuple(flags[start : start + MOST_ON_A_PAGE]), multi=True)


def group_states(case: Case, report: Report, pack: Pack) -> tuple[GroupState, ...]:
    """Return every group that has something answered or open, in the vocabulary's order.

    ``idle`` are answers that no clause applying to this case, possibly or certainly, reads: kept, but without effect.
    """
    waiting = {question.id for question in report.facts_asked()}
    read = {fact for finding in report.findings for fact in finding.facts}
    states = []
    for group in pack.vocabulary.groups:
        members = [fact.id for fact in pack.vocabulary.facts.values() if fact.group == group]
        answered = tuple(fact for fact in members if fact in case.facts and fact in read)
        idle = tuple(fact for fact in members if fact in case.facts and fact not in read)
        still = tuple(fact for fact in members if fact in waiting)
        if answered or still or idle:
            states.append(GroupState(group, answered, still, idle))
    return tuple(states)


def progress(case: Case, report: Report) -> tuple[int, int]:
    """Return how many questions that matter are answered, and how many there are: the sums of :func:`group_states`."""
    read = {fact for finding in report.findings for fact in finding.facts}
    answered = sum(fact in read for fact in case.facts)
    return answered, answered + len(report.facts_asked())


def papers_that_matter(case: Case, report: Report, pack: Pack) -> tuple[str, ...]:
    """Return the papers some clause asks of this case, or may ask, in the order in which the pack's clauses name them.

    And those of which something is asked to tell whether a clause applies, or was answered, and those by which a day is
    put off. How a paper stands moves none of them.
    """
    found = set[str]()
    for finding in report.findings:
        wanted = finding.material or finding.approval
        if wanted:
            found.update((wanted,) if isinstance(wanted, str) else wanted)
    asked = {question.id for question in report.questions if question.about == "material"}
    found.update(paper for each in report.deadlines if each.extension for paper in each.extension.paper)
    found.update(paper for paper in papers_read(pack) if paper in asked or paper in case.materials)
    named = (paper for clause in pack.clauses for paper in clause.papers)
    places = {paper: place for place, paper in enumerate(dict.fromkeys((*named, *pack.vocabulary.materials)))}
    return tuple(sorted(found, key=places.__getitem__))


def papers_read(pack: Pack, part: str | None = None) -> dict[str, None]:
    """Return the papers that conditions of a pack read, whatever of them or a ``part`` alone (date, channel)."""
    names = dict.fromkeys(name for clause in pack.clauses for name in clause.readings)
    sources = (source for name in names for source in sources_of(name) if source.about == "material")
    return {source.id: None for source in sources if part is None or source.part == part}


def papers_demanded(report: Report) -> tuple[int, int]:
    """Return how many of the papers asked for are at hand (or excepted), and how many are asked for, or may be.

    Papers of which any will do are one; they are none where one of them is asked for anyway. What only may be handed in
    is not counted.
    """
    ranks: dict[frozenset[str], int] = {}
    for finding in report.findings:
        named = finding.material or finding.approval
        if named and is_binding(finding.modality):
            papers = frozenset([named] if isinstance(named, str) else named)
            rank = 2 if finding.status == "excepted" else _paper_rank(finding.status)
            ranks[papers] = min(ranks.get(papers, 9), rank)
    asked = {paper for papers in ranks if len(papers) == 1 for paper in papers}
    found = [rank for papers, rank in ranks.items() if len(papers) == 1 or asked.isdisjoint(papers)]
    return sum(rank == 2 for rank in found), len(found)


def _paper_rank(status: Status) -> int:
    match status:
        case "missing" | "violated" | "missed":
            return 0
        case "open" | "pending" | "overdue" | "excepted":
            return 1
        case "met":
            return 2
        case _:
            assert_never(status)


def dates_that_matter(case: Case, pack: Pack, as_of: date) -> dict[str, DateUse]:
    """Return the dates that a deadline of this case counts from or is checked against, and then those it may be.

    Deadlines that are not in force on ``as_of`` ask for none, nor do those that are only allowed (``may``). The duties
    of others or of later that only may apply ask for none either, as nothing is asked that would settle whether they
    do; but a date that is given and that nothing else wants is theirs, and then so are their other dates.
    """
    uses: dict[str, dict[str, bool]] = {}  # a date -> the clauses that want it, and whether each certainly applies

    def wanted(clause: Clause, dates: Iterable[str], *, certain: bool) -> None:
        for each in dates:
            uses.setdefault(each, {})[clause.id] = certain

    rules, perhaps = pack.kinds[case.kind], []
    values = rules.program.values(rules.program.row(case.facts, case.materials, case.dates))
    for rule, when in zip(rules.rules, values, strict=False):
        clause = pack.clauses[rule.clause]
        read = clause.dates_looked_at if clause.readings else ()
        if when is False:
            wanted(clause, (each for each in read if each in case.dates), certain=False)
        elif clause.in_force_on(as_of.isoformat()):
            asking = (*(clause.dates if is_binding(clause.modality) else ()), *read)
            if clause.duty and when is None:
                perhaps.append((clause, asking))
            else:
                wanted(clause, asking, certain=when is True)
    besides = case.dates.keys() - uses.keys()
    for clause, asking in perhaps:
        if not besides.isdisjoint(asking):
            wanted(clause, asking, certain=False)
    order = {name: place for place, name in enumerate(pack.vocabulary.dates)}
    found = {name: _use(clauses) for name, clauses in uses.items()}
    return {name: found[name] for name in sorted(found, key=lambda each: (not found[each].certain, order[each]))}


def _use(clauses: Mapping[str, bool]) -> DateUse:
    """What a date is for: the clauses that certainly apply, or else those that may."""
    certain = tuple(clause for clause, applies in clauses.items() if applies)
    return DateUse(certain or tuple(clauses), bool(certain))

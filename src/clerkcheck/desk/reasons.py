"""Why something is asked: which clauses wait for it, and their articles in their words."""

from collections.abc import Iterable, Iterator

from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.packs.clauses import MaterialIds

MOST_QUOTED = 5  # clauses quoted for one question; sixty read which meeting is proposed


def waiting_for(session: Session, fact: str) -> tuple[str, ...]:
    """Return the clauses that wait for a fact; where none does, those that have read it."""
    waiting = next((question.clauses for question in session.report.facts_asked() if question.id == fact), ())
    return waiting or tuple(finding.clause for finding in session.report.findings if fact in finding.facts)


def asking_for_paper(session: Session, paper: str) -> tuple[str, ...]:
    """Return the clauses that ask for a paper, be it alone or as one of several of which any would do."""
    return asking_for_papers(session).get(paper, ())


def asking_for_papers(session: Session) -> dict[str, tuple[str, ...]]:
    """Return the clauses that ask for each paper; of one that nothing asks for there is no entry."""
    found: dict[str, list[str]] = {}
    for each in session.report.findings:
        for paper in _papers(each.material):
            found.setdefault(paper, []).append(each.clause)
    for question in session.report.questions:
        if question.about == "material":
            found.setdefault(question.id, []).extend(question.clauses)
    return {paper: tuple(dict.fromkeys(clauses)) for paper, clauses in found.items()}


def alternatives(session: Session) -> dict[str, tuple[str, ...]]:
    """Return for each paper those that would do instead of it, in the order of the papers; of one asked for alone none.

    Where several clauses ask for any one of some papers, only what is among them all would do.
    """
    asked: dict[str, set[str]] = {}
    for each in session.report.findings:
        any_of = set(_papers(each.material))
        for paper in any_of:
            asked[paper] = asked.get(paper, any_of) & any_of - {paper}
    order = session.papers
    return {paper: tuple(other for other in order if other in others) for paper, others in asked.items()}


def is_settled(session: Session, paper: str, others: tuple[str, ...]) -> bool:
    """Whether nothing is left to do about a paper: it is at hand, or one of the ``others`` that would do is."""
    return any(session.paper_status(each) == "done" for each in (paper, *others))


def papers_left(session: Session) -> Iterator[str]:
    """Yield the papers about which there is something left to do, in their order."""
    instead = alternatives(session)
    return (paper for paper in session.papers if not is_settled(session, paper, instead.get(paper, ())))


def _papers(material: MaterialIds | None) -> tuple[str, ...]:
    return material if isinstance(material, tuple) else (material,) if material is not None else ()


def sources(session: Session, clauses: Iterable[str]) -> list[str]:
    """Return the clauses that matter most, each once as article and operative words, and how many others there are.

    First what says the meeting; of that, and of the rest, what the case has said to be about, and last what is only one
    of a long list of matters that the case may yet be about.
    """
    found = [clause for clause in map(session.pack.clause, clauses) if clause is not None]
    said = {fact for fact, value in session.case.facts.items() if value is True}
    listed = {question.id for question in session.report.facts_asked() if session.fact(question.id).type == "choices"}
    found.sort(
        key=lambda clause: (clause.kind != "forum", said.isdisjoint(clause.facts), not listed.isdisjoint(clause.facts))
    )
    lines = list(dict.fromkeys(clause.basis for clause in found))
    if not lines:
        return [_("现在没有条款取决于这一项；答案留着，情况变了再用")]
    others = len(lines) - MOST_QUOTED
    return [*lines[:MOST_QUOTED], *([_("另有 {n} 处也要看这一项").format(n=others)] if others > 0 else [])]

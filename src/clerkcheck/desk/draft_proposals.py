"""What a draft says, offered to a case: beside the answer that stands there, and taken one by one, never by itself."""

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from clerkcheck.cases.model import Case
from clerkcheck.desk.answer_words import answer_words
from clerkcheck.desk.attached import file_named, found_file
from clerkcheck.desk.session import Session
from clerkcheck.drafts.files.opening import ENDINGS
from clerkcheck.drafts.proposals import DraftProposal
from clerkcheck.drafts.reading import DraftReport
from clerkcheck.i18n import _, cited, labelled
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import lacks_place
from clerkcheck.reports.model import paper_titles

if TYPE_CHECKING:
    from clerkcheck.reports.draft_sheet import Quoted


class Offer(NamedTuple):
    """A proposal as a case may take it: what it is called, its value in words, and the case's own answer in words.

    ``current``: "" where the case says nothing yet; otherwise it says something else than the draft.
    """

    proposal: DraftProposal
    label: str
    value: str
    current: str

    @property
    def differs(self) -> bool:
        """Whether the case says something else than its draft."""
        return self.current != ""


def offers(report: DraftReport, case: Case, pack: Pack) -> tuple[Offer, ...]:
    """Return what the case could take from its draft: nothing that it says already, or that it cannot say."""
    found = (_offer(each, case, pack) for each in report.proposals)
    return tuple(each for each in found if each is not None)


def quoted(offer: Offer) -> "Quoted":
    """Return what a case is offered as the sheet of the draft tells of it."""
    from clerkcheck.reports.draft_sheet import Quoted

    return Quoted(offer.label, offer.value, offer.current, offer.proposal.words, str(offer.proposal.where))


def take(session: Session, offer: Offer, source: str) -> None:
    """Take one proposal into the open case, as one step that can be undone; ``source`` is the draft's file name.

    The history keeps the words that it rests on, and where they stand. Raises InputError as ``Session.change`` does.
    """
    proposal = offer.proposal
    value: Any = proposal.value
    changes: dict[str, Any] = (
        {proposal.id: value} if proposal.about == "case" else {f"{proposal.about}s": {proposal.id: value}}
    )
    basis = cited(_("据草稿 {source} {where}").format(source=source, where=proposal.where), proposal.words)
    session.change(changes, _("{what}（{basis}）").format(what=labelled(offer.label, offer.value), basis=basis))


def _offer(proposal: DraftProposal, case: Case, pack: Pack) -> Offer | None:
    words = pack.vocabulary
    if proposal.id == "place":
        # Only under the national rules; a pack of a place's own knows it, and so does an office that says it once.
        return Offer(proposal, _("地名"), str(proposal.value), "") if lacks_place(pack) else None
    if proposal.about == "case":
        same = case.title == proposal.value
        shown = proposal.value if case.kind == "document" and isinstance(proposal.value, str) else ""
        return Offer(proposal, _("事项名称"), shown, case.title) if shown and not same else None
    if proposal.about == "date":
        if proposal.id not in words.dates:
            return None
        day = case.dates.get(proposal.id)
        if day is not None and day.isoformat() == proposal.value:
            return None
        return Offer(proposal, words.dates[proposal.id], str(proposal.value), day.isoformat() if day else "")
    fact = words.facts.get(proposal.id)
    if fact is None or fact.kind not in (None, case.kind) or (fact.of and proposal.value not in fact.of):
        return None
    known = case.facts.get(proposal.id)
    if known == proposal.value:
        return None
    current = "" if known is None else answer_words(fact, known)
    return Offer(proposal, fact.label, answer_words(fact, proposal.value), current)


def draft_beside(case_path: str) -> str:
    """Return the name of the one draft that lies beside a case; "" where there is none, or several."""
    folder = os.path.dirname(os.path.abspath(case_path))
    try:
        names = [each.name for each in os.scandir(folder) if each.is_file() and not each.name.startswith((".", "~$"))]
    except OSError:
        return ""
    printed = paper_titles()  # our own papers are named after their titles
    drafts = [name for name in names if name.lower().endswith(ENDINGS) and not any(map(name.__contains__, printed))]
    return drafts[0] if len(drafts) == 1 else ""


def draft_named(case_path: str, typed: str) -> str:
    """Return the path of a draft as typed, dropped or pasted; raises ValueProblem where there is no such file."""
    return found_file(case_path, file_named(case_path, typed)) or typed

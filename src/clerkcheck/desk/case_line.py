"""What the register knows of each file of a folder: the file judged, its place in the order, and what search finds."""

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, assert_never, get_args

from clerkcheck.i18n import _
from clerkcheck.literals import OUTCOMES, CaseKind, CaseState, LineOutcome
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.states import UNREADABLE

if TYPE_CHECKING:
    from clerkcheck.calendars.workdays import WorkCalendar
    from clerkcheck.cases.model import Case
    from clerkcheck.checking.report import Deadline, Report
    from clerkcheck.packs.model import Pack
    from clerkcheck.packs.store import PackLoader

WAITING: Literal["waiting"] = "waiting"
_NOTE = 200  # characters of a note that the register keeps
LAST = (3, date.max, 9)  # the urgency of what is not judged yet
EVENTS: Mapping[CaseKind, tuple[str, ...]] = {
    "agenda_item": ("meeting",),
    "document": ("published", "document_issued", "minutes_issued"),
}


class CaseLine(NamedTuple):
    """What the register knows of a file. ``outcome`` may also be waiting or unreadable (then ``error`` says why).

    ``day``: when it meets or is issued. ``due``: its next deadline, ``left`` working days away. ``asked`` counts the
    questions that matter, ``answered`` those of them that have an answer; ``papers`` the papers (要件) asked for,
    ``at_hand`` those that are there. ``state`` is the office's own mark. ``counted``: other
    files may change how it comes out, for its rules count cases.
    """

    path: str
    title: str
    outcome: LineOutcome
    unit: str = ""
    meeting: str = ""
    day: date | None = None
    due: date | None = None
    due_name: str = ""
    left: int = 0
    answered: int = 0
    asked: int = 0
    error: str = ""
    at_hand: int = 0
    papers: int = 0
    state: CaseState = "preparing"
    notes: str = ""
    counted: bool = False


def waiting_line(path: str) -> CaseLine:
    """A file that has not been judged yet goes by its name."""
    return CaseLine(path, os.path.splitext(os.path.basename(path))[0], WAITING)


def judged_line(path: str, calendar: "WorkCalendar", today: date, loader: "PackLoader") -> CaseLine:
    """Read and judge one file; whatever is wrong with it is said in its line, so that no file can stop the register."""
    from clerkcheck.cases.loading import case_with_pack_of
    from clerkcheck.cases.register import looks_like_case
    from clerkcheck.checking.check import check
    from clerkcheck.desk.counted_folder import beside
    from clerkcheck.packs.counted import counted_facts
    from clerkcheck.reading.files import document_of, read_text

    try:
        text = read_text(path)
        if not looks_like_case(text):
            raise InputError(_("不是案件文件，原样不动"), Place(path))
        case, pack = case_with_pack_of(document_of(text, path), loader)
        if counted_facts(pack):
            case = beside(path, loader).filled(case, pack)
        return case_line(path, case, pack, check(case, pack, calendar, today, support=False))
    except InputError as error:
        text = str(error.without_folder())
    except Exception as error:  # a fault of ours in one case must not take the other thousand with it
        text = _("程序内部出错：{error}。请把这个文件发给维护人员").format(error=repr(error))
    return waiting_line(path)._replace(outcome=UNREADABLE, error=text)


def case_line(path: str, case: "Case", pack: "Pack", report: "Report") -> CaseLine:
    """Return the line of a case in the register: how it stands, and the next of its due dates."""
    from clerkcheck.checking.pages import papers_demanded, progress
    from clerkcheck.packs.counted import counted_facts

    ahead = next_deadline(report)
    meeting = case.facts.get("meeting")
    at_hand, papers = papers_demanded(report)
    return CaseLine(
        path, case.title, report.outcome, case.unit or "",
        pack.vocabulary.meetings.get(meeting, "") if isinstance(meeting, str) else "",
        next((case.dates[event] for event in EVENTS[case.kind] if event in case.dates), None),
        ahead.safe if ahead else None, pack.vocabulary.deadlines[ahead.deadline] if ahead else "",
        ahead.safe_left if ahead else 0, *progress(case, report),
        at_hand=at_hand, papers=papers, state=case.state, notes=case.notes[:_NOTE],
        counted=bool(counted_facts(pack)))  # fmt: skip


def next_deadline(report: "Report") -> "Deadline | None":
    """The earliest deadline that can still be kept or was not; one before an event that is over no longer matters."""
    live = [
        each
        for each in report.deadlines
        if each.status in ("pending", "overdue") and not (each.offset < 0 and each.from_date < report.as_of)
    ]
    return min(live, key=lambda each: each.safe, default=None)


# --- order, views and search


def urgency(line: CaseLine, today: date) -> tuple[int, date, int]:
    """Due first comes first; then what has no date, what is over, what is not judged, what cannot be read.

    Lines that are equally urgent stay in the order of their files.
    """
    rank = OUTCOMES.index(line.outcome) if line.outcome in OUTCOMES else 9
    ahead = line.due or (line.day if line.day and line.day >= today else None)
    place = 4 if line.outcome == UNREADABLE else 3 if line.outcome == WAITING else 0 if ahead else 2 if line.day else 1
    day = ahead or (date.fromordinal(date.max.toordinal() - line.day.toordinal()) if line.day else date.max)
    return place, day, rank


View = Literal["week", "submitted", "closed"]
VIEWS: tuple[View, ...] = get_args(View)


class Standing(NamedTuple):
    """What of a line decides in which views it is shown."""

    outcome: LineOutcome
    state: CaseState
    due: date | None


def standings(lines: Iterable[CaseLine]) -> Counter[Standing]:
    """Return how many lines stand alike: a few hundred of them, however many lines there are."""
    found = Counter(map(attrgetter(*Standing._fields), lines))
    return Counter({Standing(*each): count for each, count in found.items()})


def in_view(line: CaseLine | Standing, view: str, today: date) -> bool:
    """Whether a line is shown: "" is all but what is filed away, else an outcome or a ``View``.

    A case is due in a week where its next deadline is up to its Sunday, or past.
    """
    if view == "closed":
        return line.state == "closed"
    if view == "submitted":
        return line.state == "submitted"
    if line.state == "closed":
        return False
    if view == "week":
        return line.state == "preparing" and line.due is not None and line.due <= today + timedelta(6 - today.weekday())
    return not view or line.outcome == view


Order = Literal["urgency", "day", "outcome", "title"]
ORDERS: tuple[Order, ...] = get_args(Order)


def order_key(line: CaseLine, order: Order) -> tuple[object, ...]:
    """Return by what lines are sorted in an order other than by urgency."""
    match order:
        case "day":
            return (line.day or date.max,)
        case "outcome":
            return (OUTCOMES.index(line.outcome) if line.outcome in OUTCOMES else len(OUTCOMES),)
        case "title":
            return (_folded(line.title),)
        case "urgency":
            return ()
        case _:
            assert_never(order)


def matches(line: CaseLine, query: str) -> bool:
    """Whether every word of the query is in the title, the unit, the meeting's or the file's name."""
    text = _sought_in(line)
    return all(word in text for word in _folded(query).split())


@lru_cache(maxsize=1 << 16)
def _sought_in(line: CaseLine) -> str:
    return _folded(f"{line.title}\n{line.unit}\n{line.meeting}\n{os.path.basename(line.path)}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()

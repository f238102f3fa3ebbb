"""What a pack's clauses can say, kept ready: findings and reminders depend on the pack alone: all cases share them."""

from datetime import date

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.date_remarks import DateRemarks
from clerkcheck.checking.docket import Docket, WayOf
from clerkcheck.checking.odd_answers import OddAnswers
from clerkcheck.checking.ready_rule import ReadyRule
from clerkcheck.checking.reminders import pack_reminders
from clerkcheck.checking.report import Question, Remark, Support
from clerkcheck.checking.shared import Shared
from clerkcheck.literals import CaseKind, Step
from clerkcheck.packs.model import Pack

_KEPT = 8  # packs kept ready at a time
_ready: dict[int, "ReadyPack"] = {}


class ReadyPack:
    """A pack with its rules made ready for each kind of case and how far it is to go; findings come when needed.

    ``lower``: the ids of the clauses that layers below it have. ``questions`` and ``supports`` are those that
    reports on cases have had.
    """

    def __init__(self, pack: Pack) -> None:
        """Make the rules of a kind ready when they are first asked for."""
        self.pack = pack
        self.lower = frozenset(clause.id for clause in pack.clauses if clause.layer != pack.id)
        self._rules: dict[tuple[CaseKind, Step | None], tuple[ReadyRule, ...]] = {}
        self.questions, self.supports = Shared(Question), Shared(Support)
        self._today: ReadyDay | None = None

    def rules(self, kind: CaseKind, now: Step | None) -> tuple[ReadyRule, ...]:
        """Return the rules for a kind of case that is to go as far as ``now``; all of them count where that is None."""
        found = self._rules.get((kind, now))
        if found is None:
            pack, (rules, program) = self.pack, self.pack.kinds[kind]
            found = self._rules[kind, now] = tuple(
                ReadyRule(pack, pack.clauses[rule.clause], place, rule.check, now, program)
                for place, rule in enumerate(rules)
            )
        return found

    def on(self, calendar: WorkCalendar, as_of: date) -> "ReadyDay":
        """Return what holds for all cases that are judged on ``as_of``; the last day asked for is remembered."""
        found = self._today
        if found is None or found.dates.calendar is not calendar or found.dates.as_of != as_of:
            found = self._today = ReadyDay(self, calendar, as_of)
        return found


class ReadyDay:
    """What holds for all cases judged on one day: rules in force, the pack's own reminders, what is odd of dates."""

    def __init__(self, pack: ReadyPack, calendar: WorkCalendar, as_of: date) -> None:
        self.pack, self.day = pack, as_of.isoformat()
        self.reminders = tuple(pack_reminders(pack.pack, self.day))
        self.dates = DateRemarks(pack.pack.vocabulary, calendar, as_of)
        self.answers = OddAnswers(pack.pack.vocabulary)
        self._dockets: dict[tuple[CaseKind, Step | None], Docket] = {}

    def remarks(self, case: Case) -> tuple[Remark, ...]:
        """Return what is odd about the dates of a case, and which of its answers contradict each other."""
        return tuple(self.dates.remarks(case) + self.answers.remarks(case.facts))

    def docket(self, kind: CaseKind, now: Step | None, way_of: WayOf) -> Docket:
        """Return the rules in force for a kind of case that is to go as far as ``now``; ``way_of``: how each judges."""
        found = self._dockets.get((kind, now))
        if found is None:
            rules = self.pack.rules(kind, now)
            found = self._dockets[kind, now] = Docket(rules, self.day, way_of)
        return found


def ready(pack: Pack) -> ReadyPack:
    """Return the pack made ready; the last few packs are remembered."""
    found = _ready.get(id(pack))
    if found is None or found.pack is not pack:
        if len(_ready) >= _KEPT:
            _ready.clear()
        found = _ready[id(pack)] = ReadyPack(pack)
    return found

"""``check(case, pack, calendar, as_of) -> Report``: how clauses are judged (docs/judging.md), a method a kind."""

from collections import defaultdict
from datetime import date
from itertools import compress
from typing import assert_never

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.deadlines import Dated, dated, reported
from clerkcheck.checking.deciding import acceptable, approval_of, or_approved, signers_of
from clerkcheck.checking.docket import Docket, Met, Way
from clerkcheck.checking.merging import unexcepted, with_exception
from clerkcheck.checking.open_questions import Waiting
from clerkcheck.checking.papers import Papers
from clerkcheck.checking.ready import ReadyPack, ready
from clerkcheck.checking.ready_rule import ReadyRule, Subject
from clerkcheck.checking.reminders import exception_reminders
from clerkcheck.checking.report import (
    MAY_BREAK,
    Approval,
    Deadline,
    Deemed,
    Finding,
    Reminder,
    Report,
    Undated,
    outcome_of,
)
from clerkcheck.checking.resting import supports
from clerkcheck.checking.silence import Silence, silence
from clerkcheck.conditions.values import Truth
from clerkcheck.literals import DeadlineStatus, Judged, MaterialStatus
from clerkcheck.packs.clauses import (
    CheckClause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    NoteClause,
    SignerClause,
)
from clerkcheck.packs.model import Pack


def check(
    case: Case, pack: Pack, calendar: WorkCalendar, as_of: date, *, questions: bool = True, support: bool = True
) -> Report:
    """Judge ``case`` by ``pack`` on the day ``as_of``; the same arguments always give the same report.

    Dates are counted in ``calendar``. Without ``support`` the report does not have what the verdict rests on, and
    without ``questions`` neither that nor the questions left; it takes half the time, or less: for many cases of which
    only the verdicts are wanted. Raises InputError only where a period ends outside the years 1-9999.
    """
    return _Judge(case, ready(pack), calendar, as_of, asks=questions, rests=questions and support).report()


class _Judge:
    """One case under judgement. In its methods ``when`` is True or None (unknown): what does not apply is left out."""

    __slots__ = (
        "approvals", "as_of", "asks", "calendar", "case", "deadlines", "deemed", "docket", "exceptions", "findings",
        "judged", "meeting", "meetings", "pack", "papers", "possible", "program", "ready", "reminders", "resting",
        "rests", "row", "signing", "today", "undated", "unsettled", "used", "waiting",
    )  # fmt: skip

    def __init__(
        self, case: Case, pack: ReadyPack, calendar: WorkCalendar, as_of: date, *, asks: bool, rests: bool
    ) -> None:
        self.case, self.pack, self.calendar, self.as_of = case, pack.pack, calendar, as_of
        self.asks = asks  # whether the questions left are wanted
        self.today = pack.on(calendar, as_of)
        self.docket: Docket = self.today.docket(case.kind, case.step, _way_of)
        self.ready = pack
        self.papers = Papers(case.materials)
        self.program = self.pack.kinds[case.kind].program
        self.row = self.program.row(case.facts, case.materials, case.dates)
        self.judged = self.program.judged(self.row)
        self.rests = rests  # whether what the verdict rests on is wanted
        self.meeting = case.facts.get("meeting")
        self.findings: list[Finding] = []
        self.deadlines: list[Deadline] = []
        self.reminders: list[Reminder] = []
        self.waiting = Waiting()
        self.unsettled = self.waiting.unsettled
        self.resting: defaultdict[int, list[int]] = defaultdict(list)  # bits of "no"s -> places of rules they settle
        self.meetings: list[frozenset[str]] = []  # what each applicable forum clause accepts
        self.possible: list[frozenset[str]] = []  # what those name that may apply, the meeting proposed among them
        self.approvals: list[Approval] = []
        self.deemed: list[Deemed] = []
        self.signing: list[SignerClause] = []
        self.undated: defaultdict[str, dict[str, None]] = defaultdict(dict)  # a date not given -> deadlines from it
        self.exceptions = {each.clause: each for each in case.exceptions}
        self.used: set[str] = set()

    def report(self) -> Report:
        """Judge every rule in force and return the result; to be called once, as the findings add up."""
        case, pack = self.case, self.pack
        self._judge_rules()
        self.waiting.settle(self.program, self.row, case)
        if case.exceptions:
            unused = (each for each in case.exceptions if each.clause not in self.used)
            self.reminders += exception_reminders(pack, unused)
        self.reminders += self.today.reminders
        findings = tuple(unexcepted(pack, self.findings) if self.used else self.findings)
        return Report(
            self.as_of, pack.id, pack.regulation, pack.in_force_from, case.title, case.kind, case.unit, case.source,
            outcome_of(findings), findings, acceptable(self.meetings or self.possible, pack.vocabulary.meetings),
            signers_of(self.signing) if self.signing else (), tuple(self.deadlines),
            self.waiting.questions(self.ready.lower, self.ready.questions), tuple(self.reminders), pack.layers,
            supports(self.resting, self.program, self.row, self.docket.clauses, self.ready.supports),
            self.today.remarks(case),
            tuple([Undated(event, tuple(deadlines)) for event, deadlines in self.undated.items()]),
            tuple(self.approvals), tuple(self.deemed), pack.place,
        )  # fmt: skip

    def _judge_rules(self) -> None:
        docket, judged = self.docket, self.judged
        if self.rests:
            self._keep_away()
        for way, rule, when in map(docket.rules.__getitem__, filter(None, compress(judged, docket.judging))):
            way(self, rule, when)
        self.reminders = [*map(docket.notes.__getitem__, filter(None, compress(judged, docket.noting)))]

    # --- one method a kind of clause

    def _material(self, rule: ReadyRule, when: Truth) -> None:
        waits = False
        for subject in rule.subjects:
            status, silent = self.papers[subject.material], None
            if rule.deems:
                status, silent = self._had(rule, subject)
            if status == "done":
                self.findings.append(subject["met", when])
            elif when and status == "missing":
                self._broken(subject, "missing")
            else:
                self.findings.append(subject["open", when])
                waits = when is None
                if status == "unknown" and self.asks and rule.counts:
                    self._wait_for_papers(subject, silent)
            if silent is not None:
                self.findings[-1] = silent.told(self.findings[-1])
                self.deemed += [silent.deemed] if silent.deemed else []
        if waits and self.asks and rule.counts:
            self.unsettled.append((rule.id, rule.condition))

    def _had(self, rule: ReadyRule, subject: Subject) -> tuple[MaterialStatus, Silence | None]:
        """How a paper stands of a rule by which its not having come may be consent; and what that means here."""
        clause, status = rule.clause, self.papers[subject.material]
        assert isinstance(clause, MaterialClause)
        if status != "missing":
            return status, None
        found = silence(clause, subject, self.case, self.calendar, self.as_of)
        return found.status, found

    def _wait_for_papers(self, subject: Subject, silent: Silence | None = None) -> None:
        clause, papers = subject.clause, subject.papers
        if silent is not None:
            self.unsettled.append((clause.id, (self.waiting.dates, clause.dates[0])))
            papers = ()
        for each in papers:
            if self.papers[each] == "unknown":
                self.unsettled.append((clause.id, (self.waiting.papers, each)))

    def _check(self, rule: ReadyRule, when: Truth) -> None:
        check, subject = self.judged[rule.check], rule.subjects[0]
        if check > 0:
            self.findings.append(subject["met", when])
            if rule.checked_by and self.rests:
                self.resting[rule.checked(self.row)].append(rule.place)
        elif when and not check:
            self._broken(subject, "violated")
        else:
            self.findings.append(subject["open", when])
            if self.asks and rule.counts:
                if not when:
                    self.unsettled.append((rule.id, rule.condition))
                if check:
                    self.unsettled.append((rule.id, rule.checking))

    def _forum_clause(self, rule: ReadyRule, when: Truth) -> None:
        proposed, binding = self.meeting, not rule.soft and self.case.kind == "agenda_item"
        fits = when  # otherwise it only says which meeting decides, or may
        if binding:
            fits = None if proposed is None else proposed in rule.meetings
        subject, status = rule.subjects[0], None
        if rule.instead is not None:
            status = self.papers[rule.instead.material]
            self.approvals += [approval_of(rule.clause, status)] if when is True else []
            if binding and not fits:
                subject, fits = rule.instead, or_approved(fits, status, rule.clause)
                if self.asks and fits is None and rule.counts:
                    self._wait_for_papers(subject)
        if when is True and not rule.soft:
            self.meetings += [] if status == "done" else [rule.meetings]
        elif fits and rule.names_meetings and status != "done":
            self.possible.append(rule.meetings)
        if fits:
            self.findings.append(subject["met", when])
            if not binding:
                self._applied(rule)
        elif when is True and fits is False:
            self._broken(subject, "violated")
        else:
            if self.asks and proposed is None and binding and (rule.meetings or rule.instead is None):
                self.unsettled.append((rule.id, (self.waiting.facts, "meeting")))
            self._open(rule, when, subject)

    def _signer(self, rule: ReadyRule, when: Truth) -> None:
        clause = rule.clause
        assert isinstance(clause, SignerClause)
        if when is True:
            self.signing.append(clause)
            self.findings.append(rule.subjects[0]["met", True])
            self._applied(rule)
        else:
            self._open(rule, when, rule.subjects[0])

    def _deadline(self, rule: ReadyRule, when: Truth) -> None:
        clause = rule.clause
        assert isinstance(clause, DeadlineClause)
        found = self._dated(clause)
        if found is None:
            if when is True and rule.counts:
                self.undated[clause.from_date][clause.due] = None
            return
        status: DeadlineStatus = "open"
        if when is True:
            status = self._settled(rule, found)
        elif found.kept in MAY_BREAK:
            self._open(rule, when, rule.subjects[0])
        else:
            return  # whatever the answer, its dates do not break it
        if self.asks and rule.counts and status != "excepted":
            self._wait_by_dates(clause, found)
        self.deadlines.append(reported(clause, self.pack, found, status, self.calendar, self.as_of))

    def _settled(self, rule: ReadyRule, found: Dated) -> DeadlineStatus:
        """Add the finding of a deadline that certainly applies; return its status, ``excepted`` where it is."""
        subject, status = rule.subjects[0], found.kept
        excepted = False
        match status:
            case "missed" | "overdue":
                excepted = self._broken(subject, status)
            case "met" | "pending" | "open":
                self.findings.append(subject[status, True])
            case _:
                assert_never(status)
        if found.extension is not None:
            self.findings[-1] = found.told(self.findings[-1])
        return "excepted" if excepted else status

    def _dated(self, clause: DeadlineClause) -> Dated | None:
        return dated(clause, self.case, self.pack.vocabulary, self.calendar, self.as_of)

    def _wait_by_dates(self, clause: DeadlineClause, found: Dated) -> None:
        """What is unsettled by its dates is settled by the day of doing it, or the paper by which it is put off."""
        if found.waits:
            self.unsettled.append((clause.id, (self.waiting.dates, clause.check_date)))
        for each in found.waits_for:
            if self.papers[each] == "unknown":
                self.unsettled.append((clause.id, (self.waiting.papers, each)))

    # --- what several kinds share

    def _broken(self, subject: Subject, status: Judged) -> bool:
        """Add a broken (or overdue) finding, or `excepted` where a valid exception covers it, and return whether so."""
        finding, exception = subject[status, True], self.exceptions.get(subject.clause.id)
        if exception is not None:
            self.used.add(subject.clause.id)
            finding = with_exception(finding, subject.clause, exception, self.as_of, self.pack)
        self.findings.append(finding)
        return finding.status == "excepted"

    def _open(self, rule: ReadyRule, when: Truth, subject: Subject) -> None:
        self.findings.append(subject["open", when])
        if when is None and self.asks and rule.counts:
            self.unsettled.append((rule.id, rule.condition))

    # --- what the verdict rests on

    def _keep_away(self) -> None:
        """Note the "no"s by which clauses do not apply, where these would be open without one of them."""
        guarded, judged, papers = self.docket.guarded, self.judged, self.papers
        row, resting = self.row, self.resting
        for number, carried in self.program.kept_false(row):
            for place, paper, met, rule in guarded[number]:
                if paper is not None:
                    if papers[paper] != "done":
                        resting[carried].append(place)
                elif rule.check >= 0:
                    if judged[rule.check] > 0:  # by the same "no", perhaps
                        resting[carried & rule.checked(row)].append(place)
                    else:
                        resting[carried].append(place)
                elif not met(self, rule):
                    resting[carried].append(place)

    def _applied(self, rule: ReadyRule) -> None:
        """Note the "no"s by which a clause applies that is met by applying, and would be open without one of them."""
        if rule.counts and self.rests:
            self.resting[rule.applied(self.row)].append(rule.place)

    # --- whether a clause would be met, applied it or not: one method a kind of clause

    def _all_at_hand(self, rule: ReadyRule) -> bool:
        papers = self.papers
        for subject in rule.subjects:
            if papers[subject.material] != "done" and (not rule.deems or self._had(rule, subject)[0] != "done"):
                return False
        return True

    def _decided_rightly(self, rule: ReadyRule) -> bool:
        if rule.instead is not None and self.papers[rule.instead.material] == "done":
            return True
        return self.case.kind == "agenda_item" and self.meeting in rule.meetings

    def _in_time(self, rule: ReadyRule) -> bool:
        clause = rule.clause
        assert isinstance(clause, DeadlineClause)
        found = self._dated(clause)
        return found is None or found.kept not in MAY_BREAK

    def _never(self, _rule: ReadyRule) -> bool:
        return False


def _way_of(rule: ReadyRule) -> tuple[Way, Met]:
    """How a rule is judged, by the kind of its clause, and whether it would be met."""
    match rule.clause:
        case MaterialClause():
            return _Judge._material, _Judge._all_at_hand
        case CheckClause():
            return _Judge._check, _Judge._never  # _keep_away looks at its check itself
        case DeadlineClause():
            return _Judge._deadline, _Judge._in_time
        case SignerClause():
            return _Judge._signer, _Judge._never
        case ForumClause():
            return _Judge._forum_clause, _Judge._decided_rightly
        case NoteClause():
            raise AssertionError(rule.id)  # it judges nothing
        case clause:
            assert_never(clause)

"""``check(case, pack, calendar, as_of) -> Report``: the contract's rules of judging, one method a kind of clause.

What a clause can say (its findings, its reminder) depends on the pack alone, so each is made once and shared by all
cases; judging a case is looking values up.
"""

from collections.abc import Callable
from datetime import date

from clerkcheck.calendars.workdays import DueDate, WorkCalendar
from clerkcheck.cases.model import Case, Deviation
from clerkcheck.checking.report import BROKEN, Deadline, Finding, Question, Reminder, Report, outcome_of
from clerkcheck.checking.wording import message_of, refused_exception, reminder_text
from clerkcheck.conditions.program import Row
from clerkcheck.conditions.values import Truth
from clerkcheck.i18n import _
from clerkcheck.packs.model import Clause, Pack, Rule

Material = str | tuple[str, ...] | None
_KEPT = 8  # packs whose findings are kept ready
_sheets: dict[int, "_Sheet"] = {}


def check(case: Case, pack: Pack, calendar: WorkCalendar, as_of: date) -> Report:
    """Judge ``case`` by ``pack`` on the day ``as_of``; the same arguments always give the same report.

    Dates are counted in ``calendar``. Raises nothing for a case and pack that loaded.
    """
    return _Judge(case, _sheet(pack), calendar, as_of).report()


class _Sheet:
    """The findings and reminders a pack can give, made on first use."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._findings: dict[tuple[str, str, Material, bool], Finding] = {}
        self._reminders: dict[tuple[str, bool], Reminder] = {}

    def finding(self, clause: Clause, status: str, material: Material = None, *, certain: bool = True) -> Finding:
        key = (clause.id, status, material, certain)
        found = self._findings.get(key)
        if found is None:
            found = Finding(
                clause.id,
                self.pack.regulation,
                clause.article,
                clause.kind,
                clause.modality,
                status,
                material,
                clause.facts,
                message_of(self.pack, clause, status, material),
                clause.quote,
                clause.remedy,
                certain,
            )
            self._findings[key] = found
        return found

    def reminder(self, clause: Clause, *, certain: bool) -> Reminder:
        key = (clause.id, certain)
        found = self._reminders.get(key)
        if found is None:
            found = Reminder(clause.id, clause.article, reminder_text(clause, certain=certain))
            self._reminders[key] = found
        return found


def _sheet(pack: Pack) -> _Sheet:
    sheet = _sheets.get(id(pack))
    if sheet is None or sheet.pack is not pack:
        if len(_sheets) >= _KEPT:
            _sheets.clear()
        sheet = _sheets[id(pack)] = _Sheet(pack)
    return sheet


class _Judge:
    """One case under judgement."""

    def __init__(self, case: Case, sheet: _Sheet, calendar: WorkCalendar, as_of: date) -> None:
        self.case, self.sheet, self.pack, self.calendar, self.as_of = case, sheet, sheet.pack, calendar, as_of
        self.day = as_of.isoformat()
        self.program = self.pack.kinds[case.kind].program
        self.row: Row = self.program.row(case.facts)
        self.findings: list[Finding] = []
        self.deadlines: list[Deadline] = []
        self.reminders: list[Reminder] = []
        self.waiting: dict[str, list[str]] = {}  # unknown fact -> clauses that wait for it
        self.meetings: list[Clause] = []
        self.signing: list[Clause] = []
        self.exceptions = {each.clause: each for each in case.exceptions}
        self.used: set[str] = set()

    def report(self) -> Report:
        case, pack = self.case, self.pack
        self._judge_rules()
        self._remind_of_exceptions()
        self._remind_of_pack()
        findings = tuple(self.findings)
        return Report(
            as_of=self.as_of,
            pack_id=pack.id,
            regulation=pack.regulation,
            in_force=pack.in_force_from,
            title=case.title,
            kind=case.kind,
            unit=case.unit,
            source=case.source,
            outcome=outcome_of(findings),
            findings=findings,
            forum=self._forum(),
            signers=self._signers(),
            deadlines=tuple(self.deadlines),
            questions=self._questions(),
            reminders=tuple(self.reminders),
        )

    def _judge_rules(self) -> None:
        values = self.program.values(self.row)
        clauses, day = self.pack.clauses, self.day
        for rule in self.pack.kinds[self.case.kind].rules:
            when = True if rule.when is None else values[rule.when]
            if when is False:
                continue
            clause = clauses[rule.clause]
            if clause.in_force_from > day or (clause.in_force_until and clause.in_force_until < day):
                continue
            _METHODS[clause.kind](self, clause, rule, when, None if rule.check is None else values[rule.check])

    # --- one method a kind of clause: when is True or None (unknown)

    def _note(self, clause: Clause, _rule: Rule, when: Truth, _check: Truth) -> None:
        self.reminders.append(self.sheet.reminder(clause, certain=when is True))

    def _material(self, clause: Clause, rule: Rule, when: Truth, _check: Truth) -> None:
        papers = self.case.materials
        if clause.any_of:
            statuses = {papers[each].status if each in papers else "unknown" for each in clause.any_of}
            best = next(status for status in ("done", "unknown", "missing") if status in statuses)
            self._paper(clause, rule, when, best, clause.any_of)
        for each in clause.needs:
            paper = papers.get(each)
            self._paper(clause, rule, when, paper.status if paper else "unknown", each)

    def _paper(self, clause: Clause, rule: Rule, when: Truth, paper: str, material: Material) -> None:
        if paper == "done":
            self.findings.append(self.sheet.finding(clause, "met", material, certain=when is True))
        elif when is True and paper == "missing":
            self._broken(clause, "missing", material)
        else:
            self._open(clause, rule, when, material=material)

    def _check(self, clause: Clause, rule: Rule, when: Truth, check: Truth) -> None:
        if check is True:
            self.findings.append(self.sheet.finding(clause, "met", certain=when is True))
        elif when is True and check is False:
            self._broken(clause, "violated")
        else:
            self._open(clause, rule, when, check_open=check is None)

    def _meeting(self, clause: Clause, rule: Rule, when: Truth, _check: Truth) -> None:
        if when is True and clause.modality != "may":
            self.meetings.append(clause)
        proposed = self.case.facts.get("meeting")
        if clause.modality == "may" or self.case.kind != "agenda_item":
            fits: Truth = True if when is True else None  # only says which meeting decides, or may
        else:
            fits = (
                None
                if proposed is None
                else proposed in clause.forum
                if clause.forum
                else proposed not in clause.forum_not
            )
        if fits:
            self.findings.append(self.sheet.finding(clause, "met", certain=when is True))
        elif when is True and fits is False:
            self._broken(clause, "violated")
        else:
            self._open(
                clause, rule, when, also=("meeting",) if proposed is None and self.case.kind == "agenda_item" else ()
            )

    def _signer(self, clause: Clause, rule: Rule, when: Truth, _check: Truth) -> None:
        if when is True:
            self.signing.append(clause)
            self.findings.append(self.sheet.finding(clause, "met"))
        else:
            self._open(clause, rule, when)

    def _deadline(self, clause: Clause, rule: Rule, when: Truth, _check: Truth) -> None:
        start = self.case.dates.get(clause.from_date)
        if start is None:
            return
        due = self.calendar.offset(start, clause.offset, clause.unit, clause.bound)
        status = self._kept(clause, due)
        if when is not True:
            if status != "missed":
                return
            status = "open"
            self._open(clause, rule, when)
        elif status in ("missed", "overdue"):
            status = self._broken(clause, status)
        else:
            self.findings.append(self.sheet.finding(clause, status))
        self.deadlines.append(
            Deadline(
                clause.due,
                clause.id,
                clause.article,
                clause.from_date,
                start,
                clause.offset,
                clause.unit,
                clause.bound,
                due.day,
                due.earliest,
                due.latest,
                status,
                due.provisional,
                due.note,
                self.calendar.workdays_between(self.as_of, due.day),
            )
        )

    def _kept(self, clause: Clause, due: DueDate) -> str:
        """Status by dates alone. Where the due day is provisional, only what holds for its whole range is said."""
        done = self.case.dates.get(clause.check_date)
        if done is None:
            return "overdue" if clause.bound == "latest" and self.as_of > due.latest else "pending"
        if clause.bound == "latest":
            return "met" if done <= due.earliest else "missed" if done > due.latest else "open"
        return "met" if done >= due.latest else "missed" if done < due.earliest else "open"

    # --- what several kinds share

    def _broken(self, clause: Clause, status: str, material: Material = None) -> str:
        """Add a broken (or overdue) finding, or `excepted` where a valid exception covers it; return the status."""
        finding = self.sheet.finding(clause, status, material)
        exception = self.exceptions.get(clause.id)
        if exception is not None:
            self.used.add(clause.id)
            expired = exception.until is not None and exception.until < self.as_of
            if clause.modality == "normally" and not expired:
                finding = finding._replace(status="excepted", message=_excepted(clause, exception))
            elif status in BROKEN:
                why = refused_exception(clause, expired=expired, pack=self.pack)
                finding = finding._replace(message=finding.message + why)
        self.findings.append(finding)
        return finding.status

    def _open(
        self,
        clause: Clause,
        rule: Rule,
        when: Truth,
        *,
        material: Material = None,
        check_open: bool = False,
        also: tuple[str, ...] = (),
    ) -> None:
        self.findings.append(self.sheet.finding(clause, "open", material, certain=when is True))
        if clause.modality == "may":
            return  # its answer cannot change the outcome: not worth a question
        facts = list(also)
        if when is None and rule.when is not None:
            facts += self.program.depends_on(rule.when, self.row)
        if check_open and rule.check is not None:
            facts += self.program.depends_on(rule.check, self.row)
        for fact in facts:
            clauses = self.waiting.setdefault(fact, [])
            if clause.id not in clauses:
                clauses.append(clause.id)

    # --- the parts of the report

    def _forum(self) -> tuple[str, ...] | None:
        """Meetings acceptable to every applicable forum clause, in the order of the vocabulary."""
        if not self.meetings:
            return None
        return tuple(
            m
            for m in self.pack.vocabulary.meetings
            if all(m in c.forum if c.forum else m not in c.forum_not for c in self.meetings)
        )

    def _signers(self) -> tuple[str, ...]:
        """Roles that may sign, those of the most specific clause first."""
        ranked = sorted(self.signing, key=lambda clause: -clause.specificity)
        return tuple(dict.fromkeys(role for clause in ranked for role in clause.signer))

    def _questions(self) -> tuple[Question, ...]:
        """Facts still worth asking, the one most clauses wait for first."""
        waiting = sorted(self.waiting.items(), key=lambda item: -len(item[1]))
        return tuple([Question(fact, tuple(clauses)) for fact, clauses in waiting])

    def _remind_of_exceptions(self) -> None:
        for exception in self.case.exceptions:
            if exception.clause not in self.used:
                clause = self.pack.clause(exception.clause)
                article = clause.article if clause else ""
                self.reminders.append(Reminder(exception.clause, article, _("所列例外没有用到，可以删去")))

    def _remind_of_pack(self) -> None:
        pack = self.pack
        if pack.review_by and pack.review_by < self.day:
            self.reminders.append(
                Reminder(
                    "", "", _("规则包已过复核期（{day}），使用前请核实本规则是否已修订").format(day=pack.review_by)
                )
            )
        if pack.in_force_from > self.day:
            self.reminders.append(
                Reminder("", "", _("本规则自 {day} 起施行，所查日期在此之前").format(day=pack.in_force_from))
            )
        if pack.in_force_until and pack.in_force_until < self.day:
            self.reminders.append(
                Reminder("", "", _("本规则施行至 {day}，所查日期已在此之后").format(day=pack.in_force_until))
            )


def _excepted(clause: Clause, exception: Deviation) -> str:
    until = _("，至 {day}").format(day=exception.until) if exception.until else ""
    return _("例外：{gist}（理由：{reason}；批准：{by}{until}）").format(
        gist=clause.gist, reason=exception.reason, by=exception.approved_by, until=until
    )


_METHODS: dict[str, Callable[[_Judge, Clause, Rule, Truth, Truth], None]] = {
    "note": _Judge._note,
    "material": _Judge._material,
    "check": _Judge._check,
    "forum": _Judge._meeting,
    "signer": _Judge._signer,
    "deadline": _Judge._deadline,
}

"""The verdict, said once: a Report as sections of entries, those about one subject together, in the order of urgency.

The terminal sheet, the screens, the papers, the slip, the summary and the cells of a table of results read it.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import get_args

from clerkcheck.checking.merging import led_by, subject_of
from clerkcheck.checking.reminders import partly_held
from clerkcheck.checking.report import BROKEN, UNSETTLED, Deadline, Finding, Reminder
from clerkcheck.checking.sentences import reminder_text
from clerkcheck.i18n import _, joined, labelled, linked
from clerkcheck.literals import Step
from clerkcheck.packs.approval_words import approval_words
from clerkcheck.packs.clauses import (
    ForumClause,
    NoteClause,
    allows_exceptions,
    is_binding,
)
from clerkcheck.reports.by_kind import about, broken_rank, satisfied_rank, settled_by
from clerkcheck.reports.cited_report import CitedReport
from clerkcheck.reports.condition_questions import condition_questions
from clerkcheck.reports.day_words import due_day, spelled, working_days_left
from clerkcheck.reports.handing_in import too_long_for_it
from clerkcheck.reports.model import Line
from clerkcheck.reports.remedies import each_way, told_once
from clerkcheck.reports.rules_words import rules_lines
from clerkcheck.reports.standing import coming_changes, provisos, put_off_by, standing
from clerkcheck.reports.states import State, deadline_state, duty_words, finding_state, step_words
from clerkcheck.reports.subjects import material_words, no_meeting, subject_words
from clerkcheck.reports.verdict_entries import Entry, Section, SectionKey
from clerkcheck.reports.who_decides import decided_by

_STEPS: tuple[Step, ...] = get_args(Step)


class Verdict(CitedReport):
    """What a report says, by sections; each is worked out when first asked for. ``pack`` is what it was judged by."""

    @property
    def outcome_word(self) -> str:
        """The outcome as the pack calls it: 不得报送."""
        return self.words.outcomes[self.report.outcome]

    def sections(self) -> tuple[Section, ...]:
        """Return the sections that have entries, the most pressing first."""
        made: tuple[tuple[SectionKey, Callable[[], tuple[Entry, ...]]], ...] = (
            ("to_do", self.to_do),
            ("to_settle", self.to_settle),
            ("later", self.later),
            ("deadlines", self.deadlines),
            ("decided_by", self.decided_by),
            ("satisfied", self.satisfied),
            ("reminders", self.reminders),
        )
        found = ((key, entries()) for key, entries in made)
        return tuple(Section(key, entries) for key, entries in found if entries)

    def box(self, particulars: Iterable[Line] = ()) -> tuple[Line, ...]:
        """Return which case, by which rules, on which day, and what is to be known of them.

        ``particulars`` are lines about the case that a report does not carry; they follow its kind.
        """
        report = self.report
        lines = [
            Line(_("事项"), report.title),
            Line(_("单位"), report.unit or ""),
            Line(_("类型"), self.words.kinds[report.kind]),
            *particulars,
            *rules_lines(self.pack),
            Line(_("注意"), partly_held(self.pack)),
            Line(_("查询日"), spelled(report.as_of)),
            *self.cautions(),
        ]
        return tuple(line for line in lines if line.text)

    def cautions(self) -> tuple[Line, ...]:
        """Return what stands close to the outcome: the rules' own state, odd dates, what the outcome rests on.

        That some instruments are not held whole is so of every case, and stands with the rules.
        """
        report, elsewhere = self.report, ("clause", "exception", "partly_held")
        found = (
            # What is to be said of the rules themselves (past their review, not yet in force) belongs beside them.
            *(Line(_("注意"), each.text) for each in report.reminders if each.about not in elsewhere),
            Line(_("注意"), coming_changes(self)),
            *(Line(_("请核对"), each.text) for each in report.remarks),
            *(Line(_("请核对"), text) for text in too_long_for_it(report, self.words)),
            *standing(self),
        )
        return tuple(line for line in found if line.text)

    def summary(self) -> str:
        """Return what the verdict comes from, in numbers: 缺 2 件，待确认 3 项."""
        broken = self.to_do()
        missing = sum(entry.state == "missing" for entry in broken)
        # The verdict 待确认 is not said twice in one line.
        open_ = _("尚有 {n} 项未定") if self.report.outcome == "undetermined" else _("待确认 {n} 项")
        counts = (
            (_("缺 {n} 件"), missing),
            (_("不符合 {n} 项"), len(broken) - missing),
            (open_, len(self.to_settle())),
        )
        found = linked(text.format(n=n) for text, n in counts if n) or _("要件齐全，未发现不符合之处")
        return linked([found, *provisos(self)])

    def sentence(self) -> str:
        """Return the outcome with what it comes from: 不得报送：缺 2 件."""
        return labelled(self.outcome_word, self.summary())

    # --- what is to be done, and to be settled

    def to_do(self) -> tuple[Entry, ...]:
        """Return what breaks a clause: musts before what is normally so, a wrong meeting before a missing paper."""
        broken = (finding for finding in self.report.findings if finding.status in BROKEN and finding.counts)
        groups = sorted(
            self.grouped(broken),
            key=lambda group: (
                all(allows_exceptions(each.modality) for each in group),
                broken_rank(self.clauses[group[0].clause]),
            ),
        )
        return tuple(self._broken(group) for group in groups)

    def grouped(self, findings: Iterable[Finding]) -> list[list[Finding]]:
        """One missing paper or one wrong fact is one group, however many clauses and layers demand it.

        ``findings`` came out alike; the first of a group is what it is told by.
        """
        groups: dict[Hashable, list[Finding]] = {}
        found = list(findings)
        leads = led_by(self.pack, found)
        for finding in sorted(found, key=lambda each: leads[subject_of(each)] is not each):
            lead = leads[subject_of(finding)]
            groups.setdefault(about(self.clauses[lead.clause], lead.material), []).append(finding)
        return list(groups.values())

    def _broken(self, group: list[Finding]) -> Entry:
        first = group[0]
        lines = [Line(_("依据"), self.sources(group)), Line(_("办法"), self._remedy(group))]
        lines += [Line(_("说明"), each.message) for each in group if each.refused]
        plain = first.kind == "forum" or first.material is not None
        soft = _("（原则性要求）") if not plain and all(allows_exceptions(each.modality) for each in group) else ""
        return self.entry(self.state_of(first), self.subject_of(group) + soft, group, lines)

    def state_of(self, finding: Finding) -> State:
        """Return how a finding stands."""
        return finding_state(finding.status, self.clauses[finding.clause])

    def subject_of(self, group: list[Finding]) -> str:
        """Return what findings about one subject are about: the paper, the right meeting, or the clause's gist."""
        first = group[0]
        if self.state_of(first) == "wrong_meeting":
            return self._right_meeting(group)
        return subject_words(self.words, self.clauses[first.clause], first.material)

    def _remedy(self, group: list[Finding]) -> str:
        """What to do, each way once; for a meeting one sentence, where one meeting fits all the clauses."""
        if group[0].kind == "forum" and self.report.forum and not group[0].approval:
            from clerkcheck.reports.permitted_meetings import permission_words  # most cases go to the right one

            instead = _("改提{meetings}").format(meetings=self._meetings())
            return joined([instead, *permission_words(self)])
        own = [each.remedy for each in group if self.clauses[each.clause].layer == self.pack.id]
        every = [each.remedy for each in group]
        paper = group[0].kind == "material"
        return joined(told_once(own, every, self.subject_of(group)) if paper else each_way(own, every))

    def _right_meeting(self, group: list[Finding]) -> str:
        if self.report.forum is None:
            return self.clauses[group[0].clause].gist
        if group[0].approval:
            return self._instead(group[0])
        if not self.report.forum:
            return no_meeting()
        return _("本议题应提{meetings}").format(meetings=self._meetings())

    def _instead(self, finding: Finding) -> str:
        """Who approves in the place of a meeting, by the finding's own clause."""
        clause = self.clauses[finding.clause]
        assert isinstance(clause, ForumClause)
        meetings = _("或").join(self.words.meetings[each] for each in clause.forum)
        text = approval_words(self.words.roles(clause.approvers), meetings)
        return _("本议题应提{meetings}").format(meetings=text) if meetings else text

    def to_settle(self) -> tuple[Entry, ...]:
        """Return what is not known yet: papers, then dates, then facts, then what conditions read of papers."""
        return self._unsettled

    @cached_property  # the sections and the summary both want it
    def _unsettled(self) -> tuple[Entry, ...]:
        asked = self.report.facts_asked()
        waiting = {clause for question in asked for clause in question.clauses}
        rest = [f for f in self.report.findings if f.counts and f.clause not in waiting and f.status in UNSETTLED]
        undated = {clause for each in self.report.questions if each.about == "date" for clause in each.clauses}
        late = [f for f in rest if f.kind == "material" and f.clause in undated and self.clauses[f.clause].dates]
        papers = (f for f in rest if f.approval or (settled_by(self.clauses[f.clause]) == "material" and f not in late))
        dates = [*late, *(f for f in rest if settled_by(self.clauses[f.clause]) == "date")]
        by_paper = {clause for each in self.report.questions if each.about == "material" for clause in each.clauses}
        return (
            *(
                self.entry("paper_open", self._paper(group[0]), group, self.basis(group))
                for group in self.grouped(papers)
            ),
            *(
                self.entry("paper_open", put_off_by(self, f), [f], self.basis([f]))
                for f in dates
                if f.clause in by_paper
            ),
            *(self.entry("date_open", f.message, [f], self.basis([f])) for f in dates if f.clause not in by_paper),
            *(self._question(each.id, each.clauses) for each in asked),
            *(Entry("unanswered", said, clauses=clauses) for said, clauses in condition_questions(self)),
        )

    def _paper(self, finding: Finding) -> str:
        return material_words(self.words, finding.material or finding.approval or None)

    def _question(self, fact: str, clauses: tuple[str, ...]) -> Entry:
        said = _("{label}（关系到{articles}）")
        said = said.format(label=self.words.facts[fact].label, articles=self.articles(clauses))
        return Entry("unanswered", said, clauses=clauses, fact=fact)

    def later(self) -> tuple[Entry, ...]:
        """Return what is not in order and is looked at after the moment that the case is to go to now."""
        waiting = BROKEN | UNSETTLED
        asked = (f for f in self.report.findings if f.later and not f.duty and is_binding(f.modality))
        found = [f for f in asked if f.status in waiting]
        entries = []
        for step in _STEPS:
            for group in self.grouped(f for f in found if f.step == step):
                subject = _("{when}：{subject}").format(when=step_words(step), subject=self.subject_of(group))
                entries.append(self.entry(self.state_of(group[0]), subject, group, self.basis(group)))
        return tuple(entries)

    # --- by when, and who decides

    def deadlines(self) -> tuple[Entry, ...]:
        """Return the due dates in their order; one that several clauses set alike is told of once."""
        alike: dict[Hashable, list[Deadline]] = {}
        for each in sorted(self.report.deadlines, key=lambda each: each.safe):
            key = (each.deadline, each.from_event, each.due, each.bound, each.duty, each.status)
            alike.setdefault(key, []).append(each)
        return tuple(self._deadline(group) for group in alike.values())

    def _deadline(self, group: list[Deadline]) -> Entry:
        deadline = group[0]
        day, left = due_day(deadline, self.report.as_of), ""
        if deadline.status in ("pending", "overdue"):
            left = working_days_left(deadline.safe, self.report.as_of, deadline.safe_left)
        title = labelled(self.words.deadlines[deadline.deadline], linked([day, left]) if left else day)
        behind = tuple(each.clause for each in group)
        lines = [Line(_("依据"), self.quoted(self.clauses[each] for each in behind))]
        extended = deadline.extension.text if deadline.extension else ""
        lines += [Line(_("说明"), text) for text in (duty_words(deadline.duty), deadline.note, extended) if text]
        found = tuple(f for f in self.report.findings if f.clause in behind)
        state = deadline_state(deadline.status, deadline.bound)
        return Entry(state, title, tuple(lines), found, behind, deadline=deadline)

    def decided_by(self) -> tuple[Entry, ...]:
        """Return which meeting decides, which others may, and who signs after whom."""
        return decided_by(self)

    def _meetings(self) -> str:
        return _("或").join(self.words.meetings[each] for each in self.report.forum or ())

    # --- what is in order, and what to keep in mind

    def satisfied(self, *, papers: bool = True) -> tuple[Entry, ...]:
        """Return what is in order or excepted; without ``papers`` those are left to a list of their own."""
        findings = [f for f in self.report.findings if papers or f.kind != "material"]
        kind, met = self.report.kind, [f for f in findings if f.status == "met"]
        ranked = [(satisfied_rank(self.clauses[f.clause], f, kind), f) for f in met]
        met = [f for wanted in (0, 1) for rank, f in ranked if rank == wanted]
        excepted = (f for f in findings if f.status == "excepted")
        return (
            *(self.entry("excepted", f.message, [f], self.basis([f])) for f in excepted),
            *(self._met(group) for group in self.grouped(met)),
        )

    def _met(self, group: list[Finding]) -> Entry:
        first = group[0]
        subject = material_words(self.words, first.material) if first.material else self.clauses[first.clause].gist
        deemed = {each.clause: each.text for each in self.report.deemed}
        subject = next((deemed[each.clause] for each in group if each.clause in deemed), subject)
        if first.kind == "forum":
            subject = first.message if first.approval else _("拟提会议符合规定")
        articles = self.articles(each.clause for each in group if each.certain)
        if not articles:
            articles = linked([self.articles(each.clause for each in group), _("是否必需尚待确认")])
        return self.entry("met", _("{title}（{articles}）").format(title=subject, articles=articles), group, [])

    def reminders(self) -> tuple[Entry, ...]:
        """Return what to keep in mind: what this case calls for first, then what holds for all, then what may apply.

        Those of the last two kinds have a ``brief``: article and gist, without what to do. What is said of the rules
        themselves stands in the box.
        """
        rank: tuple[State, ...] = ("this_case", "always", "perhaps")
        found = (self._reminder(each) for each in self.report.reminders if each.clause in self.clauses)
        return tuple(sorted(found, key=lambda entry: rank.index(entry.state)))

    def _reminder(self, reminder: Reminder) -> Entry:
        clause, behind = self.clauses[reminder.clause], (reminder.clause,)
        own = clause.layer == self.pack.id  # what layers below say of every case is told in brief
        if not isinstance(clause, NoteClause) or (reminder.certain and clause.when and own):
            return Entry("this_case", f"{reminder.cited} {reminder.text}", clauses=behind)
        state: State = "always" if reminder.certain else "perhaps"
        text = f"{reminder.cited} {reminder_text(clause, certain=True)}"
        return Entry(state, text, clauses=behind, brief=f"{reminder.cited} {clause.gist}")

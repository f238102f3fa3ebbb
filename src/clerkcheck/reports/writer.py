"""What a report's findings say in words: those about the same thing gathered, in the order of urgency."""

from collections.abc import Callable, Hashable, Iterable

from clerkcheck.checking.report import BROKEN, Deadline, Finding, Reminder, Report
from clerkcheck.checking.wording import duty_words, missed_word, reminder_text
from clerkcheck.i18n import _
from clerkcheck.packs.model import Clause, Pack
from clerkcheck.reports.days import spelled, working_days_left
from clerkcheck.reports.model import Item, Line

_RANK = {"must_not": 0, "must": 0, "normally": 1}
_KINDS = ("forum", "check", "deadline", "material")


def deadline_word(status: str, bound: str) -> str:
    """Return how a deadline stands: an ``earliest`` day not waited for is 不足期限, a ``latest`` one passed 超期."""
    words = {
        "met": _("已符合"),
        "missed": missed_word(bound),
        "pending": _("未到期"),
        "overdue": _("已过期"),
        "open": _("待确认"),
        "excepted": _("例外"),
    }
    return words[status]


class Writer:
    """Gathers findings that say the same into one item and puts items in the order of urgency."""

    def __init__(self, report: Report, pack: Pack) -> None:
        """Take a report and the pack it was judged by."""
        self.report, self.pack, self.words = report, pack, pack.vocabulary
        self.due = {each.clause: each for each in report.deadlines}
        self.clauses = {clause.id: clause for clause in pack.clauses}

    def box(self) -> tuple[Line, ...]:
        """Return which case, by which rules, on which day."""
        report = self.report
        in_force = _("（{day} 起施行）").format(day=report.in_force) if report.in_force else ""
        lines = [
            Line(_("事项"), report.title),
            Line(_("单位"), report.unit or ""),
            Line(_("类型"), self.words.kinds[report.kind]),
            Line(_("规则"), report.regulation + in_force),
            Line(_("查询日"), spelled(report.as_of)),
            # What is to be said of the rules themselves (past their review, not yet in force) belongs beside them.
            *(Line(_("注意"), each.text) for each in report.reminders if not each.clause),
            *(Line(_("请核对"), each.text) for each in report.remarks),
            Line(_("本结论依靠"), self.rests_on()),
        ]
        return tuple(line for line in lines if line.text)

    def summary(self) -> str:
        """Return what the verdict comes from, in numbers: 缺 2 件，待确认 3 项."""
        items = self.to_do()
        missing = sum(item.word == _("缺失") for item in items)
        # The verdict 待确认 is not said twice in one line.
        open_ = _("尚有 {n} 项未定") if self.report.outcome == "undetermined" else _("待确认 {n} 项")
        counts = (
            (_("缺 {n} 件"), missing),
            (_("不符合 {n} 项"), len(items) - missing),
            (open_, len(self.to_settle())),
        )
        return "，".join(text.format(n=n) for text, n in counts if n) or _("要件齐全，未发现不符合之处")

    def verdict(self) -> str:
        """Return the verdict with what it comes from: 不得报送：缺 2 件."""
        return f"{self.words.outcomes[self.report.outcome]}：{self.summary()}"

    def rests_on(self) -> str:
        """Return the "no"s that carry the verdict; "" where there are none, or where something is broken anyway."""
        if self.report.outcome == "blocked" or not self.report.rests_on:
            return ""
        facts = [self.words.facts[each.fact] for each in self.report.rests_on]
        named = "；".join(fact.label for fact in facts)
        return _("以下 {n} 项答“否”（或“以上都不是”）：{named}").format(n=len(facts), named=named)

    def to_do(self) -> tuple[Item, ...]:
        """Return what breaks a clause, most pressing first."""
        return tuple(self.broken_item(group) for group in self.broken())

    def broken(self) -> list[list[Finding]]:
        """Return the broken findings, those about one subject together: musts first, then what is normally so."""
        broken = [finding for finding in self.report.findings if finding.status in BROKEN and finding.counts]
        return sorted(
            self.grouped(broken),
            key=lambda group: (min(_RANK[f.modality] for f in group), _KINDS.index(group[0].kind)),
        )

    def grouped(self, findings: Iterable[Finding]) -> list[list[Finding]]:
        """One missing paper or one wrong fact is one group, however many clauses demand it."""
        groups: dict[Hashable, list[Finding]] = {}
        for finding in findings:
            groups.setdefault(self._subject(finding), []).append(finding)
        return list(groups.values())

    def _subject(self, finding: Finding) -> Hashable:
        clause = self.clauses[finding.clause]
        if finding.kind == "material":
            return finding.material
        if finding.kind == "check":
            return "check", clause.expect or clause.forbid
        return "forum" if finding.kind == "forum" else finding.clause

    def broken_item(self, group: list[Finding]) -> Item:
        """Return what is broken, with its articles, their words and what to do."""
        first = group[0]
        lines = [Line(_("依据"), self.sources(group))]
        remedies = dict.fromkeys(each.remedy for each in group)
        lines.append(Line(_("办法"), "；".join(remedies)))
        lines += [Line(_("说明"), each.message) for each in group if _("例外") in each.message]
        if first.kind == "forum":
            return Item(_("会议不符"), self.forum_title(group), tuple(lines))
        if first.kind == "material" and first.material is not None:
            return Item(_("缺失"), self.material(first.material), tuple(lines))
        clause = self.clauses[first.clause]
        word = missed_word(clause.bound) if first.kind == "deadline" else _("不符合")
        soft = _("（原则性要求）") if all(each.modality == "normally" for each in group) else ""
        return Item(word, clause.gist + soft, tuple(lines))

    def forum_title(self, group: list[Finding]) -> str:
        """Return which meeting the item must go to, or that none would do."""
        if self.report.forum:
            meetings = _("或").join(self.words.meetings[each] for each in self.report.forum)
            return _("本议题应提{meetings}").format(meetings=meetings)
        if self.report.forum == ():
            return no_meeting()
        return self.clauses[group[0].clause].gist

    def sources(self, group: Iterable[Finding]) -> str:
        """Every article that says so, with its operative words."""
        return "；".join(dict.fromkeys(f"{each.article}“{each.quote}”" for each in group))

    def articles(self, clauses: Iterable[str]) -> str:
        """The articles of clauses, each once, in the pack's order."""
        wanted = set(clauses)
        return "、".join(dict.fromkeys(clause.article for clause in self.pack.clauses if clause.id in wanted))

    def material(self, material: str | tuple[str, ...]) -> str:
        """The label of a paper, or of several of which any would do."""
        ids = (material,) if isinstance(material, str) else material
        return _("或").join(self.words.materials[each] for each in ids)

    def to_settle(self) -> tuple[Item, ...]:
        """Return what is not known yet: papers, dates and facts."""
        asked = self.report.facts_asked()
        waiting = {clause for question in asked for clause in question.clauses}
        papers = [
            f
            for f in self.report.findings
            if f.status == "open" and f.kind == "material" and f.clause not in waiting and f.counts
        ]
        items = [
            Item(_("要件待定"), self.material(group[0].material or ()), (Line(_("依据"), self.sources(group)),))
            for group in self.grouped(papers)
        ]
        late = [
            f
            for f in self.report.findings
            if f.counts and f.kind == "deadline" and f.clause not in waiting and f.status in ("overdue", "open")
        ]
        items += [Item(_("日期待填"), f.message, (Line(_("依据"), self.sources([f])),)) for f in late]
        facts = self.words.facts
        items += [
            Item(
                _("待回答"),
                _("{label}（关系到{articles}）").format(
                    label=facts[question.id].label, articles=self.articles(question.clauses)
                ),
            )
            for question in asked
        ]
        return tuple(items)

    def deadlines(self) -> tuple[Item, ...]:
        """Return the due dates in their order."""
        ordered = sorted(self.report.deadlines, key=lambda each: each.due)
        return tuple(self._deadline(each) for each in ordered)

    def _deadline(self, deadline: Deadline) -> Item:
        left = working_days_left(deadline.workdays_left) if deadline.status in ("pending", "overdue") else ""
        day = self.due_day(deadline)
        title = f"{self.words.deadlines[deadline.deadline]}：{f'{day}，{left}' if left else day}"
        clause = self.clauses[deadline.clause]
        lines = [Line(_("依据"), f"{deadline.article}“{clause.quote}”")]
        lines += [Line(_("说明"), text) for text in (duty_words(deadline.duty), deadline.note) if text]
        return Item(deadline_word(deadline.status, deadline.bound), title, tuple(lines))

    def due_day(self, deadline: Deadline) -> str:
        """Return 12月7日 周一前; a provisional day with the days between which it must lie."""
        beside = self.report.as_of
        day = spelled(deadline.due, beside=beside) + (_("前") if deadline.bound == "latest" else _("起"))
        if not deadline.provisional:
            return day
        if deadline.earliest == deadline.latest:
            return day + _("（暂定）")
        return day + _("（暂定，最早 {first}，最迟 {last}）").format(
            first=spelled(deadline.earliest, beside=beside), last=spelled(deadline.latest, beside=beside)
        )

    def decided_by(self) -> tuple[Item, ...]:
        """Return which meeting decides and who signs."""
        items = []
        forum = self.report.forum
        if forum is not None:
            meetings = _("或").join(self.words.meetings[each] for each in forum) or no_meeting()
            items.append(Item(_("会议"), meetings, self._basis("forum", self.decides)))
        possible = [f for f in self.report.findings if f.kind == "forum" and f.status == "met" and self.may_be(f)]
        items += [Item(_("可以"), self.clauses[f.clause].gist, (Line(_("依据"), self.sources([f])),)) for f in possible]
        if self.report.signers:
            roles = _("或").join(self.words.signers[each] for each in self.report.signers)
            items.append(Item(_("签批"), roles, self._basis("signer", lambda f: f.status == "met")))
        for finding in self.report.findings:
            also = self.clauses[finding.clause].also
            if finding.kind == "signer" and finding.status == "met" and also:
                before = "、".join(self.words.signers[each] for each in also)
                items.append(
                    Item(_("此前"), _("先经{roles}").format(roles=before), (Line(_("依据"), finding.article),))
                )
        return tuple(items)

    def decides(self, finding: Finding) -> bool:
        """Whether a forum finding is one by which the report's meetings were found (see ``Report.forum``)."""
        sure = any(f.kind == "forum" and f.modality != "may" and f.certain for f in self.report.findings)
        named = finding.status == "met" and bool(self.clauses[finding.clause].forum)
        return finding.modality != "may" and (finding.certain if sure else named)

    def may_be(self, finding: Finding) -> bool:
        """Whether a finding names a meeting as a possibility that no binding clause forbids."""
        forum, clause = self.report.forum, self.clauses[finding.clause]
        return finding.modality == "may" and (forum is None or not set(forum).isdisjoint(clause.forum))

    def _basis(self, kind: str, wanted: Callable[[Finding], bool]) -> tuple[Line, ...]:
        found = [f for f in self.report.findings if f.kind == kind and wanted(f)]
        return (Line(_("依据"), self.sources(found)),) if found else ()

    def satisfied(self, *, papers: bool = True) -> tuple[Item, ...]:
        """Return what is in order or excepted; without ``papers`` those are left to a list of their own."""
        kinds = ("material", "check") if papers else ("check",)
        findings = [f for f in self.report.findings if papers or f.kind != "material"]
        met = [f for f in findings if f.status == "met" and f.kind in kinds]
        met += [f for f in findings if f.status == "met" and self._meets_forum(f)]
        excepted = [f for f in findings if f.status == "excepted"]
        items = [Item(_("例外"), f.message, (Line(_("依据"), self.sources([f])),)) for f in excepted]
        return (*items, *(self._met_item(group) for group in self.grouped(met)))

    def _meets_forum(self, finding: Finding) -> bool:
        return (
            finding.kind == "forum"
            and finding.modality != "may"
            and finding.certain
            and self.report.kind == "agenda_item"
        )

    def _met_item(self, group: list[Finding]) -> Item:
        first = group[0]
        title = self.material(first.material) if first.material else self.clauses[first.clause].gist
        if first.kind == "forum":
            title = _("拟提会议符合规定")
        demanding = [each.clause for each in group if each.certain]
        articles = self.articles(demanding) or _("是否必需尚待确认")
        return Item(_("满足"), _("{title}（{articles}）").format(title=title, articles=articles))

    def reminders(self) -> tuple[Item, ...]:
        """Return what to keep in mind: what this case calls for first, then what holds for all, then what may apply.

        Those of the last two kinds have a ``brief``: article and gist, without what to do.
        """
        specific, general, possible = [], [], []
        for reminder in self.report.reminders:
            clause = self.clauses.get(reminder.clause)
            if clause is None:
                continue  # about the rules themselves: in the box
            title = f"{reminder.article} {reminder.text}"
            if clause.kind != "note":
                specific.append(Item("", title))
            elif reminder.text == reminder_text(clause, certain=False):
                possible.append(self._brief(_("如涉及"), reminder, clause))
            elif clause.when:
                specific.append(Item("", title))
            else:
                general.append(self._brief(_("通用"), reminder, clause))
        return (*specific, *general, *possible)

    def _brief(self, word: str, reminder: Reminder, clause: Clause) -> Item:
        text = f"{reminder.article} {reminder_text(clause, certain=True)}"
        return Item(word, text, brief=f"{reminder.article} {clause.gist}")


def no_meeting() -> str:
    """Return what is said where the clauses that apply leave no meeting that fits them all."""
    return _("各条对会议的要求互相抵触，没有一个会议都能符合，请先与政府办公室商定")

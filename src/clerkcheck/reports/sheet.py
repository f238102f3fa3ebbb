"""The self-check sheet (送审自查表) as a document: what every printed format shows, in the same words and order."""

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from clerkcheck.checking.report import BROKEN, Deadline, Finding, Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reports.days import spelled, working_days_left


class Line(NamedTuple):
    """A labelled line of an item, such as 依据｜第二十五条“……”."""

    label: str
    text: str


class Item(NamedTuple):
    """One thing to do, to settle or to know. ``word`` carries its state (缺失、不符合、待确认、例外…)."""

    word: str
    title: str
    lines: tuple[Line, ...] = ()


class Section(NamedTuple):
    """A numbered part of the sheet."""

    heading: str
    items: tuple[Item, ...]


class Sheet(NamedTuple):
    """The whole sheet. ``outcome`` is the id, ``verdict`` its words, ``summary`` what it comes from in numbers."""

    title: str
    outcome: str
    verdict: str
    summary: str
    box: tuple[Line, ...]
    sections: tuple[Section, ...]


def sheet_of(report: Report, pack: Pack) -> Sheet:
    """Return the sheet of ``report``; empty sections are left out."""
    writer = _Writer(report, pack)
    sections = (
        (_("须办事项"), writer.to_do()),
        (_("待确认"), writer.to_settle()),
        (_("期限"), writer.deadlines()),
        (_("会议与签批"), writer.decided_by()),
        (_("已符合"), writer.satisfied()),
        (_("提醒"), writer.reminders()),
    )
    kept = [(heading, items) for heading, items in sections if items]
    return Sheet(
        title=_("送审自查报告"),
        outcome=report.outcome,
        verdict=pack.vocabulary.outcomes[report.outcome],
        summary=writer.summary(),
        box=writer.box(),
        sections=tuple(
            Section(f"{number}、{heading}", items)
            for number, (heading, items) in zip("一二三四五六", kept, strict=False)
        ),
    )


class _Writer:
    """Gathers findings that say the same into one item and puts items in the order of urgency."""

    def __init__(self, report: Report, pack: Pack) -> None:
        self.report, self.pack, self.words = report, pack, pack.vocabulary
        self.due = {each.clause: each for each in report.deadlines}
        self.clauses = {clause.id: clause for clause in pack.clauses}

    def box(self) -> tuple[Line, ...]:
        report = self.report
        in_force = _("（{day} 起施行）").format(day=report.in_force) if report.in_force else ""
        lines = [
            Line(_("事项"), report.title),
            Line(_("单位"), report.unit or ""),
            Line(_("类型"), self.words.kinds[report.kind]),
            Line(_("规则"), report.regulation + in_force),
            Line(_("查询日"), spelled(report.as_of)),
        ]
        return tuple(line for line in lines if line.text)

    def summary(self) -> str:
        items = self.to_do()
        missing = sum(item.word == _("缺失") for item in items)
        wrong = len(items) - missing
        counts = ((_("缺 {n} 件"), missing), (_("不符合 {n} 项"), wrong), (_("待确认 {n} 项"), len(self.to_settle())))
        return "，".join(text.format(n=n) for text, n in counts if n) or _("要件齐全，未发现不符合之处")

    def to_do(self) -> tuple[Item, ...]:
        broken = [finding for finding in self.report.findings if finding.status in BROKEN and finding.modality != "may"]
        rank = {"must_not": 0, "must": 0, "normally": 1}
        kinds = ("forum", "check", "deadline", "material")
        grouped = sorted(
            self._grouped(broken), key=lambda group: (min(rank[f.modality] for f in group), kinds.index(group[0].kind))
        )
        return tuple(self._broken_item(group) for group in grouped)

    def _grouped(self, findings: Iterable[Finding]) -> list[list[Finding]]:
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

    def _broken_item(self, group: list[Finding]) -> Item:
        first = group[0]
        lines = [Line(_("依据"), self.sources(group))]
        remedies = dict.fromkeys(each.remedy for each in group)
        lines.append(Line(_("办法"), "；".join(remedies)))
        lines += [Line(_("说明"), each.message) for each in group if _("例外") in each.message]
        if first.kind == "forum":
            return Item(_("会议不符"), self._forum_title(group), tuple(lines))
        if first.kind == "material" and first.material is not None:
            return Item(_("缺失"), self.material(first.material), tuple(lines))
        word = _("超期") if first.kind == "deadline" else _("不符合")
        soft = _("（原则性要求）") if all(each.modality == "normally" for each in group) else ""
        return Item(word, self.clauses[first.clause].gist + soft, tuple(lines))

    def _forum_title(self, group: list[Finding]) -> str:
        if self.report.forum:
            meetings = _("或").join(self.words.meetings[each] for each in self.report.forum)
            return _("本议题应提{meetings}").format(meetings=meetings)
        if self.report.forum == ():
            return _("各条对会议的要求互相抵触，没有一个会议都能符合，请先与政府办公室商定")
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
        waiting = {clause for question in self.report.questions for clause in question.clauses}
        papers = [
            f
            for f in self.report.findings
            if f.status == "open" and f.kind == "material" and f.clause not in waiting and f.modality != "may"
        ]
        items = [
            Item(_("要件待定"), self.material(group[0].material or ()), (Line(_("依据"), self.sources(group)),))
            for group in self._grouped(papers)
        ]
        late = [
            f
            for f in self.report.findings
            if f.modality != "may"
            and f.kind == "deadline"
            and f.clause not in waiting
            and f.status in ("overdue", "open")
        ]
        items += [Item(_("日期待填"), f.message, (Line(_("依据"), self.sources([f])),)) for f in late]
        facts = self.words.facts
        items += [
            Item(
                _("待回答"),
                _("{label}（关系到{articles}）").format(
                    label=facts[question.fact].label, articles=self.articles(question.clauses)
                ),
            )
            for question in self.report.questions
        ]
        return tuple(items)

    def deadlines(self) -> tuple[Item, ...]:
        ordered = sorted(self.report.deadlines, key=lambda each: each.due)
        return tuple(self._deadline(each) for each in ordered)

    def _deadline(self, deadline: Deadline) -> Item:
        words: dict[str, str] = {
            "met": _("已符合"),
            "missed": _("超期"),
            "pending": _("未到期"),
            "overdue": _("已过期"),
            "open": _("待确认"),
            "excepted": _("例外"),
        }
        day = spelled(deadline.due, beside=self.report.as_of)
        edge = _("前") if deadline.bound == "latest" else _("起")
        left = working_days_left(deadline.workdays_left) if deadline.status in ("pending", "overdue") else ""
        parts = [day + edge + (_("（暂定）") if deadline.provisional else ""), left]
        title = f"{self.words.deadlines[deadline.deadline]}：{'，'.join(part for part in parts if part)}"
        clause = self.clauses[deadline.clause]
        lines = [Line(_("依据"), f"{deadline.article}“{clause.quote}”")]
        if deadline.note:
            lines.append(Line(_("说明"), deadline.note))
        return Item(words[deadline.status], title, tuple(lines))

    def decided_by(self) -> tuple[Item, ...]:
        items = []
        if self.report.forum:
            meetings = _("或").join(self.words.meetings[each] for each in self.report.forum)
            items.append(Item(_("会议"), meetings, self._basis("forum", lambda f: f.modality != "may" and f.certain)))
        possible = [f for f in self.report.findings if f.kind == "forum" and f.modality == "may" and f.status == "met"]
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

    def _basis(self, kind: str, wanted: Callable[[Finding], bool]) -> tuple[Line, ...]:
        found = [f for f in self.report.findings if f.kind == kind and wanted(f)]
        return (Line(_("依据"), self.sources(found)),) if found else ()

    def satisfied(self) -> tuple[Item, ...]:
        met = [f for f in self.report.findings if f.status == "met" and f.kind in ("material", "check")]
        met += [
            f
            for f in self.report.findings
            if f.status == "met"
            and f.kind == "forum"
            and f.modality != "may"
            and f.certain
            and self.report.kind == "agenda_item"
        ]
        items = [
            Item(_("例外"), f.message, (Line(_("依据"), self.sources([f])),))
            for f in self.report.findings
            if f.status == "excepted"
        ]
        for group in self._grouped(met):
            first = group[0]
            title = self.material(first.material) if first.material else self.clauses[first.clause].gist
            if first.kind == "forum":
                title = _("拟提会议符合规定")
            demanding = [each.clause for each in group if each.certain]
            articles = self.articles(demanding) or _("是否必需尚待确认")
            items.append(Item(_("满足"), _("{title}（{articles}）").format(title=title, articles=articles)))
        return tuple(items)

    def reminders(self) -> tuple[Item, ...]:
        return tuple(Item("", f"{each.article} {each.text}".strip()) for each in self.report.reminders)

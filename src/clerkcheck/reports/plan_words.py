"""A plan in sentences: what the terminal, the printed text and the office calendar all say of it."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from clerkcheck.i18n import _, cited, joined, labelled, linked, listed, remarked
from clerkcheck.packs.clauses import DeadlineClause, MaterialIds
from clerkcheck.packs.model import Pack
from clerkcheck.packs.wording import deadline_words, length_words
from clerkcheck.planning.plan import BackwardPlan, Source, Task
from clerkcheck.reports.day_words import spelled, working_days_left
from clerkcheck.reports.model import Item, Line
from clerkcheck.reports.rules_words import rules_lines


def paper_label(material: MaterialIds, pack: Pack) -> str:
    """Return the label of a paper, or of several of which any would do."""
    ids = (material,) if isinstance(material, str) else material
    return _("或").join(pack.vocabulary.materials[each] for each in ids)


class PlanPhrases:
    """Says what a plan holds, with its pack's labels."""

    def __init__(self, plan: BackwardPlan, pack: Pack) -> None:
        """Take the plan and the pack it was made by."""
        self.plan, self.pack = plan, pack
        self.open = [each for each in plan.tasks if each.status != "done"]
        self.before = [each for each in self.open if not each.follows]
        self.late = [each for each in self.open if each.status == "too_late"]
        self.missed = [each for each in self.late if each.missed]

    def verdict(self) -> str:
        """Return the one sentence on top: what is too late, or what comes first."""
        if self.late:
            late = [_("{label}{when}").format(label=each.label, when=self.when(each)) for each in self.missed]
            passed = [each.certain for each in self.late if not each.missed]
            maybe = _("{n} 步如果需要，最迟开始日已过").format(n=len(passed) - sum(passed))
            if any(passed):
                late.append(_("{n} 步的最迟开始日已过").format(n=sum(passed)))
            if not late:
                return _("可能来不及：") + maybe
            text = _("来不及：{late}").format(late=joined(late))
            return text if all(passed) else _("{late}；另有 {maybe}").format(late=text, maybe=maybe)
        if not self.before:
            return _("要件都已具备，{label}前没有要赶的步骤").format(label=self.plan.anchor.label)
        first = min(self.before, key=lambda task: task.start_by or self.plan.as_of)
        return _("来得及：最先要办的是{label}，{when}").format(label=first.label, when=self.when(first))

    def box(self) -> tuple[Line, ...]:
        """Return the lines that say which case, by which rules, from which day."""
        plan = self.plan
        left = working_days_left(plan.anchor.day, plan.as_of, plan.workdays_left)
        lines = [
            Line(_("事项"), plan.title),
            Line(_("单位"), plan.unit or ""),
            Line(plan.anchor.label, linked([spelled(plan.anchor.day), left])),
            *rules_lines(self.pack),
            Line(_("查询日"), spelled(plan.as_of)),
        ]
        return tuple(line for line in lines if line.text)

    def when(self, task: Task) -> str:
        """Return when a task must start and end, with the working days left to its start."""
        start, end = task.start_by, task.end_by
        if start is None or end is None or task.workdays_left is None:
            return ""
        maybe = _("（暂定）") if task.provisional else ""
        last = self.day(end)
        if task.missed:
            return _("最迟 {last}，填的是 {day}").format(last=last + maybe, day=self.day(task.missed))
        if task.follows and task.length:
            return _("最早 {day}").format(day=last) + maybe
        left = working_days_left(start, self.plan.as_of, task.workdays_left)
        if task.started and task.ready_on:
            text = _("{begun} 已开始，照规定的时长 {ready} 办完，最迟 {last} 完成")
            return text.format(begun=self.day(task.started), ready=self.day(task.ready_on), last=last) + maybe
        if not task.length:
            return _("最迟 {last}").format(last=last) + maybe + _("，{left}").format(left=left)
        text = _("最迟 {first} 开始、{last} 完成").format(first=self.day(start), last=last)
        return text + maybe + _("，{left}").format(left=left)

    def day(self, day: date) -> str:
        """Return 12月7日 周一, with the year where it is not this one."""
        return spelled(day, beside=self.plan.as_of)

    def item(self, task: Task) -> Item:
        """Return a task with its papers, its length and the words behind it."""
        lines = [Line(_("要件"), joined(self.papers(task)))] if task.papers else []
        lines += self.basis(task)
        lines += self.leeway(task)
        return Item(self.state(task), labelled(self.name(task), self.when(task)), tuple(lines))

    def state(self, task: Task) -> str:
        """Return the word of how a task stands: 来不及, 超期, 待办, 已开始 or 已完成."""
        if task.missed:
            return _("超期")
        words = {"too_late": _("来不及"), "open": _("待办"), "done": _("已完成")}
        return _("已开始") if task.started and task.status == "open" else words[task.status]

    def name(self, task: Task) -> str:
        """Return what a task is called; one that may not be needed says so."""
        return task.label + ("" if task.certain else _("（是否需要待确认）"))

    def done(self) -> str:
        """Return the names of the steps that are done; "" where none is."""
        return listed(each.label for each in self.plan.tasks if each.status == "done")

    def papers(self, task: Task) -> Iterator[str]:
        """Yield the labels of a task's papers; one that may not be needed says so."""
        for each in task.papers:
            unsure = "" if each.certain or not task.certain else _("（是否需要待确认）")
            yield paper_label(each.material, self.pack) + unsure

    def basis(self, task: Task) -> Iterator[Line]:
        """Yield how long a task takes, or when it falls due, and whose words say so."""
        source = task.source
        if source is None:
            yield Line(_("时长"), _("规则未定时长，由本单位安排"))
            return
        clause = self.pack.clause(source.clause)
        if not task.unit and isinstance(clause, DeadlineClause):
            yield Line(_("时限"), deadline_words(clause, self.pack.vocabulary))
        elif task.unit:
            yield Line(_("时长"), length_words(task.length, task.unit))
        yield Line(_("依据"), self.words(source))
        for each in task.others:
            yield Line(_("另有"), remarked(self.limit(task, each), self.words(each)))

    def limit(self, task: Task, source: Source) -> str:
        """Return what a limit that does not govern asks for, with its name."""
        clause = self.pack.clause(source.clause)
        if isinstance(clause, DeadlineClause) and not task.papers:
            return deadline_words(clause, self.pack.vocabulary)
        return (_("{label}，").format(label=source.label) if source.label else "") + length_words(
            source.offset, source.unit
        )

    def words(self, source: Source) -> str:
        """Return the article and its words; that of another instrument than the plan's with its title."""
        title = "" if source.title == self.plan.regulation else source.title
        unsure = "" if source.certain else _("（是否适用待确认）")
        clause = self.pack.clause(source.clause)
        if clause is not None and clause.also_from:
            return title + clause.basis.removeprefix(source.title) + unsure
        return cited(title + source.article, source.quote) + unsure

    def leeway(self, task: Task) -> Iterator[Line]:
        """Yield how late a task comes, or (beside the critical path) how far it may move, if all starts at once."""
        if task.missed:
            yield Line(_("办法"), self._instead(task, task.missed))
            return
        if task.slack is None or task.follows:
            return
        if task.slack < 0:
            yield Line(_("延误"), _("照规定的时长从今天办起，要晚 {n} 个工作日").format(n=-task.slack))
        elif not task.critical:
            yield Line(_("余地"), _("{n} 个工作日").format(n=task.slack))

    def _instead(self, task: Task, day: date) -> str:
        """What can still be done of a step whose day was given after its last one."""
        anchor, left = self.plan.anchor.label, task.end_by is not None and self.plan.as_of <= task.end_by
        if left and day > self.plan.as_of:
            text = _("提前到最迟日以前") if task.follows else _("提前到最迟日以前，或者推迟{label}")
            return text.format(label=anchor)
        return _("写明迟的原因") if task.follows else _("推迟{label}").format(label=anchor)

    def critical(self) -> Iterator[str]:
        """Yield the critical path in sentences: the steps that take time, then those whose length no rule sets."""
        chain = [each for each in self.before if each.critical]
        if not chain:
            yield _("没有要办的步骤")
            return
        timed = [each for each in chain if each.source]
        untimed = [each.label for each in chain if not each.source]
        stages = [self._stage(list(group)) for _start, group in groupby(timed, key=lambda each: each.start_by)]
        anchor = self.plan.anchor
        stages.append(remarked(anchor.short, self.day(anchor.day)))
        yield " → ".join(stages)
        if untimed:
            text = _("其间还要办：{labels}。规则未定时长，安排几天，连同排在前面的各步就要提前几天开始")
            yield text.format(labels=listed(untimed))
        room = min(each.slack or 0 for each in chain)
        if room >= 0 and not any(each.missed for each in chain):
            yield _("整条路径还有 {n} 个工作日的余地").format(n=room) if room else _("整条路径没有余地，不能再推后")

    def _stage(self, tasks: list[Task]) -> str:
        said = []
        for task in tasks:
            day = self.day(task.start_by or self.plan.as_of)
            if task.unit:
                day = _("{length}，最迟 {day} 开始").format(length=length_words(task.length, task.unit), day=day)
            said.append(task.label + ("" if task.certain else _("〔如需要〕")) + _("（{day}）").format(day=day))
        return _("与").join(said)

    def delay(self) -> str:
        """Return how late everything is ready if started today; "" where it is ready in time."""
        needed = max((each.end_by for each in self.before if each.end_by), default=None)
        ready, lagging = self.plan.ready_on, any(not each.missed for each in self.late)
        if ready is None or needed is None or ready <= needed or not lagging:
            return ""
        text = _("照规定的时长从今天办起，最早 {ready} 备齐，晚于 {needed}；{label}宜调整")
        if not all(each.certain for each in self.late):
            text = _("如果待确认的步骤都需要，") + text
        return text.format(ready=self.day(ready), needed=self.day(needed), label=self.plan.anchor.label)

    def notes(self) -> Iterator[str]:
        """Yield what the reader must know of how the days were counted."""
        anchor = self.plan.anchor
        yield _("起始日不计入；前一步办完的当天即可开始下一步")
        if any(each.source is None for each in self.before):
            yield _("规则未定时长的步骤按 0 日计，不作推测")
        handed_in = any(each.source and not each.papers and not each.follows for each in self.plan.tasks)
        for each in self.plan.unplaced:
            said = _("{label}（{article}“{quote}”）").format(label=each.label, article=each.article, quote=each.quote)
            yield _("办理步骤里没有这个时限，没有排进计划，须自行核对：{said}").format(said=said)
        if self.before and anchor.ready_by.day != anchor.day and not handed_in:
            day, unset = self.day(anchor.ready_by.day), _("规则未定报送时限，") if not self.plan.unplaced else ""
            yield unset + _("按{short}前一个工作日（{day}）备齐计").format(short=anchor.short, day=day)
        if any(each.provisional for each in self.open):
            yield _("“暂定”的日期待放假通知公布后可能变动，已按靠前的一天推算")
        reasons = dict.fromkeys(each.note for each in self.open if each.note)
        yield from (each for each in reasons if not any(other in each for other in reasons if other != each))

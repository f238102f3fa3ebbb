"""One case from its first question to its report: questions, then papers, then dates."""

import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence

from clerkcheck.cases.labels import status_labels
from clerkcheck.cases.register import paper_stem
from clerkcheck.checking.pages import Page
from clerkcheck.conditions.readings import sources_of
from clerkcheck.desk.answer_words import answer_words
from clerkcheck.desk.paper_fields import field_text, typed_channels
from clerkcheck.desk.reasons import asking_for_paper, sources, waiting_for
from clerkcheck.desk.session import Session
from clerkcheck.desk.ticks import PageTicks
from clerkcheck.i18n import _, labelled, linked, listed
from clerkcheck.line.talk import Talk, line_width
from clerkcheck.packs.reading_labels import source_words
from clerkcheck.reading.characters import printable
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.typed_answers import flags_of, picked, split, typed_number
from clerkcheck.reading.typed_dates import typed_date
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.next_step import next_line
from clerkcheck.reports.sheet_text import render_text
from clerkcheck.reports.verdict import Verdict


class Walk:
    """One case from its first question to its report."""

    def __init__(self, session: Session, talk: Talk) -> None:
        self.session, self.talk = session, talk
        self.visited: list[Page] = []
        self.seen: set[str] = set()  # papers and dates asked already

    def run(self) -> None:
        """Ask until no answer can change the report, then print it."""
        self.talk.say(self.session.case.title)
        self.talk.say(_("每题输入序号后回车。? 为什么问，0 不清楚，b 上一题，q 存好离开"))
        again = True
        while again:
            again = self.questions() and self.papers() and self.dates() and self.session.page is not None
            again = again or self.stepping_back
        self.session.look(leaving=True)
        self.tell_notice()
        self.report()

    stepping_back = False  # b was answered to the first paper or date

    def report(self) -> None:
        """Print the whole verdict as the sheet has it; last, in view, how it came out, what next, and how to print."""
        verdict, path = Verdict(self.session.report, self.session.pack), self.session.path
        self.talk.say()
        self.talk.raw(render_text(verdict, width=line_width()))
        self.talk.say()
        self.talk.say(labelled(_("结论"), verdict_so_far(self.session)))
        for line in next_line(verdict):
            self.talk.say(labelled(line.label, line.text))
        paper = paper_stem(path, self.session.case.title) + _("-送审自查表.docx")
        command = subprocess.list2cmdline if sys.platform == "win32" else shlex.join
        printing = command(["clerkcheck", "check", path, "-o", paper])
        self.talk.raw(printable(labelled(_("打印自查表"), printing)))
        self.talk.raw(printable(_("存在 {path}").format(path=self.session.path)))

    # --- questions

    def questions(self) -> bool:
        """Ask every page that can still matter; True when there are none left."""
        page = self.visited.pop() if self.stepping_back and self.visited else self.session.page
        self.stepping_back = False
        while page is not None:
            if self.ask_page(page):
                self.visited.append(page)
                page = self.session.page
            elif self.visited:
                page = self.visited.pop()
            else:
                self.talk.say(_("这是第一题"))
        return True

    def ask_page(self, page: Page) -> bool:
        """Ask one page until it is answered (True), or the one before is wanted (False)."""
        self.show_page(page)
        return self.until_done(
            self.page_prompt(page), lambda text: self.answer_page(page, text), lambda: self.why(page)
        )

    def until_done(self, prompt: str, take: Callable[[str], None], why: Callable[[], None]) -> bool:
        """Prompt until an answer is taken; False for b."""
        while True:
            text = self.talk.key(prompt)
            if text == "b":
                return False
            if text == "?":
                why()
                continue
            try:
                take(text)
            except ValueProblem as problem:
                self.talk.problem(problem)
            except InputError as error:
                self.talk.say(error.message + (_("。{remedy}").format(remedy=error.remedy) if error.remedy else ""))
            else:
                self.tell_notice()
                return True

    def tell_notice(self) -> None:
        """Say what the last save has to say, such as a read-only folder."""
        notice = self.session.take_notice()
        if notice:
            self.talk.say(_("请留意：{notice}").format(notice=notice))

    def show_page(self, page: Page) -> None:
        """Print a page's question and what may be answered."""
        session, talk = self.session, self.talk
        talk.say()
        entry = session.fact(page.facts[0])
        if page.multi:
            groups = dict.fromkeys(session.fact(fact).group for fact in page.facts)
            talk.say(_("【{group}】下列哪些适用？其余均不涉及").format(group=listed(groups)))
            ticks = PageTicks(session, page)
            for number, fact in enumerate(page.facts, 1):
                express = _("（要明确：是填 {n}，否填 {n}-）").format(n=number) if fact in ticks.left else ""
                if express and fact in ticks.in_title:
                    words = _("（标题里写了“{word}”，要明确：是填 {n}，否填 {n}-）")
                    express = words.format(word=ticks.in_title[fact], n=number)
                talk.say(session.fact(fact).label + express + self.mark(fact), first=f"  {number} ", rest="    ")
            return
        talk.say(_("【{group}】{text}").format(group=page.group, text=entry.question or entry.label))
        if entry.help:
            talk.say(entry.help, first=_("  说明："), rest=" " * 8)
        for number, label in enumerate(entry.of.values(), 1):
            talk.say(label, first=f"  {number:>2} ", rest="     ")
        if self.answered(page):
            value = session.case.facts.get(entry.id)
            talk.say(_("  现在：{value}").format(value=answer_words(entry, value)))

    def mark(self, fact: str) -> str:
        """How a yes/no fact was answered before."""
        if fact in self.session.unsure:
            return _("（上次：不清楚）")
        if fact not in self.session.case.facts:
            return ""
        return _("（上次：适用）") if self.session.case.facts[fact] else _("（上次：不涉及）")

    def answered(self, page: Page) -> bool:
        """Whether the page is one gone back to: all of it was answered or left open before."""
        return all(fact in self.session.case.facts or fact in self.session.unsure for fact in page.facts)

    def page_prompt(self, page: Page) -> str:
        """What may be typed, in a line that fits."""
        kept = self.answered(page)
        entry = self.session.fact(page.facts[0])
        if page.multi:
            if kept:
                return _("序号如 1 3 5，回车 不改，- 都不涉及 > ")
            return _("序号如 1 3 5，回车 {recorded} > ").format(recorded=PageTicks(self.session, page).enter_words())
        if entry.type == "choices":
            return _("序号如 1 3，回车 不改 > ") if kept else _("序号如 1 3 > ")
        if entry.of:
            return _("序号，回车 不改 > ") if kept else _("序号 > ")
        return _("数字，回车 不改 > ") if kept else _("数字，回车 不清楚 > ")

    def answer_page(self, page: Page, text: str) -> None:
        """Take an answer; raises ValueProblem or InputError for one that cannot be, and nothing has changed."""
        if not text and self.answered(page):
            return
        entry = self.session.fact(page.facts[0])
        if page.multi:
            self.answer_flags(page, text)
        elif not entry.of:
            self.session.answer(entry.id, typed_number(text, entry.type, entry.least) if text else "unknown")
        elif text == "0":
            self.session.answer(entry.id, "unknown")
        elif entry.type == "choices":
            places = [picked(part, len(entry.of)) for part in split(text)] or [picked("", len(entry.of))]
            self.session.answer(entry.id, [list(entry.of)[place - 1] for place in dict.fromkeys(places)])
        else:
            self.session.answer(entry.id, list(entry.of)[picked(text, len(entry.of)) - 1])

    def answer_flags(self, page: Page, text: str) -> None:
        """Take the answer to a multi-select, and say what it leaves open that was not meant to be."""
        ticks = PageTicks(self.session, page)
        ticks.take(flags_of(text, page.facts))
        ticks.save()
        if ticks.left:
            labels = listed(self.session.fact(fact).label for fact in ticks.left)
            self.talk.say(_("  记作未答（答“否”要明说，b 回去改）：{labels}").format(labels=labels))

    def why(self, page: Page) -> None:
        """Say for each fact of a page which articles wait for it, in their words, and what counts as what."""
        for number, fact in enumerate(page.facts, 1):
            entry = self.session.fact(fact)
            head = f"{number} {entry.label}" if page.multi else entry.label
            self.talk.say(
                head + (_("：{help}").format(help=entry.help) if page.multi and entry.help else ""),
                first="  ",
                rest="    ",
            )
            self.sources(waiting_for(self.session, fact))

    def sources(self, clauses: Sequence[str]) -> None:
        """Print the articles of clauses with their operative words, each once."""
        for source in sources(self.session, clauses):
            self.talk.say(source, first="    ", rest="    ")

    # --- papers and dates

    def papers(self) -> bool:
        """Ask for each paper that matters and was not asked for yet; False when the questions are wanted again."""
        papers = [each for each in self.session.papers if each not in self.seen]
        if not self.each(papers, _("要件：1 已有，2 缺，0 待定，回车 不改"), self.ask_paper):
            return False
        parts = [each for each in self.paper_parts() if each not in self.seen]
        return self.each(parts, _("要件的日期、发布渠道：回车 不改，- 清除"), self.ask_part)

    def paper_parts(self) -> list[str]:
        """The dates and channels of papers, named as in a condition, that a question left open waits for."""
        return [f"papers.{each.id}.{each.part}" for each in self.session.report.questions if each.part]

    def ask_part(self, name: str) -> bool:
        """Ask for the date or the channels of a paper; a dash takes them away. Return whether it is settled."""
        session, source = self.session, sources_of(name)[0]

        def take(text: str) -> None:
            """Set or clear the part as typed; raises ValueProblem for what cannot be read."""
            if text == "-":
                session.set_paper_part(source.id, source.part, None)
            elif text and source.part == "date":
                found = typed_date(text, session.today.year)
                session.set_paper_part(source.id, "date", found.isoformat())
                self.talk.say(f"  {spelled(found)}")
            elif text:
                session.set_paper_part(source.id, "channel", typed_channels(session, text))

        def why() -> None:
            """Say which articles wait for it."""
            self.sources(tuple(each for found in session.report.questions if found.part for each in found.clauses))

        now = field_text(session, source.id, source.part) or _("没填")
        label = source_words(source, session.pack.vocabulary)
        self.talk.say(_("{label}（现在：{now}）").format(label=label, now=now), rest="  ")
        if source.part == "channel":
            self.talk.say(listed(session.pack.vocabulary.channels.values()), first="  ", rest="  ")
        return self.until_done("  > ", take, why)

    def dates(self) -> bool:
        """Ask for each date that matters and was not asked for yet; False when the questions are wanted again."""
        dates = [each for each in self.session.dates if each not in self.seen]
        return self.each(dates, _("日期：如 2026-12-10 或 12-10，回车 不改，- 清除"), self.ask_date)

    def each(self, names: list[str], heading: str, ask: Callable[[str], bool]) -> bool:
        """Ask for one thing after the other; b goes one back, from the first one to the questions."""
        if names:
            self.talk.say()
            self.talk.say(heading)
        place = 0
        while place < len(names):
            if ask(names[place]):
                self.seen.add(names[place])
                place += 1
            elif place:
                place -= 1
            elif self.visited:
                self.stepping_back = True
                return False
            else:
                self.talk.say(_("前面没有了"))
        return True

    def ask_paper(self, paper: str) -> bool:
        """Ask for the state of one paper; its date, number and issuer stay as they are."""
        session = self.session
        now = status_labels()[session.paper_status(paper)]
        help_ = session.pack.vocabulary.material_help.get(paper, "")

        def take(text: str) -> None:
            """Set the state by its number; an empty line leaves it."""
            if text:
                session.set_paper_status(paper, ("unknown", "done", "missing")[picked(text, 2, least=0)])

        def why() -> None:
            """Say what the paper is, and which articles ask for it."""
            if help_:
                self.talk.say(help_, first="  ", rest="  ")
            self.sources(asking_for_paper(session, paper))

        self.talk.say(
            _("{label}（现在：{now}）").format(label=session.pack.vocabulary.materials[paper], now=now), rest="  "
        )
        return self.until_done("  1/2/0 > ", take, why)

    def ask_date(self, event: str) -> bool:
        """Ask for the day of ``event``, an id of the vocabulary; a dash takes it away. Return whether it is settled."""
        session = self.session
        label, use = session.pack.vocabulary.dates[event], session.dates[event]
        day = session.case.dates.get(event)

        def take(text: str) -> None:
            """Set or clear the day as typed; raises ValueProblem for what cannot be read."""
            if text == "-":
                session.set_date(event, None)
            elif text:
                found = typed_date(text, session.today.year)
                session.set_date(event, found)
                self.talk.say(f"  {spelled(found)}")

        def why() -> None:
            """Say which articles count from it."""
            self.sources(use.clauses)

        said = _("{label}（现在：{now}）") if use.certain else _("{label}（现在：{now}；只是可能用到）")
        self.talk.say(said.format(label=label, now=spelled(day) if day else _("没填")))
        return self.until_done("  > ", take, why)


def verdict_so_far(session: Session) -> str:
    """Return the verdict of what has been answered, and how much is open."""
    verdict = Verdict(session.report, session.pack)
    return linked([verdict.outcome_word, verdict.summary()])

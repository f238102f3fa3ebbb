"""A batch run: every case read, judged and written, one after the other, until the end or until it is stopped."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from clerkcheck.batch.results.writer import ResultWriter
from clerkcheck.batch.results.writers import ending_of, writer_for
from clerkcheck.batch.resume import Done, RunBasis, drop_record, fingerprint, leave_record, read_record
from clerkcheck.batch.sources.items import BatchItem
from clerkcheck.batch.sources.source_files import PackUse, Sources
from clerkcheck.batch.titles import Titles
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.checking.check import check
from clerkcheck.checking.counting import counted
from clerkcheck.clock import today
from clerkcheck.i18n import _
from clerkcheck.packs.counted import counted_facts
from clerkcheck.reading.characters import printable
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import Beside, refuse_input
from clerkcheck.reading.written_values import real_date
from clerkcheck.reports.states import UNREADABLE


class Job(NamedTuple):
    """What is to be done. ``as_of`` None: the day of the run that is resumed, or today."""

    sources: Sources
    output: str
    calendar: WorkCalendar
    as_of: date | None
    fail_on: str
    resume: bool


class Summary(NamedTuple):
    """What came of it: how many cases by outcome (and ``unreadable``), whether it was interrupted, and the day judged.

    ``notes``: what there is to say of the cases beside their verdicts.
    """

    counts: Counter[str]
    interrupted: bool
    as_of: date
    notes: tuple[str, ...] = ()


class Watcher:
    """Told of what happens; does nothing itself."""

    def judged(self, outcome: str, number: int = 1) -> None:
        """So many more cases have come out as ``outcome`` (or ``unreadable``)."""

    def failed(self, error: InputError) -> None:
        """Take the error over a case, sheet or file that could not be read."""


def run(job: Job, watcher: Watcher) -> Summary:
    """Run the job one case after the other and put its result in place, whole.

    Raises InputError where it cannot begin or the result cannot be written. After Ctrl-C the result holds what had been
    done, and a record beside it lets ``resume`` go on.
    """
    return BatchRun(job, watcher).run()


class BatchRun:
    """One run: what has been counted so far, on which day cases are judged, and whether it has been asked to stop."""

    def __init__(self, job: Job, watcher: Watcher) -> None:
        """Find out where an interrupted run had come to; raises InputError where this one cannot begin."""
        refuse_own_input(job)
        self.job, self.watcher = job, watcher
        sources, given = job.sources, job.sources.pack
        self.basis = RunBasis(
            {
                "pack": given.id if given else "",
                "fail_on": job.fail_on,
                "kind": sources.rules.kind or "",
                "headings": fingerprint(sources.office_entries()),
            },
            job.calendar.layers,
            {PackUse(): given} if given else {},
            fingerprint(sources.settled()),
        )
        self.done = read_record(job.output, sources.files, self.basis, sources.loader) if job.resume else None
        self.as_of = job.as_of or (real_date(self.done.as_of) if self.done else today())
        if self.done and self.done.as_of != self.as_of.isoformat():
            raise InputError(_("上次是按 {day} 查的").format(day=self.done.as_of), Place("--as-of"), _("删去 --as-of"))
        self.counts = Counter(self.done.counts) if self.done else Counter()
        self.titles = Titles()
        self.provisional = 0  # cases with a deadline on a day that no notice has settled
        self.stopped: list[int] = []

    def run(self) -> Summary:
        """Judge what is left, write the result beside its place, and put it there; see :func:`run` for errors."""
        output = self.job.output
        beside = Beside(output)
        opening = writer_for(ending_of(output), self.job.fail_on)
        with stopping() as self.stopped, beside.replacing():
            writer = opening(beside.path)
            if self.done:
                writer.carry(output)
            self.judge_all(writer, self.done.number if self.done else 0)
            writer.close()
            if self.stopped:
                so_far = Done(self.counts.total(), self.as_of.isoformat(), self.counts)
                packs = {**self.basis.packs, **self.job.sources.packs}
                leave_record(output, beside.path, self.job.sources.files, self.basis._replace(packs=packs), so_far)
        if not self.stopped:
            drop_record(output)
        return Summary(self.counts, bool(self.stopped), self.as_of, self._notes())

    def _notes(self) -> tuple[str, ...]:
        """What there is to say of the cases; of the files the sources tell."""
        earlier = [_("接着查的：没有和中断以前查的比对题名")] if self.done else []
        return (*self.job.sources.notes, *map(printable, self.titles.notes()), *earlier, *self._provisional_note())

    def _provisional_note(self) -> list[str]:
        """That days are provisional, and how that ends."""
        if not self.provisional:
            return []
        text = _("{n} 件有期限是暂定的，写的是稳妥的一天；通知公布后运行 clerkcheck calendar import 通知.txt，再查一次")
        return [text.format(n=self.provisional)]

    def judge_all(self, writer: ResultWriter, skip: int) -> None:
        """Judge and write every case but the first ``skip``, until the end or until asked to stop."""
        self.judge_items(self.job.sources.items(skip), writer)

    def judge_items(
        self, items: Iterator[BatchItem], writer: ResultWriter, rest: Callable[[], Iterable[BatchItem]] = tuple
    ) -> None:
        """Judge and write some cases, until the end or until asked to stop; ``rest``: as :func:`counted` has it.

        Raises InputError where a run is resumed whose cases are to be counted: those before are not read any more.
        """
        counts, judged, judge = self.counts, self.watcher.judged, self._judge
        for item in counted(items, rest):
            if self.done and item.pack is not None and counted_facts(item.pack):
                message = _("规则包有按会议、按年数出来的件数，不能接着查")
                raise InputError(message, Place("--resume"), _("删去 --resume，从头查"))
            outcome = judge(item, writer)
            counts[outcome] += 1
            judged(outcome)
            if self.stopped:
                return

    def _judge(self, item: BatchItem, writer: ResultWriter) -> str:
        """Judge and write one case; return its outcome."""
        case, pack, error = item.case, item.pack, item.error
        if case is not None and pack is not None:
            try:
                report = check(case, pack, self.job.calendar, self.as_of, questions=writer.questions)
                writer.write(item, report)
                self.titles.add(item.where, [(item.where.row, case.title)])
                self.provisional += any(each.provisional for each in report.deadlines)
                return report.outcome
            except InputError as problem:  # a date so far away that its period ends beyond year 9999
                error = InputError(problem.message, item.where.place(), problem.remedy)
        if error is not None:
            self.watcher.failed(error)
        writer.write(item._replace(case=None, pack=None, error=error), None)
        return UNREADABLE


def refuse_own_input(job: Job) -> None:
    """Raise InputError where the result would replace a file that is to be read."""
    for file in job.sources.files:
        if os.path.exists(job.output) and os.path.samefile(file.path, job.output):
            raise InputError(_("输出文件就是要查的文件，没有写"), Place(job.output), _("换一个文件名"))
    refuse_input(job.output)


@contextmanager
def stopping() -> Iterator[list[int]]:
    """Yield a list that is filled when Ctrl-C (or a request to end) comes, so that a row is never cut in half.

    A second Ctrl-C interrupts at once.
    """
    asked: list[int] = []

    def note(number: int, _frame: Any) -> None:
        """Handle a signal: note the first, interrupt at the second."""
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""Which engine judges a run: column by column where that is possible, else one case after the other.

The columnar engine (extra ``batch``) takes tables, whichever packs their rows name, and gives one row a case, in words
(.csv) or in ids (.parquet); full reports and single findings need the plain one. Both write the same rows.
"""

from collections import Counter, deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from heapq import merge
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Any

from clerkcheck.batch.frames.not_columnar import NotColumnar
from clerkcheck.batch.results.writers import ending_of
from clerkcheck.batch.running import BatchRun, Job, Summary, Watcher, run
from clerkcheck.batch.sources.items import BatchItem, Kept, Where
from clerkcheck.batch.sources.source_files import SourceFile
from clerkcheck.batch.sources.source_sheet import Sheet, Unread, opened
from clerkcheck.batch.sources.table_files import TABLES
from clerkcheck.batch.sources.table_rows import Skip
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Pack
from clerkcheck.reading.characters import printable
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.states import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from polars import DataFrame

    from clerkcheck.batch.frames.table_judge import JudgedBatch, TableJudge

ENGINES = ("auto", "plain", "columnar")
_NEEDED = ("polars", "narwhals", "pyarrow")
# Bytes of tables, about four thousand cases, from which on loading Polars costs less than it saves.
WORTHWHILE = 1 << 20
_PACKED = 2  # how much larger a workbook or Parquet file would be as .csv


def judge(job: Job, watcher: Watcher, engine: str = "auto") -> Summary:
    """Run the job with the engine asked for (``ENGINES``); raises InputError where that one cannot do it.

    ``auto`` judges each table by columns where it can and where that pays, and everything else case by case.
    """
    why_not = _hindrance(job)
    if engine == "columnar" and why_not:
        raise _not_columnar(why_not, "--engine")
    if engine == "plain" or why_not or (engine == "auto" and _bytes(job) < WORTHWHILE):
        return run(job, watcher)
    return _ColumnarRun(job, watcher, strict=engine == "columnar").run()


def _hindrance(job: Job) -> str:
    """Why a run cannot go column by column, or "" where it can."""
    if any(find_spec(name) is None for name in _NEEDED):
        return _("没有装 clerkcheck[batch]")
    if all(file.ending not in TABLES for file in job.sources.files):
        return _("只能算表格：{endings}").format(endings=listed(TABLES))
    if any(office.step for _folder, office in job.sources.settled()):  # what is counted later is told case by case
        return _("办公室文件写了 step，要逐件算")
    return "" if ending_of(job.output) in (".csv", ".parquet") else _("结果只能是 .csv 或 .parquet")


def _bytes(job: Job) -> int:
    """About how large the run's tables are as .csv."""
    tables = (file for file in job.sources.files if file.ending in TABLES)
    return sum(file.size * (1 if file.ending == ".csv" else _PACKED) for file in tables)


def _not_columnar(why: object, where: str) -> InputError:
    remedy = _("用 --engine auto：能按列的按列，其余逐件算")
    return InputError(_("不能按列算：{why}").format(why=why), Place(where), remedy)


class _ColumnarRun(BatchRun):
    """A run whose tables are judged some tens of thousands of rows at a time. ``strict``: none of them otherwise."""

    def __init__(self, job: Job, watcher: Watcher, *, strict: bool) -> None:
        """Take the job and what is told of it, as a :class:`BatchRun` does; raises InputError as it does."""
        super().__init__(job, watcher)
        self.strict = strict

    def judge_all(self, writer: Any, skip: int) -> None:
        """Judge every file; stops between two portions. The file in which a resumed run begins goes case by case."""
        left, sources = Skip(skip), self.job.sources
        waiting = deque(sources.files)

        def rest() -> "Iterator[BatchItem]":
            """The cases of all files still to come, which are counted with those before."""
            while waiting:
                yield from sources.items_of(waiting.popleft(), Skip(0))

        while waiting:
            file = waiting.popleft()
            done = 0 if left.left or file.ending not in TABLES else self._by_columns(file, writer)
            if done is not None and not self.stopped:
                self.judge_items(sources.items_of(file, left if left.left else Skip(done)), writer, rest)
            file.meter.part = 1.0
            if self.stopped:
                return

    def _by_columns(self, file: SourceFile, writer: Any) -> int | None:
        """Judge a table; return None where it is done, else after how many cases it must go on case by case."""
        before = self.counts.total()
        try:
            for where, batch in self._batches(file):
                self._take(writer, where, batch)
                if self.stopped:
                    return None
        except NotColumnar as reason:
            if self.strict:
                raise _not_columnar(reason, file.path) from None
        except InputError:  # what cannot be read is said there
            pass
        else:
            return None
        return self.counts.total() - before

    def _batches(self, file: SourceFile) -> "Iterator[tuple[Where, JudgedBatch]]":
        """The judged portions of a file's tables, each with where the table stands."""
        try:
            for judge in self._tables(file):
                for batch in judge.batches():
                    if batch.parts or batch.errors:  # not of empty lines alone
                        yield judge.where, batch
                self.job.sources.finished(judge.reader)
        except (NotColumnar, InputError):
            raise
        except Exception as error:  # whatever it is, case by case it is met again and told
            raise NotColumnar(repr(error)) from error

    def _tables(self, file: SourceFile) -> "Iterator[TableJudge]":
        """The tables of a file: a usual CSV is read in columns, too, everything else row by row."""
        with ThreadPoolExecutor(1) as reading:
            sheets = self.job.sources.sheets(file)
            first = None
            if file.ending != ".csv":  # read while the imports below are under way, a second table where it is wanted
                file.meter.asked = True
                first = reading.submit(next, sheets, None)
                first.add_done_callback(lambda _done: file.meter.alone.set())
                file.meter.alone.wait()
            yield from self._judges(file, chain(_result(first), sheets))

    def _judges(self, file: SourceFile, tables: "Iterable[Sheet | Unread]") -> "Iterator[TableJudge]":
        from clerkcheck.batch.frames.csv_frames import CsvJudge
        from clerkcheck.batch.frames.pack_judge import JudgingContext
        from clerkcheck.batch.frames.sheet_frames import SheetJudge, rehearsed

        words, sources = ending_of(self.job.output) == ".csv", self.job.sources
        context = JudgingContext(sources.rules, self.job.calendar, self.as_of, words)
        with opened(file.path):
            if file.ending == ".csv":
                with suppress(NotColumnar):  # a heading above the header, another encoding
                    yield CsvJudge(file.path, context, file.meter)
                    return
            rehearsal = rehearsed(file.meter.head, context)
            for sheet in tables:
                judge = SheetJudge(sources.reader(sheet), context)
                judge.take_over(rehearsal)
                yield judge

    def _take(self, writer: Any, where: Where, batch: "JudgedBatch") -> None:
        """Write a portion and count it."""
        counts: Counter[str] = Counter({UNREADABLE: len(batch.errors)})
        for pack, frame in batch.parts:
            counts.update(dict(frame["outcome"].value_counts().iter_rows()))
            self.provisional += provisional_in(frame, pack)
        writer.write_frames(*portion(batch, where))
        if not self.titles.full:
            told = [zip(frame["row"].to_list(), frame["title"].to_list(), strict=True) for _pack, frame in batch.parts]
            self.titles.add(where, merge(*told))
        for _row, error, _kept in batch.errors:
            self.watcher.failed(error)
        for outcome, number in counts.items():
            if number:
                self.watcher.judged(outcome, number)
        self.counts.update(counts)


def _result(waited_for: "Future[Sheet | Unread | None] | None") -> "Iterator[Sheet | Unread]":
    """What comes of it, once it is asked for; nothing where there is nothing."""
    found = waited_for.result() if waited_for is not None else None
    if found is not None:
        yield found


def provisional_in(frame: "DataFrame", pack: Pack) -> int:
    """Return of how many rows some deadline is provisional."""
    import polars as pl

    columns = [f"provisional_{clause.id}" for clause in pack.deadlines()]
    return frame.select(pl.any_horizontal(columns).sum()).item() or 0 if columns else 0


def portion(batch: "JudgedBatch", where: Where) -> "tuple[list[tuple[Pack, DataFrame]], DataFrame]":
    """Return the frames of a portion, and one of its unreadable rows, with the columns that say where they stood."""
    import polars as pl

    source, sheet = pl.lit(printable(where.source)), pl.lit(printable(where.sheet) or None, dtype=pl.String)
    stood = [pl.col("row").cast(pl.Int64), source.alias("source"), sheet.alias("sheet")]
    bad = [(number, str(error), *(each or None for each in kept)) for number, error, kept in batch.errors]
    texts: dict[str, Any] = dict.fromkeys(("error", *Kept._fields), pl.String)
    errors = pl.DataFrame(bad, schema={"row": pl.Int64, **texts}, orient="row")
    parts = [(pack, frame.with_columns(*stood, pl.lit(pack.called).alias("pack"))) for pack, frame in batch.parts]
    return parts, errors.with_columns(*stood)


def judge_on_spark(source: str, result: str, pack: Pack, calendar: WorkCalendar, as_of: date) -> Counter[str]:
    """Judge a folder of Parquet on Spark and return how many cases came out how; raises InputError."""
    from clerkcheck.columnar.spark import judge_spark, spark_session

    judge_spark(source, result, pack, calendar, as_of)
    rows = spark_session().read.parquet(result).groupBy("outcome").count().collect()
    return Counter({row["outcome"] or UNREADABLE: row["count"] for row in rows})

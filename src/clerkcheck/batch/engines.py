"""Which engine judges a run: column by column where that is possible, else one case after the other.

The columnar engine (extra ``batch``) takes a CSV in UTF-8 whose cases are all of one pack, and gives a Parquet table of
verdicts, which needs no sentences. Both engines write the same rows.
"""

from collections import Counter
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from clerkcheck.batch.items import RowProblem
from clerkcheck.batch.running import UNREAD, Job, Run, Summary, Watcher, run
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError, InputErrors, Place

if TYPE_CHECKING:
    from clerkcheck.batch.columnar_csv import JudgedBatch

ENGINES = ("auto", "plain", "columnar")
_NEEDED = ("polars", "narwhals", "pyarrow")
_SAMPLE = 1 << 20  # bytes read to estimate how many rows a file has


def judge(job: Job, watcher: Watcher, engine: str = "auto") -> Summary:
    """Run the job with the engine asked for (``ENGINES``); raises InputError where that one cannot do it."""
    why_not = _hindrance(job)
    if engine == "columnar" and why_not:
        raise InputError(_("不能按列算：{why}").format(why=why_not), Place("--engine"), _("用 --engine auto"))
    if engine == "plain" or why_not:
        return run(job, watcher)
    from clerkcheck.batch.columnar_csv import NotColumnar

    try:
        return _Columns(job, watcher).run()
    except NotColumnar as reason:
        if engine == "columnar":
            raise InputError(
                _("这份表不能按列算：{why}").format(why=reason), Place("--engine"), _("用 --engine auto")
            ) from None
    except InputErrors:  # headings that cannot be placed
        if engine == "columnar":
            raise
    return run(job, watcher)


def _hindrance(job: Job) -> str:
    """Why a run cannot go column by column, or "" where it can."""
    endings = {file.ending for file in job.sources.files}
    if any(find_spec(name) is None for name in _NEEDED):
        return _("没有装 clerkcheck[batch]")
    if endings != {".csv"} or not job.output.lower().endswith(".parquet"):
        return _("只能由 .csv 到 .parquet")
    if job.sources.pack is None:
        return _("要用 --pack 指明规则包")
    return _("接着查的按件算") if job.resume else ""


class _Columns(Run):
    """A run whose cases are judged some tens of thousands at a time."""

    def judge_all(self, writer: Any, skip: int) -> None:  # noqa: ARG002 - a resumed run goes case by case
        """Judge every file; stops between two portions."""
        for file in self.job.sources.files:
            rows = _estimated_rows(file.path, file.size)
            for batch in self._batches(file.path):
                last = self._take(writer, file.path, batch)
                file.meter.part = min(1.0, last / rows)
                if self.stopped:
                    return
            file.meter.part = 1.0

    def _batches(self, path: str) -> Any:
        from clerkcheck.batch.columnar_csv import CsvJudge

        assert self.job.sources.pack is not None
        return CsvJudge(path, self.job.sources.pack, self.job.calendar, self.as_of).batches()

    def _take(self, writer: Any, path: str, batch: "JudgedBatch") -> int:
        """Write a portion and count it; return its last row's number."""
        pack = self.job.sources.pack
        assert pack is not None
        frame = portion(batch, path, pack.id)
        writer.write_table(frame.to_arrow(), pack)
        for error in batch.errors:
            self.watcher.failed(error)
        counts: Counter[str] = Counter()
        for outcome, number in frame["outcome"].value_counts().iter_rows():
            counts[outcome or UNREAD] += number
        for outcome, number in counts.items():
            self.watcher.judged(outcome, number)
        self.counts.update(counts)
        last: int = frame["row"].max() or 0
        return last


def portion(batch: "JudgedBatch", path: str, pack_id: str) -> Any:
    """Return a portion as a Polars frame with the columns of a result table, the unreadable rows in their places."""
    import polars as pl

    far = pl.when(pl.col("outcome").is_null()).then(pl.lit(_("有的日期太远，推算超出公元 9999 年")))
    cases = batch.cases.with_columns(
        pl.col("row").cast(pl.Int64), pl.lit(pack_id).alias("pack"), far.otherwise(None).alias("error")
    )
    bad = [(each.where.row, str(each)) for each in batch.errors if isinstance(each, RowProblem)]
    errors = pl.DataFrame(bad, schema={"row": pl.Int64, "error": pl.String}, orient="row")
    return pl.concat([cases, errors], how="diagonal").sort("row").with_columns(pl.lit(path).alias("source"))


def _estimated_rows(path: str, size: int) -> float:
    with open(path, "rb") as file:
        sample = file.read(_SAMPLE)
    return max(1.0, sample.count(b"\n") * size / max(1, len(sample)))


def judge_on_spark(source: str, result: str, pack: Pack, calendar: WorkCalendar, as_of: date) -> Counter[str]:
    """Judge a folder of Parquet on Spark and return how many cases came out how; raises InputError."""
    from clerkcheck.batch.spark import judge_spark, spark_session

    judge_spark(source, result, pack, calendar, as_of)
    rows = spark_session().read.parquet(result).groupBy("outcome").count().collect()
    return Counter({row["outcome"] or UNREAD: row["count"] for row in rows})

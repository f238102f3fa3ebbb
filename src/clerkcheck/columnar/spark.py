"""More than one machine: the columns of :mod:`clerkcheck.columnar.judging` on PySpark (extra ``spark``).

The expressions are the very same; Spark spreads the rows over its workers. Which cluster is Spark's own configuration.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.columnar.due_columns import DueBook, DueTable, due_table
from clerkcheck.columnar.engine import DueColumns, DueRules
from clerkcheck.columnar.exprs import Expr
from clerkcheck.columnar.judging import ColumnJudge
from clerkcheck.columnar.texts import Joined, text_of
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.verdict_row import date_column


class SparkEngine:
    """Start dates are collected to the driver; the due dates go back to every worker as a small table."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def with_dues(
        self, frame: nw.LazyFrame[Any], rules: DueRules, book: DueBook, /
    ) -> tuple[nw.LazyFrame[Any], DueColumns]:
        """Return the frame with due dates joined by their start, and the columns they stand in."""
        from pyspark.sql.functions import broadcast, collect_set

        native, found = frame.to_native(), {}
        keys = [date_column(name) for name in rules]
        starts = native.agg(*(collect_set(key).alias(key) for key in keys)).collect()[0]
        for (name, of_date), key in zip(rules.items(), keys, strict=True):
            table = due_table(book, name, of_date, sorted(starts[key]))
            native = native.join(broadcast(self._frame(table)), on=key, how="left")
            found[name] = table.names
        return nw.from_native(native), found

    def with_columns(self, frame: nw.LazyFrame[Any], exprs: Sequence[Expr], /) -> nw.LazyFrame[Any]:
        """Return the frame with the expressions as columns."""
        return frame.with_columns(*(each.made(nw) for each in exprs))

    def with_texts(self, frame: nw.LazyFrame[Any], texts: Mapping[str, Joined], /) -> nw.LazyFrame[Any]:
        """Return the frame with texts looked up by their numbers."""
        return self.with_columns(frame, [text_of(joined).alias(name) for name, joined in texts.items()])

    def _frame(self, table: DueTable) -> Any:
        from pyspark.sql.types import BooleanType, DateType, StructField, StructType

        kinds = {name: BooleanType() if name.endswith("_provisional") else DateType() for name in table.columns}
        schema = StructType([StructField(name, kind) for name, kind in kinds.items()])
        return self._session.createDataFrame(list(zip(*table.columns.values(), strict=True)), schema)


def judge_spark_frame(
    frame: Any,
    pack: Pack,
    calendar: WorkCalendar,
    as_of: date,
    *,
    keep: Sequence[str] | None = None,
    statuses: bool = False,
) -> Any:
    """Return a Spark frame of cases with their verdict columns; as ``columnar.polars.judge_table``.

    Spark keeps no order of rows: keep a column that tells them apart. Raises InputError for a column of the wrong type.
    """
    engine = SparkEngine(frame.sparkSession)
    columnar = ColumnJudge(pack, calendar, as_of, engine, statuses=statuses)
    return columnar.judge(nw.from_native(frame), keep).to_native()


def judge_spark(
    source: str, result: str, pack: Pack, calendar: WorkCalendar, as_of: date, *, keep: Sequence[str] | None = None
) -> None:
    """Judge a folder (or file) of Parquet wherever Spark can read it, and write the verdicts as Parquet to ``result``.

    The master and the rest come from Spark's own configuration (``spark-submit``, ``spark-defaults.conf``);
    without any it is this machine. ``keep`` names the columns of the cases to keep (all by default). A ``result``
    that is there already is refused, not written over. Raises InputError.
    """
    session = spark_session()
    if _exists(session, result):
        raise InputError(_("{path} 已经在了").format(path=result), None, _("换一个位置，或先移走它"))
    try:
        frame = session.read.parquet(source)
    except _analysis_error() as error:
        first = str(error).strip().splitlines()[0]
        raise InputError(_("读不了 {path}：{why}").format(path=source, why=first), None, _("核对位置和权限")) from None
    judge_spark_frame(frame, pack, calendar, as_of, keep=keep).write.parquet(result)


def spark_session() -> Any:
    """Return the session that runs, or one by Spark's own configuration; raises InputError without PySpark."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        remedy = _('先运行 pip install "clerkcheck[spark]"，并装好 Java 17')
        raise InputError(_("没有装 PySpark"), None, remedy) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    try:
        # The plans are too large for generated code: Spark would first try, for minutes, and then do without it.
        return SparkSession.builder.appName("clerkcheck").config("spark.sql.codegen.wholeStage", "false").getOrCreate()
    except Exception as error:  # Spark raises whatever its launcher meets: no Java, no master, no memory
        why = str(error).strip().splitlines()[0]
        raise InputError(_("Spark 起不来：{why}").format(why=why), None, _("核对 Java 17 和 Spark 的配置")) from error


def _exists(session: Any, path: str) -> bool:
    if "://" not in path:
        return os.path.exists(path)
    place = session._jvm.org.apache.hadoop.fs.Path(path)
    return bool(place.getFileSystem(session._jsc.hadoopConfiguration()).exists(place))


def _analysis_error() -> type[Exception]:
    from pyspark.errors import AnalysisException

    found: type[Exception] = AnalysisException
    return found

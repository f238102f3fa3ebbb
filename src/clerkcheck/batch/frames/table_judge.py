"""A table of cases judged in columns: while a batch of rows is judged, the next is read, and the one before written."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

import polars as pl

from clerkcheck.batch.frames.not_columnar import NotColumnar
from clerkcheck.batch.frames.pack_judge import ROW, JudgingContext, PackJudge
from clerkcheck.batch.sources.heading_map import HeadingMap
from clerkcheck.batch.sources.items import Kept
from clerkcheck.batch.sources.read_ahead import ahead
from clerkcheck.batch.sources.table_rows import TableReader
from clerkcheck.i18n import _
from clerkcheck.packs.counted import counted_facts
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError

Odd = Sequence[tuple[int, Sequence[Any]]]  # rows that need a second look: number and cells


class JudgedBatch(NamedTuple):
    """Some rows of a table: for each pack a frame of ``row``, ``title``, ``unit``, ``kind``, ``own`` and the verdicts.

    And the numbers of the rows that could not be read, with what is wrong and what could be read.
    """

    parts: list[tuple[Pack, pl.DataFrame]]
    errors: list[tuple[int, InputError, Kept]]


class TableJudge:
    """Judges one table. A subclass reads it."""

    def __init__(self, reader: TableReader, context: JudgingContext) -> None:
        """Take what understands the table; its rows are for the subclass."""
        self.reader = reader
        self.where, self.context, self.width = reader.where, context, len(reader.header)
        self.judges: dict[int, PackJudge] = {}  # by the identity of the pack: two folders may hold packs of one id

    def batches(self) -> Iterator[JudgedBatch]:
        """Judge the rows in order; raises NotColumnar, InputError where the table cannot be read on."""
        judged: deque[Future[JudgedBatch]] = deque()
        self.prepare()
        with ThreadPoolExecutor(1) as judging, ThreadPoolExecutor(1) as reading:
            for judge in self.judges.values():
                judging.submit(judge.query)
            for piece in ahead(self.pieces(), reading):
                judged.append(judging.submit(self._judged, *self.sorted_out(piece)))
                if len(judged) > 1:
                    yield judged.popleft().result()
            while judged:
                yield judged.popleft().result()

    def pieces(self) -> Iterator[Any]:
        """Yield some rows after the other, as :meth:`sorted_out` takes them; runs in a thread of its own."""
        raise NotImplementedError

    def sorted_out(self, piece: Any) -> tuple[list[tuple[PackJudge, pl.DataFrame]], Odd]:
        """Return the sound rows of each pack as typed columns, and the odd ones of all as they are."""
        raise NotImplementedError

    def kinds(self, heading_map: HeadingMap) -> dict[int, Any]:
        """Return what is in the columns of raw frames for the rows of one pack, by their places."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Make what judges the rows of the only pack, so that planning goes on beside the first reading."""
        if self.reader.pack_at is None:
            self.judge_at("")

    def judge_at(self, cell: Any) -> PackJudge | None:
        """Return what judges the rows with this cell in the column ``pack``; None where it names none."""
        try:
            heading_map = self.reader.map_at(cell, self.where)
        except InputError:
            return None
        key = id(heading_map.pack)
        if key not in self.judges:
            if counted_facts(heading_map.pack):
                raise NotColumnar(_("规则包有按会议、按年数出来的件数，要逐件算"))
            self.judges[key] = PackJudge(heading_map, self.context, self.kinds(heading_map), self.reader.own)
        return self.judges[key]

    def _judged(self, sound: Sequence[tuple[PackJudge, pl.DataFrame]], odd: Odd) -> JudgedBatch:
        frames = {id(judge.pack): judge.judged(rows) for judge, rows in sound if rows.height}
        errors = self._judge_odd(odd, frames) if odd else []
        return JudgedBatch([(self.judges[key].pack, frame) for key, frame in frames.items()], errors)

    def _judge_odd(self, odd: Odd, frames: dict[int, pl.DataFrame]) -> list[tuple[int, InputError, Kept]]:
        """Read and judge rows by themselves and add them to the frames of their packs; return what is wrong."""
        errors: list[tuple[int, InputError, Kept]] = []
        verdicts: dict[int, list[dict[str, Any]]] = {}
        for number, cells in odd:
            where = self.where._replace(row=number)
            try:
                case, pack = self.reader.case(where, cells)
            except InputError as error:
                errors.append((number, _alone(error), self.reader.kept(cells, unread=True)))
                continue
            try:
                verdict = self.judges[id(pack)].verdict(number, case, self.reader.kept(cells).own)
            except InputError as error:  # a date so far away that its period ends beyond year 9999
                told = InputError(error.message, where.place(), error.remedy)
                errors.append((number, told, self.reader.kept(cells, unread=True)))
                continue
            verdicts.setdefault(id(pack), []).append(verdict)
        for key, found in verdicts.items():
            more = self.judges[key].frame_of(found)
            frames[key] = pl.concat([frames[key], more]).sort(ROW) if key in frames else more
        return errors


def _alone(error: InputError) -> InputError:
    """The error without where it was raised and what led to it: of many rows that would take much memory."""
    error.__context__ = None
    return error.with_traceback(None)

"""The cases of a run as they are judged, with what papers are made from."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from clerkcheck.batch.sources.items import BatchItem, Where
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.check import check
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.summary import SummaryItem


class Gathered(NamedTuple):
    """A case with its report, or (all three None) the error; ``where`` it stood."""

    where: Where
    case: Case | None = None
    pack: Pack | None = None
    report: Report | None = None
    error: InputError | None = None
    title: str = ""  # of one that cannot be read, where that can be

    def summary_item(self) -> SummaryItem:
        """Return it as a row of the 汇总表; where its folder lies on this machine is nobody else's business."""
        name = str(self.where._replace(source=os.path.basename(self.where.source)))
        if self.title:
            name = _("{place}《{title}》").format(place=name, title=self.title)
        return SummaryItem(
            name, self.report, self.pack, str(self.error.without_folder()) if self.error else "", self.case
        )


def gathered(items: Iterable[BatchItem], calendar: WorkCalendar, as_of: date) -> Iterator[Gathered]:
    """Yield each case as judged on ``as_of``; one that cannot be judged comes with its error."""
    for item in items:
        if item.case is None or item.pack is None:
            yield Gathered(item.where, error=item.error, title=item.kept.title)
            continue
        try:
            report = check(item.case, item.pack, calendar, as_of)
        except InputError as error:  # a date whose period ends beyond year 9999
            told = InputError(error.message, item.where.place(), error.remedy)
            yield Gathered(item.where, error=told, title=item.case.title)
        else:
            yield Gathered(item.where, item.case, item.pack, report)


def rows_wanted(text: str) -> frozenset[int] | None:
    """Return the rows of 3,5-8 as a spreadsheet counts them; None for what is no such list."""
    rows: set[int] = set()
    for part in text.replace("，", ",").replace("、", ",").replace("–", "-").split(","):
        first, dash, last = (each.strip() for each in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            return None
        ends = int(first), int(last or first)
        if not 0 < ends[0] <= ends[1] <= _LAST_ROW:
            return None
        rows.update(range(ends[0], ends[1] + 1))
    return frozenset(rows)


def of_rows(items: Iterable[BatchItem], rows: frozenset[int] | None) -> Iterator[BatchItem]:
    """Yield the items of those rows; all of them for None."""
    return (item for item in items if rows is None or item.where.row in rows)


def missing_rows(found: Sequence[Gathered], rows: frozenset[int] | None) -> list[int]:
    """Return the rows asked for in which no case stands."""
    return sorted((rows or frozenset()) - {each.where.row for each in found if each.where.row})


_LAST_ROW = 1_048_576

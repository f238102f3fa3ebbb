"""What has been mended since an earlier run: its result file beside the cases as they are judged now."""

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from clerkcheck.batch.papers.gathered import Gathered
from clerkcheck.checking.report import BROKEN
from clerkcheck.i18n import _, joined, labelled, linked, listed
from clerkcheck.literals import OUTCOMES
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import reason_of
from clerkcheck.reports.case_row import HEADINGS, RowPhrases
from clerkcheck.reports.model import Block, Column, Fields, Line, Paper, Table, paper_titles
from clerkcheck.reports.states import outcome_words

_MOST_BYTES = 1 << 28


class Stood(NamedTuple):
    """How a case stood: its outcome in a word, and what was missing or wrong, by name (from .jsonl: as findings)."""

    outcome: str
    lacking: tuple[str, ...] = ()
    findings: tuple[dict[str, Any], ...] = ()


Key = tuple[str, str]  # title and unit
Earlier = dict[Key, list[Stood]]


class RowChange(NamedTuple):
    """A case then and now: ``mended`` is not lacking any more, ``still`` is, ``new`` was not.

    ``before`` None: a new case; ``now`` None: one that is there no more.
    """

    title: str
    unit: str
    before: str | None
    now: str | None
    mended: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class RunComparison(NamedTuple):
    """All cases of both runs."""

    changes: tuple[RowChange, ...]

    def summary(self) -> str:
        """Return 已补正 5 件，又有新问题 1 件，没有变 30 件，新增 2 件，这次没有 1 件."""
        both = [each for each in self.changes if each.before is not None and each.now is not None]
        mended = sum(bool(each.mended) and not each.new for each in both)
        new = sum(bool(each.new) for each in both)
        counts = (
            (_("有补正 {n} 件"), mended),
            (_("有新问题 {n} 件"), new),
            (_("没有变 {n} 件"), len(both) - mended - new),
            (_("新增 {n} 件"), sum(each.before is None for each in self.changes)),
            (_("上次有、这次没有 {n} 件"), sum(each.now is None for each in self.changes)),
        )
        return linked(text.format(n=n) for text, n in counts if n) or _("都是空的")

    def lines(self) -> list[str]:
        """Return a line for each case that is not as it was."""
        return [labelled(each.title, joined(_told(each))) for each in self.changes if list(_told(each))]

    def paper(self, letterhead: str, since: str) -> Paper:
        """Return the table of the changes (补正情况对照表)."""
        columns = (
            Column(_("事项"), 24), Column(_("单位"), 11), Column(_("上次"), 9), Column(_("这次"), 9),
            Column(_("已补正"), 16), Column(_("还缺"), 16), Column(_("新缺"), 15),
        )  # fmt: skip
        rows = tuple(
            tuple(
                text or "—"
                for text in (
                    each.title, each.unit, each.before, each.now, listed(each.mended), listed(each.still),
                    listed(each.new),
                )
            )
            for each in self.changes
        )  # fmt: skip
        box = Fields((Line(_("上次的结果"), os.path.basename(since)), Line(_("合计"), self.summary())))
        blocks: list[Block] = [box, Table(columns, rows, title=0, word=3)]
        return Paper(paper_titles().since, tuple(blocks), letterhead, landscape=True, dense=True)


def _told(change: RowChange) -> Iterator[str]:
    if change.before is None:
        yield _("新增，{now}").format(now=change.now)
    elif change.now is None:
        yield _("这次没有")
    else:
        if change.before != change.now:
            yield _("{before} → {now}").format(before=change.before, now=change.now)
        if change.mended:
            yield _("已补正{named}").format(named=listed(change.mended))
        if change.new:
            yield _("新缺{named}").format(named=listed(change.new))


def read_earlier(path: str) -> Earlier:
    """Return how the cases of a result file stood; raises InputError for a file that is no result, or of another kind.

    Results as .csv, .xlsx and .jsonl have the words; a .parquet file has ids alone, an .xml file no titles by unit.
    """
    readers = {".csv": _csv_rows, ".xlsx": _workbook_rows, ".jsonl": _reports}
    reader = readers.get(os.path.splitext(path)[1].lower())
    if reader is None:
        raise InputError(_("比不了这种结果"), Place(path), _("可用的有：{names}").format(names=listed(readers)))
    found: Earlier = {}
    try:
        if os.path.getsize(path) > _MOST_BYTES:
            raise InputError(_("文件太大"), Place(path), _("分开几份比"))
        for title, unit, stood in reader(path):
            found.setdefault((title, unit), []).append(stood)
    except InputError:
        raise
    except OSError as error:
        raise InputError(_("打不开：{why}").format(why=reason_of(error)), Place(path), _("核对文件名")) from None
    except Exception as error:  # a damaged file; each library has errors of its own
        message = _("不是 clerkcheck batch 写的结果，或已损坏")
        raise InputError(message, Place(path), _("给上次 -o 写的那个文件")) from error
    return found


def compared(earlier: Earlier, found: Sequence[Gathered]) -> RunComparison:
    """Return what has become of each case; cases of the same title and unit are matched in their order."""
    left = {key: list(stood) for key, stood in earlier.items()}
    changes = []
    for each in found:
        if each.report is None or each.pack is None:
            continue
        report = each.report
        waiting = left.get((report.title, report.unit or ""))
        before = waiting.pop(0) if waiting else None
        phrases = RowPhrases(each.pack)
        now, was = set(_names(phrases.texts(report))), set(_lacking(before, each.pack) if before else ())
        changes.append(
            RowChange(
                report.title,
                report.unit or "",
                before and _outcome_word(before.outcome, each.pack),
                each.pack.vocabulary.outcomes[report.outcome],
                tuple(sorted(was - now)) if before else (),
                tuple(sorted(was & now)) if before else tuple(sorted(now)),
                tuple(sorted(now - was)) if before else (),
            )
        )
    for (title, unit), stood in left.items():
        changes += [RowChange(title, unit, _outcome_word(one.outcome, None), None) for one in stood]
    return RunComparison(tuple(changes))


def _outcome_word(outcome: str, pack: Pack | None) -> str:
    """An outcome in words, where the earlier result has its id."""
    words = pack.vocabulary.outcomes.items() if pack else outcome_words().items()
    return next((word for name, word in words if name == outcome), outcome)


def _lacking(stood: Stood, pack: Pack) -> Iterator[str]:
    """The names of what was lacking, in the words of the pack."""
    yield from stood.lacking
    known = {clause.id: clause for clause in pack.clauses}
    for finding in stood.findings:
        clause, material = known.get(finding["clause"]), finding.get("material")
        if isinstance(material, list):
            material = tuple(material)
        if clause is not None:
            from clerkcheck.reports.subjects import subject_words

            yield _bare(subject_words(pack.vocabulary, clause, material))


def _names(texts: dict[str, str]) -> Iterator[str]:
    for part in ("missing", "broken"):
        yield from _split(texts[part])


def _split(cell: str) -> Iterator[str]:
    """The names in a cell of results: 甲（第二条）；乙（第三条）."""
    for part in cell.split(joined(["", ""])):
        if part.strip():
            yield _bare(part.strip().lstrip("'"))


def _bare(name: str) -> str:
    """A name without the article behind it."""
    head, bracket, rest = name.rpartition("（")
    return head if bracket and rest.endswith("条）") and head else name


def _csv_rows(path: str) -> Iterator[tuple[str, str, Stood]]:
    import csv

    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from _rows(csv.reader(file))


def _workbook_rows(path: str) -> Iterator[tuple[str, str, Stood]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    found = False
    for name in book.sheet_names:
        rows = [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).iter_rows()]
        at = next((at for at, row in enumerate(rows) if HEADINGS.title in row and HEADINGS.outcome in row), None)
        if at is not None and HEADINGS.missing in rows[at]:
            found = True
            yield from _rows(iter(rows[at:]))
    if not found:
        raise ValueError("no sheet of results")


def _rows(rows: Iterator[Sequence[str]]) -> Iterator[tuple[str, str, Stood]]:
    places = {heading: at for at, heading in enumerate(next(rows))}
    wanted = [places[str(each)] for each in (HEADINGS.title, HEADINGS.unit, HEADINGS.outcome)]
    lacking = [places[str(each)] for each in (HEADINGS.missing, HEADINGS.broken)]
    for row in rows:
        title, unit, outcome = (row[at].removeprefix("'") for at in wanted)
        if title:
            names = tuple(name for at in lacking for name in _split(row[at]))
            yield title, unit, Stood(outcome, names)


def _reports(path: str) -> Iterator[tuple[str, str, Stood]]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            report = json.loads(line)
            if "outcome" not in report:
                continue  # a case that could not be read
            outcome = next(each for each in OUTCOMES if each == report["outcome"])
            broken = tuple(each for each in report["findings"] if each["status"] in BROKEN)
            yield report["case"]["title"], report["case"]["unit"] or "", Stood(outcome, (), broken)

"""A report as one row of a table that people read: what is missing and wrong in words, each with its article."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from clerkcheck.checking.merging import led_by, subject_of
from clerkcheck.checking.report import BROKEN, UNSETTLED, Deadline, Finding, Report
from clerkcheck.i18n import _, joined, labelled, listed, remarked
from clerkcheck.literals import DeadlineStatus
from clerkcheck.packs.clauses import DeadlineClause
from clerkcheck.packs.model import Citation, Pack, in_order
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.deciding_words import row_words
from clerkcheck.reports.spreadsheet import row_cells
from clerkcheck.reports.states import UNREADABLE, finding_status_word, outcome_words
from clerkcheck.reports.subjects import material_words, subject_words

RowCell = str | int | None
RowPlace = tuple[str, str, int | str]  # a file; a sheet and a row, "" where there are none


class CaseRow(NamedTuple):
    """A case in a table of results: a cell for each heading of ``HEADINGS``."""

    source: RowCell
    sheet: RowCell
    row: RowCell
    pack: RowCell
    kind: RowCell
    title: RowCell
    unit: RowCell
    outcome: RowCell
    missing: RowCell
    broken: RowCell
    open_count: RowCell
    forum: RowCell
    signers: RowCell
    deadlines: RowCell
    excepted: RowCell
    remarks: RowCell
    error: RowCell
    own: RowCell


class FindingRow(NamedTuple):
    """A finding in a table of results: a cell for each heading of ``FINDING_HEADINGS``."""

    source: RowCell
    sheet: RowCell
    row: RowCell
    title: RowCell
    status: RowCell
    article: RowCell
    clause: RowCell
    modality: RowCell
    message: RowCell
    quote: RowCell
    remedy: RowCell


HEADINGS = CaseRow(
    _("出处"), _("工作表"), _("行"), _("规则包"), _("类型"), _("事项名称"), _("单位"), _("结论"), _("缺少要件"),
    _("不符合之处"), _("待确认项数"), _("应提会议"), _("签批"), _("期限"), _("例外"), _("请核对"), _("错误"),
    _("台账其他列"),
)  # fmt: skip
FINDING_HEADINGS = FindingRow(
    _("出处"), _("工作表"), _("行"), _("事项名称"), _("结果"), _("条"), _("款"), _("性质"), _("说明"), _("原文"),
    _("办法"),
)  # fmt: skip
OR = _("或")  # between papers or meetings of which any one will do


def name_ranks(pack: Pack) -> dict[str, int]:
    """Return the place of each paper and gist by the first clause that may bring it up: their order in every row."""
    found: dict[str, None] = {}
    for clause in pack.clauses:
        papers = [material_words(pack.vocabulary, each) for each in clause.demands]
        found |= dict.fromkeys([*papers, clause.gist])
    return {name: place for place, name in enumerate(found)}


def remarks_text(report: Report) -> str:
    """Return what is odd about the dates, in a row."""
    return joined([each.text for each in report.remarks])


def deadline_words(pack: Pack, clause: DeadlineClause, status: DeadlineStatus, *, provisional: bool) -> tuple[str, str]:
    """Return the words before and after the day of a deadline; of a provisional one the day is the safe one."""
    latest = _("（暂定，按最早的一天）") if clause.bound == "latest" else _("（暂定，按最迟的一天）")
    unsure = latest if provisional else ""
    word = finding_status_word(status, clause)
    return f"{pack.vocabulary.deadlines[clause.due]} ", remarked(f"{unsure} {word}", clause.cited)


def articles(found: Iterable[Citation]) -> str:
    """Return the articles that want something, each once, as a row cites them."""
    return listed(words for _source, words in in_order(found, repeat=False))


class RowPhrases:
    """Puts the reports of one pack into words; texts that many cases share are made once."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.words, self._called = pack, pack.vocabulary, pack.called
        self.clauses = {clause.id: clause for clause in pack.clauses}
        self._names: dict[object, str] = {}  # what is missing or wrong, by clause and paper
        self._cited: dict[tuple[str, ...], str] = {}  # the articles of clauses that want one thing
        self._around: dict[object, tuple[str, str]] = {}  # the words before and after a due day

    def row(self, place: RowPlace, report: Report, own: str = "") -> CaseRow:
        """Return a report's row; ``own``: what the office's own columns hold."""
        words, parted = self.words, _parted(report)
        texts = self._texts(report, parted)
        cells = (
            *place, self._called, words.kinds[report.kind], report.title, report.unit or "",
            words.outcomes[report.outcome], texts["missing"], texts["broken"], parted.unsettled,
            texts["forum"], texts["signers"],
            joined([self._deadline(each) for each in report.deadlines]),
            joined([labelled(each.cited, each.message) for each in parted.excepted]),
            remarks_text(report), "", own,
        )  # fmt: skip
        return CaseRow._make(row_cells(cells))

    def texts(self, report: Report) -> dict[str, str]:
        """Return what is missing, what is broken, which meeting must decide and who signs, in words."""
        return self._texts(report, _parted(report))

    def _texts(self, report: Report, parted: "_Parted") -> dict[str, str]:
        return {
            "missing": self._joined(parted.papers),
            "broken": self._joined(parted.faults),
            "forum": row_words(report, self.pack),
            "signers": OR.join([self.words.signers[each] for each in report.signers]),
        }

    def finding_rows(self, place: RowPlace, report: Report) -> Iterable[FindingRow]:
        """Return the rows of the sheet of findings: one for each, behind the place of its case."""
        for each in report.findings:
            cells = (
                *place, report.title, self._status(each), each.cited, each.clause,
                self.words.modalities[each.modality], each.message,
                joined([each.quote, *(quote for _article, quote in each.also_from)]), each.remedy,
            )  # fmt: skip
            yield FindingRow._make(row_cells(cells))

    def _status(self, finding: Finding) -> str:
        return finding_status_word(finding.status, self.clauses[finding.clause])

    def _joined(self, findings: list[Finding]) -> str:
        """One missing paper or one fault is named once, with all its articles."""
        if not findings:
            return ""
        named: dict[str, list[str]] = {}
        leads = led_by(self.pack, findings)
        for each in findings:
            lead = leads[subject_of(each)]
            key = lead.clause, lead.material
            name = self._names.get(key)
            if name is None:
                name = self._names[key] = self._name(lead)
            named.setdefault(name, []).append(each.clause)
        order = sorted(named, key=self._ranks.__getitem__) if len(named) > 1 else named
        return joined([remarked(name, self._articles(tuple(named[name]))) for name in order])

    def _articles(self, clauses: tuple[str, ...]) -> str:
        found = self._cited.get(clauses)
        if found is None:
            found = articles(source for each in clauses for source in self.pack.citations(self.clauses[each]))
            self._cited[clauses] = found
        return found

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return name_ranks(self.pack)

    def _name(self, finding: Finding) -> str:
        return subject_words(self.words, self.clauses[finding.clause], finding.material)

    def _deadline(self, deadline: Deadline) -> str:
        key = deadline.clause, deadline.status, deadline.provisional
        around = self._around.get(key)
        if around is None:
            clause = self.clauses[deadline.clause]
            assert isinstance(clause, DeadlineClause)
            around = deadline_words(self.pack, clause, deadline.status, provisional=deadline.provisional)
            self._around[key] = around
        return around[0] + deadline.safe.isoformat() + around[1]


class _Parted(NamedTuple):
    """The findings that a row tells of, and how many are unsettled; ``may`` clauses are left out."""

    papers: list[Finding]
    faults: list[Finding]
    excepted: list[Finding]
    unsettled: int


def _parted(report: Report) -> _Parted:
    papers: list[Finding] = []
    faults: list[Finding] = []
    excepted: list[Finding] = []
    unsettled = 0
    for each in report.findings:
        status = each.status
        if status == "met" or not each.counts:
            continue
        if status in UNSETTLED:
            unsettled += 1
        elif status in BROKEN:
            (papers if each.kind == "material" else faults).append(each)
        elif status == "excepted":
            excepted.append(each)
    return _Parted(papers, faults, excepted, unsettled)


def error_row(place: RowPlace, error: InputError | None, title: str = "", unit: str = "", own: str = "") -> CaseRow:
    """Return the row of what could not be read, with what of it could be."""
    cells = (*place, "", "", title, unit, outcome_words()[UNREADABLE], *[""] * 8, str(error), own)
    return CaseRow._make(row_cells(cells))

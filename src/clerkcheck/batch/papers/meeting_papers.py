"""The papers of a run: a folder a meeting with a sheet and a slip an item, one file to print, questions, the 汇总表."""

import gc
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from clerkcheck.batch.papers.gathered import Gathered
from clerkcheck.batch.papers.paper_folder import PaperFolder
from clerkcheck.cases.register import file_stem
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reports.check_form import check_form
from clerkcheck.reports.formats import rendered
from clerkcheck.reports.model import Paper, paper_titles
from clerkcheck.reports.office import Office
from clerkcheck.reports.question_sheet import question_paper
from clerkcheck.reports.slip import slip_paper
from clerkcheck.reports.summary import summary_paper

_MOST_OF_A_TITLE = 40  # characters: what a file system takes, the name of the paper included
_FILES_KEPT = 10  # written until what they took is given back
_MEETING = "meeting"  # the date of the meeting, and the fact that says which it is


class PapersMade(NamedTuple):
    """What was written: how many files, which of others stood in the way, which of ours are left though changed."""

    files: int
    kept: tuple[str, ...]
    left: tuple[str, ...]


def write_papers(
    found: Sequence[Gathered], folder: str, office: Office, as_of: date, name: str, more: Sequence[Paper] = ()
) -> PapersMade:
    """Write all papers of a run into a folder, and ``more`` beside the 汇总表; raises InputError.

    ``name`` is what the 汇总表 is a table of.
    """
    to = PaperFolder(folder)
    for meeting, cases in _by_meeting(found):
        _write_meeting(to, meeting, cases, office, as_of)
    for unit, asked in _by_unit(found):
        sheet = question_paper(unit, asked, office)
        if sheet is not None:
            _print(to, (_("待确认征询单"), unit or _("没有填单位")), [sheet], as_of)
    summary = summary_paper([each.summary_item() for each in found], name, as_of, letterhead=office.letterhead)
    for form in ("docx", "xlsx"):
        _print(to, (paper_titles().summary,), [summary], as_of, form)
    for paper in more:
        _print(to, (paper.title,), [paper], as_of)
    left = to.finish()
    return PapersMade(len(to.written), tuple(to.kept), tuple(left))


def _write_meeting(to: PaperFolder, meeting: str, cases: Sequence[Gathered], office: Office, as_of: date) -> None:
    """A sheet and (where something is to be mended) a slip a case, then all of them in one file behind the 汇总表."""
    titles, printed = paper_titles(), []
    for number, each in enumerate(cases, 1):
        assert each.report and each.pack and each.case
        stem = f"{number:02} {each.report.title}"
        made = [(titles.check, check_form(each.report, each.pack, each.case, office))]
        slip = slip_paper(each.report, each.pack, office)
        made += [(titles.slip, slip)] if slip is not None else []
        for title, paper in made:
            _print(to, (meeting, _named(stem, title)), [paper], as_of)
        printed += [paper for _title, paper in made]
    summary = summary_paper([each.summary_item() for each in cases], meeting, as_of, letterhead=office.letterhead)
    _print(to, (meeting, titles.summary), [summary], as_of)
    _print(to, (meeting, _("合订（打印用）")), [summary, *printed], as_of)


def _print(to: PaperFolder, parts: tuple[str, ...], papers: Sequence[Paper], as_of: date, form: str = "docx") -> None:
    """Write papers as one file. A document holds itself in circles, megabytes each, which are looked for betimes."""
    to.write(parts, f".{form}", rendered(papers, form, as_of))
    if len(to.written) % _FILES_KEPT == 0:
        gc.collect()


def _named(stem: str, title: str) -> str:
    """The file's name: the item's, shortened so that the paper's stays whole."""
    return f"{stem[:_MOST_OF_A_TITLE]}-{title}"


def _by_meeting(found: Sequence[Gathered]) -> Iterator[tuple[str, list[Gathered]]]:
    """The readable cases by meeting, in the order of the days; documents by themselves, at the end."""
    groups: dict[tuple[date, str], list[Gathered]] = {}
    for each in found:
        if each.case is not None and each.pack is not None:
            groups.setdefault(_meeting_of(each.case.kind, each), []).append(each)
    for (_day, name), cases in sorted(groups.items(), key=lambda group: group[0]):
        yield name, cases


def _meeting_of(kind: str, each: Gathered) -> tuple[date, str]:
    assert each.case and each.pack
    if kind == "document":
        return date.max, each.pack.vocabulary.kinds["document"]
    day, meeting = each.case.dates.get(_MEETING), each.case.facts.get(_MEETING)
    words = each.pack.vocabulary.meetings
    name = words[meeting] if isinstance(meeting, str) and meeting in words else _("会议待定")
    return day or date.max, f"{day} {name}" if day else _("{meeting}（日期待定）").format(meeting=name)


def _by_unit(found: Sequence[Gathered]) -> Iterator[tuple[str, list[tuple[Report, Pack]]]]:
    """The reports by unit; units whose names make the same file name have one sheet."""
    groups: dict[str, tuple[str, list[tuple[Report, Pack]]]] = {}
    for each in found:
        if each.report is not None and each.pack is not None:
            unit = each.report.unit or ""
            key = file_stem(unit).casefold() if unit else ""
            groups.setdefault(key, (unit, []))[1].append((each.report, each.pack))
    yield from groups.values()

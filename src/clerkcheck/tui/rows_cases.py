"""The register as rows: one line a case, one a meeting (subfolder), and the words about the case under the cursor."""

import os
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.cells import cells
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.days import spelled, working_days_left
from clerkcheck.reports.states import OUTCOMES, UNREADABLE, outcome_words
from clerkcheck.tui.widgets.lines import Row, wrapped

if TYPE_CHECKING:
    from clerkcheck.calendars.workdays import WorkCalendar
    from clerkcheck.cases.model import Case
    from clerkcheck.checking.report import Deadline, Report
    from clerkcheck.packs.model import Pack
    from clerkcheck.packs.store import PackLoader

WAITING = "waiting"
WORDS = outcome_words() | {WAITING: _("核对中")}
_IN_A_MEETING = {
    "ready": _("可报"),
    "blocked": _("缺件"),
    "undetermined": _("待确认"),
    "deviating": _("需说明"),
    UNREADABLE: _("读不了"),
}
_STYLES = {
    "blocked": "bad",
    "undetermined": "open",
    "deviating": "open",
    "ready": "good",
    WAITING: "dim",
    UNREADABLE: "dim",
}
WIDE = 110  # columns from which weekdays, whole sentences and the unit have room
_WORD, _UNIT = 12, 20
_NARROW, _BROAD = (12, 8, 7), (15, 19, 7)  # cells of date, days left, answered
_EVENTS = {"agenda_item": ("meeting",), "document": ("published", "document_issued", "minutes_issued")}


class CaseLine(NamedTuple):
    """What the register knows of a file. ``outcome`` may also be waiting or unreadable (then ``error`` says why).

    ``day``: when it meets or is issued. ``due``: its next deadline, ``left`` working days away. ``asked`` counts the
    questions that matter, ``answered`` those of them that have an answer.
    """

    path: str
    title: str
    outcome: str
    unit: str = ""
    meeting: str = ""
    day: date | None = None
    due: date | None = None
    due_name: str = ""
    left: int = 0
    answered: int = 0
    asked: int = 0
    error: str = ""


# --- a file to a line


def waiting_line(path: str) -> CaseLine:
    """A file that has not been judged yet goes by its name."""
    return CaseLine(path, os.path.splitext(os.path.basename(path))[0], WAITING)


def judged_line(path: str, calendar: "WorkCalendar", today: date, loader: "PackLoader") -> CaseLine:
    """Read and judge one file; whatever is wrong with it is said in its line, so that no file can stop the register."""
    from clerkcheck.cases.loading import load_case_with_pack
    from clerkcheck.cases.register import looks_like_case
    from clerkcheck.checking.check import check
    from clerkcheck.reading.files import read_text

    try:
        if not looks_like_case(read_text(path)):
            raise InputError(_("不是案件文件，原样不动"), Place(path))
        case, pack = load_case_with_pack(path, loader)
        return case_line(path, case, pack, check(case, pack, calendar, today))
    except InputError as error:
        place = error.place and error.place._replace(source=os.path.basename(error.place.source))
        text = str(InputError(error.message, place, error.remedy))
    except Exception as error:  # a fault of ours in one case must not take the other thousand with it
        text = _("程序内部出错：{error}。请把这个文件发给维护人员").format(error=repr(error))
    return waiting_line(path)._replace(outcome=UNREADABLE, error=text)


def case_line(path: str, case: "Case", pack: "Pack", report: "Report") -> CaseLine:
    """The line of a case and its report."""
    from clerkcheck.checking.pages import group_states

    states = group_states(case, report, pack)
    answered = sum(len(state.answered) for state in states)
    ahead = next_deadline(report)
    meeting = case.facts.get("meeting")
    return CaseLine(
        path, case.title, report.outcome, case.unit or "",
        pack.vocabulary.meetings.get(meeting, "") if isinstance(meeting, str) else "",
        next((case.dates[event] for event in _EVENTS.get(case.kind, ()) if event in case.dates), None),
        ahead.due if ahead else None, pack.vocabulary.deadlines[ahead.deadline] if ahead else "",
        ahead.workdays_left if ahead else 0, answered, answered + sum(len(state.open) for state in states))  # fmt: skip


def next_deadline(report: "Report") -> "Deadline | None":
    """The earliest deadline that can still be kept or was not; one before an event that is over no longer matters."""
    live = [
        each
        for each in report.deadlines
        if each.status in ("pending", "overdue") and not (each.offset < 0 and each.from_date < report.as_of)
    ]
    return min(live, key=lambda each: each.due, default=None)


# --- order and search


def urgency(line: CaseLine, today: date) -> tuple[int, date, int]:
    """Due first comes first; then what has no date, what is over, what is not judged, what cannot be read.

    Lines that are equally urgent stay in the order of their files.
    """
    rank = OUTCOMES.index(line.outcome) if line.outcome in OUTCOMES else 9
    ahead = line.due or (line.day if line.day and line.day >= today else None)
    place = 4 if line.outcome == UNREADABLE else 3 if line.outcome == WAITING else 0 if ahead else 2 if line.day else 1
    day = ahead or (date.fromordinal(date.max.toordinal() - line.day.toordinal()) if line.day else date.max)
    return place, day, rank


def matches(line: CaseLine, query: str) -> bool:
    """Whether every word of the query is in the title, the unit, the meeting's or the file's name."""
    text = _folded(f"{line.title}\n{line.unit}\n{line.meeting}\n{os.path.basename(line.path)}")
    return all(word in text for word in _folded(query).split())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


# --- lines to rows


def head_row(width: int) -> Row:
    """The names of the columns."""
    broad = width >= WIDE
    left = _("最近的期限") if broad else _("工作日")
    heads = [(_("结论"), _WORD), *zip((_("上会、印发"), left, _("已答")), _BROAD if broad else _NARROW, strict=True)]
    heads += [(_("单位"), _UNIT)] if broad else []
    return Row(" " + "".join(column(text, size) for text, size in heads) + _("事项名称"), "dim")


@lru_cache(maxsize=4096)
def table_row(line: CaseLine, width: int, today: date) -> Row:
    """A case in the table; the title stands last, since it is free text."""
    broad = width >= WIDE
    sizes = _BROAD if broad else _NARROW
    known = line.outcome in OUTCOMES
    answered = f"{line.answered}/{line.asked}" if known else ""
    fields = [
        (WORDS[line.outcome], _WORD),
        (_day(line, today, broad=broad), sizes[0]),
        (_left(line, broad=broad), sizes[1]),
        (answered, sizes[2]),
    ]
    fields += [(line.unit, _UNIT)] if broad else []
    head = " " + "".join(column(text, size) for text, size in fields)
    return Row(head + shortened(line.title, width - 1 - cells(head)), _STYLES[line.outcome], ("case", line.path))


def _day(line: CaseLine, today: date, *, broad: bool) -> str:
    if line.day is None:
        return _("未定") if line.outcome in OUTCOMES else ""
    if line.day.year != today.year:
        return line.day.isoformat()
    return spelled(line.day, beside=today) if broad else spelled(line.day, beside=today).split()[0]


def _left(line: CaseLine, *, broad: bool) -> str:
    if line.due is None:
        return ""
    if broad:
        return working_days_left(line.left)
    if line.left == 0:
        return _("今天")
    return _("余 {n}").format(n=line.left) if line.left > 0 else _("过 {n}").format(n=-line.left)


def folder_row(folder: str, lines: Collection[CaseLine] | None, width: int, today: date) -> Row:
    """A meeting (subfolder): 第20次常务会议 12月10日：23 件，可报 15，缺件 6，待确认 2. ``lines`` None: not read."""
    days = sorted({line.day for line in lines or () if line.day})
    ends = days if len(days) < 2 else [days[0], days[-1]]
    span = _("至").join(spelled(day, beside=today).split()[0] for day in ends)
    words = (f" {span}：" if span else "：") + (_("核对中") if lines is None else meeting_words(lines))
    head = " " + column(_("会议") if len(days) == 1 else _("文件夹"), _WORD)
    name = shortened(os.path.basename(folder), max(10, width - 1 - cells(head + words)))
    return Row(head + name + words, "strong", ("folder", folder))


def meeting_words(lines: Collection[CaseLine]) -> str:
    """The summary of a meeting's cases: how many, and how many of each outcome there is."""
    if not lines:
        return _("还没有案件")
    found = counts(lines)
    parts = [f"{word} {found[outcome]}" for outcome, word in _IN_A_MEETING.items() if found[outcome]]
    return "，".join([_("{n} 件").format(n=len(lines)), *parts])


def counts(lines: Iterable[CaseLine]) -> dict[str, int]:
    """How many lines have each outcome."""
    found = dict.fromkeys(WORDS, 0)
    for line in lines:
        found[line.outcome] += 1
    return found


def filter_rows(lines: Collection[CaseLine], only: str, width: int) -> list[Row]:
    """The filters with their keys and counts; the one in use stands in brackets."""
    found = counts(lines)
    parts = [(_("0 全部 {n}").format(n=len(lines)), not only)]
    parts += [
        (f"{number} {WORDS[outcome]} {found[outcome]}", only == outcome) for number, outcome in enumerate(OUTCOMES, 1)
    ]
    parts += [(f"{WORDS[each]} {found[each]}", False) for each in (UNREADABLE, WAITING) if found[each]]
    text = "".join(f"[{words}]" if on else f" {words} " for words, on in parts)
    return [Row(shortened(text, width), "note")]


def detail_rows(line: CaseLine, width: int, today: date) -> list[Row]:
    """The case under the cursor in full: title, then unit, file, next deadline, or what is wrong with the file."""
    rows = wrapped(line.title, width - 1, first=" ", rest=" ", style="strong")[:2]
    name = os.path.basename(line.path)
    parts = [line.unit, line.meeting]
    if line.due:
        parts.append(f"{line.due_name} {spelled(line.due, beside=today)}，{working_days_left(line.left)}")
    if os.path.splitext(name)[0] != line.title:
        parts.append(name)
    about = "　".join(part for part in [line.error, *parts] if part)
    return rows + wrapped(about, width - 1, first=" ", rest=" ", style="bad" if line.error else "dim")[: 4 - len(rows)]


def folder_detail(folder: str, lines: Collection[CaseLine] | None, width: int) -> list[Row]:
    """The meeting under the cursor in full."""
    rows = wrapped(os.path.basename(folder), width - 1, first=" ", rest=" ", style="strong")[:2]
    words = _("核对中") if lines is None else meeting_words(lines)
    return rows + wrapped(words + _("；Enter 进到里面"), width - 1, first=" ", rest=" ", style="dim")[:1]


def welcome_rows(width: int, *, examples: bool) -> list[Row]:
    """The first minute: what this is in three lines, and what to do."""
    texts = (
        _("议题、公文送审之前，先在这里自己查一遍。"),
        _("答几个问题，就知道缺什么要件、该上哪个会、谁来签、最迟哪天报，条条写明依据。"),
        _("一件一个文件，答一题存一题，都在这个文件夹里，随时可以停下。"),
    )
    rows = [Row("")]
    for text in texts:
        rows += wrapped(text, width - 2, first="  ", rest="  ")
    rows += [Row(""), Row(_("  1 新建一件"), "strong", ("new", ""))]
    rows += [Row(_("  2 打开示例（复制到这里的“示例”文件夹，随便改）"), "strong", ("examples", ""))] if examples else []
    return [*rows, Row(""), Row(_("  案件在别处的，按 o 换文件夹"), "dim")]


def column(text: str, size: int) -> str:
    """``text`` cut to ``size`` - 2 cells where it is longer, and filled up to ``size``."""
    kept = text if cells(text) <= size - 2 else _cut(text, size - 2)
    return kept + " " * (size - cells(kept))


def shortened(text: str, width: int) -> str:
    """``text``, or as much of it as fits in ``width`` cells with … behind it."""
    return text if cells(text) <= width else _cut(text, max(0, width - 2)) + "…"


def _cut(text: str, width: int) -> str:
    used = 0
    for place, char in enumerate(text):
        used += cells(char)
        if used > width:
            return text[:place]
    return text

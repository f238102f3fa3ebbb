"""The register as rows: one line a case, one a meeting (subfolder), and the words about the case under the cursor."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache

from rich.cells import cell_len

from clerkcheck.cases.labels import state_labels
from clerkcheck.cells import cells, shortened
from clerkcheck.desk.case_line import WAITING, CaseLine, Order, View, in_view, standings
from clerkcheck.i18n import _, labelled, linked
from clerkcheck.literals import OUTCOMES, LineOutcome
from clerkcheck.reports.day_words import spelled, working_days_left
from clerkcheck.reports.states import UNREADABLE, outcome_tally_words, outcome_words
from clerkcheck.tui.rows_case import OUTCOME_SIGNS, OUTCOME_STYLES
from clerkcheck.tui.widgets.painted_rows import Mark, Row, wrapped

FilterLines = list[list[tuple[str, str]]]  # of each line the filters as (words, view)
WORDS: Mapping[LineOutcome, str] = dict(outcome_words().items()) | {WAITING: _("核对中")}
_NOT_JUDGED: dict[LineOutcome, str] = {WAITING: "dim", UNREADABLE: "dim"}
STYLES: Mapping[LineOutcome, str] = _NOT_JUDGED | dict(OUTCOME_STYLES.items())
WIDE = 110  # columns from which weekdays, whole sentences and the unit have room
_ROOMY = 90  # columns from which there is room for how much is answered
_WORD = 14
_DETAIL = 3  # lines below the list
_NARROW, _BROAD = (12, 8), (15, 19)  # cells of the date and of the days left
_COUNT = 7  # cells of 要件, and of what is answered


def view_words() -> Mapping[View, str]:
    """Return the views of the register that are none of an outcome."""
    return {"week": _("本周到期"), "submitted": state_labels()["submitted"], "closed": state_labels()["closed"]}


def order_words() -> Mapping[Order, str]:
    """Return the Chinese word for each order of the register."""
    return {"urgency": _("最急的在前"), "day": _("按上会、印发日"), "outcome": _("按结论"), "title": _("按事项名称")}


def _columns(width: int) -> list[tuple[str, int]]:
    """The names of the columns with their cells; the title comes last, since it is free text."""
    broad = width >= WIDE
    day, left = _BROAD if broad else _NARROW
    columns = [(_("结论"), _WORD), (_("上会、印发"), day), (_("最近的期限") if broad else _("工作日"), left)]
    columns += [(_("要件"), _COUNT)]
    columns += [(_("已答"), _COUNT)] if width >= _ROOMY else []
    return columns + ([(_("单位"), _unit(width))] if broad else [])


def _unit(width: int) -> int:
    """Cells of the unit: the title needs the room first."""
    return 16 if width < 140 else 24


def _column(text: str, size: int) -> str:
    """``text`` filled up to ``size`` cells, of which at least one is blank; cut with … where it is longer."""
    kept = shortened(text, size - 1)
    return kept + " " * (size - cell_len(kept))


def head_row(width: int) -> Row:
    """The names of the columns."""
    return Row(" " + "".join(_column(text, size) for text, size in _columns(width)) + _("事项名称"), "dim")


@lru_cache(maxsize=4096)
def table_row(line: CaseLine, width: int, today: date) -> Row:
    """A case in the table; only the word of its outcome has a colour."""
    broad, known = width >= WIDE, line.outcome in OUTCOMES
    word = outcome_mark(line.outcome)
    texts = [word, _day(line, today, broad=broad), _left(line, today, broad=broad)]
    texts += [f"{line.at_hand}/{line.papers}" if known else ""]
    texts += [f"{line.answered}/{line.asked}" if known else ""] if width >= _ROOMY else []
    texts += [line.unit] if broad else []
    sized = zip(texts[1:], _columns(width)[1:], strict=True)
    head = " " + _column(word, _WORD) + "".join(_column(text, size) for text, (_name, size) in sized)
    state = "" if line.state == "preparing" else _("【{state}】").format(state=state_labels()[line.state])
    title = shortened(state + line.title, width - 1 - cells(head))
    marks = [Mark(1, 1 + len(word), STYLES[line.outcome])]
    marks += [Mark(len(head), len(head) + len(state), "note")] if state else []
    style = "dim" if line.state == "closed" or not known else "plain"
    return Row(head + title, style, case_key(line.path), tuple(marks))


@lru_cache(maxsize=1 << 16)
def case_key(path: str) -> tuple[str, str]:
    """Return the key of a case's row; the same object every time, so that a long table is written anew at once."""
    return "case", path


def outcome_mark(outcome: LineOutcome) -> str:
    """Return the word of an outcome with its sign before it: × 不得报送."""
    signs = dict[str, str](OUTCOME_SIGNS.items()) | {UNREADABLE: "×", WAITING: "○"}
    return f"{signs[outcome]} {WORDS[outcome]}"


def _day(line: CaseLine, today: date, *, broad: bool) -> str:
    if line.day is None:
        return _("未定") if line.outcome in OUTCOMES else ""
    if line.day.year != today.year:
        return line.day.isoformat()
    return spelled(line.day, beside=today, weekday=broad)


def _left(line: CaseLine, today: date, *, broad: bool) -> str:
    if line.due is None:
        return ""
    if broad:
        return working_days_left(line.due, today, line.left, brief=True)
    days = (line.due - today).days
    if days == 0:
        return _("今天")
    if line.left == 0:  # a weekend between: no working day, but not today either
        return _("余{n}天").format(n=days) if days > 0 else _("过{n}天").format(n=-days)
    return _("余 {n}").format(n=line.left) if line.left > 0 else _("过 {n}").format(n=-line.left)


def folder_row(folder: str, lines: Collection[CaseLine] | None, width: int, today: date) -> Row:
    """A meeting (subfolder): 第20次常务会议 12月10日：23 件，可报 15，不得报 6，待确认 2. ``lines`` None: not read."""
    days = sorted({line.day for line in lines or () if line.day})
    ends = days if len(days) < 2 else [days[0], days[-1]]
    span = _("至").join(spelled(day, beside=today, weekday=False) for day in ends)
    words = (_(" {span}：").format(span=span) if span else _("：")) + (
        _("核对中") if lines is None else meeting_words(lines)
    )
    head = " " + _column(_("会议") if len(days) == 1 else _("文件夹"), _WORD)
    name = shortened(os.path.basename(folder), max(10, width - 1 - cells(head + words)))
    return Row(shortened(head + name + words, width - 1), "strong", ("folder", folder))


def meeting_words(lines: Collection[CaseLine]) -> str:
    """The summary of a meeting's cases: how many, and how many of each outcome there is."""
    if not lines:
        return _("还没有案件")
    found = counts(lines)
    parts = [f"{word} {found[outcome]}" for outcome, word in outcome_tally_words().items() if found[outcome]]
    return linked([_("{n} 件").format(n=len(lines)), *parts])


def counts(lines: Iterable[CaseLine]) -> dict[LineOutcome, int]:
    """How many lines have each outcome."""
    return dict.fromkeys(WORDS, 0) | Counter(line.outcome for line in lines)


def filter_parts(lines: Collection[CaseLine], only: str, width: int, today: date) -> list[tuple[str, str]]:
    """The filters as (words, view), with their keys and counts; the one in use stands in brackets.

    Views in which nothing is are left out. Where they do not fit in a line, outcomes are named in short, then the words
    stand closer, then outcomes that no case has are left out too.
    """
    alike, views = standings(lines), view_words().items()
    all_views: tuple[str, ...] = ("", *WORDS, *view_words())
    found = {view: sum(n for each, n in alike.items() if in_view(each, view, today)) for view in all_views}
    on = [view for view in all_views if found[view]]
    short = outcome_tally_words()
    for words, close, empty in ((WORDS, False, True), (short, False, True), (short, True, True), (short, True, False)):
        named: list[tuple[str, str, str]] = [("0", _("全部"), "")]
        named += [(str(n), words[each], each) for n, each in enumerate(OUTCOMES, 1) if empty or each in (*on, only)]
        named += [
            (str(n), name, view) for n, (view, name) in enumerate(views, 1 + len(OUTCOMES)) if view in (*on, only)
        ]
        named += [("", WORDS[each], each) for each in (UNREADABLE, WAITING) if each in on]
        framed = [
            (_framed(key, name, found[view], chosen=view == only, close=close), view) for key, name, view in named
        ]
        if sum(cells(text) for text, _view in framed) <= width:
            break
    return framed


def _framed(key: str, name: str, count: int, *, chosen: bool, close: bool) -> str:
    """A filter with its key and count, in brackets where it is the one in use; ``close`` without blanks inside."""
    text = ("" if close else " ").join(part for part in (key, name, str(count)) if part)
    return f"[{text}]" if chosen else f" {text}" if close else f" {text} "


def filter_lines(lines: Collection[CaseLine], only: str, width: int, today: date) -> FilterLines:
    """The filters line by line: one where they fit, else as many as hold each of them whole."""
    found: FilterLines = [[]]
    for part in filter_parts(lines, only, width, today):
        if found[-1] and sum(cells(words) for words, _view in (*found[-1], part)) > width:
            found.append([])
        found[-1].append(part)
    return found


def filter_rows(lines: FilterLines) -> list[Row]:
    """The lines of the filters."""
    return [Row("".join(words for words, _view in parts), "note") for parts in lines]


def filter_at(lines: FilterLines, at: tuple[int, int]) -> str | None:
    """The view whose filter stands at a cell (column, line) of those lines; None where none does."""
    end, (column, line) = 0, at
    for words, view in lines[line]:
        end += cells(words)
        if column < end:
            return view if view not in (UNREADABLE, WAITING) else None
    return None


def detail_rows(line: CaseLine, width: int, today: date) -> list[Row]:
    """The case under the cursor in full: title, then unit, file, next deadline, or what is wrong with the file."""
    rows = _at_most(2, line.title, width, "strong")
    name = os.path.basename(line.path)
    parts = [line.unit, line.meeting]
    if line.due:
        left = working_days_left(line.due, today, line.left)
        parts.append(linked([f"{line.due_name} {spelled(line.due, beside=today)}", left]))
    if os.path.splitext(name)[0] != line.title:
        parts.append(name)
    if line.notes:
        parts.append(labelled(_("备注"), " ".join(line.notes.split())))
    about = "　".join(part for part in [line.error, *parts] if part)
    return rows + _at_most(_DETAIL - len(rows), about, width, "bad" if line.error else "dim")


def _at_most(most: int, text: str, width: int, style: str) -> list[Row]:
    """A text in so many lines; where it takes more, the last of them ends in …."""
    lines = wrapped(text, width - 1, first=" ", rest=" ", style=style)
    if len(lines) <= most:
        return lines
    rest = " " + "".join(line.text[1:] for line in lines[most - 1 :])
    return [*lines[: most - 1], lines[most - 1]._replace(text=shortened(rest, width - 1))]


def folder_detail(folder: str, lines: Collection[CaseLine] | None, width: int) -> list[Row]:
    """The meeting under the cursor in full."""
    rows = _at_most(2, os.path.basename(folder), width, "strong")
    words = _("核对中") if lines is None else meeting_words(lines)
    return rows + _at_most(_DETAIL - len(rows), words + _("；Enter 进到里面"), width, "dim")


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

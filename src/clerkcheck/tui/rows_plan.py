"""The backward plan drawn for a screen: a bar a step from its latest start to its end, days off, today as a line.

Bars are cells of colour with plain ASCII in them, which takes one cell on any terminal and can be read without colour.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.cells import cell_len

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, labelled, listed
from clerkcheck.packs.model import Pack
from clerkcheck.planning.plan import BackwardPlan, Task
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.day_words import WEEKDAYS
from clerkcheck.reports.gantt import Scale, scale_of
from clerkcheck.reports.plan_words import PlanPhrases
from clerkcheck.tui.widgets.painted_rows import Mark, Row, wrapped

_DATES = 24  # cells of latest start, latest end and working days left
_LABEL = 20  # cells kept for the label behind the bar
_DAY = timedelta(1)
# Of a cell of the chart: its character and its style.
_BAR, _OTHER, _LATE, _ANCHOR = ("=", "bar"), ("-", "bar_other"), ("!", "bar_late"), ("*", "bar_anchor")
_TODAY, _OFF, _EMPTY = ("|", "bad"), (" ", "off"), (" ", "plain")


def plan_rows(session: Session, width: int = 76) -> list[Row]:
    """Return the backward plan, or what is missing for one."""
    from clerkcheck.planning.case_plan import days_to_plan_from, plan_case

    try:
        days = days_to_plan_from(session.case, session.pack)
        if days and session.case.dates.keys().isdisjoint(days):
            return _dayless([session.pack.vocabulary.dates[each] for each in days], width)
        made = plan_case(session.case, session.pack, session.report, session.calendar)
    except InputError as error:
        return wrapped(str(error.without_folder()), width, style="open")
    return list(_rows(made, session.pack, session.calendar, width))


def _dayless(labels: list[str], width: int) -> list[Row]:
    """What stands in place of a plan that has no day to count back from: which key gives it one."""
    said = _("没有填{label}，排不出办理计划").format(label=labels[0])
    how = _("按 d 填{label}，填好就排出来").format(label=labels[0])
    if len(labels) > 1:
        how = _("按 d 填{labels}中的一个，填好就排出来").format(labels=listed(labels))
    return [*wrapped(said, width, style="open"), *wrapped(how, width)]


def _rows(plan: BackwardPlan, pack: Pack, calendar: WorkCalendar, width: int) -> Iterator[Row]:
    phrases = PlanPhrases(plan, pack)
    verdict = _("办理计划，{verdict}").format(verdict=phrases.verdict())
    yield from wrapped(verdict, width, style="bad" if phrases.late else "good")
    if phrases.delay():
        yield from wrapped(phrases.delay(), width, style="bad")
    yield Row("")
    yield from chart_rows(plan, calendar, width)
    for heading, texts in (
        (_("关键路径"), phrases.critical()),
        (_("各步"), _steps(phrases)),
        (_("说明"), _notes(phrases)),
    ):
        found = list(texts)
        if found:
            yield from (Row(""), Row(heading, "heading"))
        for text in found:
            yield from wrapped(text, width, first="  ", rest="    ")


def _steps(phrases: PlanPhrases) -> Iterator[str]:
    for number, task in enumerate(phrases.open, 1):
        item = phrases.item(task)
        yield _("{number}. 【{word}】{title}").format(number=number, word=item.word, title=item.title)
        yield from ("   " + labelled(label, text) for label, text in item.lines)


def _notes(phrases: PlanPhrases) -> Iterator[str]:
    if phrases.done():
        yield _("已完成：{steps}").format(steps=phrases.done())
    yield from phrases.notes()


# --- the chart


def chart_rows(plan: BackwardPlan, calendar: WorkCalendar, width: int) -> list[Row]:
    """Return the chart in ``width`` cells: the days above, a row a step, what the marks mean below."""
    room = max(14, width - _DATES - _LABEL - 2)
    scale = scale_of(plan, room)
    cells = max(1, min(8, room // scale.columns)) if scale.days == 1 else 1
    tasks = [each for each in plan.tasks if each.status != "done"]
    rows = [_days_row(scale, cells)]
    rows += [_task_row(each, plan, calendar, scale, cells) for each in tasks if not each.follows]
    rows.append(_anchor_row(plan, calendar, scale, cells))
    rows += [_task_row(each, plan, calendar, scale, cells) for each in tasks if each.follows]
    legend = _("= 关键路径　- 其他　! 来不及　* {anchor}　| 今天　灰底 放假").format(anchor=plan.anchor.label)
    return [*rows, *wrapped(legend, width, first=" " * _DATES, rest=" " * _DATES, style="dim")]


def _days_row(scale: Scale, cells: int) -> Row:
    """The Mondays by their dates, as many as find room."""
    line, taken = [" "] * (scale.columns * cells), 0
    for column in range(scale.columns):
        first = scale.first + scale.days * column * _DAY
        monday = first + (-first.weekday() % 7) * _DAY
        at = column * cells
        text = f"{monday.month}-{monday.day}"
        if (monday - first).days < scale.days and at >= taken and at + len(text) <= len(line):
            line[at : at + len(text)] = text
            taken = at + len(text) + 1
    head = _("最迟开始 最迟完成 余日")
    return Row(head + " " * (_DATES - cell_len(head)) + "".join(line), "dim")


def _task_row(task: Task, plan: BackwardPlan, calendar: WorkCalendar, scale: Scale, cells: int) -> Row:
    start, end = task.start_by or plan.as_of, task.end_by or plan.as_of
    kind = _LATE if task.status == "too_late" else _BAR if task.critical else _OTHER
    shown = dict.fromkeys(range(scale.column(start), scale.column(end) + 1), kind)
    head = f"{_short(start)} {_short(end)} {task.workdays_left or 0:>4}"
    unsure = (_("（暂定）") if task.provisional else "") + ("" if task.certain else _("（是否需要待确认）"))
    return _row(head, shown, task.label + unsure, plan, calendar, scale, cells)


def _anchor_row(plan: BackwardPlan, calendar: WorkCalendar, scale: Scale, cells: int) -> Row:
    anchor = plan.anchor
    head = f"{_short(anchor.day)} {_short(anchor.day)} {plan.workdays_left:>4}"
    return _row(head, {scale.column(anchor.day): _ANCHOR}, anchor.short, plan, calendar, scale, cells)


def _row(
    head: str, shown: dict[int, tuple[str, str]], label: str, plan: BackwardPlan, calendar: WorkCalendar, scale: Scale,
    cells: int,
) -> Row:  # fmt: skip
    """A row: the dates, the bar over the ground of days off and today's line, and the label as free text."""
    text = head + " " * (_DATES - cell_len(head))
    marks: list[Mark] = []
    now = scale.column(plan.as_of)
    for column in range(scale.columns):
        char, style = shown.get(column) or (_TODAY if column == now else _ground(calendar, scale, column))
        piece = char + " " * (cells - 1) if column == now and column not in shown else char * cells
        if style != "plain":
            marks.append(Mark(len(text), len(text) + len(piece), style))
        text += piece
    return Row(f"{text} {label}", "plain", None, tuple(marks))


def _ground(calendar: WorkCalendar, scale: Scale, column: int) -> tuple[str, str]:
    """Days off are grey where a column is one day; where it is more, nothing is."""
    if scale.days > 1:
        return _EMPTY
    return _EMPTY if calendar.day(scale.first + column * _DAY).workday else _OFF


def _short(day: date) -> str:
    return f"{day.month:02}-{day.day:02} {WEEKDAYS[day.weekday()]}"

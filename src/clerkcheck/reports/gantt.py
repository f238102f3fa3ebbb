"""The chart of a plan: a row a step, with its days, the working days left, and a bar; 80 columns.

The chart consists of characters that are all of the same width wherever they are shown: the block characters of GBK are
one cell wide in some terminals and two in others, so a chart mixed with spaces would not align. Two are counted.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from clerkcheck.cells import wrap
from clerkcheck.i18n import _, joined
from clerkcheck.planning.plan import BackwardPlan, Task
from clerkcheck.reports.day_words import WEEKDAYS, spelled

WIDTH = 80
COLUMNS = 18  # of the chart: what 80 cells leave beside the dates and a label of 8 characters
_EMPTY, _TODAY, _CRITICAL, _OTHER, _ANCHOR = "·", "│", "■", "□", "◆"


class Scale(NamedTuple):
    """Which day stands in which column: ``days`` days a column, ``columns`` of them, from ``first`` on."""

    first: date
    days: int
    columns: int

    def column(self, day: date) -> int:
        """Return the column of a day, beyond 0 to ``columns`` - 1 where the chart does not show it."""
        return (day - self.first).days // self.days


def scale_of(plan: BackwardPlan, columns: int = COLUMNS) -> Scale:
    """Return the scale that shows every open task, the anchor, and today unless it is far off, in so many columns."""
    shown = [day for each in plan.tasks for day in (each.start_by, each.end_by) if day] + [plan.anchor.day]
    first, last = min(shown), max(shown)
    span = 3 * max((last - first).days, 14)
    if (first - plan.as_of).days <= span and (plan.as_of - last).days <= span:
        first, last = min(first, plan.as_of), max(last, plan.as_of)
    length = (last - first).days + 1
    days = -(-length // columns)
    return Scale(first, days, -(-length // days))


def chart(plan: BackwardPlan) -> list[str]:
    """Return the chart's lines, each at most 80 cells: latest start, latest end, working days left, bar, label."""
    scale = scale_of(plan)
    open_ = [each for each in plan.tasks if each.status != "done"]
    lines = [_("   最迟开始 最迟完成 余日")]
    lines += [_row(each, plan, scale) for each in open_ if not each.follows]
    anchor = plan.anchor
    bar = _bar(scale, anchor.day, anchor.day, _ANCHOR, plan.as_of)
    lines.append(f"{_columns('', anchor.day, anchor.day, plan.workdays_left)} {bar} {anchor.short}")
    lines += [_row(each, plan, scale) for each in open_ if each.follows]
    return lines + _legend(plan, scale, open_)


def _row(task: Task, plan: BackwardPlan, scale: Scale) -> str:
    start, end = task.start_by or plan.as_of, task.end_by or plan.as_of
    flags = ("!" if task.status == "too_late" else "") + ("~" if task.provisional else "")
    flags += "" if task.certain else "?"
    bar = _bar(scale, start, end, _CRITICAL if task.critical else _OTHER, plan.as_of)
    return f"{_columns(flags, start, end, task.workdays_left or 0)} {bar} {task.label}"


def _columns(flags: str, start: date, end: date, left: int) -> str:
    return f"{flags:<3}{_short(start)} {_short(end)} {left:>4}"


def _short(day: date) -> str:
    return f"{day.month:02}-{day.day:02} {WEEKDAYS[day.weekday()]}"


def _bar(scale: Scale, start: date, end: date, mark: str, today: date) -> str:
    """The bar lies over the line of today: a bar of one column must not vanish behind it."""
    first, last, now = (scale.column(day) for day in (start, end, today))
    return "".join(
        mark if first <= column <= last else _TODAY if column == now else _EMPTY for column in range(scale.columns)
    )


def _legend(plan: BackwardPlan, scale: Scale, open_: Iterable[Task]) -> list[str]:
    tasks = list(open_)
    shown = 0 <= scale.column(plan.as_of) < scale.columns
    today = _("{mark} 今天（{day}）") if shown else _("今天（{day}）在图外")
    parts = [
        _("{mark} 关键路径").format(mark=_CRITICAL),
        _("{mark} 其他").format(mark=_OTHER),
        f"{_ANCHOR} {plan.anchor.label}",
        today.format(mark=_TODAY, day=spelled(plan.as_of, beside=plan.anchor.day)),
        _("每格 {n} 日，自 {day} 起").format(n=scale.days, day=spelled(scale.first)),
    ]
    flags = (
        (_("! 已来不及"), any(each.status == "too_late" for each in tasks)),
        (_("~ 暂定"), any(each.provisional for each in tasks)),
        (_("? 是否需要待确认"), not all(each.certain for each in tasks)),
    )
    return wrap(joined([*parts, *(text for text, used in flags if used)]), WIDTH, first="   ", rest="   ")

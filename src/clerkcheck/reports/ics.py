"""A plan for the office calendar (RFC 5545): a whole-day entry for every open step, and the day planned from.

The same plan gives the same bytes; a step keeps its UID when the plan is made again, so the office calendar updates it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from clerkcheck import __version__
from clerkcheck.i18n import _, labelled
from clerkcheck.packs.model import Pack
from clerkcheck.planning.plan import BackwardPlan, Task
from clerkcheck.reading.characters import printable, printable_lines
from clerkcheck.reports.plan_words import PlanPhrases

_REMIND_BEFORE = (2, 1)  # days
_REMIND_AT = 9  # o'clock

if TYPE_CHECKING:
    from icalendar import Event


def plans_ics(plans: Iterable[tuple[BackwardPlan, Pack]], name: str) -> bytes:
    """Return plans as one iCalendar file; ``name`` is what the office calendar calls it.

    Each open step reminds two days and one day before it must be done.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//clerkcheck//clerkcheck {__version__}//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", printable(name))
    seen: set[str] = set()
    for plan, pack in plans:
        for event in _events(plan, pack):
            uid = str(event["uid"])
            if uid not in seen:  # one case given twice is one plan
                seen.add(uid)
                calendar.add_component(event)
    data: bytes = calendar.to_ical(sorted=True)
    return data


def _events(plan: BackwardPlan, pack: Pack) -> "Iterator[Event]":
    phrases = PlanPhrases(plan, pack)
    for task in phrases.open:
        yield _reminding(_step(task, phrases), task.end_by)
    anchor = plan.anchor
    yield _event(plan, anchor.event, anchor.day, anchor.day, labelled(anchor.label, plan.title), "")


def _reminding(event: "Event", end: date | None) -> "Event":
    """Add reminders at nine in the morning, two days and one day before the day by which the step must be done.

    A trigger counts from an entry's begin or end (RFC 5545, 3.8.6.3); a whole-day entry ends at the midnight after.
    """
    from icalendar import Alarm

    if end is None or end >= date.max - timedelta(1):
        return event
    for days in _REMIND_BEFORE:
        alarm: Alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", timedelta(hours=_REMIND_AT) - timedelta(days + 1), parameters={"RELATED": "END"})
        event.add_component(alarm)
    return event


def _step(task: Task, phrases: PlanPhrases) -> "Event":
    plan, item = phrases.plan, phrases.item(task)
    start, end = task.start_by or plan.as_of, task.end_by or plan.as_of
    late = _("【{state}】").format(state=phrases.state(task)) if task.status == "too_late" else ""
    unsure = _("（暂定）") if task.provisional else ""
    title = _("{late}{label}{unsure}：{title}").format(late=late, label=task.label, unsure=unsure, title=plan.title)
    lines = [labelled(label, text) for label, text in item.lines]
    about = "\n".join([item.title, *lines, *([task.note] if task.note else [])])
    return _event(plan, task.id, start, end, title, about)


def _event(plan: BackwardPlan, step: str, start: date, end: date, title: str, about: str) -> "Event":
    from icalendar import Event

    event: Event = Event()
    event.add("uid", _uid(plan, step))
    event.add("dtstamp", datetime(plan.as_of.year, plan.as_of.month, plan.as_of.day, tzinfo=UTC))
    event.add("dtstart", start)
    if end < date.max:  # without an end a whole-day entry takes one day
        event.add("dtend", end + timedelta(1))  # the end of a whole-day entry is the day after
    event.add("summary", printable(title))
    if about:
        event.add("description", printable_lines(about))
    event.add("transp", "TRANSPARENT")
    return event


def _uid(plan: BackwardPlan, step: str) -> str:
    """Made from what names the case and the step, not from its days: planned again it is the same entry."""
    named = "\n".join((plan.pack_id, plan.kind, plan.unit or "", plan.title, step))
    return f"{sha256(named.encode()).hexdigest()[:32]}@clerkcheck"

"""A plan for the office calendar (RFC 5545): a whole-day entry for every open step, and the day planned from.

The same plan gives the same bytes; a step keeps its UID when the plan is made again, so the office calendar updates it.
"""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from clerkcheck import __version__
from clerkcheck.i18n import _, labelled
from clerkcheck.packs.model import Pack
from clerkcheck.planning.plan import BackwardPlan, Task
from clerkcheck.reading.characters import printable, printable_lines
from clerkcheck.reports.plan_words import PlanPhrases

if TYPE_CHECKING:
    from icalendar import Event


def plan_ics(plan: BackwardPlan, pack: Pack) -> bytes:
    """Return the plan as an iCalendar file."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//clerkcheck//clerkcheck {__version__}//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", printable(plan.title))
    phrases = PlanPhrases(plan, pack)
    for task in phrases.open:
        calendar.add_component(_step(task, phrases))
    anchor = plan.anchor
    calendar.add_component(_event(plan, anchor.event, anchor.day, anchor.day, labelled(anchor.label, plan.title), ""))
    data: bytes = calendar.to_ical(sorted=True)
    return data


def _step(task: Task, phrases: PlanPhrases) -> "Event":
    plan, item = phrases.plan, phrases.item(task)
    start, end = task.start_by or plan.as_of, task.end_by or plan.as_of
    late = _("【来不及】") if task.status == "too_late" else ""
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

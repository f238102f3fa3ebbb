"""A plan as ``clerkcheck.plan/1``."""

from typing import Any

from clerkcheck.packs.model import Pack
from clerkcheck.planning.plan import BackwardPlan, Source, Task
from clerkcheck.reports.plan_words import paper_label

SCHEMA = "clerkcheck.plan/1"


def plan_data(plan: BackwardPlan, pack: Pack) -> dict[str, Any]:
    """Return the plan as plain data; dates are ISO text, null where a task is done."""
    anchor = plan.anchor
    return {
        "schema": SCHEMA,
        "as_of": plan.as_of.isoformat(),
        "pack": {"id": plan.pack_id, "regulation": plan.regulation},
        "case": {"title": plan.title, "kind": plan.kind, "unit": plan.unit, "source": plan.source},
        "anchor": {
            "date": anchor.event,
            "label": anchor.label,
            "day": anchor.day.isoformat(),
            "ready_by": anchor.ready_by.day.isoformat(),
            "provisional": anchor.ready_by.provisional,
            "workdays_left": plan.workdays_left,
        },
        "ready_on": plan.ready_on.isoformat() if plan.ready_on else None,
        "critical_path": list(plan.critical_path),
        "tasks": [_task(each, pack) for each in plan.tasks],
        "unplaced": [_source(each) for each in plan.unplaced],
    }


def _task(task: Task, pack: Pack) -> dict[str, Any]:
    papers = [
        {
            "material": list(each.material) if isinstance(each.material, tuple) else each.material,
            "label": paper_label(each.material, pack),
            "certain": each.certain,
        }
        for each in task.papers
    ]
    return {
        "task": task.id,
        "label": task.label,
        "papers": papers,
        "status": task.status,
        "certain": task.certain,
        "start_by": task.start_by.isoformat() if task.start_by else None,
        "end_by": task.end_by.isoformat() if task.end_by else None,
        "started": task.started.isoformat() if task.started else None,
        "length": task.length,
        "unit": task.unit,
        "source": _source(task.source) if task.source else None,
        "others": [_source(each) for each in task.others],
        "provisional": task.provisional,
        "note": task.note,
        "ready_on": task.ready_on.isoformat() if task.ready_on else None,
        "workdays_left": task.workdays_left,
        "slack": task.slack,
        "critical": task.critical,
        "follows": task.follows,
        "missed": task.missed.isoformat() if task.missed else None,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "article": source.article,
        "quote": source.quote,
        "offset": source.offset,
        "unit": source.unit,
        "clause": source.clause or None,
        "certain": source.certain,
    }

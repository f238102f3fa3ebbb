"""The Chinese words for what a case file says in ids: the state of a paper, of the case, and how far it is to go."""

from collections.abc import Mapping

from clerkcheck.i18n import _
from clerkcheck.literals import CaseState, MaterialStatus, Step


def status_labels() -> Mapping[MaterialStatus, str]:
    """Return the states a paper (要件) can be in, in the order in which they are offered."""
    return {"done": _("已有"), "missing": _("缺"), "unknown": _("待定")}


def step_labels() -> dict[Step, str]:
    """Return how far a case may be said to go now."""
    return {"submit": _("报送"), "meeting": _("上会"), "issue": _("印发")}


def state_labels() -> Mapping[CaseState, str]:
    """Return the states of a case, never judged: in work, handed in, filed away."""
    return {"preparing": _("准备中"), "submitted": _("已报送"), "closed": _("已归档")}

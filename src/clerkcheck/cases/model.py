"""The case as the program uses it. What was left out is unknown, never "no"."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple, get_args

from clerkcheck.conditions.values import FactValue
from clerkcheck.literals import CaseKind, CaseState, MaterialStatus, Step

STATUSES: tuple[MaterialStatus, ...] = get_args(MaterialStatus)


class Material(NamedTuple):
    """A required paper (要件): ``status`` done, missing or unknown; the rest may be None.

    ``copies`` (份数), ``attachment`` (附件号) and ``file`` (a path from the case's folder) are never judged.
    ``channel``: the ids of the channels in which it was published.
    """

    status: MaterialStatus
    date: datetime.date | None = None
    ref: str | None = None
    issuer: str | None = None
    copies: int | None = None
    attachment: str | None = None
    file: str | None = None
    channel: tuple[str, ...] | None = None


class Deviation(NamedTuple):
    """An exception: a clause knowingly deviated from; it holds to the end of ``until`` (no end where None)."""

    clause: str
    reason: str
    approved_by: str
    until: datetime.date | None = None


class Case(NamedTuple):
    """One submission. ``kind``: agenda_item or document. Unknown facts, papers and dates are not in the dicts.

    ``counted``: by fact, what is to be said of a number that is counted over the cases judged together.
    ``step``: how far it is to go now; None where the whole way counts. Never judged: ``bundle``, which of the papers
    handed in with it are at hand (:mod:`clerkcheck.reports.bundle`), ``state`` and ``notes``.
    """

    pack: str
    kind: CaseKind
    title: str
    unit: str | None
    facts: dict[str, FactValue]
    materials: dict[str, Material]
    dates: dict[str, datetime.date]
    exceptions: tuple[Deviation, ...] = ()
    source: str = ""
    step: Step | None = None
    bundle: Mapping[str, MaterialStatus] = {}
    state: CaseState = "preparing"
    notes: str = ""
    counted: tuple[tuple[str, str], ...] = ()

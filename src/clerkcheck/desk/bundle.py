"""The checklist of what is handed in with a case (报送材料), for every surface; it never changes a verdict.

Where the surfaces show it: beside the papers (要件) that the rules demand, under a heading of its own. ``bundle_here``
gives the lines to show, each with its state; ``set_bundle`` records one (an undoable step, on disk at once);
``bundle_sentence`` says the whole in one line.
"""

import os

from clerkcheck.cases.labels import status_labels
from clerkcheck.desk.session import Session
from clerkcheck.i18n import labelled
from clerkcheck.literals import MaterialStatus
from clerkcheck.reports.bundle import BundleLine, bundle_lines, bundle_sentence

__all__ = ["BundleLine", "bundle_here", "bundle_sentence", "set_bundle"]


def bundle_here(session: Session) -> list[BundleLine]:
    """Return the list for the open case, as its office gives it; raises InputError for a bad office file."""
    from clerkcheck.reports.office import office_beside

    office = office_beside(os.path.dirname(session.path))
    return bundle_lines(office.bundle, session.case.kind, session.case.bundle)


def set_bundle(session: Session, line: BundleLine, status: MaterialStatus) -> None:
    """Record whether a paper of the list is at hand; ``unknown`` takes the record away."""
    value = None if status == "unknown" else status
    session.change({"bundle": {line.item.id: value}}, labelled(line.item.name, status_labels()[status]))

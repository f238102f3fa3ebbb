"""What is done to the case files of a folder: a new title, a copy; both are told in the case's history."""

from datetime import datetime

from clerkcheck.cases import register
from clerkcheck.cases.editing import history_entry
from clerkcheck.clock import who
from clerkcheck.i18n import _


def retitle(path: str, title: str, now: datetime) -> str:
    """Give a case another title, and its file the name that follows from it; return the new path.

    Raises InputError where that cannot be done, Conflict where somebody has changed the case meanwhile.
    """
    entry = _entry(_("事项名称：{t}").format(t=title), now)
    return register.rename_case(path, title, entry, now.strftime("%Y%m%d-%H%M%S"))


def copy(path: str, old_title: str, title: str, now: datetime) -> str:
    """Make a new case with everything this one says; return its path. Raises InputError where it cannot be written."""
    return register.copy_case(path, title, _entry(_("复制自：{t}").format(t=old_title), now))


def _entry(what: str, now: datetime) -> dict[str, str]:
    return history_entry(now.isoformat(timespec="seconds"), who(), what)

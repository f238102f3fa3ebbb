"""What is done to the case files of a folder: a new title, a copy, another government; told in the case's history."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from clerkcheck.cases import register
from clerkcheck.cases.editing import history_entry
from clerkcheck.cases.loading import case_of
from clerkcheck.cases.saving import open_stored, save
from clerkcheck.clock import who
from clerkcheck.desk.refitting import Refitted
from clerkcheck.desk.trail import copied_words
from clerkcheck.i18n import _, joined
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import region_with_group
from clerkcheck.reading.documents import Document

# What belongs to the one case alone, and not to another of its sort.
OWN = ("materials", "dates", "bundle", "exceptions", "state", "notes")


def retitle(path: str, title: str, now: datetime) -> str:
    """Give a case another title, and its file the name that follows from it; return the new path.

    Raises InputError where that cannot be done, Conflict where somebody has changed the case meanwhile.
    """
    entry = _entry(_("事项名称：{t}").format(t=title), now)
    return register.rename_case(path, title, entry, _stamp(now))


def copy(path: str, old_title: str, title: str, now: datetime, *, whole: bool = False) -> str:
    """Make a new case with the answers of this one; return its path. Raises InputError where it cannot be written.

    Its papers, dates, exceptions and notes are its own and stay behind, unless the ``whole`` is wanted.
    """
    what = copied_words(old_title) + ("" if whole else _("（只带回答）"))
    return register.copy_case(path, title, _entry(what, now), without=("state",) if whole else OWN)


def refit(path: str, change: Refitted, pack: Pack, now: datetime) -> None:
    """Write a case as another government or kind has it; what is lost is named in its history.

    Raises InputError where it cannot be written, Conflict where somebody has changed the case meanwhile.
    """
    stored = open_stored(path)
    lost = _("，不再适用的：{lost}").format(lost=joined(change.lost)) if change.lost else ""
    words = _("改按{region}（{kind}）").format(
        region=region_with_group(pack), kind=pack.vocabulary.kinds[change.data["kind"]]
    )
    history = [*(stored.data.get("history") or []), _entry(words + lost, now)]
    case_of(Document(path, "", change.data, {}), pack)  # raises what could not be read again
    save(stored, {**change.data, "history": history}, _stamp(now))


def note(path: str, what: str, now: datetime) -> None:
    """Write into a case's history what was done with it; raises InputError or Conflict as saving does."""
    stored = open_stored(path)
    save(stored, {**stored.data, "history": [*(stored.data.get("history") or []), _entry(what, now)]}, _stamp(now))


def data_of(path: str) -> Mapping[str, Any]:
    """Return the plain data of a case file; raises InputError where it cannot be read."""
    return open_stored(path).data


def title_of(path: str) -> str:
    """Return the title that a case file gives, or its name where it cannot be read."""
    from clerkcheck.reading.errors import InputError

    try:
        return str(open_stored(path).data["title"])
    except (InputError, KeyError, TypeError):
        return os.path.splitext(os.path.basename(path))[0]


def _entry(what: str, now: datetime) -> dict[str, str]:
    return history_entry(now.isoformat(timespec="seconds"), who(), what)


def _stamp(now: datetime) -> str:
    return now.strftime("%Y%m%d-%H%M%S")

"""A new case: which rule packs may be chosen for it, and how it comes into being, with its first line of history."""

from datetime import datetime

from clerkcheck.cases.editing import history_entry, new_data
from clerkcheck.cases.register import create_case
from clerkcheck.clock import who
from clerkcheck.desk.remembered import remember_pack
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.reading.errors import InputError


def packs_offered() -> tuple[Pack, ...]:
    """Return the packs a new case may follow, in the order of ``pack_ids``; one that cannot be read is not offered."""
    found = []
    for each in pack_ids():
        try:
            found.append(load_pack(each))
        except InputError:
            continue
    return tuple(found)


def begin_case(folder: str, pack: Pack, kind: str, title: str, now: datetime) -> str:
    """Write a new case of ``kind`` into ``folder`` and return its path; the pack is remembered for the next one.

    Raises InputError where it cannot be written; nothing is ever replaced.
    """
    entry = history_entry(now.isoformat(timespec="seconds"), who(), _("新建"))
    stored = create_case(folder, {**new_data(pack.id, kind, title), "history": [entry]})
    remember_pack(pack.id)
    return stored.path

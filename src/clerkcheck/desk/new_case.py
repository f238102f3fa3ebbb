"""A new case: which rule packs may be chosen for it, and how it comes into being, with its first line of history."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from clerkcheck.cases.editing import history_entry, new_data
from clerkcheck.cases.office_rules import office_rules
from clerkcheck.cases.register import create_case
from clerkcheck.clock import who
from clerkcheck.desk.profile_file import Profile
from clerkcheck.desk.profiles import ProfileProposal, block_answers, confirmed_words
from clerkcheck.desk.remembered import last_place, remember_pack, remember_place
from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import wants_place
from clerkcheck.packs.store import is_seen_from, known_packs, load_pack, name_seen_from
from clerkcheck.reading.errors import InputError


def packs_offered(folder: str = "") -> tuple[Pack, ...]:
    """Return the packs that a new case in ``folder`` may follow, as they are offered: those shipped, then the user's.

    One that cannot be read is not offered; ``pack list`` and ``doctor`` say which.
    """
    found = []
    for each in known_packs(folder):
        try:
            found.append(load_pack(each, folder) if is_seen_from(each) else load_pack(each))
        except InputError:
            continue
    return tuple(found)


def with_groups(pack: Pack, packs: Iterable[Pack]) -> tuple[Pack, ...]:
    """Return packs, and those that a case under ``pack`` may be judged by with another group of its instruments."""
    others = [f"{pack.id}/{name}" for name in pack.not_taken] if pack.groups else []
    return *packs, *(load_pack(each) for each in others if not is_seen_from(pack.id))


def offered_as(pack: Pack) -> str:
    """Return how a pack is offered for a case; that of the whole nation is for the places without one."""
    if wants_place(pack) and pack.group:
        return _("其他县、区、市　加查{names}").format(names=listed(pack.beside_core))
    if wants_place(pack):
        return _("其他县、区、市　没有本地规则包，只按{regulation}").format(regulation=pack.regulation)
    return f"{pack.region}　{pack.regulation}"


class Block(NamedTuple):
    """The answers of a profile that the clerk has seen and confirmed together."""

    profile: Profile
    taken: tuple[ProfileProposal, ...]


class Whose(NamedTuple):
    """Whose a new case is: the ``place`` whose rules it follows, the ``unit`` that hands it in; "" where not said."""

    place: str = ""
    unit: str = ""


NOBODYS = Whose()


def place_needed(pack: Pack, folder: str) -> bool:
    """Whether a new case must be told its place: the pack has none, nobody has said one before, nor has the office."""
    return wants_place(pack) and not (last_place() or office_rules(folder).place)


def unit_proposed(folder: str, units: Iterable[str]) -> str:
    """Return the unit that a new case in ``folder`` may be of: the office's, or the one that all cases there name.

    ``units``: those that its cases name, "" where one names none. Where they name several, nothing is proposed.
    """
    named = {unit for unit in units if unit}
    return office_rules(folder).unit or (named.pop() if len(named) == 1 else "")


def begin_case(
    folder: str, pack: Pack, kind: str, title: str, now: datetime, block: Block | None = None, whose: Whose = NOBODYS
) -> str:
    """Write a new case of ``kind`` into ``folder`` and return its path; the pack is remembered for the next one.

    The answers of a ``block`` stand in it, and in its history; of ``whose`` it is, the unit, and under a pack of no
    place of its own the place, or the one said before. Raises InputError where it cannot be written; nothing is ever
    replaced.
    """
    at = now.isoformat(timespec="seconds")
    data = new_data(name_seen_from(pack, folder), kind, title) | ({"unit": whose.unit} if whose.unit else {})
    begun = _("新建，单位：{unit}").format(unit=whose.unit) if whose.unit else _("新建")
    history = [history_entry(at, who(), begun)]
    if wants_place(pack) and (name := whose.place or office_rules(folder).place or last_place()):
        data["place"] = name
        remember_place(name)
    if block is not None:
        data |= {"profile": block.profile.id} | ({"facts": block_answers(block.taken)} if block.taken else {})
        history.append(history_entry(at, who(), confirmed_words(block.profile, block.taken)))
    stored = create_case(folder, {**data, "history": history})
    remember_pack(pack.id)
    return stored.path

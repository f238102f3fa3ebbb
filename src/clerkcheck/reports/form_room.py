"""How much the sheet on one page says of each thing, from all there is to say down to what fits in any case."""

from collections.abc import Callable
from typing import Literal, NamedTuple


class Room(NamedTuple):
    """How much is said where room is scarce; the rest stands on the whole sheet, and how much it is stands here.

    ``bundle`` and ``papers``: how the papers of no effect, and those that the rules ask for, are listed. ``told``: of
    what the unit has declared; ``maybe``: of papers that may be needed; ``chosen``: of what it has chosen of one list.
    ``remarks``: of those on the case. ``possible``: of the meetings that may take the item beside others. ``known``:
    articles of one thing that is in order, ``asked``: of one that is open, ``cited``: of one to mend. ``table``:
    whether things to mend have a line each. ``open``: of what is to be settled. ``remedies``: what to do about each
    thing to mend, which goes last.
    """

    bundle: Literal["table", "line", "number"] = "table"
    papers: Literal["table", "twofold", "row"] = "table"
    told: int | None = None
    maybe: int | None = None
    chosen: int | None = None
    remarks: int = 6
    possible: int | None = None
    known: int | None = None
    asked: int | None = None
    cited: int | None = None
    table: bool = True
    open: int | None = None
    remedies: Literal["all", "first", "none"] = "all"


def _rooms() -> tuple[Room, ...]:
    """What is of no effect gives way first, then what is in order, what is open, and what is to be mended last."""
    rooms = [Room()]
    for less in (
        {"bundle": "line"},
        {"bundle": "number", "told": 14, "maybe": 14, "chosen": 6},
        {"told": 8, "maybe": 8, "chosen": 3, "known": 2},
        {"papers": "twofold", "known": 1},
        {"told": 6, "maybe": 6, "chosen": 2, "remarks": 3, "possible": 4},
        {"asked": 2},
        {"papers": "row", "asked": 1},
        {"cited": 3},
        {"told": 4, "maybe": 4, "chosen": 1, "remarks": 2, "possible": 1},
        {"cited": 2},
        {"cited": 1},
        {"known": 0},
        {"asked": 0},
        {"told": 1, "maybe": 1, "remarks": 0},
        {"table": False},
        {"open": 20},
        {"open": 10},
        {"remedies": "first"},
        {"open": 4},
        {"remedies": "none"},
    ):
        rooms.append(rooms[-1]._replace(**less))
    return tuple(rooms)


ROOMS = _rooms()  # as much as fits, from the first on


_GIVEN_BACK = "cited", "told", "asked", "known", "maybe", "remarks", "possible", "chosen"  # in this order


def roomiest(fits: Callable[[Room], bool]) -> Room:
    """Return as much room as ``fits``: the first that does, with more of single things where that still fits."""
    at = next((at for at, room in enumerate(ROOMS) if fits(room)), len(ROOMS) - 1)
    found = ROOMS[at]
    for name in _GIVEN_BACK:
        fuller = dict.fromkeys(getattr(room, name) for room in ROOMS[: at + 1])
        tried = (found._replace(**{name: value}) for value in fuller)
        found = next((room for room in tried if room == found or fits(room)), found)
    return found

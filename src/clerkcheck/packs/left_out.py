"""A pack whose layers below were left out: what it is with them, and by which name it is found again."""

import os

from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import load_pack

_whole: list[tuple[Pack, Pack]] = []


def whole_pack(pack: Pack) -> Pack | None:
    """Return a pack with the layers that it extends, where they were left out; None where they were not, or are none.

    That of the last pack asked for is remembered. Raises InputError as :func:`load_pack` does.
    """
    if not (pack.extends and pack.folder and len(pack.layers) == 1):
        return None
    if not _whole or _whole[0][0] is not pack:
        _whole[:] = [(pack, load_pack(os.path.join(pack.folder, "")))]
    return _whole[0][1]


def name_with_group(pack: Pack) -> str:
    """Return a name that leads to a pack again: its folder, or its id with the group that it was asked for with."""
    return pack.called if pack.group else os.path.join(pack.folder, "")

"""Which pack a keeper means: an id, a region, a folder, or a file of a pack."""

import os
from typing import TYPE_CHECKING

from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import called_pack, known_packs, load_whole, pack_ids
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.reach import stays_here
from clerkcheck.reading.user_folders import from_home

if TYPE_CHECKING:
    from clerkcheck.packs.building import BuiltPack
    from clerkcheck.packs.loading import PackFiles


def pack_name(given: str) -> str:
    """Return ``given`` as the packs' store takes it: an id, or a folder written so that it cannot be taken for one.

    Raises InputError for a path that leads away from this machine, before it is looked at, and for what may be two.
    """
    if given in pack_ids() or not stays_here(given):
        return called_pack(given)
    elsewhere = known_packs().get(given)
    if elsewhere is not None and not os.path.samefile(elsewhere, given):  # a draft here, an earlier state there
        message = _("{id} 有两处：{there} 和这里的文件夹").format(id=given, there=from_home(elsewhere))
        raise InputError(message, None, _("写 ./{id} 或 {there}").format(id=given, there=elsewhere))
    if os.path.isfile(given):
        return os.path.join(os.path.dirname(given) or ".", "")
    return os.path.join(given, "") if os.path.isdir(given) else given


def pack_at(given: str) -> Pack:
    """Return the whole pack, instruments that are taken by name among them; raises InputError."""
    return load_whole(pack_name(given))


def pack_files(given: str) -> "PackFiles":
    """Return what stands in the pack's files, read but not yet checked together; raises InputError."""
    from clerkcheck.packs.loading import read_pack_files
    from clerkcheck.packs.store import pack_folder, shared_vocabulary

    folder = pack_folder(pack_name(given))
    return read_pack_files(folder, shared_vocabulary(folder))


def built_pack(given: str) -> "BuiltPack":
    """Return the pack by itself with its parsed conditions, read from its files; raises InputErrors."""
    return built_from(pack_files(given), given)


def built_from(files: "PackFiles", given: str) -> "BuiltPack":
    """Return the pack of the files that :func:`pack_files` gave for ``given``; raises InputErrors."""
    from clerkcheck.packs.building import build_pack
    from clerkcheck.packs.store import layers_below, pack_folder

    return build_pack(files, below=layers_below(files, pack_folder(pack_name(given))))

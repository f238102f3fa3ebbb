"""Finding and loading packs by name or folder; the compiled form of a pack is kept, as Python keeps its own.

Compiling takes about a tenth of a second, loading the compiled form a millisecond or two. It is used only for the very
sources it was made from, and only from a folder of the user's own (``packs.kept``): in a pack's folder, which anybody
may have written, nothing is ever run and nothing written.
"""

import os
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from clerkcheck.i18n import _, listed
from clerkcheck.packs.frozen import freeze, thaw
from clerkcheck.packs.homes import is_pack_id, own_folder, own_packs
from clerkcheck.packs.kept import contents_stamp, keep, read_kept, shipped_stamp
from clerkcheck.packs.model import CORE, Pack
from clerkcheck.packs.place_words import is_place
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import suggestion

if TYPE_CHECKING:
    from clerkcheck.packs.loading import PackFiles

Groups = tuple[str, ...] | None  # of instruments; None: of all

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_SHARED, _HEAD = "vocabulary.yaml", "pack.yaml"
_EVERYWHERE = "national"  # the pack that holds wherever no other is in the way


class PackLoader(Protocol):
    """What loads a pack, such as :func:`load_pack`, or that with a memory of what it has loaded."""

    def __call__(self, name: str, beside: str = "", /, *, layers: bool = True) -> Pack:
        """Return the pack of that id, or at that path, seen from the folder ``beside``; raises InputError.

        ``layers``: with those it extends under it, or by itself.
        """


def checklists() -> str:
    """Return the folder of the shipped packs: inside the installed package, or beside ``src`` in a checkout."""
    shipped = os.path.join(_PACKAGE, "checklists")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "checklists")


def pack_ids() -> tuple[str, ...]:
    """Return the ids of the shipped packs: the one for any place first, then the others, sorted."""
    home = checklists()
    found = (name for name in os.listdir(home) if os.path.isfile(os.path.join(home, name, _HEAD)))
    return tuple(sorted(found, key=lambda name: (name != _EVERYWHERE, name)))


def known_packs(beside: str = "") -> dict[str, str]:
    """Return the folders of all packs known by id to the cases in ``beside``: shipped ones, then the user's."""
    shipped = {each: os.path.join(checklists(), each) for each in pack_ids()}
    return shipped | {each.id: each.folder for each in own_packs(beside) if each.id not in shipped}


def pack_folder(name: str, beside: str = "") -> str:
    """Return the folder of a pack: ``name`` is the id of a known one, or a path from the folder ``beside``.

    Raises InputError where there is no pack, and for a path to a network, a device or the system's folders, before
    anything there is looked at.
    """
    if is_path(name):
        return _folder_at(name if os.name == "nt" else name.replace("\\", "/"), beside)
    folder = _folder_of_id(name, beside)
    if folder is None:
        raise _no_such_pack(name, beside)
    return folder


def name_seen_from(pack: Pack, beside: str) -> str:
    """Return by which name cases in the folder ``beside`` find a pack: its id and group, or the path to its folder."""
    known = _folder_of_id(pack.id, beside)
    if not pack.folder or (known is not None and os.path.realpath(known) == os.path.realpath(pack.folder)):
        return pack.called
    try:
        path = os.path.relpath(pack.folder, beside or ".").replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(pack.folder)
    return path if path.startswith("../") else f"./{path}"


def _folder_of_id(name: str, beside: str) -> str | None:
    return os.path.join(checklists(), name) if _ships(name) else own_folder(name, beside)


def _ships(name: str) -> bool:
    return os.path.isfile(os.path.join(checklists(), name, _HEAD))


def is_seen_from(name: str) -> bool:
    """Whether it matters from where a pack of this name is looked for: not for one that ships with the program."""
    return is_path(name) or not _ships(name)


def is_path(name: str) -> bool:
    """Whether a pack's name is a path: what has a slash, or a backslash, which Windows writes."""
    return "/" in name or "\\" in name


def _folder_at(path: str, beside: str) -> str:
    from clerkcheck.reading.reach import is_ordinary_file, stays_here

    folder = os.path.join(beside, path)
    there = stays_here(path, beside)
    if is_ordinary_file(os.path.join(path, _HEAD), beside):
        return folder
    if there and os.path.isdir(folder):
        raise InputError(_("这个文件夹里没有 pack.yaml，不是规则包"), Place(folder))
    raise _no_such_pack(folder, beside)


def _no_such_pack(name: str, beside: str = "") -> InputError:
    return InputError(_("没有 {name} 这个规则包").format(name=name), None, pack_remedy(name, beside))


def pack_remedy(name: str, beside: str = "") -> str:
    """Return what to do about the name of a pack that there is not: of a place with none, the national rules hold."""
    text = name.strip()
    known = regions(beside).values()
    if is_place(text) and not any(each[:-1] == text[:-1] or text.endswith(each) for each in known):
        return _("没有自己规则包的地方用 全国（pack: national），地名写 place: {place}").format(place=text)
    return suggestion(name, regions(beside))


def regions(beside: str = "") -> dict[str, str]:
    """Return the regions of all packs known by id to the cases in ``beside``; of one that cannot be read, its id."""
    found = dict(_shipped_regions())
    for name, folder in known_packs(beside).items():
        if name not in found:
            found[name] = _region_in(folder) or name
    return found


def called_pack(name: str, beside: str = "") -> str:
    """Return the id for the name of a region (黔江区, 黔江); an id, a path or anything else as it is.

    Raises InputError for a region of which several packs are known.
    """
    if is_path(name) or _ships(name):
        return name
    known = regions(beside)
    text = name.strip()
    found = [each for each, region in known.items() if region == text]
    found = found or [each for each, region in known.items() if len(text) > 1 and is_place(region, of=text)]
    if len(found) > 1 and name not in known:
        message = _("{region}有 {n} 个规则包").format(region=name.strip(), n=len(found))
        raise InputError(message, None, _("写其中一个的 id：{ids}").format(ids=listed(found)))
    return name if name in known or not found else found[0]


@lru_cache(maxsize=1)
def _shipped_regions() -> dict[str, str]:
    return {each: load_pack(each, layers=False).region for each in pack_ids()}


def _region_in(folder: str) -> str:
    """The region that a pack's head names; "" where it cannot be read, which is said once the pack is used."""
    from clerkcheck.reading.files import MEGABYTE, read_document

    try:
        head = read_document(os.path.join(folder, _HEAD), limit=4 * MEGABYTE).data
    except InputError:
        return ""
    region = head.get("region") if isinstance(head, dict) else None
    return region.strip() if isinstance(region, str) else ""


def shared_vocabulary(folder: str) -> str:
    """Return the shared vocabulary for a pack's folder, as :func:`beside_packs` finds it."""
    return beside_packs(folder, _SHARED)


def beside_packs(folder: str, name: str) -> str:
    """Return the file that goes with the packs around ``folder``: the one beside it, or else the shipped one.

    Raises InputError where what lies beside it is no ordinary file of this machine.
    """
    if not _is_shipped(folder):
        from clerkcheck.reading.reach import is_ordinary_file

        around = os.path.dirname(os.path.abspath(folder))
        if is_ordinary_file(name, around):
            return os.path.join(around, name)
    return os.path.join(checklists(), name)


def load_pack(name: str, beside: str = "", *, layers: bool = True) -> Pack:
    """Return the pack of that id, or in that folder, seen from the folder ``beside`` (see :func:`pack_folder`).

    With ``layers`` the packs that it extends are under it; without, it stands by itself. Of a pack whose instruments
    stand in groups it has those of the group ``CORE``, and of one more where the name says so (national/finance).
    Raises InputError (InputErrors) with file, line and column.
    """
    folder, groups = _named(name, beside)
    pack = _with_layers(folder, groups, ()).pack if layers else _loaded(folder, groups)
    if not is_path(name) and pack.id != name:  # nothing but its folder's name leads to it
        message = _("pack.yaml 里的 id 是 {id}，和文件夹名 {name} 不同").format(id=pack.id, name=name)
        raise InputError(message, Place(folder), _("把文件夹改名为 {id}").format(id=pack.id))
    return pack


def remembering(*, layers: bool | None = None) -> PackLoader:
    """Return a loader that remembers what it has loaded; ``layers``, where given, holds whatever a caller asks for."""

    @lru_cache(maxsize=32)
    def load(name: str, beside: str, wanted: bool) -> Pack:
        """Load a pack once for each name, folder and choice of layers."""
        return load_pack(name, beside, layers=wanted)

    always = layers

    def loader(name: str, beside: str = "", /, *, layers: bool = True) -> Pack:
        """Return a pack as :func:`load_pack` does, remembered."""
        return load(name, beside, layers if always is None else always)

    return loader


def load_whole(name: str) -> Pack:
    """Return a pack as its keepers see it: its own clauses alone, but with its instruments of every group."""
    return _loaded(pack_folder(name), None)


def _named(name: str, beside: str) -> tuple[str, Groups]:
    """The folder of a pack, and the groups of its instruments that are wanted (None: all); raises InputError."""
    pack, slash, group = name.partition("/")
    folder = _folder_of_id(pack, beside) if slash and is_pack_id(pack) else None
    if folder is None or os.path.exists(os.path.join(beside, name)):
        return pack_folder(name, beside), (CORE,)
    known = _loaded(folder, (CORE,)).groups
    if group not in known:
        message = _("{pack} 没有 {group} 这一组").format(pack=pack, group=group)
        raise InputError(message, None, suggestion(group, list(known)))
    return folder, tuple(dict.fromkeys((CORE, group)))


def _loaded(folder: str, groups: Groups, above: tuple[str, ...] = ()) -> Pack:
    """The pack in a folder by itself, with the instruments of these groups; with all of them where that is None."""
    return _kept(folder, groups) or _built(folder, groups, above)[0]


def _kept(folder: str, groups: Groups) -> Pack | None:
    """The pack in a folder by itself as it was kept; None where it was not."""
    label, stamp = _stamp(folder, groups)
    kept = read_kept(label, stamp) if stamp is not None else None
    return thaw(kept)._replace(folder=folder) if kept is not None else None


class _Layers(NamedTuple):
    """Packs as one, and where those under the first of them lie."""

    pack: Pack
    under: tuple[tuple[str, Groups], ...]


def _with_layers(folder: str, groups: Groups, above: tuple[str, ...]) -> _Layers:
    """The pack in a folder with those it extends under it; ``above``: the folders of the packs that lead to it."""
    label, stamp = _stamp(folder, groups, "-layers")
    kept = read_kept(label, stamp) if stamp is not None else None
    if kept is not None and all(_stamp(*layer)[1] == found for layer, found in kept[0]):
        pack = thaw(kept[1])._replace(folder=folder)
        return _Layers(pack, tuple(layer for layer, _found in kept[0]))
    own = _kept(folder, groups)
    if own is not None and not own.extends:
        return _Layers(own, ())
    own, below = _built(folder, groups, above)  # what was kept may have been held to other layers
    if below is None:
        return _Layers(own, ())
    from clerkcheck.packs.layering import layered

    found = layered(own, below.pack)
    stamps = tuple((layer, _stamp(*layer)[1]) for layer in below.under)
    if stamp is not None and stamp == _stamp(folder, groups, "-layers")[1] and all(each for _layer, each in stamps):
        keep(label, stamp, (stamps, freeze(found.pack, found.compiled)))
    return _Layers(found.pack, below.under)


def _built(folder: str, groups: Groups, above: tuple[str, ...]) -> tuple[Pack, _Layers | None]:
    """The pack in a folder by itself, made from its files, and all that is under it; raises InputErrors."""
    from clerkcheck.packs.building import build_pack
    from clerkcheck.packs.loading import read_pack_files

    before = _stamp(folder, groups)
    files = read_pack_files(folder, shared_vocabulary(folder))
    below = _below(files, (*above, folder))
    built = build_pack(files, groups, below.pack if below is not None else None)
    label, stamp = _stamp(folder, groups)
    # A file may have been changed while it was read, and what lies below may be another pack in another folder.
    if stamp is not None and (label, stamp) == before and (below is None or _is_shipped(folder)):
        keep(label, stamp, freeze(built.pack, built.compiled))
    return built.pack._replace(folder=folder), below


def layers_below(files: "PackFiles", folder: str) -> Pack | None:
    """Return as one the packs that a pack's files say it extends, None where they name none; raises InputError."""
    found = _below(files, (folder,))
    return found.pack if found is not None else None


def _below(files: "PackFiles", above: tuple[str, ...]) -> _Layers | None:
    """What a pack extends; ``above`` ends with its own folder."""
    wanted: dict[str, list[str]] = {}
    for number, name in enumerate(files.head.extends or ()):
        place = files.head_document.place(("extends", number))
        if not (is_path(name) or _ships(name)):  # no pack is loaded, which may extend the same
            called = {each: _region_in(os.path.join(checklists(), each)) or each for each in pack_ids()}
            raise InputError(_("没有 {name} 这个规则包").format(name=name), place, suggestion(name, called))
        try:
            folder, groups = _named(name, above[-1])
        except InputError as error:
            raise InputError(error.message, error.place or place, error.remedy) from None
        if any(os.path.samefile(folder, each) for each in above):
            way = " → ".join(os.path.basename(each.rstrip("/\\")) for each in (*above, folder))
            raise InputError(_("规则包叠成了环：{way}").format(way=way), place, _("去掉其中一处 extends"))
        if wanted and folder not in wanted:
            raise InputError(_("一个包只能叠在一个包上"), place, _("让下面的包自己写 extends"))
        wanted.setdefault(folder, []).extend(groups or ())
    for folder, names in wanted.items():
        groups = tuple(dict.fromkeys(names))
        found = _with_layers(folder, groups, above)
        return _Layers(found.pack, ((folder, groups), *found.under))
    return None


def _stamp(folder: str, groups: Groups, form: str = "") -> tuple[str, str | None]:
    """A label for the file that the compiled pack is kept in, and what it is made from (None: not to be kept).

    ``form`` tells what else is kept of the same files.
    """
    shared = shared_vocabulary(folder)
    label = "".join(["-whole"] if groups is None else [f"-{each}" for each in groups if each != CORE]) + form
    if _is_shipped(folder):
        return os.path.basename(os.path.abspath(folder)) + label, shipped_stamp(folder, shared)
    found = contents_stamp(folder, shared)
    where = os.path.abspath(folder) if form and found is not None else ""  # from which what lies below is looked for
    return "folder" + label, found and f"{found}\n{where}"


def _is_shipped(folder: str) -> bool:
    return os.path.dirname(os.path.abspath(folder)) == checklists()

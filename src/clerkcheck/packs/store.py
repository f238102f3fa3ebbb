"""Finding and loading packs by name or folder; the compiled form of a pack is kept, as Python keeps its own.

Compiling takes about a tenth of a second, loading the compiled form a millisecond or two. It is used only for the very
sources it was made from, and only from a folder of the user's own (``packs.kept``): in a pack's folder, which anybody
may have written, nothing is ever run and nothing written.
"""

import os
from functools import lru_cache
from typing import Any, Protocol

from clerkcheck.conditions.program import Program
from clerkcheck.i18n import _
from clerkcheck.literals import CaseKind
from clerkcheck.packs.clauses import CLAUSES
from clerkcheck.packs.kept import contents_stamp, keep, read_kept, shipped_stamp
from clerkcheck.packs.model import CORE, Article, Fact, Instrument, KindRules, Pack, Rule, TermText, Vocabulary
from clerkcheck.packs.trees import Trees
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import suggestion

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_SHARED, _HEAD = "vocabulary.yaml", "pack.yaml"
_EVERYWHERE = "national"  # the pack that holds wherever no other is in the way


class PackLoader(Protocol):
    """What loads a pack, such as :func:`load_pack`, or that with a memory of what it has loaded."""

    def __call__(self, name: str, beside: str = "", /) -> Pack:
        """Return the pack of that id, or at that path from the folder ``beside``; raises InputError."""


def checklists() -> str:
    """Return the folder of the shipped packs: inside the installed package, or beside ``src`` in a checkout."""
    shipped = os.path.join(_PACKAGE, "checklists")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "checklists")


def pack_ids() -> tuple[str, ...]:
    """Return the ids of the shipped packs: the one for any place first, then the others, sorted."""
    home = checklists()
    found = (name for name in os.listdir(home) if os.path.isfile(os.path.join(home, name, _HEAD)))
    return tuple(sorted(found, key=lambda name: (name != _EVERYWHERE, name)))


def pack_folder(name: str, beside: str = "") -> str:
    """Return the folder of a pack: ``name`` is the id of a shipped one, or a path from the folder ``beside``.

    Raises InputError where there is no pack, and for a path to a network, a device or the system's folders, before
    anything there is looked at.
    """
    if is_path(name):
        return _folder_at(name if os.name == "nt" else name.replace("\\", "/"), beside)
    if name in pack_ids():
        return os.path.join(checklists(), name)
    raise _no_such_pack(name)


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
    raise _no_such_pack(folder)


def _no_such_pack(name: str) -> InputError:
    return InputError(_("没有 {name} 这个规则包").format(name=name), None, suggestion(name, regions()))


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """Return the regions of the shipped packs by id."""
    return {each: load_pack(each).region for each in pack_ids()}


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


def load_pack(name: str, beside: str = "") -> Pack:
    """Return the pack of that id, or in that folder, seen from the folder ``beside`` (see :func:`pack_folder`).

    Of a pack whose instruments stand in groups it has those of the group ``CORE``. Raises InputError (InputErrors) with
    file, line and column.
    """
    return _loaded(pack_folder(name, beside), (CORE,))


def load_whole(name: str) -> Pack:
    """Return a pack as its keepers see it, with its instruments of every group; otherwise as :func:`load_pack`."""
    pack = load_pack(name)
    return _loaded(pack.folder, None) if pack.groups else pack


def _loaded(folder: str, groups: tuple[str, ...] | None) -> Pack:
    """The pack in a folder, with the instruments of these groups; with all of them where that is None."""
    label, stamp = _stamp(folder, groups)
    kept = read_kept(label, stamp) if stamp is not None else None
    pack = _thaw(kept) if kept is not None else _compiled(folder, groups)
    return pack._replace(folder=folder)


def _compiled(folder: str, groups: tuple[str, ...] | None) -> Pack:
    from clerkcheck.packs.building import build_pack
    from clerkcheck.packs.loading import read_pack_files

    before = _stamp(folder, groups)
    built = build_pack(read_pack_files(folder, shared_vocabulary(folder)), groups)
    label, stamp = _stamp(folder, groups)
    if stamp is not None and (label, stamp) == before:  # else a file was changed while it was read
        keep(label, stamp, _freeze(built.pack, built.compiled))
    return built.pack


def _stamp(folder: str, groups: tuple[str, ...] | None) -> tuple[str, str | None]:
    """A label for the file that the compiled pack is kept in, and what it is made from (None: not to be kept)."""
    shared = shared_vocabulary(folder)
    whole = "-whole" if groups is None else ""
    if _is_shipped(folder):
        return os.path.basename(os.path.abspath(folder)) + whole, shipped_stamp(folder, shared)
    return "folder" + whole, contents_stamp(folder, shared)


def _is_shipped(folder: str) -> bool:
    return os.path.dirname(os.path.abspath(folder)) == checklists()


def _freeze(pack: Pack, compiled: dict[CaseKind, bytes]) -> tuple[Any, ...]:
    """The pack as plain tuples, which marshal can write."""
    words = pack.vocabulary._asdict() | {"facts": {name: tuple(fact) for name, fact in pack.vocabulary.facts.items()}}
    plain = pack._asdict() | {
        "folder": "",  # the same files in another folder are the same pack
        "trees": None,  # parsed again where they are wanted
        "vocabulary": tuple(words.values()),
        "terms": {name: tuple(term) for name, term in pack.terms.items()},
        "instruments": {name: tuple(each) for name, each in pack.instruments.items()},
        "articles": tuple(map(tuple, pack.articles)),
        "clauses": tuple((clause.kind, clause.values()) for clause in pack.clauses),
        "kinds": {kind: (tuple(map(tuple, rules.rules)), compiled[kind]) for kind, rules in pack.kinds.items()},
    }
    return tuple(plain.values())


def _thaw(data: tuple[Any, ...]) -> Pack:
    """What :func:`_freeze` made, as a pack again."""
    pack = Pack(*data)
    words = Vocabulary(*pack.vocabulary)
    words = words._replace(facts={name: Fact(*fact) for name, fact in words.facts.items()})
    terms = {name: TermText(*term) for name, term in pack.terms.items()}
    frozen: Any = pack.clauses
    clauses = tuple(CLAUSES[kind].of(values) for kind, values in frozen)
    kinds: Any = pack.kinds
    return pack._replace(
        vocabulary=words,
        terms=terms,
        instruments={name: Instrument(*each) for name, each in pack.instruments.items()},
        articles=tuple(Article(*each) for each in pack.articles),
        clauses=clauses,
        trees=Trees.of_texts(words, terms, clauses),
        kinds={
            kind: KindRules(tuple(Rule(*rule) for rule in rules), _LateProgram(code))
            for kind, (rules, code) in kinds.items()
        },
    )


class _LateProgram(Program):
    """A program whose code is loaded when it is first used: a case is of one kind, and each kind has its program."""

    def __init__(self, compiled: bytes) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        compiled = None if name.startswith("__") else self.__dict__.pop("_compiled", None)
        if compiled is None:
            raise AttributeError(name)
        super().__init__(compiled)
        return getattr(self, name)

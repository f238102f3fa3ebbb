"""Finding and loading packs by name or folder; the compiled form of a pack is kept, as Python keeps its own.

Compiling takes about a tenth of a second, loading the compiled form a millisecond or two. It lies in ``__pycache__``
beside the pack, or in the user's cache folder where that cannot be written, and is used only while every source file of
the pack and of its compiler has the size and the time stamp it had (the rule of Python's ``.pyc`` files).
"""

import marshal
import os
import sys
from typing import Any

from clerkcheck import __version__
from clerkcheck.conditions.program import Program
from clerkcheck.i18n import _
from clerkcheck.packs.model import Article, Clause, Fact, KindRules, Pack, Rule, TermText, Vocabulary
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import suggestion

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_SHARED = "vocabulary.yaml"
_UNUSABLE = (OSError, ValueError, EOFError, TypeError, KeyError)  # not there, cut short, or of another program


def checklists() -> str:
    """Return the folder of the shipped packs: inside the installed package, or beside ``src`` in a checkout."""
    shipped = os.path.join(_PACKAGE, "checklists")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "checklists")


def pack_ids() -> tuple[str, ...]:
    """Return the ids of the shipped packs, sorted."""
    home = checklists()
    return tuple(sorted(name for name in os.listdir(home) if os.path.isfile(os.path.join(home, name, "pack.yaml"))))


def pack_folder(name: str) -> str:
    """Return the folder of a shipped pack's id, or of a folder that holds a pack.yaml; raises InputError."""
    shipped = os.path.join(checklists(), name)
    if name and os.path.basename(name) == name and os.path.isfile(os.path.join(shipped, "pack.yaml")):
        return shipped
    if "/" in name or os.sep in name:
        if os.path.isfile(os.path.join(name, "pack.yaml")):
            return name
        if os.path.isdir(name):
            raise InputError(_("这个文件夹里没有 pack.yaml，不是规则包"), Place(name))
    known = {each: load_pack(each).region for each in pack_ids()}
    raise InputError(_("没有 {name} 这个规则包").format(name=name), None, suggestion(name, known))


def shared_vocabulary(folder: str) -> str:
    """Return the shared vocabulary beside the pack's folder, or else the shipped one."""
    beside = os.path.join(os.path.dirname(os.path.abspath(folder)), _SHARED)
    return beside if os.path.isfile(beside) else os.path.join(checklists(), _SHARED)


def load_pack(name: str) -> Pack:
    """Return the pack of that id or folder. Raises InputError (InputErrors) with file, line and column."""
    folder = pack_folder(name)
    stamp = _stamp(folder)
    for kept in (_beside(folder), _in_user_cache):
        try:
            with open(kept if isinstance(kept, str) else kept(folder), "rb") as file:
                written, pack = marshal.loads(file.read())
            if written == stamp:
                return _thaw(pack)
        except _UNUSABLE:
            continue
    return _compiled(folder, stamp)


def _compiled(folder: str, stamp: str) -> Pack:
    from clerkcheck.packs.building import build_pack
    from clerkcheck.packs.loading import read_pack_files

    built = build_pack(read_pack_files(folder, shared_vocabulary(folder)))
    data = marshal.dumps((stamp, _freeze(built.pack, built.compiled)))
    if not _keep(_beside(folder), data):
        _keep(_in_user_cache(folder), data)
    return built.pack


def _stamp(folder: str) -> str:
    """Names, sizes and times of everything the compiled form comes from."""
    parts = [__version__]
    for place in (folder, os.path.join(_PACKAGE, "conditions"), os.path.join(_PACKAGE, "packs")):
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
            if entry.name.endswith((".yaml", ".py")):
                found = entry.stat()
                parts.append(f"{entry.name} {found.st_size} {found.st_mtime_ns}")
    shared = os.stat(shared_vocabulary(folder))
    return "\n".join([*parts, f"{shared.st_size} {shared.st_mtime_ns}"])


def _beside(folder: str) -> str:
    return os.path.join(folder, "__pycache__", f"{sys.implementation.cache_tag}.pack")


def _in_user_cache(folder: str) -> str:
    from zlib import crc32

    from platformdirs import user_cache_path

    whole = os.path.abspath(folder)
    name = f"{os.path.basename(whole)}-{crc32(whole.encode()):08x}.{sys.implementation.cache_tag}.pack"
    return str(user_cache_path("clerkcheck") / name)


def _keep(path: str, data: bytes) -> bool:
    """Write the compiled pack whole; one that cannot be written is no error."""
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError:
        return False
    return True


def _freeze(pack: Pack, compiled: dict[str, bytes]) -> tuple[Any, ...]:
    """The pack as plain tuples, which marshal can write."""
    words = pack.vocabulary._asdict() | {"facts": {name: tuple(fact) for name, fact in pack.vocabulary.facts.items()}}
    plain = pack._asdict() | {
        "vocabulary": tuple(words.values()),
        "terms": {name: tuple(term) for name, term in pack.terms.items()},
        "articles": tuple(map(tuple, pack.articles)),
        "clauses": tuple(map(tuple, pack.clauses)),
        "kinds": {kind: (tuple(map(tuple, rules.rules)), compiled[kind]) for kind, rules in pack.kinds.items()},
    }
    return tuple(plain.values())


def _thaw(data: tuple[Any, ...]) -> Pack:
    """What :func:`_freeze` made, as a pack again."""
    pack = Pack(*data)
    words = Vocabulary(*pack.vocabulary)
    return pack._replace(
        vocabulary=words._replace(facts={name: Fact(*fact) for name, fact in words.facts.items()}),
        terms={name: TermText(*term) for name, term in pack.terms.items()},
        articles=tuple(Article(*each) for each in pack.articles),
        clauses=tuple(Clause(*each) for each in pack.clauses),
        kinds={
            kind: KindRules(tuple(Rule(*rule) for rule in rules), Program(code))
            for kind, (rules, code) in data[-1].items()
        },
    )

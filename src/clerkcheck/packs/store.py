"""Finding and loading packs by name or folder; a compiled pack is kept in the user's cache folder.

Compiling takes about a second, loading the compiled form a few milliseconds. The cache is keyed by the content of every
file of the pack, so it can never be stale; like Python's own ``__pycache__`` it holds code and is only read from the
user's own cache folder. ``CLERKCHECK_CACHE`` names another folder; ``CLERKCHECK_CACHE=`` (empty) turns it off.
"""

import marshal
import os
import sys
from pathlib import Path
from typing import Any

from clerkcheck import __version__
from clerkcheck.conditions.program import Program
from clerkcheck.i18n import _
from clerkcheck.packs.model import Article, Clause, Fact, KindRules, Pack, Rule, TermText, Vocabulary
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import MEGABYTE
from clerkcheck.reading.nearest import suggestion

_PACKAGE = Path(__file__).resolve().parent.parent
SHARED = "vocabulary.yaml"


def checklists() -> Path:
    """Return the folder of the shipped packs: inside the installed package, or beside ``src`` in a checkout."""
    shipped = _PACKAGE / "checklists"
    return shipped if shipped.is_dir() else _PACKAGE.parent.parent / "checklists"


def pack_ids() -> tuple[str, ...]:
    """Return the ids of the shipped packs, sorted."""
    return tuple(sorted(path.parent.name for path in checklists().glob("*/pack.yaml")))


def pack_folder(name: str) -> Path:
    """Return the folder of a shipped pack's id, or of a folder that holds a pack.yaml; raises InputError."""
    shipped = checklists() / name
    if name and Path(name).name == name and (shipped / "pack.yaml").is_file():
        return shipped
    if ("/" in name or os.sep in name) and (Path(name) / "pack.yaml").is_file():
        return Path(name)
    raise InputError(_("没有 {name} 这个规则包").format(name=name), None, suggestion(name, pack_ids()))


def load_pack(name: str) -> Pack:
    """Return the pack of that id or folder. Raises InputError (InputErrors) with file, line and column."""
    folder = pack_folder(name)
    kept = _cache_file(folder)
    if kept is not None:
        try:
            return _thaw(marshal.loads(kept.read_bytes()))
        except (OSError, ValueError, EOFError, TypeError, KeyError):
            pass  # not there yet, or written by a crashed or older program: compile anew
    from clerkcheck.packs.building import build_pack
    from clerkcheck.packs.loading import read_pack_files

    built = build_pack(read_pack_files(folder, shared_vocabulary(folder)))
    if kept is not None:
        _keep(kept, marshal.dumps(_freeze(built.pack, built.compiled)))
    return built.pack


def shared_vocabulary(folder: Path) -> Path:
    """Return the shared vocabulary beside the pack's folder, or else the shipped one."""
    beside = folder.parent / SHARED
    return beside if beside.is_file() else checklists() / SHARED


def _cache_file(folder: Path) -> Path | None:
    where = cache_folder()
    if where is None:
        return None
    from hashlib import blake2b

    digest = blake2b(f"{__version__} {sys.implementation.cache_tag}".encode(), digest_size=16)
    for room in ("conditions", "packs"):  # a changed compiler must not find what the old one left
        for entry in sorted(os.scandir(_PACKAGE / room), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                digest.update(f"{entry.name} {entry.stat().st_size} {entry.stat().st_mtime_ns}".encode())
    for path in [shared_vocabulary(folder), *sorted(folder.glob("*.yaml"))]:
        if path.stat().st_size > 4 * MEGABYTE:
            raise InputError(_("文件太大"), Place(str(path)))
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return where / f"{folder.name}-{digest.hexdigest()}.pack"


def cache_folder() -> Path | None:
    """Return the folder for compiled packs, or None when the cache is turned off."""
    chosen = os.environ.get("CLERKCHECK_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    from platformdirs import user_cache_path

    return user_cache_path("clerkcheck")


def _keep(path: Path, data: bytes) -> None:
    """Write the compiled pack whole; a cache that cannot be written is no error. Older versions of it are dropped."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(data)
        beside.replace(path)
        for old in path.parent.glob(f"{path.name.rsplit('-', 1)[0]}-*.pack"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return


def _freeze(pack: Pack, compiled: dict[str, bytes]) -> tuple[Any, ...]:
    vocabulary = pack.vocabulary._replace(facts={name: tuple(fact) for name, fact in pack.vocabulary.facts.items()})  # type: ignore[arg-type]
    terms = {name: tuple(term) for name, term in pack.terms.items()}
    kinds = {kind: (tuple(map(tuple, rules.rules)), compiled[kind]) for kind, rules in pack.kinds.items()}
    plain = pack._asdict() | {"vocabulary": tuple(vocabulary), "terms": terms, "kinds": kinds,
                              "articles": tuple(map(tuple, pack.articles)), "clauses": tuple(map(tuple, pack.clauses))}
    return tuple(plain.values())


def _thaw(data: tuple[Any, ...]) -> Pack:
    pack = Pack(*data)
    vocabulary = Vocabulary(*pack.vocabulary)
    facts = {name: Fact(*fact) for name, fact in vocabulary.facts.items()}
    kinds = {kind: KindRules(tuple(Rule(*rule) for rule in rules), Program(code)) for kind, (rules, code) in pack.kinds.items()}
    return pack._replace(vocabulary=vocabulary._replace(facts=facts), kinds=kinds,
                         terms={name: TermText(*term) for name, term in pack.terms.items()},
                         articles=tuple(Article(*each) for each in pack.articles),
                         clauses=tuple(Clause(*each) for each in pack.clauses))

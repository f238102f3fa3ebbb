"""Case files kept safe: comments and order survive, a write is whole or not at all, nobody's change is overwritten.

Two people may work on one case: a save takes the file's lock, looks at what is there, and where somebody else has
answered other questions meanwhile keeps both. An answer is on disk before the call returns (fsync).
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from clerkcheck.cases.case_text import CaseText, changed_text, new_text, parsed
from clerkcheck.cases.changes import Change, answers_changed, applied, clashing, same
from clerkcheck.i18n import _
from clerkcheck.reading.abandoned import clear_leftovers
from clerkcheck.reading.documents import Document
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import (
    MEGABYTE,
    decoded,
    encoded_like,
    read_bytes,
    refused_writing,
    write_new,
    write_over,
)
from clerkcheck.reading.links import other_names
from clerkcheck.reading.locks import PATIENCE, Busy, Lock, locked
from clerkcheck.reading.parts import content

_LONGEST_NAME = 255  # bytes of a file's name, on nearly every system
_TRIES = 3  # saves by others, each within a thousandth of a second, that one save stands


class Stored(NamedTuple):
    """A case file as it was when last read or written: its path, its bytes and what they say.

    ``taken``: what others had answered meanwhile, which this save has kept beside ours. ``remark``: what the user
    should know about this save, "" for nothing.
    """

    path: str
    raw: bytes
    document: Document
    pieces: CaseText | None = None
    saved: bool = False
    taken: tuple[Change, ...] = ()
    remark: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """The plain data of the file."""
        found: dict[str, Any] = self.document.data
        return found


class Conflict(Exception):
    """The file was changed (or removed) by someone else meanwhile; ``kept`` is where our version was put instead."""

    def __init__(self, path: str, kept: str) -> None:
        """Take the file's path and the path of the copy that holds our version."""
        super().__init__(
            _("{file} 已被别人改动，你的版本另存为 {kept}，两份都在").format(
                file=os.path.basename(path), kept=os.path.basename(kept)
            )
        )
        self.path = path
        self.kept = kept


def open_stored(path: str) -> Stored:
    """Read a case file for editing; raises InputError as reading does."""
    return _understood(path, read_bytes(path))


def create(path: str, data: Mapping[str, Any]) -> Stored:
    """Write a new case file; raises InputError when one of that name is there already or it cannot be written."""
    return create_first([path], data)


def create_first(paths: Iterable[str], data: Mapping[str, Any]) -> Stored:
    """Write a new case file under the first path that is free; raises InputError where none is or it cannot be written.

    All paths end alike. Nothing is ever replaced, whoever writes there at the same time.
    """
    path, raw = "", b""
    for path in paths:
        raw = raw or new_text(data, path).encode()
        if write_new(path, raw, private=True):
            return _understood(path, raw)
    raise InputError(_("文件已存在，没有改动"), Place(path), _("换一个文件名"))


def copy_first(stored: Stored, paths: Iterator[str], data: Mapping[str, Any]) -> str:
    """Write a copy of a case that says ``data`` instead, comments and all, under the first path that is free."""
    text, _pieces = changed_text(stored.document, stored.pieces, data)
    return next(path for path in paths if write_new(path, _encoded(text, stored), private=True))


def save(
    stored: Stored, data: Mapping[str, Any], now: str, accept: Callable[[Mapping[str, Any]], object] | None = None
) -> Stored:
    """Write ``data`` over the file ``stored`` was read from and return the new state.

    Raises Conflict when others have changed the file meanwhile: our version is then written beside it, named with
    ``now``, such as 20261122-101500. With ``accept``, what they changed is kept in the file beside our changes (and
    ``taken`` says it), unless both have changed the same, or ``accept`` raises InputError for what would come of it.
    Raises InputError when it cannot be written, or others keep writing it for two seconds: the old file stays.
    """
    target = os.path.realpath(stored.path)
    try:
        with refused_writing(stored.path), locked(target) as lock:
            after = _saved(stored, data, target, lock, accept)
    except Busy:
        raise InputError(
            _("这一件正在别处保存，等了 {n:g} 秒还没有轮到").format(n=PATIENCE),
            Place(stored.path),
            _("过一会儿再答一次"),
        ) from None
    if after is None:
        raise Conflict(stored.path, _kept_beside(stored, data, now))
    if not stored.saved:
        clear_leftovers(os.path.dirname(target))
    return after


def _saved(
    stored: Stored,
    data: Mapping[str, Any],
    target: str,
    lock: Lock,
    accept: Callable[[Mapping[str, Any]], object] | None,
) -> Stored | None:
    """Save under the lock; None where both versions must be kept."""
    for _try in range(_TRIES):
        found = content(target)
        base, wanted, taken = stored, data, list[Change]()
        if found != stored.raw:
            theirs = _understood_or_none(stored.path, found)
            both = theirs and accept and _both(stored.data, data, theirs.data, accept)
            if not theirs or not both:
                return None
            base, (wanted, taken) = theirs, both
        text, pieces = changed_text(base.document, base.pieces, wanted)
        raw = _encoded(text, base)
        if not lock.holds:
            raise Busy(lock.path)
        elsewhere = other_names(target).elsewhere
        if raw == base.raw or write_over(target, raw, base.raw):
            document = Document(stored.path, text, dict(wanted), {})
            remark = _("这个文件在别的文件夹里另有硬链接，那里的还是旧内容") if elsewhere and not stored.saved else ""
            return Stored(stored.path, raw, document, pieces, True, tuple(taken), remark)
    return None


def _both(
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    accept: Callable[[Mapping[str, Any]], object],
) -> tuple[dict[str, Any], list[Change]] | None:
    """What two people made of ``base`` brought together, and what of it is theirs; None where it cannot be."""
    our_changes, their_changes = answers_changed(base, ours), answers_changed(base, theirs)
    if clashing(our_changes, their_changes) or any(path[0] in ("pack", "kind") for path, _value in their_changes):
        return None
    merged = applied(theirs, our_changes)
    before, after, other = (each.get("history") or [] for each in (base, ours, theirs))
    # An older state put back, by an editor that had long been open, has not seen our answers: it takes none back.
    if not all(isinstance(each, list) and same(each[: len(before)], before) for each in (before, after, other)):
        return None
    history = [*other, *after[len(before) :]]
    merged |= {"history": history} if history else {}
    try:
        accept(merged)
    except InputError:
        return None
    return merged, their_changes


def _kept_beside(stored: Stored, data: Mapping[str, Any], now: str) -> str:
    """Write our version beside the file, with its rights, and return its path."""
    text, _pieces = changed_text(stored.document, stored.pieces, data)
    folder, name = os.path.split(stored.path)
    stem, ending = os.path.splitext(name)
    paths = free_names(folder, stem, "." + _("冲突") + f"-{now}", ending)
    return next(path for path in paths if write_new(path, _encoded(text, stored), private=True, like=stored.path))


def free_names(folder: str, stem: str, mark: str, ending: str) -> Iterator[str]:
    """Yield ``folder/stem mark ending``, then with -2, -3…: the stem cut where a name would be too long."""
    number = 1
    while True:
        tail = f"{mark}{'' if number == 1 else f'-{number}'}{ending}"
        room = max(1, _LONGEST_NAME - len(os.fsencode(tail)))
        if len(os.fsencode(stem)) > room:
            stem = os.fsencode(stem)[:room].decode(errors="ignore")
        yield os.path.join(folder, stem + tail)
        number += 1


def _understood(path: str, raw: bytes) -> Stored:
    document = parsed(decoded(raw, path), path)
    if not isinstance(document.data, dict):
        raise document.error(_("案件文件应当是“键: 值”的形式"))
    return Stored(path, raw, document)


def _understood_or_none(path: str, raw: bytes | None) -> Stored | None:
    try:
        return None if raw is None or len(raw) > MEGABYTE else _understood(path, raw)
    except InputError:
        return None


def _encoded(text: str, stored: Stored) -> bytes:
    """Text as the bytes of a file like the one read; raises InputError where it could not be read again."""
    raw = encoded_like(text, stored.raw)
    if len(raw) > MEGABYTE:
        raise InputError(
            _("案件文件超过 {n} MB 就读不回来了").format(n=1), Place(stored.path), _("删去 history 里较早的几行")
        )
    return raw

"""What an interrupted run had done, kept beside its result so that the next one can go on."""

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from clerkcheck import __version__
from clerkcheck.batch.sources.head_words import HEADS, IGNORED
from clerkcheck.batch.sources.source_files import RECORD, PackUse, SourceFile
from clerkcheck.calendars.layers import Layer
from clerkcheck.conditions.program import Program
from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import PackLoader
from clerkcheck.packs.trees import Trees
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import read_text, write_whole
from clerkcheck.reports.case_row import FINDING_HEADINGS, HEADINGS

SCHEMA = "clerkcheck.batch-resume/4"


class RunBasis(NamedTuple):
    """By what a run judges: its options, the layers of the calendar, and the packs it has used.

    These by the name and folder with which they are loaded; nothing for the one given as an option. ``offices``: the
    fingerprint of what the offices beside the sources have settled. The calendar's is taken when a record is written or
    read: it takes longer than a small table, and most runs come to their end.
    """

    options: dict[str, str]
    calendar: Sequence[Layer]
    packs: dict[PackUse, Pack]
    offices: str = ""


class Done(NamedTuple):
    """How far a run has come: how many cases, on which day judged, and what came of them."""

    number: int
    as_of: str
    counts: Counter[str]


def record_path(output: str) -> str:
    """Return the record's path for a result's."""
    return output + RECORD


def leave_record(output: str, written: str, files: Sequence[SourceFile], basis: RunBasis, done: Done) -> None:
    """Write the record of a run that stops here; ``written`` is the file about to become the result."""
    data = {
        "schema": SCHEMA, "version": __version__, "as_of": done.as_of, "options": basis.options,
        "calendar": fingerprint(basis.calendar), "offices": basis.offices, "columns": _columns(),
        "packs": [[*name, fingerprint(pack)] for name, pack in basis.packs.items()],
        "sources": _described(files), "result_size": os.path.getsize(written), "done": done.number,
        "counts": dict(done.counts),
    }  # fmt: skip
    write_whole(record_path(output), (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def read_record(output: str, files: Sequence[SourceFile], basis: RunBasis, loader: PackLoader) -> Done | None:
    """Return what was done before, None where nothing was; raises InputError where the run cannot go on from there.

    ``loader`` loads the packs that the record names.
    """
    path = record_path(output)
    if not os.path.exists(path):
        if os.path.exists(output):
            raise InputError(_("这份结果没有未完成的记录，不能接着查"), Place(output), _("删去 --resume，从头再查"))
        return None
    try:
        data = json.loads(read_text(path))
        done = Done(int(data["done"]), str(data["as_of"]), Counter(data["counts"]))
        packs = [(PackUse(str(use[0]), str(use[1]), bool(use[2])), mark) for *use, mark in data.get("packs", ())]
    except (ValueError, KeyError, TypeError, IndexError):
        raise InputError(_("读不懂未完成的记录"), Place(path), _("删去 --resume，从头再查")) from None
    changed = [use.name for use, mark in packs if _changed(use, mark, basis, loader)]
    _compare(data, output, files, basis, changed)
    return done


def drop_record(output: str) -> None:
    """Remove the record of an earlier run, if there is one."""
    if os.path.exists(record_path(output)):
        os.unlink(record_path(output))


def fingerprint(value: Any) -> str:
    """Return a short text that is the same for equal calendars, packs or lists of columns in every process."""
    return sha256(_written(value).encode(errors="backslashreplace")).hexdigest()[:32]


def _written(value: Any) -> str:
    """Plain data in one way only: sets sorted, mappings by key, without what follows from the rest."""
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{_written(key)}:{_written(each)}' for key, each in value.items()))}}}"
    if isinstance(value, set | frozenset):
        return f"<{','.join(sorted(map(_written, value)))}>"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_written, value))}]"
    if value is None or isinstance(value, str | int | float | date):
        return repr(value)
    if isinstance(value, Program | Trees):
        return ""
    return f"{type(value).__name__}{_written(asdict(value) if is_dataclass(value) else vars(value))}"  # type: ignore[arg-type]


def _changed(use: PackUse, mark: object, basis: RunBasis, loader: PackLoader) -> bool:
    """Whether a pack is not what it was."""
    try:
        pack = loader(use.name, use.beside, layers=use.layers) if use.name else basis.packs.get(PackUse())
    except InputError:
        return True
    return pack is None or fingerprint(pack) != mark


def _columns() -> str:
    return fingerprint((HEADINGS, FINDING_HEADINGS, HEADS, IGNORED))


def _compare(data: Any, output: str, files: Sequence[SourceFile], basis: RunBasis, packs: Sequence[str]) -> None:
    """Go on only where everything is as it was, else the result would be of two minds."""
    same = (
        (_("案件或台账"), data.get("sources") == _described(files)),
        (_("选项"), data.get("options") == basis.options),
        (_("办公室文件"), data.get("offices") == basis.offices),
        (_("日历"), data.get("calendar") == fingerprint(basis.calendar)),
        (_("规则包{names}").format(names="".join(f" {name}" for name in packs if name)), not packs),
        (_("表的列"), data.get("columns") == _columns()),
        (_("程序版本"), (data.get("schema"), data.get("version")) == (SCHEMA, __version__)),
        (_("结果文件"), os.path.exists(output) and os.path.getsize(output) == data.get("result_size")),
    )
    changed = [name for name, is_same in same if not is_same]
    if changed:
        what = listed(changed)
        raise InputError(
            _("中断以后{what}变了，不能接着查").format(what=what), Place(output), _("删去 --resume，从头再查")
        )


def _described(files: Sequence[SourceFile]) -> list[list[Any]]:
    return [[file.path, file.size, file.stamp] for file in files]

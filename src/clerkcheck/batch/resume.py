"""What an interrupted run had done, kept beside its result so that the next one can go on."""

import json
import os
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from clerkcheck import __version__
from clerkcheck.batch.sources import RECORD, SourceFile
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import read_text, write_whole

SCHEMA = "clerkcheck.batch-resume/1"


class Done(NamedTuple):
    """How far a run has come: how many cases, on which day judged, and what came of them."""

    number: int
    as_of: str
    counts: Counter[str]


def record_path(output: str) -> str:
    """Return the record's path for a result's."""
    return output + RECORD


def leave_record(output: str, written: str, files: Sequence[SourceFile], options: dict[str, str], done: Done) -> None:
    """Write the record of a run that stops here; ``written`` is the file about to become the result."""
    data = {
        "schema": SCHEMA, "version": __version__, "as_of": done.as_of, "options": options,
        "sources": _described(files), "result_size": os.path.getsize(written), "done": done.number,
        "counts": dict(done.counts),
    }  # fmt: skip
    write_whole(record_path(output), (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def read_record(output: str, files: Sequence[SourceFile], options: dict[str, str]) -> Done | None:
    """Return what was done before, None where nothing was; raises InputError where the run cannot go on from there."""
    path = record_path(output)
    if not os.path.exists(path):
        if os.path.exists(output):
            raise InputError(_("这份结果没有未完成的记录，不能接着查"), Place(output), _("删去 --resume，从头再查"))
        return None
    try:
        data = json.loads(read_text(path))
        done = Done(int(data["done"]), str(data["as_of"]), Counter(data["counts"]))
    except (ValueError, KeyError, TypeError):
        raise InputError(_("读不懂未完成的记录"), Place(path), _("删去 --resume，从头再查")) from None
    _compare(data, output, files, options)
    return done


def drop_record(output: str) -> None:
    """Remove the record of an earlier run, if there is one."""
    if os.path.exists(record_path(output)):
        os.unlink(record_path(output))


def _compare(data: Any, output: str, files: Sequence[SourceFile], options: dict[str, str]) -> None:
    """Go on only where everything is as it was, else the result would be of two minds."""
    same = {
        _("案件或台账"): data.get("sources") == _described(files),
        _("选项"): data.get("options") == options,
        _("程序版本"): (data.get("schema"), data.get("version")) == (SCHEMA, __version__),
        _("结果文件"): os.path.exists(output) and os.path.getsize(output) == data.get("result_size"),
    }
    changed = [name for name, is_same in same.items() if not is_same]
    if changed:
        what = "、".join(changed)
        raise InputError(
            _("中断以后{what}变了，不能接着查").format(what=what), Place(output), _("删去 --resume，从头再查")
        )


def _described(files: Sequence[SourceFile]) -> list[list[Any]]:
    return [[file.path, file.size, file.stamp] for file in files]

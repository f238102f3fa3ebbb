"""Attempts kept as folders: the files as they are, and ``attempt.json`` saying how they are called and why.

A name that no file can have, and a pipe, stand in ``attempt.json``; everything else can be opened and read.
"""

import json
from pathlib import Path

from fuzzing.run import FIFO, Attempt

_HOW = "attempt.json"


def kept(attempt: Attempt, folder: Path, why: str) -> None:
    """Write the attempt to a folder, which may be there already."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in attempt.files.items():
        if data != FIFO:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    pipes = [name for name, data in attempt.files.items() if data == FIFO]
    how = {
        "why": why,
        "door": attempt.door,
        "arguments": attempt.arguments,
        "terminal": attempt.terminal,
        "pipes": pipes,
    }
    (folder / _HOW).write_text(json.dumps(how, indent=1) + "\n", encoding="utf-8")


def replayed(folder: Path) -> Attempt:
    """Return the attempt kept in a folder."""
    how = json.loads((folder / _HOW).read_text(encoding="utf-8"))
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / _HOW)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    files |= dict.fromkeys(how["pipes"], FIFO)
    return Attempt(files, tuple(how["arguments"]), how["door"], how["terminal"])

"""A small pack as a legal officer has it, with slips in it, and what ``pack lint`` says of that."""

import shutil
from pathlib import Path

from clerkcheck.__main__ import main

SMALL = Path(__file__).resolve().parents[1] / "data" / "format"


def linted(folder, capsys, *edits, name="demo"):
    """Lint the small pack, written as ``folder/demo``; return the status and what was said.

    An edit is a file, what stood there, and what stands there now; with two parts, a file and its whole text.
    """
    pack = folder / name
    shutil.rmtree(pack, ignore_errors=True)
    shutil.copytree(SMALL, pack, ignore=shutil.ignore_patterns("__pycache__"))
    for file, *words in edits:
        path = pack / file
        if len(words) == 1:
            path.write_text(words[0], encoding="utf-8")
            continue
        text = path.read_text(encoding="utf-8")
        assert words[0] in text, words[0]
        path.write_text(text.replace(words[0], words[1], 1), encoding="utf-8")
    status = main(["pack", "lint", f"{pack}/"])
    captured = capsys.readouterr()
    return status, captured.out + captured.err

"""docs/calendars.md is what it says: its files are written, its commands run, and what they print compared.

``python tests/calendars/test_page.py`` writes what is printed into the page anew.
"""

import os
import re
import shlex
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from clerkcheck.calendars.store import read_store
from clerkcheck.cli.main import run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "calendars.md"
FENCE = re.compile(r"^```(\w+)[ ]?(.*)\n((?:.*\n)*?)^```$", re.MULTILINE)


def worked(match: re.Match) -> str:
    """Do what a block says in the current folder; return the block as it should be."""
    language, name, body = match.groups()
    if language == "console":
        body = "".join(printed(command) for command in re.findall(r"^\$ (.*)$", body, re.MULTILINE))
    else:
        Path(name).write_text(body, encoding="utf-8")
        if language == "yaml":
            assert read_store(name).local
    return f"```{language}{' ' * bool(name)}{name}\n{body}```"


def printed(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "clerkcheck"
    screen = StringIO()
    with redirect_stdout(screen), redirect_stderr(screen):
        run(arguments)
    return "\n".join([f"$ {command}", *(line.rstrip() for line in screen.getvalue().splitlines()), ""])


def rewritten(folder: Path) -> str:
    with chdir(folder):
        return FENCE.sub(worked, PAGE.read_text(encoding="utf-8"))


def test_the_page_is_what_the_commands_print(tmp_path, monkeypatch):
    monkeypatch.setenv("CLERKCHECK_DATA", str(tmp_path / "data"))
    assert rewritten(tmp_path) == PAGE.read_text(encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CLERKCHECK_DATA"] = os.path.join(scratch, "data")
        PAGE.write_text(rewritten(Path(scratch)), encoding="utf-8")

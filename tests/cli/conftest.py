"""Running the command line: in this process (fast) and, where the process itself matters, as one of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from clerkcheck.__main__ import main

HEAD = "pack: qianjiang\nkind: document\ntitle: 关于示例事项的函\n"


class Ran(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys):
    """Run ``clerkcheck`` with arguments in this process."""

    def ran(*arguments):
        status = main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return ran


@pytest.fixture
def start():
    """Run ``clerkcheck`` as a process; ``environment`` is added to ours. Output comes back as bytes."""

    def started(*arguments, **environment):
        command = [sys.executable, "-m", "clerkcheck", *map(str, arguments)]
        surroundings = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "PYTHONUTF8")
        }
        surroundings |= {"PYTHONIOENCODING": "utf-8"} | environment
        done = subprocess.run(command, capture_output=True, env=surroundings, timeout=60, check=False)
        return Ran(done.returncode, done.stdout, done.stderr)

    return started


@pytest.fixture
def case(tmp_path):
    """Write a case file; its text gets the usual first three lines unless ``head`` is given."""

    def written(text="", *, head=HEAD, name="case.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else (head + text).encode())
        return path

    return written


@pytest.fixture(scope="session")
def examples():
    """The case files shipped as examples."""
    return sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))


MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
SETTLED = """facts:
  {{major_decision: {decision}, major_matter: {matter}, funds: {funds}, awards: false, matter: staff, amount_wan: 0,
  public_attention: false, investment_promotion: false, classified: false, genre: letter, issued_by: department,
  important: false, normative_document: false}}
materials: {{field_research: done, party_report: done, legality_review: missing, department_opinions: missing,
  town_street_opinions: done}}
"""
OUTCOMES = {
    "ready": {},
    "deviating": {"matter": "true"},
    "undetermined": {"matter": "true", "funds": "unknown"},
    "blocked": {"matter": "true", "funds": "unknown", "decision": "true"},
}


@pytest.fixture
def outcome(case):
    """Write a case of the small government (tests/data/mini) that comes out as asked."""

    def written(name):
        answers = {"decision": "false", "matter": "false", "funds": "false"} | OUTCOMES[name]
        head = f"pack: {MINI.as_posix()}\nkind: document\ntitle: 关于{name}的函\n"
        return case(SETTLED.format(**answers), head=head, name=f"{name}.yaml")

    return written

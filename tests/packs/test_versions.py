"""In force from and until: `--as-of` judges by what was in force that day; a pack past its review says so."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import check, load_case, load_pack, national_calendar
from clerkcheck.cli.main import run

MINI = Path(__file__).resolve().parents[1] / "data" / "format"
CASE = "pack: ./demo\nkind: document\ntitle: 命令\nfacts: {genre: order}\n"
# One clause in two versions: the mayor signs to the end of 2025, the executive deputy from 2026 on.
SECOND = """    in_force: {until: 2025-12-31}
  - id: dm-3-2b
    quote: 由区长签发
    kind: signer
    applies_to: document
    when: genre == order
    signer: executive_deputy
    modality: must
    gist: 命令由负责常务工作的副区长签发
    remedy: 报副区长签发
    in_force: {from: 2026-01-01, until: 2026-12-31}
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINI, tmp_path / "demo", ignore=shutil.ignore_patterns("__pycache__"))
    rules = tmp_path / "demo" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").rstrip() + "\n" + SECOND, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def head(home, old, new):
    path = home / "demo" / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("day", "signers", "clauses"),
    [
        ("2025-06-01", ("mayor",), {"dm-3-2"}),
        ("2025-12-31", ("mayor",), {"dm-3-2"}),
        ("2026-01-01", ("executive_deputy",), {"dm-3-2b"}),
        ("2026-12-31", ("executive_deputy",), {"dm-3-2b"}),
        ("2027-01-01", (), set()),
    ],
)
def test_each_day_is_judged_by_what_was_in_force(day, signers, clauses):
    pack = load_pack("./demo")
    report = check(load_case("case.yaml", pack), pack, national_calendar(), date.fromisoformat(day))
    assert report.signers == signers
    assert {each.clause for each in report.findings} == clauses


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [
        ("2025-12-31", "【签批】区长", "副区长"),
        ("2026-01-01", "【签批】负责常务工作的副区长", "命令由区长签发"),
    ],
)
def test_as_of_on_the_command_line(home, day, said, unsaid, capsys):
    assert run(["check", str(home / "case.yaml"), "--as-of", day]) == 0
    out = capsys.readouterr().out
    assert said in out and unsaid not in out


def reminders(home, day, capsys):
    """The reminders of both formats; what the JSON report says stands in the text report too."""
    case = str(home / "case.yaml")
    run(["check", case, "--as-of", day, "--format", "json"])
    said = [each["text"] for each in json.loads(capsys.readouterr().out)["reminders"]]
    run(["check", case, "--as-of", day, "--format", "text"])
    text = "".join(line.strip() for line in capsys.readouterr().out.splitlines())
    assert all(each in text for each in said)
    return said


def test_a_pack_past_its_review_says_so(home, capsys):
    head(home, "document_number: null", "document_number: null\nreview_by: 2026-03-31")
    assert reminders(home, "2026-03-31", capsys) == []
    assert reminders(home, "2026-04-01", capsys) == ["规则包已过复核期（2026-03-31），使用前请核实本规则是否已修订"]


def test_a_day_before_or_after_the_pack_was_in_force_says_so(home, capsys):
    head(home, "in_force: {from: 2022-11-22}", "in_force: {from: 2025-03-01, until: 2026-06-30}")
    assert reminders(home, "2025-02-28", capsys) == ["本规则自 2025-03-01 起施行，所查日期在此之前"]
    assert reminders(home, "2025-03-01", capsys) == []
    assert reminders(home, "2026-06-30", capsys) == []
    assert reminders(home, "2026-07-01", capsys) == ["本规则施行至 2026-06-30，所查日期已在此之后"]


def test_a_pack_without_review_by_says_nothing(home, capsys):
    assert reminders(home, "2099-01-01", capsys) == []

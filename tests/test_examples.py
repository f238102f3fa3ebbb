"""The shipped examples give the verdicts that their opening comments and examples/README.md promise."""

import io
import re
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Set
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from clerkcheck import check, load_case, load_pack, national_calendar
from clerkcheck.__main__ import main
from clerkcheck.checking.report import Report
from clerkcheck.conditions.values import FactValue

EXAMPLES = Path(__file__).parent.parent / "examples"
AS_OF = date(2026, 11, 22)
KNOWN_UNTIL = date(2026, 12, 24)  # what the calendar knew when the provisional date below was written
Findings = Set[tuple[str, str | tuple[str, ...] | None]]


class Expected(NamedTuple):
    """What an example shows: ``broken``, ``open`` and ``excepted`` are (clause, paper or papers or None) of findings."""

    outcome: str
    signers: tuple[str, ...]
    broken: Findings = frozenset()
    open: Findings = frozenset()
    excepted: Findings = frozenset()
    forum: tuple[str, ...] | None = None
    questions: tuple[str, ...] = ()


EXPECTED = {
    "standing-factory-buildings": Expected(
        "blocked",
        ("mayor",),
        forum=("plenary", "standing"),
        broken={("qj-25-5", "fair_competition_review"), ("qj-49-7f", "finance_opinion")},
    ),
    "budget-supplement-500": Expected("blocked", ("mayor",), {("qj-45-2-8a", None)}, forum=("plenary", "standing")),
    "budget-supplement-below-500": Expected("ready", ("mayor",)),
    "emergency-landslide-reserve": Expected("ready", ("mayor",)),
    "major-decision-water-price": Expected(
        "undetermined",
        ("mayor",),
        forum=("plenary", "standing"),
        questions=("stability_risk",),
        open={
            ("qj-25-6", "stability_assessment"),
            ("qj-25-7", "hearing_or_views"),
            ("qj-49-9", "representatives_views"),
            ("qj-49-18", "stability_assessment"),
        },
    ),
    "personnel-appointments": Expected("deviating", ("mayor",), {("qj-49-1", None)}, forum=("plenary", "standing")),
    "major-contract-textile-investment": Expected(
        "ready", ("mayor",), excepted={("qj-49-1", None)}, forum=("plenary", "standing")
    ),
    "request-road-repair": Expected(
        "blocked",
        ("department_head",),
        {
            ("qj-53-5", None),
            ("gw-15-4", None),
            ("qj-53-11", "countersignature"),
            ("qj-53-17", ("countersignature", "finance_opinion")),
        },
    ),
    "reply-reserve-funds": Expected("blocked", ("mayor",), {("qj-45-2-8d", "collective_decision")}),
    "notice-waste-sorting-rules": Expected("ready", ("mayor",)),
    "letter-city-transport": Expected("ready", ("deputy",)),
    "minutes-special-delegated": Expected("ready", ("delegating_leader",)),
    "report-to-leader": Expected("deviating", ("department_head",), {("qj-53-7", None)}),
    "national-rural-homestay-rules": Expected("ready", ()),
    "national-investment-agreement": Expected(
        "blocked", (), {("fc-10-1", None), ("fc-14-1", "fair_competition_review")}, forum=("plenary", "standing")
    ),
    "national-report-with-request": Expected(
        "blocked",
        ("department_head",),
        {("gw-14-1", None), ("gw-14-2", None), ("gw-15-1", None), ("gw-15-4b", None)},
    ),
    "national-flood-request": Expected("deviating", ("department_head",), {("gw-14-1", None)}),
}
# The deadlines each example lists: clause, due day, status, provisional.
DEADLINES = {
    "standing-factory-buildings": {("qj-49-1", "2026-12-07", "met", False)},
    "major-decision-water-price": {("qj-49-1", "2026-12-25", "pending", True)},
    "personnel-appointments": {("qj-49-1", "2026-11-19", "missed", False)},
    "major-contract-textile-investment": {("qj-49-1", "2026-12-07", "excepted", False)},
    "request-road-repair": {("qj-53-14", "2026-11-27", "pending", False)},
    "notice-waste-sorting-rules": {
        ("qj-19-6", "2026-11-16", "met", False),
        ("qj-19-7", "2026-11-30", "met", False),
        ("qj-19-14", "2026-12-27", "met", False),
        ("qj-19-16", "2026-12-18", "pending", False),
        ("qj-53-14", "2026-10-13", "met", False),
        ("qj-58-7", "2026-11-27", "met", False),
    },
    "national-rural-homestay-rules": {
        ("lr-5-1", "2026-11-16", "met", False),
        ("lr-5-2", "2026-11-30", "met", False),
        ("be-62-3", "2026-10-14", "met", False),
    },
}
# The word each opening comment begins with, by outcome.
WORDS = {"ready": "可以报送", "blocked": "不得报送", "undetermined": "待确认", "deviating": "需说明理由"}


def judged(name: str, **changed: FactValue) -> Report:
    """Return the report of an example, with facts ``changed`` (None: unknown)."""
    case = load_case(EXAMPLES / f"{name}.yaml")
    case = case._replace(facts={**case.facts, **changed})
    return check(case, load_pack(case.pack), national_calendar(), AS_OF)


def found(report: Report, *statuses: str) -> set[tuple[str, object]]:
    return {(each.clause, each.material) for each in report.findings if each.status in statuses}


def test_every_example_is_in_the_table() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_verdict(name: str) -> None:
    expected, report = EXPECTED[name], judged(name)
    assert report.outcome == expected.outcome
    assert found(report, "missing", "violated", "missed") == expected.broken
    assert found(report, "open", "overdue") == expected.open
    assert found(report, "excepted") == expected.excepted
    assert report.signers == expected.signers
    assert report.forum == expected.forum
    assert tuple(question.id for question in report.facts_asked()) == expected.questions


@pytest.mark.parametrize("name", EXPECTED)
def test_deadlines(name: str) -> None:
    if (
        any(provisional for *_, provisional in DEADLINES.get(name, ()))
        and national_calendar().known_until != KNOWN_UNTIL
    ):
        pytest.skip("a newer holiday notice is known: the provisional date above may be certain now")
    listed = {(each.clause, each.due.isoformat(), each.status, each.provisional) for each in judged(name).deadlines}
    assert listed == DEADLINES.get(name, set())


@pytest.mark.parametrize("name", EXPECTED)
def test_opening_comment_names_the_outcome(name: str) -> None:
    first = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(f"# {WORDS[EXPECTED[name].outcome]}：")


def test_list_of_examples() -> None:
    rows = re.findall(
        r"^\| \[([\w-]+)\.yaml\]\(\1\.yaml\) \| [^|]+ \| ([^|]+) \|",
        (EXAMPLES / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert dict(rows) == {name: WORDS[expected.outcome] for name, expected in EXPECTED.items()}
    assert len(rows) == len(EXPECTED)


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder that holds nothing but a copy of the examples."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("copied")
def test_commands_of_the_list_run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", (EXAMPLES / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    statuses = {}
    for line in block.splitlines():
        monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))  # without a terminal the app asks in lines
        arguments = shlex.split(line, comments=True)[1:]
        statuses[arguments[0]] = main(arguments)
        captured = capsys.readouterr()
        assert captured.out, line
        assert captured.err == "", line
    assert statuses == {"examples": 0, "check": 1, "plan": 0, "slip": 1, "summary": 1, "batch": 1}


@pytest.mark.usefixtures("copied")
def test_summary_counts_the_outcomes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "examples", "--as-of", AS_OF.isoformat()]) == 1
    (foot,) = re.findall(r"^合计 (\d+) 件：(.*)。$", capsys.readouterr().out, re.MULTILINE)
    counted = {word: int(n) for word, n in re.findall(r"(\w+) (\d+) 件", foot[1])}
    assert counted == Counter(WORDS[expected.outcome] for expected in EXPECTED.values())
    assert int(foot[0]) == len(EXPECTED)


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("name", EXPECTED)
def test_slip_where_something_is_broken(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip names every missing paper, of those any of which would do one; a case that breaks nothing gets none."""
    broken = EXPECTED[name].broken
    status = main(["slip", f"examples/{name}.yaml", "--as-of", AS_OF.isoformat()])
    out = capsys.readouterr().out.replace("\n", "")
    assert (status, "需要补正" in out) == ((1, True) if broken else (0, False))
    labels = load_pack(load_case(EXAMPLES / f"{name}.yaml").pack).vocabulary.materials
    for _, paper in broken:
        papers = (paper,) if isinstance(paper, str) else paper or ()
        assert not papers or any(labels[each] in out for each in papers)


def test_the_two_supplements_differ_only_in_the_amount() -> None:
    at, below = (load_case(EXAMPLES / f"budget-supplement-{end}.yaml") for end in ("500", "below-500"))
    assert (at.facts.pop("budget_amount_wan"), below.facts.pop("budget_amount_wan")) == (500, 499.9)
    assert at.facts.pop("coordination_only") is False  # a question that only the larger one raises
    assert (at.facts, at.materials, at.dates) == (below.facts, below.materials, below.dates)


@pytest.mark.parametrize("name", [name for name in EXPECTED if EXPECTED[name].outcome == "ready"])
def test_each_no_of_a_ready_example_is_needed(name: str) -> None:
    """What examples/README.md says: strike out a fact answered "no", and the report says something else."""
    answered = [fact for fact, value in load_case(EXAMPLES / f"{name}.yaml").facts.items() if value is False]
    assert answered
    for fact in answered:
        assert judged(name, **{fact: None}) != judged(name), fact


def test_an_answered_risk_settles_the_water_price_question() -> None:
    assert judged("major-decision-water-price", stability_risk=False).facts_asked() == ()
    risky = judged("major-decision-water-price", stability_risk=True)
    assert found(risky, "open") >= {("qj-25-6", "stability_assessment")}
    assert risky.outcome == "undetermined"


def test_the_exception_is_what_lets_the_contract_through() -> None:
    case = load_case(EXAMPLES / "major-contract-textile-investment.yaml")._replace(exceptions=())
    assert check(case, load_pack(case.pack), national_calendar(), AS_OF).outcome == "deviating"


def test_the_emergency_is_what_spares_the_standing_meeting() -> None:
    report = judged("emergency-landslide-reserve", urgent_or_emergency=False, coordination_only=False)
    assert found(report, "violated") == {("qj-45-2-8a", None)}
    assert report.forum == ("plenary", "standing")

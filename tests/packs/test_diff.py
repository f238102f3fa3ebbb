"""`pack diff`: two governments by subject, two versions of one pack by clause."""

import json
import shutil
from itertools import combinations
from pathlib import Path

import pytest

from clerkcheck.cells import cells
from clerkcheck.cli.main import run
from clerkcheck.cli.pack.which_pack import built_pack
from clerkcheck.conditions.parsing import Scope, parse_condition
from clerkcheck.conditions.values import FactType
from clerkcheck.packs.diff import compare_governments, meaning
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.packs.versions import Change, Move, compare_versions
from wide import wide

MINI = Path(__file__).resolve().parents[1] / "data" / "format"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Two copies of the demo pack, `old` and `new`."""
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        shutil.copytree(MINI, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def edit(path, *changes):
    text = Path(path).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    Path(path).write_text(text, encoding="utf-8")


def sections():
    found = compare_governments(built_pack("old/"), built_pack("new/"))
    return {section.subject: {row.subject: row for row in section.rows} for section in found}


def other_government():
    edit("new/pack.yaml", ("id: demo\n", "id: other\n"))


# --- two governments


@pytest.mark.usefixtures("home")
def test_the_same_rules_agree_in_every_subject():
    other_government()
    found = sections()
    assert {name: list(rows) for name, rows in found.items()} == {
        "materials": ["approval_form"],
        "meetings": ["budget_item=supplement"],
        "thresholds": ["amount_wan budget_item=supplement"],
        "deadlines": ["submission"],
        "signers": ["mayor"],
        "checks": ["ad_hoc"],
    }
    assert all(row.agrees for rows in found.values() for row in rows.values())


@pytest.mark.usefixtures("home")
def test_how_a_condition_is_written_makes_no_difference():
    other_government()
    edit(
        "new/rules.yaml",
        (
            "    when: meeting == standing\n    unless: in_a_hurry\n",
            "    when: not (demo_flag or urgent_or_emergency) and meeting in [standing]\n",
        ),
        (
            "budget_item == supplement and not demo_flag\n      and amount_wan >= 500",
            "(amount_wan >= 500 and not demo_flag) and budget_item in [supplement]",
        ),
    )
    assert all(row.agrees for rows in sections().values() for row in rows.values())


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("old", "new", "subject", "row"),
    [
        ("amount_wan >= 500", "amount_wan >= 300", "thresholds", "amount_wan budget_item=supplement"),
        ("    forum: standing", "    forum: [standing, plenary]", "meetings", "budget_item=supplement"),
        ("    offset: -3", "    offset: -5", "deadlines", "submission"),
        ("    modality: normally", "    modality: must", "deadlines", "submission"),
        ("    signer: mayor", "    signer: [mayor, deputy]", "signers", "mayor"),
        ("    signer: mayor", "    signer: mayor\n    also: office_director", "signers", "mayor"),
        ("    forbid: ad_hoc", "    expect: ad_hoc", "checks", "ad_hoc"),
        ("    needs: approval_form", "    any_of: [approval_form, lead_review]", "materials", "approval_form"),
        (
            "    when: meeting == standing\n    unless: in_a_hurry",
            "    when: meeting == standing",
            "materials",
            "approval_form",
        ),
    ],
)
def test_what_differs_is_found_in_its_subject(old, new, subject, row):
    other_government()
    edit("new/rules.yaml", (old, new))
    found = sections()[subject][row]
    assert not found.agrees
    assert [len(side) for side in (found.left, found.right)] == [1, 1]


@pytest.mark.usefixtures("home")
def test_what_only_one_side_has():
    other_government()
    edit("new/rules.yaml", ("needs: approval_form", "needs: lead_review"))
    rows = sections()["materials"]
    assert [(len(row.left), len(row.right)) for row in rows.values()] == [(1, 0), (0, 1)]
    assert list(rows) == ["approval_form", "lead_review"]


@pytest.mark.usefixtures("home")
def test_details_for_a_program():
    other_government()
    edit("new/rules.yaml", ("    offset: -3", "    offset: -5"), ("amount_wan >= 500", "amount_wan > 300"))
    found = sections()
    left, right = (side[0] for side in found["deadlines"]["submission"][2:])
    assert (left.detail["offset"], right.detail["offset"], right.detail["unit"]) == (-3, -5, "workday")
    limit = found["thresholds"]["amount_wan budget_item=supplement"]
    assert [side[0].detail["bounds"] for side in limit[2:]] == [[[">=", 500]], [[">", 300]]]
    assert (limit.left[0].clause, limit.left[0].article) == ("dm-2-1", "第二条")


@pytest.mark.usefixtures("home")
def test_one_id_for_two_questions_is_no_agreement():
    other_government()
    edit("new/pack.yaml", ("question: 是演示吗？", "question: 是另一回事吗？"))
    assert not sections()["materials"]["approval_form"].agrees
    assert sections()["deadlines"]["submission"].agrees


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a and (b and c)", "(c and b) and a", True),
        ("not not a", "a", True),
        ("a or a", "a", True),
        ("a and b", "a or b", False),
        ("n >= 5", "n > 5", False),
        ("c in [x, y]", "c in [y, x]", True),
        ("c == x", "c != x", False),
    ],
)
def test_meaning(one, other, same):
    types = {"a": "bool", "b": "bool", "n": "number"}
    facts = {name: FactType(kind) for name, kind in types.items()} | {"c": FactType("choice", ("x", "y", "z"))}
    if "and c" in one:
        facts["c"] = FactType("bool")
    found = [meaning(parse_condition(text, Scope(facts, {})), {}) for text in (one, other)]
    assert (found[0] == found[1]) is same


def test_text_hides_what_agrees_unless_asked(home, capsys):
    other_government()
    edit(home / "new/rules.yaml", ("    offset: -3", "    offset: -5"))
    assert run(["pack", "diff", "./old", "./new"]) == 0
    brief = capsys.readouterr().out
    assert "前 3 个工作日" in brief and "前 5 个工作日" in brief and "approval_form" not in brief
    assert run(["pack", "diff", "./old", "./new", "--all"]) == 0
    whole = capsys.readouterr().out
    assert "= 第一条" in whole and "approval_form" in whole


def test_no_difference_is_said(home, capsys):
    run(["pack", "diff", "./old", "./new"])
    assert capsys.readouterr().out.rstrip().endswith("没有不同")
    edit(home / "new/pack.yaml", ("id: demo\n", "id: other\n"))
    run(["pack", "diff", "./old", "./new"])
    assert capsys.readouterr().out.rstrip().endswith("没有不同")


PAIRS = list(combinations(pack_ids(), 2))


@pytest.mark.parametrize(
    ("left", "right"), wide(PAIRS, kept=[pair for pair in PAIRS if "national" in pair][:2] + PAIRS[-1:])
)
def test_shipped_packs_fit_120_columns_and_lack_no_clause(left, right, capsys):
    assert run(["pack", "diff", left, right, "--all"]) == 0
    out = capsys.readouterr().out
    assert max(cells(line) for line in out.splitlines()) <= 120
    assert ("《公平竞争审查条例》第" in out) is ("national" in (left, right))  # one instrument of many is named
    shown = set(out.replace("\n", " ").replace("]", " ").replace("[", " ").split())
    for pack_id in (left, right):
        demanding = {clause.id for clause in load_pack(pack_id, layers=False).clauses if clause.kind != "note"}
        assert demanding <= shown


def test_json_of_two_governments(capsys):
    assert run(["pack", "diff", "qianjiang", "chongqing", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["compared"]) == ("clerkcheck.pack-diff/1", "governments")
    assert (data["left"]["id"], data["right"]["id"]) == ("qianjiang", "chongqing")
    rows = [row for section in data["sections"] for row in section["rows"]]
    assert rows and not any(row["agrees"] for row in rows)
    assert not any(each["same"] for row in rows for each in (*row["left"], *row["right"]))


# --- two versions


def versions():
    return compare_versions(load_pack("old/"), load_pack("new/"))


@pytest.mark.usefixtures("home")
def test_nothing_changed():
    assert not any(versions())


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("    offset: -3", "    offset: -5", Change("dm-3-1", "offset", "-3", "-5")),
        ("    check: submitted", "    check: received", Change("dm-3-1", "check", "submitted", "received")),
        ("    from: meeting", "    from: received", Change("dm-3-1", "from", "meeting", "received")),
        ("    signer: mayor", "    signer: [mayor, deputy]", Change("dm-3-2", "signer", "mayor", "mayor, deputy")),
        ("    remedy: 改提常务会议", "    remedy: 另办", Change("dm-2-1", "remedy", "改提常务会议", "另办")),
        ("    unless: in_a_hurry\n", "", Change("dm-1-1", "unless", "in_a_hurry", "")),
        (
            "    signer: mayor",
            "    signer: mayor\n    in_force: {until: 2026-12-31}",
            Change("dm-3-2", "in_force.until", "", "2026-12-31"),
        ),
    ],
)
def test_a_changed_key(old, new, change):
    edit("new/rules.yaml", (old, new))
    assert versions() == versions()._replace(changed=(change,), added=(), removed=(), moved=(), head=(), articles=())


@pytest.mark.usefixtures("home")
def test_clauses_added_and_removed():
    edit("new/rules.yaml", ("id: dm-2-2\n    quote: 不审议临时提交文件", "id: dm-2-9\n    quote: 另一句话"))
    found = versions()
    assert [clause.id for clause in found.added] == ["dm-2-9"]
    assert [clause.id for clause in found.removed] == ["dm-2-2"]
    assert found.changed == ()


@pytest.mark.usefixtures("home")
def test_moved_articles_with_and_without_new_ids():
    edit(
        "new/rules.yaml",
        ("article: 第三条", "article: 第四条"),
        ("article: 第二条", "article: 第二条\n  skip: 新增\n- article: 第三条"),
        ("id: dm-3-1", "id: dm-4-1"),
    )
    found = versions()
    assert found.moved == (
        Move("第二条", "第三条", ("dm-2-1", "dm-2-2")),
        Move("第三条", "第四条", ("dm-4-1", "dm-3-2")),
    )
    assert found.changed == (Change("dm-4-1", "id", "dm-3-1", "dm-4-1"),)
    assert found.added == found.removed == ()
    assert found.articles == (
        Change("第二条", "skip", "clauses", "新增"),
        Change("第四条", "article", "", "clauses"),
    )


@pytest.mark.usefixtures("home")
def test_head_terms_and_vocabulary():
    edit(
        "new/pack.yaml",
        ("in_force: {from: 2022-11-22}", "in_force: {from: 2027-01-01}"),
        ("is: urgent_or_emergency or demo_flag", "is: urgent_or_emergency"),
        ("label: 只有演示区才有的事实", "label: 改过的名称"),
        ("mayor_office: 区长办公会议", "mayor_office: 区长会议"),
    )
    found = versions()
    assert found.head == (Change("", "in_force_from", "2022-11-22", "2027-01-01"),)
    assert found.terms == (Change("in_a_hurry", "is", "urgent_or_emergency or demo_flag", "urgent_or_emergency"),)
    assert Change("facts.demo_flag", "label", "只有演示区才有的事实", "改过的名称") in found.vocabulary
    assert Change("meetings.mayor_office", "label", "区长办公会议", "区长会议") in found.vocabulary


def test_versions_as_text_and_json(home, capsys):
    edit(home / "new/rules.yaml", ("    offset: -3", "    offset: -5"))
    assert run(["pack", "diff", "./old", "./new"]) == 0
    assert "offset：-3" in capsys.readouterr().out
    assert run(["pack", "diff", "./old", "./new", "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["compared"] == "versions"
    assert data["changed"] == [{"subject": "dm-3-1", "key": "offset", "old": "-3", "new": "-5"}]

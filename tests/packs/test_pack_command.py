"""`clerkcheck pack …`: exit statuses, and what each action says."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from clerkcheck.cells import cells
from clerkcheck.cli.main import run
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.packs.store import load_pack, pack_ids
from wide import packs

MINI = Path(__file__).resolve().parents[1] / "data" / "format"


@pytest.fixture
def demo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINI, tmp_path / "demo", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "demo"


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(demo, words):
    """The line of rules.yaml that has ``words``, counted from 1."""
    lines = (demo / "rules.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_list_has_every_shipped_pack(capsys):
    assert run(["pack", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(pack_ids())
    for line in lines:
        pack = pack_at(line.split()[0])  # with the instruments that are taken by name
        assert pack.regulation in line and f"{len(pack.articles)} 条 {len(pack.clauses)} 款" in line


def test_list_is_aligned_and_says_which_pack_is_past_its_review(capsys, monkeypatch):
    overdue = next(pack for pack in map(load_pack, pack_ids()) if pack.review_by)
    monkeypatch.setattr("clerkcheck.cli.pack.list.today", lambda: date.fromisoformat(overdue.review_by))
    run(["pack", "list"])
    lines = capsys.readouterr().out.splitlines()
    assert len({cells(line[: line.index(" 款")]) for line in lines}) == 1
    assert not any(f"已过复核期 {overdue.review_by}" in line for line in lines)
    day_after = date.fromisoformat(overdue.review_by) + timedelta(days=1)
    monkeypatch.setattr("clerkcheck.cli.pack.list.today", lambda: day_after)
    run(["pack", "list"])
    (said,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith(overdue.id))
    assert said.endswith(f"（已过复核期 {overdue.review_by}）")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("part", "said"),
    [
        ([], "第二条 dm-2-1：大额预算追加须上常务会议"),
        (["dm-2-1"], "条件：预算事项类别是预算追加，且并非“只有演示区才有的事实”，且涉及金额（万元）"),
        (["第二条"], "款号：dm-2-2（rules.yaml:"),
        (["2"], "款号：dm-2-2（rules.yaml:"),
        (["第2条"], "款号：dm-2-2（rules.yaml:"),
        (["二"], "款号：dm-2-2（rules.yaml:"),
    ],
)
def test_show(part, said, capsys):
    assert run(["pack", "show", "./demo", *part]) == 0
    assert said in capsys.readouterr().out


def test_show_says_when_a_clause_is_in_force(demo, capsys):
    edit(demo / "rules.yaml", "signer: mayor", "signer: mayor\n    in_force: {from: 2026-01-01, until: 2026-12-31}")
    assert run(["pack", "show", "demo", "dm-3-2"]) == 0
    assert "施行：自 2026-01-01 起，至 2026-12-31 止" in capsys.readouterr().out


@pytest.mark.usefixtures("demo")
def test_show_names_the_nearest_clause(capsys):
    assert run(["pack", "show", "./demo", "dm-2-11"]) == 2
    assert "是不是 dm-2-1" in capsys.readouterr().err
    assert run(["pack", "show", "qianjiang", "xyz"]) == 2
    assert "写款号（如 qj-6-1）或条号（如 第一条）" in capsys.readouterr().err


def test_show_of_an_article_without_clauses_says_why_or_that_it_waits(demo, capsys):
    edit(demo / "pack.yaml", "article_count: 3", "article_count: 5")
    with (demo / "rules.yaml").open("a", encoding="utf-8") as file:
        file.write("- article: 第四条\n  skip: 施行日期\n- article: 第五条\n  skip: 待整理：解释\n")
    said = []
    for number in ("4", "5"):
        assert run(["pack", "show", "./demo", number]) == 0
        said.append(capsys.readouterr().out.splitlines()[-1])
    assert said == ["无条款：施行日期", "待整理：解释"]


def test_show_says_by_when_the_pack_is_to_be_reviewed(demo, capsys):
    edit(demo / "pack.yaml", "in_force:", "review_by: 2023-01-01\nin_force:")
    assert run(["pack", "show", "./demo"]) == 0
    assert capsys.readouterr().out.splitlines()[2] == "复核：最迟 2023-01-01（已过）"


def test_coverage(demo, capsys):
    assert run(["pack", "coverage", "./demo"]) == 0
    assert "有条款 3 条，写明无条款 0 条，没有交代 0 条" in capsys.readouterr().out
    edit(demo / "pack.yaml", "article_count: 3", "article_count: 4")
    assert run(["pack", "coverage", "./demo"]) == 1
    assert "第四条 【没有交代】" in capsys.readouterr().out


def test_lint_of_a_pack_that_does_not_load_is_status_2(demo, capsys):
    edit(demo / "rules.yaml", "signer: mayor", "signer: mayer")
    assert run(["pack", "lint", "./demo"]) == 2
    out = capsys.readouterr().out
    assert f"rules.yaml 第 {line_of(demo, 'mayer')} 行第 13 列" in out and "是不是 mayor" in out


def test_lint_of_an_error_is_status_1_with_file_and_line(demo, capsys):
    edit(demo / "rules.yaml", "and amount_wan >= 500", "and amount_wan >= 500 and amount_wan < 400")
    assert run(["pack", "lint", "./demo"]) == 1
    out = capsys.readouterr().out
    assert f"【错误】rules.yaml 第 {line_of(demo, 'id: dm-2-1')} 行：dm-2-1" in out and "错误 1 处" in out


def test_lint_of_a_warning_is_status_0(demo, capsys):
    edit(demo / "rules.yaml", "    unless: in_a_hurry\n", "")
    assert run(["pack", "lint", "./demo"]) == 0
    assert "【提醒】pack.yaml" in capsys.readouterr().out


def test_lint_takes_a_file_of_a_pack_and_several_packs(demo, capsys):
    edit(demo / "rules.yaml", "signer: mayor", "signer: mayer")
    assert run(["pack", "lint", "demo/rules.yaml", "demo/pack.yaml", pack_ids()[0]]) == 2
    out = capsys.readouterr().out
    assert out.count("没有 mayer") == 1 and f"{pack_ids()[0]}：" in out


def test_lint_of_several_packs_says_whose_remarks_these_are(demo, capsys):
    edit(demo / "rules.yaml", "    unless: in_a_hurry\n", "")
    assert run(["pack", "lint", "./demo", pack_ids()[0]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("== demo 《") and lines[1].startswith("【提醒】pack.yaml")
    assert sum(line.startswith("==") for line in lines) == 1
    assert max(map(cells, lines)) <= 80


@pytest.mark.parametrize("pack_id", packs())
def test_shipped_packs_have_no_lint_error(pack_id, capsys):
    assert run(["pack", "lint", pack_id]) == 0
    assert "【错误】" not in capsys.readouterr().out


@pytest.mark.parametrize("action", ["show", "coverage", "lint"])
def test_an_unknown_pack_brings_the_nearest(action, capsys):
    assert run(["pack", action, "qianjang"]) == 2
    printed = capsys.readouterr()
    assert "是不是 qianjiang" in printed.out + printed.err


@pytest.mark.parametrize("arguments", [["verify", "qianjiang"], ["new", "x"], ["diff", "qianjiang"], ["nothing"], []])
def test_missing_arguments_are_status_2(arguments, capsys):
    assert run(["pack", *arguments]) == 2
    assert capsys.readouterr().err.startswith("错误：")

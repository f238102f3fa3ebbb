"""`clerkcheck pack …`: exit statuses, and what each action says."""

import shutil
from pathlib import Path

import pytest

from clerkcheck.cli.main import run
from clerkcheck.packs.store import load_pack, pack_ids

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
        pack = load_pack(line.split()[0])
        assert pack.regulation in line and f"{len(pack.articles)} 条 {len(pack.clauses)} 款" in line


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("part", "said"),
    [
        ([], "第二条 dm-2-1：大额预算追加须上常务会议"),
        (["dm-2-1"], "条件：预算事项类别是预算追加，且并非“只有演示区才有的事实”，且涉及金额（万元）"),
        (["第二条"], "款号：dm-2-2（rules.yaml:"),
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


@pytest.mark.parametrize("pack_id", pack_ids())
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

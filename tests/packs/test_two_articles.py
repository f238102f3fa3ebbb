"""A clause that rests on the words of two articles (`also_from`): cited, counted, verified and compared as both."""

import json
from pathlib import Path

import pytest

from clerkcheck.cli.main import run
from small_packs import head_of_lian

HEAD = head_of_lian(2)
RULES = """chapter: 第一章 会议
articles:
- article: 第一条
  clauses:
  - id: ls-1-1
    quote: 重大事项上会前须经审查
    also_from:
    - {article: 第二条, quote: 前条所称审查，是指合法性审查}
    kind: material
    applies_to: agenda_item
    when: major_decision
    needs: legality_review
    modality: must
    gist: 重大决策须经合法性审查
    remedy: 送县司法局审查
- article: 第二条
"""
SCENARIO = """- clause: ls-1-1
  title: 审定规划
  given: {kind: agenda_item, facts: {major_decision: true}}
  meets: {materials: {legality_review: done}}
  breaks: {materials: {legality_review: missing}}
"""
SOURCE = "连山县人民政府工作规则\n\n第一条 重大事项上会前须经审查。\n第二条 前条所称审查，是指合法性审查。\n"
CASE = """pack: ./lian
kind: agenda_item
title: 关于审定规划的议题
facts: {major_decision: true}
materials: {legality_review: missing}
"""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the pack, its source and a case; the working folder of the test."""
    (tmp_path / "lian" / "scenarios").mkdir(parents=True)
    (tmp_path / "lian" / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "lian" / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "lian" / "scenarios" / "rules.yaml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "lian.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CASE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, output and errors of a command."""
    status = run(list(words))
    out = capsys.readouterr()
    return status, out.out, out.err


@pytest.mark.usefixtures("there")
def test_pack_commands_know_both_articles(capsys: pytest.CaptureFixture[str]) -> None:
    """Lint has nothing to say, the second article is accounted for, and both quotations are checked."""
    assert said(capsys, "pack", "lint", "./lian")[:2] == (0, "lian：2 条 1 款，没有问题\n")
    status, out, _err = said(capsys, "pack", "coverage", "./lian")
    assert status == 0
    assert "第二条 由别的条的款一并写明：ls-1-1" in out
    status, out, _err = said(capsys, "pack", "verify", "./lian", "--source", "lian.txt")
    assert (status, "引文 2 处：在所引的条 2 处" in out) == (0, True)
    for part in ("ls-1-1", "第二条"):
        out = said(capsys, "pack", "show", "./lian", part)[1]
        assert "条文：第一条“重大事项上会前须经审查”、第二条“前条所称审查，是指合法性审查”" in out
    assert said(capsys, "pack", "test", "./lian", "--as-of", "2026-11-22")[:2] == (
        0,
        "lian：情景 2 处，相符 2 处，不符 0 处\n",
    )


@pytest.mark.usefixtures("there")
def test_reports_cite_both_articles(capsys: pytest.CaptureFixture[str]) -> None:
    """Sheet, JSON, slip and the table of results of a case file name both."""
    day = ("--as-of", "2026-11-22")
    for command in ("check", "slip"):
        out = said(capsys, command, "c.yaml", *day)[1]
        whole = "".join(line.strip() for line in out.splitlines())
        assert "第一条“重大事项上会前须经审查”；第二条“前条所称审查，是指合法性审查”" in whole
    finding = json.loads(said(capsys, "check", "c.yaml", *day, "--format", "json")[1])["findings"][0]
    assert (finding["article"], finding["also_from"]) == (
        "第一条",
        [{"article": "第二条", "quote": "前条所称审查，是指合法性审查"}],
    )
    register = "规则包,类型,事项名称,属于重大行政决策,合法性审查（审核）意见\n./lian,议题,审定规划,是,缺\n"
    Path("t.csv").write_text(register, encoding="utf-8")
    for source in ("c.yaml", "t.csv"):
        said(capsys, "batch", source, "-o", "r.csv", "--force", *day)
        assert "合法性审查（审核）意见（第一条、第二条）" in Path("r.csv").read_text(encoding="utf-8")


def test_a_changed_second_quotation_is_told(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Verify finds it gone from the second article; diff of the two versions says what changed."""
    for name in ("pack.yaml", "rules.yaml"):
        text = (there / "lian" / name).read_text(encoding="utf-8")
        (there / "neu").mkdir(exist_ok=True)
        (there / "neu" / name).write_text(text.replace("是指合法性", "指合法性"), encoding="utf-8")
    status, out, _err = said(capsys, "pack", "verify", "./neu", "--source", "lian.txt")
    assert (status, "【找不到】ls-1-1 第二条“前条所称审查，指合法性审查”" in out) == (1, True)
    out = said(capsys, "pack", "diff", "./lian", "./neu")[1]
    assert "also_from：第二条“前条所称审查，指合法性审查”" in out


@pytest.mark.parametrize(
    ("number", "message"),
    [
        pytest.param(
            "第三条", "第 8 行第 17 列（articles.0.clauses.0.also_from.0.article）：本规则包没有第三条", id="none"
        ),
        pytest.param("第一条", "第一条已是这一款的依据。写另一条的条号", id="its own"),
    ],
)
def test_wrong_article_is_an_error_at_its_line(
    there: Path, capsys: pytest.CaptureFixture[str], number: str, message: str
) -> None:
    """An article that the pack lacks, or the clause's own, is no second source."""
    path = there / "lian" / "rules.yaml"
    path.write_text(RULES.replace("article: 第二条, quote", f"article: {number}, quote"), encoding="utf-8")
    status, out, err = said(capsys, "pack", "lint", "./lian")
    assert (status, message in out + err) == (2, True)

"""What is to be done is said once, the government's own words first, on sheet, slip and screen alike."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASE = """pack: {pack}
kind: agenda_item
title: 关于试用的议题
facts: {{meeting: standing, normative_document: true, market_activity: true, major_decision: true}}
materials: {{legality_review: missing, fair_competition_review: missing}}
"""


@pytest.fixture
def said(run, tmp_path):
    """What a command says of the case, without its breaks of lines."""

    def of(pack, *command):
        (tmp_path / "件.yaml").write_text(CASE.format(pack=pack), encoding="utf-8")
        ran = run(*command, tmp_path / "件.yaml", "--as-of", "2026-11-29")
        return "".join(line.strip() for line in ran.out.splitlines())

    return of


@pytest.mark.parametrize("command", [("check",), ("check", "-f", "text"), ("slip", "-f", "text")], ids=" ".join)
def test_one_remedy_for_one_paper_the_local_one(said, command):
    text = said("qianjiang", *command)
    assert "送区司法局审核并附审核意见" in text
    for other in ("送负责合法性审核的部门审核", "附合法性审核意见", "补合法性审核", "补做合法性审查后再报"):
        assert other not in text, other


def test_a_remedy_that_names_another_body_stands_beside_it(said):
    text = said("qianjiang", "slip", "-f", "text")
    assert "把草案和初审意见送市场监管部门审查，取得书面结论" in text  # which the local one does not say
    assert "补公平竞争审查。" not in text and "补做审查并作出书面结论" not in text


def test_the_next_step_names_one_remedy(run):
    page = run("check", ROOT / "tests" / "data" / "full-page.yaml", "--as-of", "2026-11-29").out
    assert "下一步：送区司法局审核并附审核意见（申报单位，12月7日 周一前）" in page


def test_what_sets_an_answer_right_is_said_once_too(run):
    page = run("check", ROOT / "examples" / "request-road-repair.yaml", "--as-of", "2026-11-22").out
    assert "下一步：一事一请示，分别行文（区交通运输委" in page and "一件事一份请示" not in page


def test_a_day_to_be_kept_is_told_as_what_is_to_be_done(run, tmp_path):
    text = (ROOT / "examples" / "personnel-appointments.yaml").read_text(encoding="utf-8")
    before, _dates, _after = text.partition("dates:")
    (tmp_path / "件.yaml").write_text(f"{before}dates:\n  meeting: 2026-12-10\n", encoding="utf-8")
    page = run("check", tmp_path / "件.yaml", "--as-of", "2026-11-22").out
    assert "下一步：12月7日（周一）前报送议题材料（区人力社保局）" in page


def test_what_is_met_and_may_not_be_asked_cites_its_article(run):
    page = run("check", ROOT / "examples" / "major-decision-water-price.yaml", "--as-of", "2026-11-22").out
    whole = "".join(line.strip() for line in page.splitlines())
    assert "条例》第二十四条，是否必需尚待确认）" in whole and "（是否必需尚待确认）" not in whole

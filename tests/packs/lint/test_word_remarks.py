"""What a clause quotes, held to what it says; the numbers of articles; what the keeper accepts."""

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.__main__ import main
from clerkcheck.cli.pack.lint import reviewed
from clerkcheck.packs.lint.word_remarks import word_checks
from clerkcheck.packs.quantities import periods, quantities
from clerkcheck.reading.numerals import missing_numbers
from examples import examples
from lint_examples import write_pack
from wide import packs

ROOT = Path(__file__).resolve().parents[3]
CHECKS = {check.id: check for check in word_checks()}
DEADLINE = {"kind": "deadline", "needs": None, "when": "meeting == standing", "due": "submission", "from": "meeting",
            "offset": -3, "unit": "workday", "check": "submitted", "bound": "latest"}  # fmt: skip
CHECK = {"kind": "check", "needs": None, "applies_to": "document", "when": "genre == report"}


def found(folder, *clauses, **more):
    """The ids of the remarks on a pack of these clauses."""
    _pack, remarks = reviewed(f"{write_pack(folder, *clauses, **more)}/")
    return [remark.id for remark in remarks if remark.id or remark.severity == "error"]


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_says_its_example_and_is_silent_on_the_other(tmp_path, name):
    assert found(tmp_path / "bad", CHECKS[name].bad) == [name]
    assert found(tmp_path / "good", CHECKS[name].good) == []


def test_the_page_is_that_of_the_checks():
    made = runpy.run_path(str(ROOT / "tools" / "lint_page.py"))["page"]()
    assert (ROOT / "docs" / "lint" / "README.md").read_text(encoding="utf-8") == made, "python tools/lint_page.py"


@pytest.mark.parametrize("pack", packs())
def test_the_shipped_packs_are_as_they_say(pack):
    assert reviewed(pack)[1] == ()


def amount(quote, when, **more):
    return {"quote": quote, "when": when, **more}


REMARKED = {
    "yuan": (amount("3000万元以上的项目须经常务会议讨论", "amount_wan >= 30000000"), "number-differs"),
    "hundred-million": (amount("1.5亿元以上的项目须经常务会议讨论", "amount_wan >= 1500"), "number-differs"),
    "chinese-number": (amount("五百万元以上的项目须经常务会议讨论", "amount_wan >= 50"), "number-differs"),
    "percent-as-share": (amount("调整超过10%的须经常务会议讨论", "estimate_overrun_pct > 0.1"), "number-differs"),
    "second-of-a-range": (amount("500—1000万元的项目须上会", "amount_wan >= 500 and amount_wan < 10000"), "number-differs"),
    "area": (amount("30亩及以上的用地须经常务会议讨论", "land_area_mu >= 300"), "number-differs"),
    "area-boundary": (amount("30亩及以上的用地须经常务会议讨论", "land_area_mu > 30"), "boundary-differs"),
    "excluded-behind": (amount("300万元以上（不含）的项目须上会", "amount_wan >= 300"), "boundary-differs"),
    "above": (amount("500万元以上的项目须上会", "amount_wan > 500"), "boundary-differs"),
    "beyond": (amount("超过500万元的项目须上会", "amount_wan >= 500"), "boundary-differs"),
    "beyond-and-itself": (amount("大于500万元（含）的项目须上会", "amount_wan > 500"), "boundary-differs"),
    "above-without-it": (amount("500万元（不含）以上的项目须上会", "amount_wan >= 500"), "boundary-differs"),
    "below": (amount("不足500万元的项目须备案", "amount_wan <= 500"), "boundary-differs"),
    "not-beyond": (amount("不超过500万元的项目须备案", "amount_wan < 500"), "boundary-differs"),
    "under-not": (amount("超过500万元的项目须上会", "funds and not (amount_wan < 500)"), "boundary-differs"),
    "unread": (amount("500万元以上的项目须上会", "funds"), "number-unread"),
    "week-behind": ({**DEADLINE, "quote": "会议召开前一个星期报送", "offset": 7, "unit": "day"}, "direction-differs"),
    "ahead": ({**DEADLINE, "quote": "提前3个工作日报送", "offset": 3}, "direction-differs"),
    "within": ({**DEADLINE, "quote": "会后3个工作日内印发"}, "direction-differs"),
    "chinese-days": ({**DEADLINE, "quote": "会议召开五个工作日前报送"}, "period-differs"),
    "week": ({**DEADLINE, "quote": "会议召开前一周报送"}, "period-differs"),
    "days": ({**DEADLINE, "quote": "会议召开3天前报送"}, "unit-differs"),
    "at-least": ({**DEADLINE, "quote": "公示期不少于7日", "offset": 7, "unit": "day"}, "bound-differs"),
    "at-most": ({**DEADLINE, "quote": "会后7日内印发", "offset": 7, "unit": "day", "bound": "earliest"}, "bound-differs"),
    "in-principle": ({"quote": "原则上应当附合法性审查意见"}, "soft-word"),
    "usually": ({"quote": "一般不安排没有合法性审查意见的议题", "modality": "must_not"}, "soft-word"),
    "must-as-normally": ({"quote": "必须附合法性审查意见", "modality": "normally"}, "strict-word"),
    "never-as-may": ({"quote": "没有合法性审查意见的不得上会", "modality": "may"}, "strict-word"),
    "may-as-must": ({"quote": "特殊情况可以不附合法性审查意见"}, "may-word"),
    "longest": ({**DEADLINE, "quote": "最长不超过15个工作日", "offset": -15}, "direction-differs"),
    "every": ({**DEADLINE, "quote": "每2年清理一次", "offset": 2, "unit": "year", "bound": "earliest"}, "bound-differs"),
    "ahead-as-first": ({**DEADLINE, "quote": "提前3个工作日报送", "bound": "earliest"}, "bound-differs"),
    "soft-at-the-end": ({"quote": "应当附合法性审查意见，一般不得补交"}, "soft-word"),
    "ought-as-may": ({"quote": "议题要附合法性审查意见", "modality": "may"}, "strict-word"),
    "may-of-a-meeting": ({"quote": "来不及开会的，可先开专题会议", "needs": None, "kind": "forum", "forum": "special"}, "may-word"),
    "expected-choice": ({**CHECK, "quote": "一律不再制发文件", "expect": "issued_by == office", "modality": "must_not"},
                        "forbidden-expected"),
    "expected": ({**CHECK, "quote": "不得夹带请示事项", "expect": "contains_request", "modality": "must_not"},
                 "forbidden-expected"),
}  # fmt: skip


@pytest.mark.parametrize(("clause", "name"), REMARKED.values(), ids=REMARKED)
def test_what_is_otherwise_than_the_words_is_remarked(tmp_path, clause, name):
    assert found(tmp_path / "li", clause) == [name]


FITTING = {
    "above-itself": amount("500万元以上（含500万元）的项目须上会", "amount_wan >= 500"),
    "beyond-and-itself": amount("大于400万元（含）的项目须上会", "amount_wan >= 400"),
    "the-rest": amount("500万元以上的上常务会议，其余须备案", "amount_wan < 500"),
    "numbered": amount("8. 500万元及以上的预算追加须上会", "amount_wan >= 500"),
    "range": amount("500万元以上1000万元以下的须上会", "amount_wan >= 500 and amount_wan < 1000"),
    "zero": amount("500万元以上的项目须上会", "amount_wan > 0 and amount_wan >= 500"),
    "half-a-month": {**DEADLINE, "quote": "会议召开半个月前报送", "offset": -15, "unit": "day"},
    "at-least-ahead": {**DEADLINE, "quote": "至少提前3个工作日报送"},
    "ahead-within": {**DEADLINE, "quote": "会前3个工作日内报送"},
    "no-days": {**DEADLINE, "quote": "按规定的时间报送"},
    "year-of-a-number": {**DEADLINE, "quote": "2026年的议题提前3个工作日报送"},
    "usually-but": {"quote": "一般不邀请出席，确需邀请的须报批准"},
    "consented": {"quote": "须经政府审批的，经政府同意后可由部门行文"},
    "general-budget": {"quote": "一般公共预算的调整须附合法性审查意见"},
    "without": {**CHECK, "quote": "未经批准不得越级行文", "expect": "policy_document", "modality": "must_not"},
    "important-things": {"quote": "重要事项、主要任务可以附意见", "modality": "may"},
}  # fmt: skip


@pytest.mark.parametrize("clause", FITTING.values(), ids=FITTING)
def test_what_is_as_the_words_say_is_not(tmp_path, clause):
    assert found(tmp_path / "li", clause) == []


WORDS = {"{n}万元以上的": {">=", "<"}, "超过{n}万元的": {">", "<="}, "不足{n}万元的": {"<", ">="}, "不超过{n}万元的": {"<=", ">"},
         "{n}万元（含）以上的": {">=", "<"}, "不低于人民币{n}万元的": {">=", "<"}}  # fmt: skip


@given(st.sampled_from(sorted(WORDS)), st.integers(1, 10**6))
@examples(60)
def test_a_number_is_read_with_its_boundary(words, number):
    (one,) = quantities("项目金额" + words.format(n=number) + "，须上会")
    assert (one.measure, one.value, one.fitting) == ("money", number, WORDS[words])


@given(st.text("0123456789一二十百千万亿元%亩个工作日天周月年半以上超过（）含前后内第之", max_size=24))
@examples(200)
def test_whatever_is_quoted_is_read_without_harm(quote):
    assert all(each.value >= 0 for each in quantities(quote))
    assert all(each.number >= 0 for each in periods(quote))


@given(st.sets(st.integers(1, 60), min_size=1))
@examples(60)
def test_the_articles_left_out_are_those_between(orders):
    from clerkcheck.reading.numerals import article_number

    missing = missing_numbers(map(article_number, sorted(orders)))
    assert missing == [article_number(each) for each in range(1, max(orders)) if each not in orders]


BAD = {"quote": "原则上应当附合法性审查意见"}


def test_a_remark_is_accepted_with_a_reason_and_no_longer_than_it_is_needed(tmp_path):
    entry = {"remark": "soft-word", "clauses": ["li-1-1"], "why": "后一句说没有例外"}
    assert found(tmp_path / "li", BAD, accepted=[entry]) == []
    _pack, (remark,) = reviewed(f"{write_pack(tmp_path / 'li', {'quote': '应当附意见'}, accepted=[entry])}/")
    assert "accepted 里的 li-1-1 没有 soft-word 这个提醒" in remark.message
    _pack, remarks = reviewed(f"{write_pack(tmp_path / 'li', BAD, accepted=[entry | {'remark': 'soft-words'}])}/")
    assert [remark.severity for remark in remarks] == ["error", "warning"]
    assert "是不是 soft-word？" in str(remarks[0])


@pytest.mark.parametrize("entry", [{"clauses": ["li-1-1"]}, {"remark": "soft-word", "clauses": []}])
def test_what_is_accepted_is_named(tmp_path, entry, capsys):
    folder = write_pack(tmp_path / "li", BAD, accepted=[entry | {"why": "某"}])
    assert main(["pack", "lint", str(folder)]) == 2
    assert "至少要有" in capsys.readouterr().out


def skipped(*orders):
    from clerkcheck.reading.numerals import article_number

    return [{"article": article_number(order), "skip": "不涉及送审"} for order in orders]


def test_articles_left_out_are_named(tmp_path):
    folder = tmp_path / "li"
    _pack, (remark,) = reviewed(f"{write_pack(folder, articles=skipped(1, 2, 5, 6, 7, 9, 10), article_count=10)}/")
    assert (remark.id, remark.message) == ("article-missing", "没有第三条、第四条、第八条")
    entry = {"remark": "article-missing", "articles": ["第三条", "第四条", "第八条"], "why": "原文没有"}
    assert found(folder, articles=skipped(1, 2, 5, 6, 7, 9, 10), article_count=10, accepted=[entry]) == []


@pytest.mark.parametrize(("count", "said"), [(20, True), (22, False), (25, True), (60, False)])
def test_the_count_is_held_to_the_articles(tmp_path, count, said):
    folder = write_pack(tmp_path / "li", articles=skipped(*range(1, 23)), article_count=count)
    _pack, remarks = reviewed(f"{folder}/")
    assert [remark.id for remark in remarks] == ["article-count"] * said
    assert not said or f"article_count 写的是 {count}，最后一条是第二十二条" in remarks[0].message


GAPS = "某县人民政府工作规则\n" + "".join(
    f"{number} 本条说一件事。\n" for number in ("第一条", "第二条", "第五条", "第六条", "第四条", "第七条", "第八条")
)  # fmt: skip


def test_articles_that_do_not_follow_one_another_are_named_by_new_verify_and_lint(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("原文.txt").write_text(GAPS, encoding="utf-8")
    assert main(["pack", "new", "li", "--source", "原文.txt", "--bare"]) == 0
    out = capsys.readouterr().out
    assert "【提醒】原文的条号不连：没有第三条、第四条。" in out
    assert "【提醒】原文里有 1 行像条的开头而次序不对，没有当作一条：第四条“本条说一件事。”" in out
    assert main(["pack", "lint", "./li"]) == 1
    assert "没有第三条、第四条［article-missing］" in joined_lines(capsys)
    assert main(["pack", "verify", "./li", "--source", "原文.txt"]) == 1
    assert "原文的条号不连：没有第三条、第四条" in joined_lines(capsys)
    write_pack(tmp_path / "few", articles=skipped(1, 2), article_count=2)
    assert main(["pack", "verify", "./few", "--source", "原文.txt"]) == 1
    assert "【提醒】规则包有 2 条，原文有 6 条" in joined_lines(capsys)
    (tmp_path / "few" / "source.txt").write_text(GAPS, encoding="utf-8")
    assert main(["pack", "lint", "./few"]) == 0
    assert "原文有 6 条，规则包有 2 条，没有第五条至第八条" in joined_lines(capsys)


def joined_lines(capsys):
    return capsys.readouterr().out.replace("\n    ", "")

"""What a keeper writes wrongly is one message at the line of the fault, which says what would be right."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.__main__ import main
from clerkcheck.conditions.parsing import ConditionError, Scope, parse_condition
from clerkcheck.conditions.values import FactType
from clerkcheck.packs.clause_conditions import ordered_terms
from clerkcheck.packs.store import load_pack
from clerkcheck.reading.errors import InputError
from examples import examples

MINI = Path(__file__).resolve().parents[1] / "data" / "format"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(MINI, tmp_path / "checklists" / "demo", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "checklists" / "demo"


def said(folder, file, old, new):
    """Load the pack with `old` replaced by `new`, where ▸ marks the place of the fault; return the one message."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    spoilt = text.replace(old, new, 1)
    before = spoilt.split("▸")[0]
    (folder / file).write_text(spoilt.replace("▸", ""), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(f"{folder}/")
    message = str(caught.value)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert f"{file} 第 {line} 行第 {column} 列" in message, message
    assert len(message.splitlines()) == 1
    return message


SLIPS = {
    "colon": ("modality: must\n", "modality▸：must\n", "modality 后面的“：”是全角冒号"),
    "space": ("modality: must\n", "modality▸:must\n", "modality 的冒号后面没有空格"),
    "colon-of-the-first-key": ("- id: dm-1-1", "- id▸：dm-1-1", "id 后面的“：”是全角冒号"),
    "colon-before-a-comment": ("modality: must\n", "modality▸：must\n    # 说明\n\n", "modality 后面的“：”是全角冒号"),
    "colon-in-braces": ("in_force: {from: 2022-11-22}", "in_force: {▸from：2022-11-22}", "写成英文冒号加一个空格：from: 2022"),
    "comma-in-braces": ("in_force: {from: 2022-11-22}", "in_force: {from: 2022-11-22▸，until: 2032-11-22}", "“，”是全角标点。写成英文的 ,"),
    "comma": ("forum: standing", "forum: ▸[plenary，standing]", "“，”是全角标点，写成英文的 ,"),
    "minus": ("offset: -3", "offset: ▸－3", "“－”是全角标点，写成英文的 -"),
    "label-of-a-meeting": ("forum: standing", "forum: ▸常务会议", "是不是 standing（常务会议）？"),
    "label-of-a-signer": ("signer: mayor", "signer: ▸区长", "是不是 mayor"),
    "label-of-a-value": ("budget_item == supplement", "budget_item == ▸预算追加", "是不是 supplement（预算追加）？"),
    "label-of-a-fact": ("and amount_wan", "and ▸涉及金额", "是不是 amount_wan（涉及金额（万元））？"),
    "labels-of-several": ("and amount_wan >= 500", "and ▸重大事项", "是不是其中一个：major_matter"),
    "label-of-a-kind": ("kind: forum", "kind: ▸会议", "是不是 forum（会议）？"),
    "modal-word": ("modality: must\n", "modality: ▸原则上\n", "是不是 normally（原则上／一般）？"),
    "label-of-a-unit": ("unit: workday", "unit: ▸工作日", "是不是 workday"),
    "label-of-a-bound": ("bound: latest", "bound: ▸不晚于", "是不是 latest"),
    "label-of-a-key": ("when: meeting ==", "▸条件: meeting ==", "是不是 when（条件）？"),
    "unknown-paper": ("needs: approval_form", "needs: ▸某某意见书甲", "clerkcheck pack vocabulary"),
    "at-least": ("amount_wan >= 500", "amount_wan ▸≥ 500", "写成 >="),
    "arrow": ("amount_wan >= 500", "amount_wan ▸=> 500", "写成 >="),
    "one-sign": ("amount_wan >= 500", "amount_wan ▸= 500", "写成 =="),
    "unit": ("amount_wan >= 500", "amount_wan >= ▸0.5亿元", "只写数字：5000"),
    "percent": ("amount_wan >= 500", "amount_wan >= ▸10%", "只写数字：10"),
    "capitals": ("and amount_wan", "▸AND amount_wan", "写成 and"),
    "chinese-and": ("and amount_wan", "▸并且 amount_wan", "写成 and"),
    "brackets": ("amount_wan >= 500", "▸（amount_wan >= 500）", "“（”是全角标点。写成英文的 ("),
    "quotes": ("budget_item == supplement", 'budget_item == ▸"supplement"', "不加引号。写成 supplement"),
    "chinese-quotes": ("budget_item == supplement", "budget_item == ▸“supplement”", "中文引号"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_where_it_stands(folder, old, new, words):
    assert words in said(folder, "pack.yaml" if "in_force" in old else "rules.yaml", old, new)


def test_terms_stand_in_any_order(folder):
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    first = "terms:\n  any_hurry: {means: 紧急, is: in_a_hurry or later}\n  later: {means: 演示, is: demo_flag}\n"
    (folder / "pack.yaml").write_text(text.replace("terms:\n", first), encoding="utf-8")
    pack = load_pack(f"{folder}/")
    assert list(pack.terms) == ["any_hurry", "later", "in_a_hurry"]
    assert pack.trees.terms.keys() == pack.terms.keys()


def test_terms_that_use_one_another_are_one_fault(folder):
    ring = "terms:\n  aa: {means: 甲, is: ▸bb or demo_flag}\n  bb: {means: 乙, is: not aa}\n"
    assert "terms 互相套用：aa → bb → aa" in said(folder, "pack.yaml", "terms:\n", ring)


def test_what_many_clauses_name_is_said_once(folder):
    text = (folder / "rules.yaml").read_text(encoding="utf-8")
    assert text.count("in_a_hurry") == 2
    text = text.replace("in_a_hurry", "in_the_evening")
    text = text.replace("budget_item == supplement", "in_the_evening and budget_item == supplement")
    text = text.replace("when: meeting == standing\n", "when: in_the_evening and meeting == standing\n", 1)
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(f"{folder}/")
    (message,) = str(caught.value).splitlines()
    assert "没有 in_the_evening 这个事实（另有 3 处：rules.yaml 第 " in message


NAMES = st.sampled_from(["aa", "bb", "cc", "dd", "flag"])
TEXTS = st.dictionaries(
    st.sampled_from(["aa", "bb", "cc", "dd"]),
    st.lists(NAMES, min_size=1, max_size=3).map(" and not ".join),
    min_size=1,
)


@given(TEXTS)
@examples(60)
def test_each_term_comes_after_those_it_uses(texts):
    found = ordered_terms(texts)
    assert sorted([*found.order, *{name for ring in found.rings for name in ring}]) == sorted(texts)
    for at, name in enumerate(found.order):
        used = {each for each in texts if each in texts[name].split()} - {each for ring in found.rings for each in ring}
        assert used <= set(found.order[:at])


SIGNS = [
    "amount",
    "==",
    ">=",
    "≥",
    "=>",
    "=",
    "500",
    "500万",
    "，",
    "（",
    ")",
    "AND",
    "且",
    "“",
    "flag",
    "not",
    "！",
    "\n",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=8).map(" ".join))
@examples(200)
def test_whatever_is_written_is_read_or_refused_at_a_place_inside_it(text):
    scope = Scope({"amount": FactType("number"), "flag": FactType("bool")}, {}, {"amount": "金额"})
    try:
        parse_condition(text, scope)
    except ConditionError as error:
        lines = text.split("\n")
        assert 1 <= error.line <= len(lines) and 1 <= error.column <= len(lines[error.line - 1]) + 1
        assert error.message


def test_the_vocabulary_is_listed_and_searched(capsys):
    assert main(["pack", "vocabulary", "合法性"]) == 0
    out = capsys.readouterr().out
    assert "legality_review：" in out and "== 要件" in out and "amount_wan" not in out
    assert main(["pack", "vocabulary", "--pack", "qianjiang", "区长办公会议"]) == 0
    assert "mayor_office：" in capsys.readouterr().out
    assert main(["pack", "vocabulary"]) == 0
    everything = capsys.readouterr().out
    assert all(f"\n{part}" in everything for part in ("== 会议", "== 日期", "== 期限", "== 签批人", "== modality 的值"))
    assert main(["pack", "vocabulary", "合发性审查"]) == 2
    assert "没有和“合发性审查”有关的" in capsys.readouterr().err


SCENARIOS = """\
- clause: dm-1-1
  title: 常务会议审定某事
  given: {kind: agenda_item, facts: {meeting: standing, urgent_or_emergency: false, demo_flag: false}}
  meets: {materials: {approval_form: done}}
  breaks: {materials: {approval_form: missing}}
  spares: {facts: {demo_flag: true}}
"""


def outcome_of(folder, text, capsys, *more):
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "scenarios" / "rules.yaml").write_text(text, encoding="utf-8")
    status = main(["pack", "test", str(folder), "--as-of", "2026-11-22", *more])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def test_scenarios_beside_the_pack_are_tried(folder, capsys):
    status, out = outcome_of(folder, SCENARIOS, capsys)
    assert status == 0 and "情景 3 处，相符 3 处，不符 0 处" in out
    assert "【提醒】还有 4 款没有两面都试：dm-2-1" in out
    status, out = outcome_of(
        folder, SCENARIOS.replace("breaks: {materials: {approval_form: missing}}", "breaks:"), capsys
    )
    assert status == 1
    assert "【不符】scenarios/rules.yaml 第 5 行：dm-1-1“常务会议审定某事”breaks：" in out and "得出待确认" in out


WRONG = {
    "clause": ("clause: dm-1-1", "clause: dm-1-2", "没有 dm-1-2 这一款"),
    "key": ("spares:", "spare:", "是不是 spares？"),
    "part": ("materials: {approval_form: done}", "material: {approval_form: done}", "是不是 materials？"),
    "fact": ("demo_flag: true", "demo_flags: true", "没有 demo_flags 这个事实"),
    "value": ("meeting: standing", "meeting: 常务会议", "是不是 standing"),
    "kind": ("kind: agenda_item, ", "", "given 缺少 kind"),
    "list": ("- clause", "clause", "应当是情景的列表"),
}


@pytest.mark.parametrize(("old", "new", "words"), WRONG.values(), ids=WRONG)
def test_a_scenario_that_cannot_be_read_is_said_at_its_line(folder, old, new, words, capsys):
    text = SCENARIOS.replace(old, new).replace("\n  ", "\n") if old == "- clause" else SCENARIOS.replace(old, new)
    status, out = outcome_of(folder, text, capsys)
    assert status == 2 and words in out and "rules.yaml 第 " in out


def test_no_scenarios_is_no_success(folder, capsys):
    assert main(["pack", "test", str(folder)]) == 2
    assert "没有情景可试" in capsys.readouterr().err

"""Everyday headings and cells of registers: taken where they are certain, refused with a word of advice where not."""

import pytest

from clerkcheck import load_pack
from clerkcheck.batch.sources.headings import placed
from clerkcheck.batch.sources.source_files import Sources


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("来文单位", ("heads", "unit")), ("主送", ("facts", "addressed_to")), ("是否越级", ("facts", "skips_level")),
        ("涉及经费", ("facts", "funds")), ("是否涉及经费", ("facts", "funds")),
        ("是否列入年度投资计划", ("facts", "in_annual_plan")),
        ("主送机关", None), ("主送机关数", ("facts", "addressee_count")), ("项目总投资", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pack", ["qianjiang", "national"])
def test_everyday_headings(pack, heading, meant):
    assert placed(heading, load_pack(pack)) == meant


@pytest.fixture
def read(both, table, qianjiang):
    """What a cell under a heading says of a case, or what is said of it; by both engines alike."""

    def of(heading, cell):
        path = table(["类型", "事项名称", heading], ["议题", "关于甲的议题", cell], ["议题", "关于乙的议题", ""])
        (row, _other) = both(path).rows
        case = next(Sources([str(path)], load_pack, qianjiang, "none.csv").items()).case
        assert (row["结论"] == "读不了") is (case is None)
        if case is None:
            return row["错误"]
        (found,) = (*case.facts.values(), *(paper.status for paper in case.materials.values()))
        return found

    return of


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("区长审签的议题审批单", "已签", "done"), ("议题审批单", "未签", "missing"), ("部门会签", "已会签", "done"),
        ("部门会签", "未会签", "missing"), ("部门意见", "已征求", "done"), ("部门意见", "未征求", "missing"),
        ("合法性审查", "待补", "missing"), ("财政意见", "齐", "done"), ("财政意见", "齐全（见附件2）", "done"),
        ("议题所涉分管领导能出席会议", "能", True), ("议题所涉分管领导能出席会议", "不能", False),
        ("涉及经费", "不涉及", False), ("是否越级", "否", False),
    ],
)  # fmt: skip
def test_everyday_words_that_are_certain(read, heading, cell, value):
    assert read(heading, cell) == value


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("合法性审查", "已征求", "“已征求”不是有或缺"), ("财政意见", "已签", "“已签”不是有或缺"),
        ("部门意见", "正在征求", "还没有办好的写 缺"), ("涉及经费", "能", "“能”不是是或否"),
        ("实施可能对社会稳定、公共安全等方面造成不利影响", "能", "“能”不是是或否"), ("是否涉密", "已签", "“已签”不是是或否"),
        ("涉及经费", "800", "“800”不是是或否"),
    ],
)  # fmt: skip
def test_everyday_words_that_are_not_certain_are_refused(read, heading, cell, said):
    assert said in read(heading, cell)

"""Whose words a register uses: governments as they are called at home, places with and without packs, no reverse."""

import pytest

from clerkcheck.reading.nearest import nearest, suggestion

HEADER = ["地区", "类型", "公文标题"]


@pytest.fixture
def said(both, table):
    """What is said of one row, by both engines; "" where it is read."""

    def of(place, to=""):
        first = ["黔江区", "公文", "关于甲的通知", "平行机关"]
        row = both(table([*HEADER, "主送对象"], first, [place, "公文", "关于乙的通知", to]), pack="").rows[1]
        return row["错误"] if row["结论"] == "读不了" else ""

    return of


@pytest.mark.parametrize(
    ("place", "to"),
    [
        ("黔江区", "区政府"), ("黔江", "黔江区人民政府"), ("沙坪坝", "区政府办公室"), ("重庆", "市政府办公厅"),
        ("金川", "本级政府"), ("黔江区", "上级政府"), ("卫东", "同级人大"),
    ],
)  # fmt: skip
def test_a_government_and_a_place_as_they_are_called_at_home(said, place, to):
    assert said(place, to) == ""


def test_a_place_without_a_pack_is_named_with_the_national_one(said):
    text = said("綦江区")
    assert "第 3 行第 1 列（地区）" in text and "黔江" not in text and "全国（pack: national）" in text
    assert "place: 綦江区" in text
    assert "是不是 黔江区？" in said("黔江县") and "是不是 黔江区？" in said("重庆市黔江区")


@pytest.mark.parametrize(("place", "to"), [("黔江区", "下级政府"), ("重庆市", "区政府"), ("黔江区", "市政府")])
def test_another_government_is_not_taken_and_not_turned_round(said, place, to):
    text = said(place, to)
    assert f"“{to}”不在可选的值里。可用的有：上级政府及其办公厅" in text and "是不是" not in text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("下级政府", "上级政府部门"), ("下级政府", "同级政协"), ("有财政意见", "无财政意见"), ("会前报送", "会后报送"),
     ("否定意见", "是定意见"), ("本地企业", "外地企业"), ("已列入计划", "未列入计划")],
)  # fmt: skip
def test_no_name_is_proposed_that_says_the_reverse(wrong, right):
    assert nearest(wrong, [right]) is None and nearest(right, [wrong]) is None
    assert "是不是" not in suggestion(wrong, {"a": right})


def test_what_says_the_same_is_proposed_as_before():
    assert nearest("本级政府", ["同级政府"]) == "同级政府" and nearest("有无意见", ["有意见"]) == "有意见"

"""Meetings as offices write them in registers: short, or with the level of their own government, never another's."""

import pytest

from clerkcheck.batch.sources.cell_readers import read_name
from clerkcheck.packs.store import load_pack

READ = [
    ("qianjiang", "常务会议", "standing"),
    ("qianjiang", "区政府常务会", "standing"),
    ("qianjiang", "区人民政府常务会议", "standing"),
    ("qianjiang", "政府全体会议", "plenary"),
    ("qianjiang", "区长办公会", "mayor_office"),
    ("qianjiang", "专题会", "special"),
    ("national", "县政府常务会议", "standing"),
    ("national", "市长办公会议", "mayor_office"),
    ("national", "常务会", "standing"),
    ("national", "办公会", "mayor_office"),
]
OF_ITS_PLACE = [("qianjiang", "黔江区政府常务会"), ("qianjiang", "重庆市黔江区人民政府2026年第3次常务会议")]
REFUSED = [
    ("qianjiang", "市政府常务会议", "是市政府的会议，不是本级政府的"),
    ("qianjiang", "重庆市人民政府常务会议", "是市政府的会议，不是本级政府的"),
    ("qianjiang", "渝北区政府常务会议", "不在可选的值里"),
    ("qianjiang", "县长办公会", "是县政府的会议，不是本级政府的"),
    ("qianjiang", "会议", "不在可选的值里"),
    (
        "qianjiang",
        "区委常委会会议",
        "是党委的会议，不是本级政府的。这一列写提请的政府会议：区政府全体会议、区政府常务会议",
    ),
    ("qianjiang", "区人大常委会主任会议", "是人大的会议"),
    ("national", "常委会", "是党委的会议"),
]


@pytest.mark.parametrize("engine", ["plain", "columnar"])
def test_the_meeting_meant_is_read_and_any_other_refused(engine, batch, table, tmp_path):
    rows = [["规则包", "类型", "事项名称", "单位", "拟提交的会议"]]
    read = [each[:2] for each in (*READ, *OF_ITS_PLACE)]
    for pack, name in (*read, *(each[:2] for each in REFUSED)):
        rows.append([pack, "议题", f"关于{name}的议题", "区财政局", name])
    batch(table(*rows), "-o", tmp_path / "r.csv", "--engine", engine)
    written = (tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert not any("读不了" in line for line in written[: len(read)])
    assert all(said in line for line, (*_name, said) in zip(written[len(read) :], REFUSED, strict=True))


@pytest.mark.parametrize(("pack", "name", "meeting"), READ, ids=range(len(READ)))
def test_it_is_that_meeting(pack, name, meeting):
    assert read_name(name, load_pack(pack).vocabulary.meetings) == meeting

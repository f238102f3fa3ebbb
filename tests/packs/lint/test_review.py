"""Remarks as a whole: their order and places, what a search that gives up says, and the shipped packs."""

from time import perf_counter

import pytest

from clerkcheck.packs.building import build_pack
from clerkcheck.packs.lint import review, search
from clerkcheck.packs.loading import read_pack_files
from clerkcheck.packs.store import pack_folder, pack_ids, shared_vocabulary


def said(remarks):
    return [(remark.severity, remark.message) for remark in remarks]


def test_remarks_stand_in_the_order_of_the_file_each_with_its_line(reviewed, clause, tmp_path):
    remarks = reviewed(clause("1", when="urgent and not urgent"), clause("2", when="amount < 1 and amount > 1"))
    lines = (tmp_path / "demo" / "rules.yaml").read_text(encoding="utf-8").splitlines()
    for remark, name in zip(remarks, ("dm-1", "dm-2"), strict=True):
        assert remark.place.source == "rules.yaml"
        assert lines[remark.place.line - 1] == f"  - id: {name}"
        assert str(remark).startswith(f"rules.yaml 第 {remark.place.line} 行：{name} 的条件永远不成立")
        assert str(remark).endswith(f"。{remark.remedy}")


def test_without_the_files_only_places_are_poorer(reviewed, clause, tmp_path):
    idle = {"facts": {"idle": {"type": "bool", "label": "某题", "question": "是吗？", "help": "含甲；不含乙"}}}
    stub = {"article": "第二条", "skip": "待整理"}
    with_files = reviewed(clause("1", when="urgent"), articles=[stub], vocabulary=idle)
    files = read_pack_files(tmp_path / "demo", tmp_path / "vocabulary.yaml")
    without = review(build_pack(files))
    assert set(said(with_files)) <= set(said(without))
    assert {str(r.place) for r in without} >= {"demo（第二条）", "pack.yaml（vocabulary.facts.idle）"}


def test_a_search_that_gives_up_says_so(reviewed, clause, monkeypatch):
    monkeypatch.setattr(search, "STEPS", 3)
    remarks = reviewed(
        clause("1", when="urgent and major and amount > 5 and matter == plan"),
        clause("2", when="urgent", needs="advice"),
    )
    assert said(remarks) == [("warning", "dm-1 的条件太复杂，没有查完")]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_shipped_packs_have_no_errors(pack_id):
    folder = pack_folder(pack_id)
    files = read_pack_files(folder, shared_vocabulary(folder))
    began = perf_counter()
    remarks = review(build_pack(files), files)
    assert perf_counter() - began < 5
    assert [str(remark) for remark in remarks if remark.severity == "error"] == []
    assert not [str(remark) for remark in remarks if "没有查完" in remark.message]

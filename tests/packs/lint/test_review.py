"""Remarks as a whole: their order and places, what a search that gives up says, and the shipped packs."""

import re

import pytest
import yaml

from clerkcheck.packs import witness_search as search
from clerkcheck.packs.building import build_pack
from clerkcheck.packs.lint import review
from clerkcheck.packs.loading import read_pack_files
from clerkcheck.packs.store import load_pack, pack_folder, pack_ids, shared_vocabulary
from wide import packs
from yaml_files import from_yaml


def written(path, data):
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


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


def test_remarks_stand_in_the_order_of_the_pack_and_pack_yaml_first(reviewed, clause, tmp_path):
    never = "urgent and not urgent"
    reviewed(clause("1", when=never))
    folder = tmp_path / "demo"
    head = from_yaml((folder / "pack.yaml").read_text(encoding="utf-8"))
    written(folder / "pack.yaml", head | {"region": "待填", "files": ["rules.yaml", "empty.yaml", "annex.yaml"]})
    written(folder / "empty.yaml", {"chapter": "第二章", "articles": [{"article": "第二条", "skip": "待整理"}]})
    annex = {"article": "第三条", "clauses": [clause("2", when=never)]}
    written(folder / "annex.yaml", {"chapter": "第三章", "articles": [annex]})
    files = read_pack_files(folder, tmp_path / "vocabulary.yaml")
    remarks = review(build_pack(files), files)
    assert [remark.place.source for remark in remarks] == ["pack.yaml", "rules.yaml", "empty.yaml", "annex.yaml"]
    assert said(remarks)[0] == ("error", "region 还没有填")


def test_a_search_that_gives_up_says_so(reviewed, clause, monkeypatch):
    monkeypatch.setattr(search, "STEPS", 3)
    remarks = reviewed(
        clause("1", when="urgent and major and amount > 5 and matter == plan"),
        clause("2", when="urgent", needs="advice"),
    )
    assert said(remarks) == [("warning", "dm-1 的条件太复杂，没有查完")]


def test_a_pack_of_many_hard_searches_is_not_searched_for_ever(reviewed, clause, monkeypatch):
    monkeypatch.setattr(search, "ALL_STEPS", 60)
    hard = "urgent and major and amount > 5 and matter == plan"
    remarks = reviewed(*(clause(str(number), when=hard) for number in range(1, 9)))
    assert ("warning", "dm-8 的条件太复杂，没有查完") in said(remarks)
    assert ("warning", "dm-1 的条件太复杂，没有查完") not in said(remarks)


@pytest.mark.parametrize("pack_id", packs())
def test_nothing_is_left_to_remark_on_the_shipped_packs(pack_id):
    folder = pack_folder(pack_id)
    files = read_pack_files(folder, shared_vocabulary(folder))
    remarks = review(build_pack(files), files)
    assert [str(remark) for remark in remarks] == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_fact_says_what_it_takes_in_and_what_not(pack_id):
    for fact in load_pack(pack_id).vocabulary.facts.values():
        assert fact.question and re.search("(?<!不)含", fact.help) and "不含" in fact.help, fact.id

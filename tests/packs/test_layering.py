"""Which clause of a government is the same requirement as which national one, decided clause by clause.

The maps under ``layering`` are what the packs' ``refines`` are to be written from; here they are held to the packs.
``not_refined`` says why two clauses that share a paper, a fact or a deadline stay apart.
"""

from functools import cache
from pathlib import Path

import pytest

from clerkcheck.cli.pack.which_pack import pack_at
from yaml_files import from_yaml

HOME = Path(__file__).parent / "layering"
NAMES = sorted(path.stem for path in HOME.glob("*.yaml"))
RELATIONS = {"same", "stricter", "narrower", "wider", "replaces"}
pack_of = cache(pack_at)


@cache
def map_of(name):
    return from_yaml((HOME / f"{name}.yaml").read_text(encoding="utf-8"))


def pairs(name):
    """Local clause, national clause and relation, of each pair that is one requirement."""
    local, national = pack_of(name), pack_of("national")
    for entry in map_of(name)["refines"]:
        for each in entry["refines"]:
            yield local.clause(entry["local"]), national.clause(each), entry["relation"]


def test_every_government_has_a_map():
    assert NAMES == ["chongqing", "jinchuan", "qianjiang", "shapingba", "weidong"]


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_of_the_map_is_there(name):
    known = {"local": pack_of(name), "national": pack_of("national")}
    for entry in map_of(name)["refines"] + map_of(name)["not_refined"]:
        assert known["local"].clause(entry["local"]) is not None, entry
        for each in entry.get("refines") or entry["national"]:
            assert known["national"].clause(each) is not None, each
    assert {entry["relation"] for entry in map_of(name)["refines"]} <= RELATIONS
    assert all(entry["why"] for entry in map_of(name)["not_refined"])


@pytest.mark.parametrize("name", NAMES)
def test_what_is_one_requirement_can_be_judged_as_one(name):
    """Of two clauses that are merged the stricter counts: so a "normally" never becomes a "must", nor a later duty one of now."""
    for local, national, relation in pairs(name):
        assert local.duty == national.duty, (local.id, national.id)
        if relation != "replaces":
            assert not (local.modality == "normally" and national.modality in ("must", "must_not")), (
                local.id,
                national.id,
            )


@pytest.mark.parametrize("name", NAMES)
def test_only_what_gives_way_is_replaced_and_by_one_clause(name):
    replaced = [national for _local, national, relation in pairs(name) if relation == "replaces" and national.fallback]
    assert len(replaced) == len({clause.id for clause in replaced})
    for local, national, relation in pairs(name):
        assert not (national.fallback and relation != "replaces"), (local.id, national.id)


@pytest.mark.parametrize("name", NAMES)
def test_a_pair_is_decided_once(name):
    merged = [(local.id, national.id) for local, national, _relation in pairs(name)]
    apart = [(entry["local"], each) for entry in map_of(name)["not_refined"] for each in entry["national"]]
    assert len(set(merged + apart)) == len(merged) + len(apart)

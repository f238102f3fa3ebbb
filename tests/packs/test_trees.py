"""The conditions of a pack as trees: the same whether it was compiled now or before, when they are not parsed."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import check, load_case, national_calendar
from clerkcheck.__main__ import main
from clerkcheck.conditions import parsing
from clerkcheck.packs import clause_conditions
from clerkcheck.packs.building import build_pack
from clerkcheck.packs.loading import read_pack_files
from clerkcheck.packs.store import load_pack, pack_folder, pack_ids, shared_vocabulary
from clerkcheck.reports.why_not import WhyNot

pytestmark = pytest.mark.packs_anew
FACTORY = Path(__file__).resolve().parents[2] / "examples" / "standing-factory-buildings.yaml"


@pytest.mark.parametrize("name", pack_ids())
def test_a_kept_pack_has_the_trees_it_was_built_with(name):
    load_pack(name, layers=False)  # now it is kept
    folder = pack_folder(name)
    built = build_pack(read_pack_files(folder, shared_vocabulary(folder)), ["core"]).pack
    kept = load_pack(name, layers=False)
    assert_same_trees(kept, built)
    assert list(kept.trees.clauses) == [clause.id for clause in kept.clauses]


def test_a_kept_pack_of_two_layers_has_the_trees_it_was_built_with():
    built = load_pack("qianjiang")
    assert len(built.layers) > 1
    assert_same_trees(load_pack("qianjiang"), built)


def assert_same_trees(kept, built):
    assert kept.trees is not built.trees
    # As written: 1 and 1.0 are equal, but not the same to whoever reads a condition.
    assert repr(kept.trees.clauses) == repr(built.trees.clauses)
    assert repr(kept.trees.terms) == repr(built.trees.terms)


def test_the_conditions_of_a_kept_pack_are_parsed_for_nobody(monkeypatch):
    load_pack("qianjiang")
    pack, case = load_pack("qianjiang"), load_case(FACTORY)
    parsed = []
    parse = parsing.parse_condition
    for module in (parsing, clause_conditions):
        monkeypatch.setattr(module, "parse_condition", lambda text, scope: parsed.append(text) or parse(text, scope))
    check(case, pack, national_calendar(), date(2026, 11, 22))
    why = WhyNot(pack, case)
    assert any(why.reasons(clause) for clause in pack.clauses)
    assert not parsed


def test_checking_with_a_kept_pack_brings_no_parser(capsys):
    main(["check", str(FACTORY)])  # now it is kept
    capsys.readouterr()
    code = (
        "import sys\nfrom clerkcheck.__main__ import main\n"
        f"main(['check', {str(FACTORY)!r}])\n"
        "heavy = ('clerkcheck.conditions.syntax', 'clerkcheck.packs.building', 'dataclasses', 'pydantic')\n"
        "print([each for each in heavy if each in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"

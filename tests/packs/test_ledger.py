"""Every pack against the ledger it was made from: ids, quotes, modalities, requirements, offsets and conditions.

The ledgers lie beside the checkout in CI; elsewhere these tests are skipped. Where a pack follows the regulation against
its ledger, ``ledger_corrections.yaml`` says so, clause by clause, with the reason.
"""

import random
from pathlib import Path

import pytest

from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.logic import evaluate, kleene_all, negate
from clerkcheck.conditions.parsing import Scope, parse_condition
from clerkcheck.conditions.syntax import facts_read, leaves
from clerkcheck.conditions.values import FactType
from clerkcheck.literals import KINDS
from clerkcheck.packs.building import build_pack
from clerkcheck.packs.loading import read_pack_files
from clerkcheck.packs.store import pack_folder, pack_ids, shared_vocabulary
from yaml_files import from_yaml

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORRECTIONS = from_yaml((Path(__file__).parent / "ledger_corrections.yaml").read_text(encoding="utf-8")) or {}
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the ledgers (../shared) are not on this machine")
PLAIN = (
    "quote",
    "kind",
    "applies_to",
    "modality",
    "gist",
    "remedy",
    "reading",
    "due",
    "offset",
    "unit",
    "bound",
    "duty",
)
LISTS = ("needs", "any_of", "forum", "forum_not", "signer", "also")


def ledger(pack_id):
    return from_yaml((SHARED / "ledger" / f"{pack_id}.yaml").read_text(encoding="utf-8"))


@pytest.fixture(params=[each for each in pack_ids() if each != "national"], scope="module")
def built(request):
    folder = pack_folder(request.param)
    return build_pack(read_pack_files(folder, shared_vocabulary(folder)))


def corrected(clause_id, key):
    return key in CORRECTIONS.get(clause_id, {})


def clauses_of(pack_id):
    return {c["id"]: (a["article"], c) for a in ledger(pack_id)["articles"] for c in a.get("clauses", [])}


def test_every_article_and_clause_in_order(built):
    theirs = ledger(built.pack.id)["articles"]
    assert [a.number for a in built.pack.articles] == [a["article"] for a in theirs]
    added = {i for i, what in CORRECTIONS.items() if "added" in what}
    for ours, entry in zip(built.pack.articles, theirs, strict=True):
        assert [i for i in ours.clauses if i not in added] == [c["id"] for c in entry.get("clauses", [])]
        assert bool(ours.skip) == ("skip" in entry)


def test_what_each_clause_says(built):
    theirs = clauses_of(built.pack.id)
    for clause in built.pack.clauses:
        if corrected(clause.id, "added"):
            continue
        article, entry = theirs[clause.id]
        assert clause.article == article
        for key in PLAIN:
            if not corrected(clause.id, key):
                default = 0 if key == "offset" else ""
                assert getattr(clause, key, default) == entry.get(key, default), (clause.id, key)
        for key in LISTS:
            if not corrected(clause.id, key):
                value = entry.get(key, [])
                assert list(getattr(clause, key, ())) == ([value] if isinstance(value, str) else value), (
                    clause.id,
                    key,
                )
        if entry["kind"] == "deadline":
            assert (clause.from_date, clause.check_date) == (entry["from"], entry["check"]), clause.id


def test_own_vocabulary_keeps_ids_types_and_choices(built):
    vocabulary = ledger(built.pack.id)["vocabulary"]
    for name, entry in (vocabulary.get("facts") or {}).items():
        fact = built.pack.vocabulary.facts[name]
        of = entry.get("of", {})
        assert fact.type == entry["type"] and fact.kind == entry.get("kind"), name
        assert list(fact.of) == list(of), name
    for part in ("materials", "dates", "deadlines"):
        assert set(vocabulary.get(part) or {}) <= set(getattr(built.pack.vocabulary, part))


def test_each_condition_means_what_the_ledger_says(built):
    types = {name: fact.condition_type for name, fact in built.pack.vocabulary.facts.items()}
    scope = Scope({**types, "kind": FactType("choice", KINDS)}, {})
    chance = random.Random(20261122)
    for clause_id, (_article, entry) in clauses_of(built.pack.id).items():
        ours = built.pack.trees.clauses[clause_id]
        theirs = parse_condition(" ".join(str(entry["when"]).split()), scope) if "when" in entry else None
        check = None
        for key in ("expect", "forbid"):
            if key in entry:
                check = parse_condition(str(entry[key]), scope)
        forbidden = "forbid" in entry
        trees = [t for t in (ours.when, theirs, ours.check, check) if t is not None]
        everything = [each for tree in trees for each in leaves(tree)]
        facts = {f for tree in trees for f in facts_read(tree)}
        answers = {
            fact: [None, *representatives([each for each in everything if each.fact == fact], scope.facts[fact])]
            for fact in sorted(facts)
        }
        for _ in range(120):
            case = {fact: chance.choice(found) for fact, found in answers.items()}
            for kind in KINDS:
                case["kind"] = kind
                applies = entry["applies_to"] in (kind, "both")
                if not corrected(clause_id, "when"):
                    want = kleene_all([applies, True if theirs is None else evaluate(theirs, case)])
                    got = kleene_all([applies, True if ours.when is None else evaluate(ours.when, case)])
                    assert got is want, (clause_id, case)
                if check is not None and not corrected(clause_id, "check"):
                    want = evaluate(check, case)
                    assert evaluate(ours.check, case) is (negate(want) if forbidden else want), (clause_id, case)

"""The national pack against the ledgers it was made from and the texts they were read from.

Both lie beside the checkout in CI; elsewhere these tests are skipped. Where the pack follows the text against its
ledger, ``ledger_corrections.yaml`` says so, with the reason.
"""

import random
import re
from pathlib import Path

import pytest

from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.logic import evaluate, kleene_all, negate
from clerkcheck.conditions.parsing import Scope, parse_condition
from clerkcheck.conditions.syntax import facts_read, leaves
from clerkcheck.conditions.values import FactType
from clerkcheck.literals import KINDS
from clerkcheck.packs.source_text import canonical
from yaml_files import from_yaml

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "checklists" / "national"
NATIONAL = ROOT.parent / "shared" / "national"
CORRECTIONS = from_yaml((Path(__file__).parent / "ledger_corrections.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(not NATIONAL.is_dir(), reason="the ledgers (../shared) are not on this machine")


def yaml_of(path):
    return from_yaml(path.read_text(encoding="utf-8"))


HEAD = yaml_of(PACK / "pack.yaml")
INSTRUMENTS = [name.removesuffix(".yaml") for name in HEAD["files"]]


def ledger(name):
    return yaml_of(NATIONAL / "ledger" / f"{name}.yaml")


def clauses_of(articles):
    return {clause["id"]: clause for article in articles for clause in article.get("clauses", [])}


def corrected(where, key):
    return key in CORRECTIONS.get(where, {})


def test_files_and_groups_are_the_ledgers():
    theirs = ledger("_national")
    assert theirs["order"] == INSTRUMENTS
    assert theirs["groups"] == HEAD["groups"]
    assert sorted(each for group in HEAD["groups"].values() for each in group) == sorted(INSTRUMENTS)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_the_instrument_is_named_as_its_ledger_names_it(name):
    theirs, head = ledger(name), yaml_of(PACK / f"{name}.yaml")["instrument"]
    keys = ("id", "regulation", "document_number", "issued", "in_force", "partial", "selected")
    assert {key: theirs.get(key) for key in keys} == {key: head.get(key) for key in keys}
    assert head["rank"] in ("law", "administrative_regulation", "party_regulation", "state_council_office")


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_article_and_clause_in_order(name):
    ours, theirs = yaml_of(PACK / f"{name}.yaml")["articles"], ledger(name)["articles"]
    assert [each["article"] for each in ours] == [each["article"] for each in theirs]
    for article, entry in zip(ours, theirs, strict=True):
        assert list(clauses_of([article])) == list(clauses_of([entry]))
        if not corrected(f"{name}/{article['article']}", "skip"):
            assert article.get("skip") == entry.get("skip")


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_what_each_clause_says(name):
    theirs = clauses_of(ledger(name)["articles"])
    for clause in clauses_of(yaml_of(PACK / f"{name}.yaml")["articles"]).values():
        entry = theirs[clause["id"]]
        for key in (clause.keys() | entry.keys()) - {"when", "expect", "forbid"}:
            if not corrected(clause["id"], key):
                assert clause.get(key) == entry.get(key), (clause["id"], key)


def test_the_vocabulary_keeps_ids_types_and_choices():
    ours, theirs = HEAD["vocabulary"], ledger("_national")["vocabulary"]
    assert ours["extend"] == theirs["extend"]
    for part in ("materials", "dates", "deadlines"):
        assert list(ours[part]) == list(theirs[part])
    assert list(ours["facts"]) == list(theirs["facts"])
    for fact, entry in theirs["facts"].items():
        for key in entry.keys() | ours["facts"][fact].keys():
            if not corrected(f"vocabulary/{fact}", key):
                assert ours["facts"][fact].get(key) == entry.get(key), (fact, key)


def scope_of(terms):
    """The facts of the shared vocabulary and of the pack, with one side's terms."""
    shared, own = yaml_of(PACK.parent / "vocabulary.yaml"), HEAD["vocabulary"]
    types = {"kind": FactType("choice", KINDS)}
    for name, fact in (shared["facts"] | own["facts"]).items():
        of = shared["meetings"] if fact.get("of") == "meetings" else fact.get("of", {})
        of = [*of, *own["extend"].get(name, {})]
        many = fact["type"] in ("choice", "choices")
        types[name] = (
            FactType(fact["type"], tuple(of)) if many else FactType("bool" if fact["type"] == "bool" else "number")
        )
    parsed = {}
    for name, term in terms.items():
        parsed[name] = parse_condition(term["is"], Scope(types, parsed))
    return Scope(types, parsed)


def conditions(clause, scope):
    """When a clause applies, and what then must hold (None: always; nothing)."""
    when = parse_condition(str(clause["when"]), scope) if "when" in clause else None
    key = next((key for key in ("expect", "forbid") if key in clause), None)
    return when, parse_condition(str(clause[key]), scope) if key else None, key == "forbid"


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_each_condition_means_what_the_ledger_says(name):
    scope, chance = scope_of(HEAD["terms"]), random.Random(20261122)
    theirs, their_scope = clauses_of(ledger(name)["articles"]), scope_of(ledger("_national")["terms"])
    for clause_id, clause in clauses_of(yaml_of(PACK / f"{name}.yaml")["articles"]).items():
        ours, entry = conditions(clause, scope), conditions(theirs[clause_id], their_scope)
        trees = [each for each in (*ours[:2], *entry[:2]) if each is not None]
        everything = [leaf for tree in trees for leaf in leaves(tree)]
        answers = {
            fact: [None, *representatives([leaf for leaf in everything if leaf.fact == fact], scope.facts[fact])]
            for fact in sorted({fact for tree in trees for fact in facts_read(tree)})
        }
        for _ in range(120):
            case = {fact: chance.choice(found) for fact, found in answers.items()}
            for kind in KINDS:
                case["kind"] = kind
                applies = clause["applies_to"] in (kind, "both")
                when, wanted = (
                    kleene_all([applies, each[0] is None or evaluate(each[0], case)]) for each in (ours, entry)
                )
                assert when is wanted, (clause_id, case)
                if not corrected(clause_id, "check"):
                    check, wanted = (holds(each, case) for each in (ours, entry))
                    assert check is wanted, (clause_id, case)


def holds(found, case):
    """What a clause's check says of a case; True where it has none."""
    _when, check, forbidden = found
    value = True if check is None else evaluate(check, case)
    return negate(value) if forbidden else value


OPENINGS = re.compile(
    r"(?P<article>第[零〇一二三四五六七八九十百]+条|第\d+条)"
    r"|【(?P<preface>前言)】"
    r"|(?P<part>[一二三])、(?P<item>（[^）]+）)"
    r"|(?P<alone>（[一二三四五六七八九十]+）)"
)


def articles_of(name):
    """The text, cut where one of the pack's articles begins; what stands before the first is dropped."""
    known = {each["article"] for each in yaml_of(PACK / f"{name}.yaml")["articles"]}
    parts, current = {}, ""
    for line in (NATIONAL / "sources" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        match = OPENINGS.match(line)
        found = match.groupdict() if match else {}
        numbers = [found.get("article"), found.get("preface"), found.get("alone") and f"第{found['alone']}项"]
        numbers.append(found.get("part") and found["part"] + found["item"])
        current = next((each for each in numbers if each in known), current)
        parts[current] = parts.get(current, "") + line
    return parts


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_quotation_stands_in_the_article_it_is_cited_from(name):
    texts = articles_of(name)
    for article in yaml_of(PACK / f"{name}.yaml")["articles"]:
        for clause in article.get("clauses", []):
            assert canonical(clause["quote"]) in canonical(texts[article["article"]]), clause["id"]


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_article_of_the_text_is_in_the_pack(name):
    text = (NATIONAL / "sources" / f"{name}.txt").read_text(encoding="utf-8")
    numbers = re.findall(r"^(第[零〇一二三四五六七八九十百]+条|第\d+条)", text, re.MULTILINE)
    ours = [each["article"] for each in yaml_of(PACK / f"{name}.yaml")["articles"]]
    assert [each for each in ours if each in numbers] == numbers


def test_what_was_not_read_is_not_cited():
    texts = [path.read_text(encoding="utf-8") for path in sorted(PACK.glob("*.yaml"))]
    assert not re.search(r"公平竞争审查条例实施办法|总局令第99号|中办发〔2012〕2号", "\n".join(texts))

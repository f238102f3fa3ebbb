"""The closed sets of ids: whatever is kept by one of them in a mapping has a value for every id, and no other."""

import ast
import importlib
from pathlib import Path
from typing import get_args

import pytest

from clerkcheck import literals
from clerkcheck.packs.clause_checks import own_keys
from clerkcheck.packs.clauses import CLAUSES, ClauseBase
from clerkcheck.packs.form_words import KEYS, VALUES
from clerkcheck.packs.schema import ClauseEntry
from clerkcheck.reports import model, states

SOURCE = Path(literals.__file__).parent
SETS = {
    name: set(get_args(kind))
    for module in (literals, states, model)
    for name, kind in vars(module).items()
    if get_args(kind) and all(isinstance(each, str) for each in get_args(kind))
}


def keyed_by(annotation):
    """The set by which a mapping is keyed, from its annotation: ``Status`` of ``Mapping[Status, str]``."""
    if isinstance(annotation, ast.Subscript) and getattr(annotation.value, "id", "") == "Mapping":
        key = getattr(annotation.slice.elts[0], "id", "")
        return key if key in SETS else None
    return None


def mappings():
    """Every mapping of the program keyed by a closed set: constants, and what a function without arguments returns.

    One that need not have every id is annotated as a ``dict``.
    """
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            name = key = None
            if isinstance(node, ast.AnnAssign):
                name, key = node.target.id, keyed_by(node.annotation)
            elif isinstance(node, ast.FunctionDef) and not node.args.args:
                name, key = node.name, keyed_by(node.returns)
            if key:
                module = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
                yield pytest.param(module, name, SETS[key], id=f"{path.stem}-{name}")


@pytest.mark.parametrize(("module", "name", "ids"), mappings())
def test_a_mapping_by_a_closed_set_has_every_id(module, name, ids):
    found = getattr(importlib.import_module(module), name)
    assert set(found() if callable(found) else found) == ids


def test_every_kind_of_clause_and_every_key_of_one_has_a_word():
    assert SETS["ClauseKind"] <= set(VALUES["kind"])
    assert {key for kind in CLAUSES for key in own_keys(kind)} <= set(KEYS)
    fields = {field.alias or name for name, field in ClauseEntry.model_fields.items()}
    assert fields - {"draft", "drafted_from", "unsure", "fallback"} <= set(KEYS)  # which only programs write


def test_every_class_of_clauses_says_its_kind_and_what_it_has_of_its_own():
    assert set(CLAUSES) == SETS["ClauseKind"]
    for kind, clause in CLAUSES.items():
        assert clause.kind == kind
        assert clause.FIELDS[: len(ClauseBase.FIELDS)] == ClauseBase.FIELDS
        assert len(set(clause.FIELDS)) == len(clause.FIELDS)


def test_a_clause_is_frozen_and_is_equal_to_one_of_its_own_class_only():
    values = {name: () if name == "facts" else "" for name in ClauseBase.FIELDS}
    note, check = CLAUSES["note"](**values), CLAUSES["check"](**values, expect="", forbid="")
    assert note == CLAUSES["note"].of(note.values()) and hash(note) == hash(CLAUSES["note"](**values))
    assert note != check
    assert note._replace(gist="另一句") != note
    with pytest.raises(AttributeError, match="frozen"):
        note.gist = "另一句"
    with pytest.raises(TypeError, match="expect"):
        CLAUSES["note"](**values, expect="")

"""What a keeper types for a key of a clause, as the files write it: ids or their labels, numbers, text."""

from collections.abc import Mapping
from typing import get_args

from clerkcheck.conditions.parsing import ConditionError, parse_condition
from clerkcheck.conditions.syntax import Condition
from clerkcheck.i18n import _, listed, remarked
from clerkcheck.literals import ClauseKind
from clerkcheck.packs.clause_checks import own_keys
from clerkcheck.packs.clause_conditions import bare_scope
from clerkcheck.packs.drafting.clause_keys import CONDITIONS, kind_of
from clerkcheck.packs.form_words import VALUES, value_labels
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.packs.unbracketed import mixed_in
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import ValueProblem

_LISTS = ("needs", "any_of", "forum", "forum_not", "signer", "also", "by")
NEEDED = ("quote", "kind", "applies_to", "modality", "gist", "remedy")  # keys that no clause is without


def keys_of(kind: ClauseKind) -> tuple[str, ...]:
    """Return the keys that a clause of a kind may have, in the order in which they are shown."""
    return ("quote", "kind", "applies_to", "when", "unless", *own_keys(kind), "modality", "duty", "step", "gist",
            "remedy", "reading", "also_from")  # fmt: skip


def without_others_keys(said: Mapping[str, object]) -> dict[str, object]:
    """Return what an entry says without the keys that only clauses of other kinds may have."""
    own = own_keys(kind_of(said))
    others = {key for kind in get_args(ClauseKind) for key in own_keys(kind) if key not in own}
    return {key: value for key, value in said.items() if key not in others}


def choices(key: str, words: Vocabulary) -> Mapping[str, str]:
    """Return the ids that a key takes, with what each is called (see ``form_words``); none where it takes text."""
    labels: Mapping[str, Mapping[str, str]] = {
        "kind": value_labels("kind", get_args(ClauseKind)), "modality": words.modalities, "due": words.deadlines,
        "from": words.dates, "check": words.dates, "needs": words.materials, "any_of": words.materials,
        "paper": words.materials, "by": words.signers,
        "forum": words.meetings, "forum_not": words.meetings, "signer": words.signers, "also": words.signers,
    }  # fmt: skip
    return labels.get(key) or VALUES.get(key, {})


def shown_value(key: str, value: object, words: Vocabulary) -> str:
    """Return a key's value with the labels of its ids."""
    labels = choices(key, words)
    ids = map(str, value) if isinstance(value, list | tuple) else [str(value)]
    if not labels:
        return str(value)
    return listed(remarked(each, _called(labels[each])[0]) if each in labels else each for each in ids)


def read_value(key: str, typed: str, pack: Pack) -> object:
    """Return what was typed for a key; raises ValueProblem where it is none of the ids it takes, or cannot be read."""
    words = pack.vocabulary
    if key in CONDITIONS:
        read_condition(typed, pack)
    if key == "offset":
        sign, digits = (-1, typed[1:]) if typed.startswith("-") else (1, typed)
        if not digits.isdigit() or len(digits) > 4:
            raise ValueProblem(_("“{value}”不是整数").format(value=typed), _("之前的写负数，如 -3"))
        return sign * int(digits)
    labels = choices(key, words)
    if not labels:
        return typed
    if key in _LISTS:
        parts = typed.replace("，", ",").replace("、", ",").split(",")
        return [_one(each.strip(), labels) for each in parts if each.strip()]
    return _one(typed, labels)


def read_condition(text: str, pack: Pack) -> Condition:
    """Return a condition in the words of a pack; raises ValueProblem where it cannot be read."""
    try:
        found = parse_condition(text, bare_scope(pack.vocabulary, pack.trees.terms))
    except ConditionError as error:
        raise ValueProblem(error.message, error.remedy) from None
    mixed = mixed_in(text)
    if mixed is not None:
        raise ValueProblem(mixed.message, mixed.remedy)
    return found


def _one(typed: str, labels: Mapping[str, str]) -> str:
    """The id for an id or what it is called."""
    if typed in labels:
        return typed
    by_label = [name for name, label in labels.items() if typed in _called(label)]
    if not by_label:
        raise ValueProblem(_("没有 {name}").format(name=typed), suggestion(typed, labels))
    return by_label[0]


def _called(label: str) -> list[str]:
    """What an id is called, the usual word first."""
    return label.split("／")

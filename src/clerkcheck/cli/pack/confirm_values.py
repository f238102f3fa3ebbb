"""What a keeper types for a key of a clause, as the files write it: ids or their labels, numbers, text."""

from collections.abc import Mapping
from typing import get_args

from clerkcheck.conditions.parsing import ConditionError, parse_condition
from clerkcheck.conditions.syntax import Condition
from clerkcheck.i18n import _, listed, remarked
from clerkcheck.literals import AppliesTo, Bound, ClauseKind, OtherDuty, Step, Unit
from clerkcheck.packs.clause_checks import own_keys
from clerkcheck.packs.clause_conditions import bare_scope
from clerkcheck.packs.drafting.clause_keys import CONDITIONS
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import ValueProblem

_LISTS = ("needs", "any_of", "forum", "forum_not", "signer", "also")


def keys_of(kind: ClauseKind) -> tuple[str, ...]:
    """Return the keys that a clause of a kind may have, in the order in which they are shown."""
    own = (
        key for key in own_keys(kind) if key not in ("approval", "deemed", "extend")
    )  # of several parts: written in the file
    return ("quote", "kind", "applies_to", "when", "unless", *own, "modality", "duty", "step", "gist", "remedy",
            "reading")  # fmt: skip


def key_label(key: str) -> str:
    """Return the Chinese word for a key of a clause."""
    return {
        "quote": _("引文"), "kind": _("类别"), "applies_to": _("适用"), "when": _("条件"), "unless": _("例外"),
        "needs": _("应有要件"), "any_of": _("任一要件"), "forum": _("会议"), "forum_not": _("不得提的会议"),
        "expect": _("应当"), "forbid": _("不得"), "due": _("期限"), "from": _("起算日"), "offset": _("前后多少"),
        "unit": _("单位"), "check": _("比哪一天"), "bound": _("最迟或最早"), "signer": _("签批人"), "also": _("先经过"),
        "modality": _("效力"), "duty": _("谁的事"), "step": _("时点"), "gist": _("要旨"), "remedy": _("办法"),
        "reading": _("取义"),
    }[key]  # fmt: skip


def choices(key: str, words: Vocabulary) -> Mapping[str, str]:
    """Return the ids that a key takes, with their labels; none where it takes text."""
    fixed: dict[str, Mapping[str, str]] = {
        "kind": dict(zip(get_args(ClauseKind), (_("要件"), _("核对"), _("会议"), _("签批"), _("期限"), _("提示")),
                         strict=True)),
        "applies_to": dict(zip(get_args(AppliesTo), (_("议题"), _("公文"), _("都管")), strict=True)),
        "modality": words.modalities,
        "unit": dict(zip(get_args(Unit), (_("工作日"), _("日"), _("月"), _("年")), strict=True)),
        "bound": dict(zip(get_args(Bound), (_("最迟"), _("最早")), strict=True)),
        "duty": dict(zip(get_args(OtherDuty), (_("别的单位的"), _("会后、印发后的")), strict=True)),
        "step": dict(zip(get_args(Step), (_("报送前"), _("上会前"), _("印发前"), _("印发后")), strict=True)),
        "due": words.deadlines, "from": words.dates, "check": words.dates,
    }  # fmt: skip
    if key in ("needs", "any_of"):
        return words.materials
    if key in ("forum", "forum_not"):
        return words.meetings
    if key in ("signer", "also"):
        return words.signers
    return fixed.get(key, {})


def shown_value(key: str, value: object, words: Vocabulary) -> str:
    """Return a key's value with the labels of its ids."""
    labels = choices(key, words)
    ids = map(str, value) if isinstance(value, list | tuple) else [str(value)]
    if not labels:
        return str(value)
    return listed(remarked(each, labels[each]) if each in labels else each for each in ids)


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
        return parse_condition(text, bare_scope(pack.vocabulary, pack.trees.terms))
    except ConditionError as error:
        raise ValueProblem(error.message, error.remedy) from None


def _one(typed: str, labels: Mapping[str, str]) -> str:
    """The id for an id or its label."""
    if typed in labels:
        return typed
    by_label = [name for name, label in labels.items() if label == typed]
    if not by_label:
        raise ValueProblem(_("没有 {name}").format(name=typed), suggestion(typed, labels))
    return by_label[0]

"""A value of another type than its key wants: what is wrong, and what its writer has to do about it.

Words, not types: whoever writes a pack knows no ``True`` and no ``None``. Made only where there is such a fault.
"""

from collections.abc import Sequence

from clerkcheck.i18n import _, listed
from clerkcheck.packs.form_words import HEAD_REMEDIES, VALUES
from clerkcheck.reading.documents import BoolishWord
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.fullwidth import fullwidth_remedy
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.numerals import article_number, number_alone

Location = Sequence[str | int]
_YES_NO = ("draft", "fallback", "expressly", "workday", "partial", "selected")
_LEFT_OUT = ("when", "unless")  # conditions that a clause may do without
_CONDITIONS = (*_LEFT_OUT, "expect", "forbid", "is", "of", "true_when", "false_when")
_DAYS = ("issued", "review_by", "until")
_MOST_SHOWN = 40  # characters
_NEVER = ("no", "off", "n", "false")


def said_of_boolish(error: BoolishWord) -> InputError:
    """Return what to do about ``yes`` and its like where a pack has it."""
    key = _key(error.path)
    if key in _YES_NO:
        return error
    if key in _CONDITIONS:
        return InputError(error.message, error.place, _condition_remedy(key, never=error.word.lower() in _NEVER))
    if key in VALUES:
        return InputError(error.message, error.place, suggestion("", VALUES[key]))
    remedy = _("要写的就是这个词，加引号：'{word}'").format(word=error.word)
    return InputError(error.message, error.place, remedy)


def wrong_type(kind: str, given: object, location: Location, least: int | None) -> tuple[str, str]:
    """Return message and remedy of pydantic's error ``kind``; ``least``: how many entries there must be."""
    key = _key(location)
    if kind == "too_short":
        return _("至少要有 {n} 项").format(n=least), ""
    if given is None:
        remedy = _emptied(key) or (HEAD_REMEDIES.get(key, "") if len(location) == 1 else "")
        return _("{key} 后面是空的").format(key=key), remedy or _("写在冒号后面；用不着这个键的，删去这一行")
    wanted = {
        "string_type": _("一个条件") if key in _CONDITIONS else _("文字"),
        "int_type": _("整数"),
        "bool_type": _(" true 或 false"),
        "list_type": _("列表"),
        "dict_type": _("“键: 值”"),
        "model_type": _("“键: 值”"),
        "string_too_short": _("不空的文字"),
        "greater_than_equal": _("更大的数"),
        "less_than_equal": _("更小的数"),
    }
    message = _("“{value}”不对").format(value=as_written(given))
    if kind in wanted:
        message = _("“{value}”不对，应当是{wanted}").format(value=as_written(given), wanted=wanted[kind])
    remedy = fullwidth_remedy(given) if isinstance(given, str) else ""
    return message, remedy or _remedy(kind, given, location, key)


def as_written(value: object) -> str:
    """Return a value as its file has it: true, not True; [a, b], not ['a', 'b']."""
    if isinstance(value, list):
        text = "[" + ", ".join(map(as_written, value)) + "]"
    elif isinstance(value, dict):
        text = "{" + ", ".join(f"{key}: {as_written(each)}" for key, each in value.items()) + "}"
    else:
        text = {None: "null", True: "true", False: "false"}[value] if isinstance(value, bool | None) else str(value)
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"


def _key(location: Location) -> str:
    """The innermost key: an entry of a list is spoken of by the list's."""
    return next((part for part in reversed(location) if isinstance(part, str)), "")


def _remedy(kind: str, given: object, location: Location, key: str) -> str:
    match kind:
        case "string_type":
            return _as_text(given, location, key)
        case "int_type":
            number = number_alone(given) if isinstance(given, str) else None
            if number is None:
                return _("只写数字，不带单位，不加引号")
            right = _("写 {right}").format(right=number)
            before = key == "offset" and number > 0
            return _("{right}，往前算的写 -{number}").format(right=right, number=number) if before else right
        case "list_type" if isinstance(given, str):
            return _("写成 {key}: [{value}]").format(key=key, value=given)
        case "model_type" | "dict_type" if key == "in_force" and isinstance(given, str):
            return _("写成 in_force: {{from: {value}}}").format(value=given)
        case _:
            return ""


def _as_text(given: object, location: Location, key: str) -> str:
    if isinstance(given, bool) and key in _CONDITIONS:
        return _condition_remedy(key, never=not given)
    if isinstance(given, list):
        inner = _("不加方括号，写成 {key}: {value}").format(key=key, value=listed(map(as_written, given)))
        return inner if len(given) == 1 else _("只写一项，不加方括号")
    if isinstance(given, dict):
        return _("整个值加英文单引号，里面就可以有冒号和花括号")
    if key == "article" and isinstance(given, int) and 0 < given < 10000:
        return _("写 {right}").format(right=article_number(given))
    if key in _DAYS or "in_force" in location:
        return _("写成 2026-12-10 这样（年-月-日）")
    return _("要写的就是这个词，加引号：'{word}'").format(word=as_written(given))


def _condition_remedy(key: str, *, never: bool) -> str:
    if key == "when":
        right = _("从不适用的，删去这一款") if never else _("一律适用的，删去 when 这一行")
        return _("{right}；看情形的，写条件，如 when: major_decision").format(right=right)
    if key == "unless":
        right = _("没有例外的，删去 unless 这一行") if never else _("一律例外的，就是不适用，删去这一款")
        return _("{right}；有例外的，写条件，如 unless: urgent_or_emergency").format(right=right)
    return _("写一个条件，如 {key}: matters_count == 1").format(key=key)


def _emptied(key: str) -> str:
    return _condition_remedy(key, never=key == "unless") if key in _LEFT_OUT else ""

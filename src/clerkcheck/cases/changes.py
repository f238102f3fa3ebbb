"""What differs between two states of a case's data, and the changes of two people brought together."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

PARTS = ("facts", "materials", "dates", "bundle")  # mappings in which every entry is an answer of its own
KeyPath = tuple[str, ...]
Change = tuple[KeyPath, Any]  # where, and the new value; ABSENT: taken away


class _Absent:
    """The value of a key that is not there."""

    def __repr__(self) -> str:
        return "ABSENT"

    def __copy__(self) -> "_Absent":
        return self

    def __deepcopy__(self, _memo: object) -> "_Absent":
        return self


ABSENT: Final = _Absent()


def differences(old: Mapping[str, Any], new: Mapping[str, Any], path: KeyPath = ()) -> Iterator[Change]:
    """Yield what must be written over ``old`` to say ``new``: whole parts where they come or go, else key by key."""
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if isinstance(before, dict) and isinstance(after, dict) and before and after:
            yield from differences(before, after, (*path, key))
        elif not same(before, after):
            yield (*path, key), after


def answers_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Return the answers that differ, each by itself, the history left out: what somebody did to a case."""
    found: list[Change] = []
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if key in PARTS and all(each is ABSENT or each is None or isinstance(each, dict) for each in (before, after)):
            found += _in_part((key,), _entries(before), _entries(after))
        elif key != "history" and not same(before, after):
            found.append(((key,), after))
    return found


def _in_part(path: KeyPath, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Answers of a part; of a material written as a mapping, each of its fields."""
    for name in [*old, *(name for name in new if name not in old)]:
        before, after = old.get(name, ABSENT), new.get(name, ABSENT)
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _in_part((*path, name), before, after)
        elif not same(before, after):
            yield (*path, name), after


def _entries(part: Any) -> Mapping[str, Any]:
    return part if isinstance(part, dict) else {}


def clashing(ours: Iterable[Change], theirs: Iterable[Change]) -> bool:
    """Whether two people have answered the same thing otherwise."""
    return any(
        one[: len(other)] == other[: len(one)] and not (one == other and same(value, another))
        for one, value in ours
        for other, another in theirs
    )


def applied(data: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """Return ``data`` with changes made to it; what they leave empty is taken away. ``data`` itself stays."""
    result = copy.deepcopy(dict(data))
    for path, value in changes:
        _apply(result, path, copy.deepcopy(value))
    return result


def _apply(data: dict[str, Any], path: KeyPath, value: Any) -> None:
    key, *rest = path
    if rest:
        inner = data.get(key)
        data[key] = inner = inner if isinstance(inner, dict) else {}
        _apply(inner, tuple(rest), value)
        if not inner:
            del data[key]
    elif value is ABSENT:
        data.pop(key, None)
    else:
        data[key] = value


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same, of the same type all through: 1 is not true, and 1.0 is not 1."""
    if one is other:  # as most lines of a history are
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)

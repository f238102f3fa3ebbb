"""A case being filled in: every change is one step that can be undone; nothing an edit does not name is touched."""

import copy
from collections.abc import Iterable
from typing import Any, NamedTuple

from clerkcheck.cases.changes import PARTS, Change, applied
from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError


class Step(NamedTuple):
    """One change, in words, and the data before it."""

    what: str
    before: dict[str, Any]


class CaseEditor:
    """The data of a case file (plain dicts, as docs/case-file.md has it) with undo and redo."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Take the data of an existing case file, or of a new one; it is copied."""
        self.data = copy.deepcopy(data)
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to do again."""
        return bool(self._redo)

    def set(self, part: str, key: str, value: Any, what: str) -> None:
        """Set ``key`` of facts, materials, dates or bundle to a plain value; None takes it away (unknown again).

        Raises InputError for any other part.
        """
        if part not in PARTS:
            raise InputError(_("没有 {key} 这个键").format(key=part), None, listed(PARTS))
        self.update({part: {key: value}}, what)

    def update(self, changes: dict[str, Any], what: str) -> None:
        """Make several changes as one step: a mapping is merged key by key, any other value replaces; None removes."""
        after = copy.deepcopy(self.data)
        for key, value in changes.items():
            _merge(after, key, value)
        if after != self.data:
            self._undo.append(Step(what, self.data))
            self._redo.clear()
            self.data = after

    def drop(self) -> None:
        """Forget the last change as if it had never been made (it turned out to be impossible)."""
        self.data = self._undo.pop().before

    def rebase(self, changes: Iterable[Change]) -> None:
        """Make somebody else's changes to this state and all that can be gone back to: undo takes back only our own."""
        changes = list(changes)
        self.data = applied(self.data, changes)
        for steps in (self._undo, self._redo):
            steps[:] = [Step(step.what, applied(step.before, changes)) for step in steps]

    def undo(self) -> str | None:
        """Take the last change back; return what it was in words, or None when there is none."""
        return self._move(self._undo, self._redo)

    def redo(self) -> str | None:
        """Do the last undone change again; return what it was in words, or None when there is none."""
        return self._move(self._redo, self._undo)

    def _move(self, source: list[Step], target: list[Step]) -> str | None:
        if not source:
            return None
        step = source.pop()
        target.append(Step(step.what, self.data))
        self.data = step.before
        return step.what


def new_data(pack: str, kind: str, title: str) -> dict[str, Any]:
    """Return the data of a new case: all that is known is its pack, its kind and its title."""
    return {"pack": pack, "kind": kind, "title": title}


def history_entry(at: str, who: str, what: str) -> dict[str, str]:
    """Return a line of a case's history: when (ISO, with offset), who, and what changed."""
    return {"at": at, "who": who, "what": what or _("保存")}


def _merge(data: dict[str, Any], key: str, value: Any) -> None:
    if isinstance(value, dict) and key in PARTS:
        inner = data.setdefault(key, {}) or {}
        data[key] = inner
        for name, each in value.items():
            if each is None:
                inner.pop(name, None)
            else:
                inner[name] = copy.deepcopy(each)
        if not inner:
            del data[key]
    elif value is None:
        data.pop(key, None)
    else:
        data[key] = copy.deepcopy(value)

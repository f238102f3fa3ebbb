"""Case files kept safe: comments and order survive, a write is whole or not at all, nobody's change is overwritten.

A YAML file is changed where it must be and left alone elsewhere (ruamel.yaml's round trip); what is written is read
back first and must say the same. Files are private to the user (0600), and on disk before the call returns (fsync).
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from clerkcheck.i18n import _
from clerkcheck.reading.documents import Document, read_json, read_yaml
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import read_text, write_whole

_ABSENT = object()
KeyPath = tuple[str, ...]


class Stored(NamedTuple):
    """A case file as it was when last read or written: its path and its content."""

    path: str
    document: Document

    @property
    def data(self) -> dict[str, Any]:
        """The plain data of the file."""
        content: dict[str, Any] = self.document.data
        return content


class Conflict(Exception):
    """The file was changed (or removed) by someone else meanwhile; ``kept`` is where our version was put instead."""

    def __init__(self, path: str, kept: str) -> None:
        """Take the file's path and the path of the copy that holds our version."""
        super().__init__(
            _("{file} 已被别人改动，你的版本另存为 {kept}，两份都在").format(
                file=os.path.basename(path), kept=os.path.basename(kept)
            )
        )
        self.path = path
        self.kept = kept


def open_stored(path: str) -> Stored:
    """Read a case file for editing; raises InputError as reading does."""
    text = read_text(path)
    document = _parse(text, path)
    if not isinstance(document.data, dict):
        raise document.error(_("案件文件应当是“键: 值”的形式"))
    return Stored(path, document)


def create(path: str, data: Mapping[str, Any]) -> Stored:
    """Write a new case file; raises InputError when one of that name is there already or it cannot be written."""
    if os.path.exists(path):
        raise InputError(_("文件已存在，没有改动"), Place(path), _("换一个文件名"))
    text = _changed("{}\n", {}, data, path)
    write_whole(path, text.encode(), private=True)
    return Stored(path, _parse(text, path))


def save(stored: Stored, data: Mapping[str, Any], now: str) -> Stored:
    """Write ``data`` over the file ``stored`` was read from and return the new state.

    Raises Conflict when the file on disk is no longer what ``stored`` holds (our version is then written beside
    it, named with ``now``, such as 20261122-101500), and InputError when it cannot be written: the old file stays.
    """
    text = _changed(stored.document.text, stored.data, data, stored.path)
    if _on_disk(stored.path) != stored.document.text:
        root, extension = os.path.splitext(stored.path)
        kept = next(name for name in _names(f"{root}.{_('冲突')}-{now}", extension) if not os.path.exists(name))
        write_whole(kept, text.encode(), private=True)
        raise Conflict(stored.path, kept)
    write_whole(stored.path, text.encode(), private=True)
    return Stored(stored.path, _parse(text, stored.path))


def _names(root: str, extension: str) -> Iterator[str]:
    yield root + extension
    number = 2
    while True:
        yield f"{root}-{number}{extension}"
        number += 1


def _on_disk(path: str) -> str | None:
    try:
        return read_text(path)
    except InputError:
        return None


def _parse(text: str, path: str) -> Document:
    return (read_json if path.lower().endswith(".json") else read_yaml)(text, path)


def _changed(text: str, old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> str:
    """``text`` (which says ``old``) changed so that it says ``new``; checked by reading it back."""
    if path.lower().endswith(".json"):
        import json

        changed = json.dumps(new, ensure_ascii=False, indent=2) + "\n"
    else:
        changed = _changed_yaml(text, old, new)
    assert _parse(changed, path).data == new, "what would be written does not read back the same"
    return changed


def _changed_yaml(text: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    yaml.width = 4096
    tree = yaml.load(text)
    for path, value in _differences(old, new):
        _apply(tree, path, value)
    tree.fa.set_block_style()
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _differences(old: Mapping[str, Any], new: Mapping[str, Any], path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Paths whose value changed, with the new value (or _ABSENT); mappings are compared key by key."""
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key, _ABSENT), new.get(key, _ABSENT)
        if isinstance(before, dict) and isinstance(after, dict) and before and after:
            yield from _differences(before, after, (*path, key))
        elif before != after or type(before) is not type(after):
            yield (*path, key), after


def _apply(tree: Any, path: KeyPath, value: Any) -> None:
    for key in path[:-1]:
        tree = tree[key]
    if value is _ABSENT:
        del tree[path[-1]]
    else:
        tree[path[-1]] = _written(value)


def _written(value: Any) -> Any:
    """A plain value as ruamel should write it: dates bare, words that YAML reads otherwise in quotes."""
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, dict):
        return CommentedMap((key, _written(each)) for key, each in value.items())
    if isinstance(value, list):
        return [_written(each) for each in value]
    if isinstance(value, str):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
        if (
            value.lower() in ("yes", "no", "on", "off", "y", "n", "true", "false", "null", "~", "")
            or value[:1].isdigit()
        ):
            return DoubleQuotedScalarString(value)
    return value

"""The text of a case file, kept so that an answer costs what the answer is long, not what its history is.

A YAML case is held in three: what stands before the history, the history's lines, and what stands after. An answer
changes the first or the third (a page or two, read back whole) and adds a line to the second (read back by itself).
Comments, order and layout stay; where the text is out of the ordinary, ruamel.yaml's round trip writes it anew.
"""

import io
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from clerkcheck.cases.changes import ABSENT, KeyPath, differences, same
from clerkcheck.cases.splicing import Places, Unspliceable, block, inline, spliced
from clerkcheck.i18n import _
from clerkcheck.reading.characters import json_text
from clerkcheck.reading.documents import Document, read_json, read_yaml
from clerkcheck.reading.errors import InputError, Place

_WORDS = frozenset(["yes", "no", "on", "off", "y", "n", "true", "false", "null", "~", ""])
_PLACE_KEPT = "history: 0"  # what stands for the history while the rest of a file is written anew


class CaseText(NamedTuple):
    """A case's text in three pieces. ``body`` is the first and the third read together; ``indent`` is the history's."""

    head: str
    history: str
    rest: str
    indent: str
    body: Document

    @property
    def whole(self) -> str:
        """The text of the file."""
        return self.head + self.history + self.rest


def parsed(text: str, path: str) -> Document:
    """Return what a case file says, JSON by its ending; raises InputError with the place."""
    return (read_json if _is_json(path) else read_yaml)(text, path)


def new_text(data: Mapping[str, Any], path: str) -> str:
    """Return the text of a new case file; raises InputError where it would not read back the same."""
    if _is_json(path):
        return _checked_json(data, path, "\n")
    text = "".join(block(key, value, "\n") for key, value in data.items())
    if not same(read_yaml(text, path).data, dict(data)):
        raise _unfaithful(path)
    return text


def changed_text(document: Document, pieces: CaseText | None, new: Mapping[str, Any]) -> tuple[str, CaseText | None]:
    """Return the text of a file (which says ``document``) changed so that it says ``new``, and its pieces.

    ``pieces``: the file's, where they are known. Whatever is written has been read back; raises InputError where that
    is not the same.
    """
    path, eol = document.source, _line_break(document.text)
    if _is_json(path):
        changed = _json(pieces, document, new, eol)
        return (_checked_json(new, path, eol), None) if changed is None else (changed.whole, changed)
    pieces = pieces or in_pieces(document)
    if pieces is not None:
        changed = _by_pieces(pieces, document.data, new, eol)
        if changed is not None:
            return changed.whole, changed
    with suppress(Unspliceable, InputError, UnicodeEncodeError):
        after = read_yaml(_round_trip(document.text, document.data, new, eol), path)
        if same(after.data, dict(new)):
            return after.text, in_pieces(after)
    raise _unfaithful(path)


def in_pieces(document: Document) -> CaseText | None:
    """Return a YAML case in its three pieces, None where its history is not a list of lines of its own."""
    text, data = document.text, document.data
    if text[document.marks[()].start : document.marks[()].start + 1] == "{":
        return None
    if "history" not in data:
        return CaseText(text, "", "", "", document)
    places, key = Places(document), ("history",)
    mark = document.marks[key]
    if not (isinstance(data["history"], list) and data["history"]) or places.flows(key) or mark.key_column != 1:
        return None
    try:
        start, end = places.key_start(key), places.line_end(places.extent(key))
        body = read_yaml(text[:start] + text[end:], document.source)
    except (Unspliceable, InputError):
        return None
    if not same(body.data, _without_history(data)):
        return None
    return CaseText(text[:start], text[start:end], text[end:], " " * (mark.column - 1), body)


def _by_pieces(pieces: CaseText, old: Mapping[str, Any], new: Mapping[str, Any], eol: str) -> CaseText | None:
    """Change the pieces, each by itself; None where it takes more than that."""
    history = _history(pieces, old.get("history") or [], new.get("history", ABSENT), eol)
    if history is None:
        return None
    wanted = _without_history(new)
    for way in (_spliced, _rewritten):
        with suppress(Unspliceable, InputError):
            text, at = way(pieces, wanted, eol)
            body = read_yaml(text, pieces.body.source)
            if same(body.data, wanted):
                head, rest = text[:at], text[at:]
                head += eol if history and head and not head.endswith("\n") else ""
                changed = CaseText(head, history, rest, pieces.indent, body)
                # With no history before, nothing has told yet that one may follow what stands there.
                if pieces.history or not history or same(read_yaml(changed.whole, "").data, dict(new)):
                    return changed
    return None


def _spliced(pieces: CaseText, wanted: Mapping[str, Any], eol: str) -> tuple[str, int]:
    return spliced(pieces.body, wanted, len(pieces.head), eol)


def _rewritten(pieces: CaseText, wanted: Mapping[str, Any], eol: str) -> tuple[str, int]:
    """The body by ruamel.yaml's round trip, a line keeping the history's place."""
    if not pieces.history:
        text = _round_trip(pieces.head, pieces.body.data, wanted, eol)
        return text, len(text)
    kept = f"{_PLACE_KEPT}{eol}"
    text = _round_trip(pieces.head + kept + pieces.rest, pieces.body.data, wanted, eol)
    head, found, rest = f"{eol}{text}".partition(f"{eol}{kept}")
    if not found:
        raise Unspliceable
    return (head + eol + rest)[len(eol) :], len(head)


def _history(pieces: CaseText, old: Sequence[Any], new: Any, eol: str) -> str | None:
    """The history's lines with what is new at their end (or all anew, where it is another history)."""
    if new is ABSENT:
        return ""
    if not isinstance(new, list) or not new:
        return None
    goes_on = len(new) >= len(old) and same(new[: len(old)], list(old))
    added = new[len(old) :] if goes_on else new
    lines = [f"- {inline(entry)}{eol}" for entry in added]
    if lines and not same(read_yaml("".join(lines), pieces.body.source).data, added):
        return None
    before = pieces.history if goes_on and pieces.history else f"history:{eol}"
    before += "" if before.endswith("\n") else eol
    return before + "".join(pieces.indent + line for line in lines)


def _without_history(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "history"}


def _line_break(text: str) -> str:
    """The line break that most lines of a file end in."""
    return "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"


def _is_json(path: str) -> bool:
    return path.lower().endswith(".json")


def _checked_json(data: Mapping[str, Any], path: str, eol: str) -> str:
    text = json_text(data, indent=2)
    if not same(read_json(text, path, places=False).data, dict(data)):
        raise _unfaithful(path)
    return f"{text}\n".replace("\n", eol)


def _json(pieces: CaseText | None, document: Document, new: Mapping[str, Any], eol: str) -> CaseText | None:
    """The text of the whole, made of the history's new entries and the rest; None where the history is not last."""
    history, body, path = new.get("history"), _without_history(new), document.source
    if not isinstance(history, list) or not history or not body or list(new)[-1] != "history":
        return None
    old = document.data.get("history") or []
    goes_on = pieces is not None and same(history[: len(old)], old)
    added = history[len(old) :] if goes_on else history
    begin, end = f'  "history": [{eol}', f"{eol}  ]{eol}}}{eol}"
    items = _checked_json({"history": added}, path, eol)[len(f"{{{eol}{begin}") : -len(end)] if added else ""
    lines = f",{eol}".join(each for each in (pieces.history if pieces and goes_on else "", items) if each)
    head = _checked_json(body, path, eol)[: -len(f"{eol}}}{eol}")] + f",{eol}{begin}"
    return CaseText(head, lines, end, "", document)


def _unfaithful(path: str) -> InputError:
    return InputError(_("要存的内容写成文件后读回来不一样，没有写"), Place(path), _("请把这件案件文件发给维护人员"))


# --- ruamel.yaml's round trip


def _round_trip(text: str, old: Mapping[str, Any], new: Mapping[str, Any], eol: str) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    yaml.width = 4096
    out = io.StringIO()
    try:
        tree = yaml.load(text.replace("\r\n", "\n"))
        for path, value in differences(old, new):
            _apply(tree, path, value)
        tree.fa.set_block_style()
        yaml.dump(tree, out)
    except YAMLError:
        raise Unspliceable from None
    return out.getvalue().replace("\n", eol)


def _apply(tree: Any, path: KeyPath, value: Any) -> None:
    for key in path[:-1]:
        tree = tree[key]
    if value is ABSENT:
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
            with suppress(ValueError):
                return date.fromisoformat(value)
        if value.lower() in _WORDS or value[:1].isdigit():
            return DoubleQuotedScalarString(value)
    return value

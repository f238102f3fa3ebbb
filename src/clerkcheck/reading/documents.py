"""A YAML or JSON file as plain data that remembers where each part stands.

YAML is read strictly: no duplicate keys, no yes/no/on/off, no anchors or aliases, no tags, dates stay text.
Scalars follow YAML 1.2's core schema (null, true, false, decimal numbers; everything else is text).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, NoReturn

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.written_values import shown
from clerkcheck.reading.yaml_library import yaml_library

Path = tuple[str | int, ...]
MAX_DEPTH = 20
_LONGEST_NUMBER = 40  # characters
# Patterns are compiled on first use (re keeps them), for most starts need none of them.
_NUMBER = r"[-+]?(0|[1-9][0-9]{0,17})(\.[0-9]+)?\Z"
_BOOLISH = frozenset(["yes", "no", "on", "off", "y", "n", "true", "false"])
_JSON_BRACKET_OR_TEXT = r'(?s:[\[\]{}]|"(?:[^"\\]|\\.)*"?)'
_PLAIN = {"": None, "~": None, "null": None, "true": True, "false": False}


class ValueMark(NamedTuple):
    """Where a value (and, in a mapping, its key) starts: lines and columns counted from 1."""

    line: int
    column: int
    start: int  # index into the text
    end: int
    plain: bool  # a plain scalar: the text between start and end is what was written
    key_line: int
    key_column: int


class TooDeep(InputError):
    """Lists and mappings inside one another beyond ``MAX_DEPTH``."""

    def __init__(self, place: Place) -> None:
        super().__init__(_("层数太深（最多 {n} 层）").format(n=MAX_DEPTH), place, _("检查括号和缩进，不要一层套一层"))


class BoolishWord(InputError):
    """``yes``, ``no`` and their like, unquoted: who knows whether ``path`` is a text says what is right."""

    def __init__(self, word: str, place: Place, path: Path) -> None:
        """Take the word as it was written, and where it stands."""
        self.word, self.path = word, path
        right = "true" if word.lower() in ("yes", "on", "y", "true") else "false"
        super().__init__(_("“{text}”含义不明").format(text=word), place, _("写 {right}").format(right=right))


class Document:
    """What stood in a file: ``data`` (plain dicts, lists, scalars), with places for error messages."""

    def __init__(self, source: str, text: str, data: Any, marks: dict[Path, ValueMark]) -> None:
        """Hold the parsed data; ``marks`` maps each path (keys and indexes) to its place."""
        self.source = source
        self.text = text
        self.data = data
        self.marks = marks

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Return the place of the value (or, with ``key``, of the key) at ``path`` or its nearest parent."""
        shown = ".".join(str(part) for part in path)
        for length in range(len(path), -1, -1):
            mark = self.marks.get(path[:length])
            if mark:
                at_key = key or length < len(path)
                line, column = (mark.key_line, mark.key_column) if at_key else (mark.line, mark.column)
                return Place(self.source, line, column, shown)
        return Place(self.source, path=shown)

    def error(self, message: str, path: Path = (), remedy: str = "", *, key: bool = False) -> InputError:
        """Return (not raise) an error that points at ``path``."""
        return InputError(message, self.place(path, key=key), remedy)


def read_yaml(text: str, source: str) -> Document:
    """Parse strict YAML; raises InputError with line and column."""
    yaml = yaml_library()

    builder = _DocumentBuilder(source)
    try:
        data = builder.build(_events(text))
    except yaml.MarkedYAMLError as error:
        from clerkcheck.reading.yaml_faults import fault_of

        mark = error.problem_mark or error.context_mark
        if mark:
            _refuse_too_deep(text[: mark.index], source)
        raise fault_of(error, text, source) from None
    except yaml.YAMLError:
        from clerkcheck.reading.yaml_faults import unreadable

        raise unreadable(text, source) from None
    return Document(source, text, data, builder.marks)


def _events(text: str) -> Iterator[Any]:
    yaml = yaml_library()

    events: Iterator[Any] = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return events


def _refuse_too_deep(before: str, source: str) -> None:
    """Raise TooDeep where the text before a parser's error already is.

    The parser reads ahead of its events (a bracket may turn out to begin a key), and some versions of it stop at a
    depth of their own on the way. Without what lies ahead all events come, and ``MAX_DEPTH`` alone decides.
    """
    yaml = yaml_library()

    try:
        _DocumentBuilder(source).build(_events(before))
    except TooDeep:
        raise
    except (InputError, yaml.YAMLError):
        return


def read_json(text: str, source: str, *, places: bool = True) -> Document:
    """Parse JSON, refusing duplicate keys and NaN; raises InputError with line and column.

    Without ``places`` the document does not know where its parts stand, and is read in half the time.
    """
    import json
    from math import isfinite

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return the pairs of an object as a dict; raises InputError for a key written twice."""
        entries = dict(pairs)
        if len(entries) < len(pairs):
            message = _("键 {key} 写了两次").format(key=_twice(key for key, _value in pairs))
            raise InputError(message, _json_place(text, source, message), _("只留一个"))
        return entries

    def number(written: str) -> float | int:
        """Return a number as Python has it; raises InputError for NaN, infinity, or too many digits."""
        value = float(written)
        if not isfinite(value) or len(written) > _LONGEST_NUMBER:
            message = _("数字不能是 {name}").format(name=shown(written))
            raise InputError(message, _json_place(text, source, message, written), _("核对位数，不清楚的删去这一行"))
        return int(written) if written.lstrip("-").isdigit() else value

    _refuse_deep_json(text, source)
    try:
        data = json.loads(text, object_pairs_hook=unique, parse_constant=number, parse_int=number, parse_float=number)
    except json.JSONDecodeError as error:
        raise InputError(
            _("不是正确的 JSON"), Place(source, error.lineno, error.colno), _("检查这里的引号、逗号和括号")
        ) from None
    if not places:
        return Document(source, text, data, {})
    try:  # JSON is YAML: a second reading gives the places
        marks = read_yaml(text, source).marks
    except InputError:
        marks = {}
    return Document(source, text, data, marks)


def _refuse_deep_json(text: str, source: str) -> None:
    """Raise TooDeep at the bracket that goes beyond ``MAX_DEPTH``, before a parser that recurses sees the text."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for found in re.finditer(_JSON_BRACKET_OR_TEXT, text):
        if found[0] in ("[", "{"):
            depth += 1
        elif found[0] in ("]", "}"):
            depth -= 1
        if depth > MAX_DEPTH:
            at = found.start()
            raise TooDeep(Place(source, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)))


def _twice(keys: Iterable[str]) -> str:
    """Return the first key that has come before; there is one."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    raise ValueError(keys)


def _json_place(text: str, source: str, message: str, number: str = "") -> Place:
    """Where a key or number that JSON reading refused stands (JSON is YAML, and YAML events have places)."""
    try:
        document = read_yaml(text, source)
    except InputError as error:
        return error.place if error.place and error.message == message else Place(source)
    written = (path for path, mark in document.marks.items() if mark.plain and text[mark.start : mark.end] == number)
    path = next(written, None)
    return Place(source) if path is None else document.place(path)


class _DocumentBuilder:
    """Builds plain data and marks from a stream of YAML events."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.marks: dict[Path, ValueMark] = {}

    def build(self, events: Iterator[Any]) -> Any:
        """Return the data of the one document in ``events``."""
        data, documents = None, 0
        for event in events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._fail(event, _("一个文件里有两份内容（--- 分隔）"), _("分成两个文件"))
            elif name not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                data = self._value(event, events, (), None)
        return data

    def _value(self, event: Any, events: Iterator[Any], path: Path, key: Any) -> Any:
        name = type(event).__name__
        if name == "AliasEvent" or getattr(event, "anchor", None):
            self._fail(event, _("不能用 & 和 * 引用"), _("把内容直接写出来"))
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            written = tag.replace("tag:yaml.org,2002:", "!!")
            self._fail(event, _("不能用标签 {tag}").format(tag=written), _("删去以 ! 开头的标签"))
        if name != "ScalarEvent" and len(path) >= MAX_DEPTH:
            raise TooDeep(self._place(event))
        start, at = event.start_mark, (key or event).start_mark
        plain = name == "ScalarEvent" and not event.style
        end = event.end_mark.index
        self.marks[path] = ValueMark(
            start.line + 1, start.column + 1, start.index, end, plain, at.line + 1, at.column + 1
        )
        if name == "ScalarEvent":
            return self._scalar(event, path)
        if name == "SequenceStartEvent":
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            items.append(self._value(event, events, (*path, len(items)), None))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for event in events:
            name = type(event).__name__
            if name == "MappingEndEvent":
                break
            if name != "ScalarEvent":
                self._fail(event, _("键只能是一个词"), _("删去问号和括号，写成“键: 值”"))
            key = str(event.value)
            if key in entries:
                self._fail(event, _("键 {key} 写了两次").format(key=key), _("只留一个"))
            if event.implicit[0] and key.lower() in _BOOLISH:
                self._fail(event, _("键不能写 {key}").format(key=key), _("换成事实、要件等的名字"))
            entries[key] = self._value(next(events), events, (*path, key), event)
        return entries

    def _scalar(self, event: Any, path: Path) -> Any:
        text: str = event.value
        if event.style or not event.implicit[0]:
            return text
        if text in _PLAIN:
            return _PLAIN[text]
        if text.lower() in _BOOLISH:
            raise BoolishWord(text, self._place(event), path)
        number = re.match(_NUMBER, text)
        if number is None:
            return text
        return float(text) if number[2] else int(text)

    def _fail(self, event: Any, message: str, remedy: str = "") -> NoReturn:
        raise InputError(message, self._place(event), remedy)

    def _place(self, event: Any) -> Place:
        return Place(self.source, event.start_mark.line + 1, event.start_mark.column + 1)

"""Conditions parsed where they stand in a pack's files, so that an error names the line and column of its fault."""

from clerkcheck.conditions.parsing import ConditionError, Scope, parse_condition
from clerkcheck.conditions.syntax import Condition, facts_read
from clerkcheck.i18n import _
from clerkcheck.packs.loading import PackFiles
from clerkcheck.packs.model import Vocabulary
from clerkcheck.packs.unbracketed import mixed_in, unclosed
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import suggestion


def parse_at(document: Document, path: KeyPath, text: str, scope: Scope, errors: list[InputError]) -> Condition | None:
    """Parse the condition at ``path``; an error is added with its line and column in the file, and None returned."""
    mark = document.marks.get(path)
    written = document.text[mark.start : mark.end] if mark and mark.plain else text

    def fail(message: str, remedy: str, line: int, column: int) -> None:
        """Add an error at a line and column of the condition, counted from 1."""
        place = document.place(path)
        if mark and mark.plain:
            start = mark.column - 1 if line == 1 else 0
            place = Place(place.source, mark.line + line - 1, column + start, place.path)
        errors.append(InputError(message, place, remedy))

    def fail_at(index: int, message: str, remedy: str) -> None:
        """Add an error at a character of the condition."""
        fail(message, remedy, written.count("\n", 0, index) + 1, index - written.rfind("\n", 0, index))

    try:
        found = parse_condition(written, scope)
    except ConditionError as error:
        alone = unclosed(written) if error.message == _("条件写法有误") else None
        if alone is not None:
            fail_at(alone, _("条件写法有误：这个括号没有另一半"), _("补上另一半，或删去"))
        else:
            fail(error.message, error.remedy, error.line, error.column)
        return None
    mixed = mixed_in(written)
    if mixed is not None:
        fail_at(mixed.at, mixed.message, mixed.remedy)
    return found


def check_counted(files: PackFiles, vocabulary: Vocabulary, scope: Scope, errors: list[InputError]) -> None:
    """Add an error for each fact of the pack that cannot be counted as it says; ``scope``: what conditions may name."""
    facts, document = vocabulary.facts, files.head_document
    for name, entry in (files.head.vocabulary.facts or {}).items():
        if entry.counted is None:
            continue
        path: KeyPath = ("vocabulary", "facts", name, "counted")
        if entry.counted.date not in vocabulary.dates:
            message, remedy = _("没有 {name} 这个日期"), suggestion(entry.counted.date, vocabulary.dates)
            errors.append(document.error(message.format(name=entry.counted.date), (*path, "date"), remedy))
        condition = parse_at(document, (*path, "of"), entry.counted.of, scope, errors)
        for each in facts_read(condition) if condition is not None else ():
            if each in facts and facts[each].counted_per:
                message, remedy = _("{name} 本身是累计出来的").format(name=each), _("of 只写案件里填的事实")
                errors.append(document.error(message, (*path, "of"), remedy))

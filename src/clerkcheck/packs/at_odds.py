"""Answers that contradict each other (需要保密，又不涉密), as a vocabulary lists them, each name looked up."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _
from clerkcheck.packs.loading import PackFiles
from clerkcheck.packs.model import AtOdds, Fact
from clerkcheck.packs.schema import AnswerEntry, AtOddsEntry
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import shown


class _Fault(NamedTuple):
    """What is wrong at a key, and what to write."""

    path: KeyPath
    message: str
    remedy: str


def answers_at_odds(files: PackFiles, facts: Mapping[str, Fact], errors: list[InputError]) -> Iterator[AtOdds]:
    """Yield what the shared vocabulary has, then what the pack adds; what is not there is added to ``errors``."""
    own, document = files.head.vocabulary, files.head_document
    for number, entry in enumerate([*files.shared.at_odds, *own.at_odds]):
        place = number - len(files.shared.at_odds)
        faults = list(_faults(entry, facts))
        for fault in faults:
            path: KeyPath = ("vocabulary", "at_odds", place, "answers", *fault.path)
            if place >= 0:
                errors.append(document.error(fault.message, path, fault.remedy))
            else:
                message = _("共用词汇里的 {name}：{what}").format(name="at_odds", what=fault.message)
                errors.append(InputError(message, None, fault.remedy))
        if not faults:
            yield tuple(_answer(name, each) for name, each in entry.answers.items()), entry.why


def _answer(name: str, entry: AnswerEntry) -> tuple[str, bool, tuple[FactValue, ...]]:
    """A fact whose answers were found to be such as it can have."""
    return name, not entry.not_, tuple(cast("list[FactValue]", entry.is_ or entry.not_))


def _faults(entry: AtOddsEntry, facts: Mapping[str, Fact]) -> Iterator[_Fault]:
    for name, found in entry.answers.items():
        fact = facts.get(name)
        if fact is None:
            message, labels = _("没有 {name} 这个事实").format(name=name), {n: each.label for n, each in facts.items()}
            yield _Fault((name,), message, suggestion(name, labels))
            continue
        if bool(found.is_) is bool(found.not_):
            yield _Fault((name,), _("is、not 写一样"), _("写 {name}: 答案，或 {name}: {{not: 答案}}").format(name=name))
        for value in (*found.is_, *found.not_):
            if not _fits(value, fact):
                message = _("{label}：没有 {value} 这个答案").format(label=fact.label, value=shown(value))
                yield _Fault((name,), message, _way_to_write(value, fact))


def _fits(value: object, fact: Fact) -> bool:
    if fact.type == "bool":
        return isinstance(value, bool)
    if fact.of:
        return isinstance(value, str) and value in fact.of
    return isinstance(value, int | float) and not isinstance(value, bool)


def _way_to_write(value: object, fact: Fact) -> str:
    if fact.of:
        return suggestion(str(value), fact.of)
    return _("写 true 或 false") if fact.type == "bool" else _("写一个数")

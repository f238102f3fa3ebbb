"""One vocabulary for a pack: the shared ids and its own, each with its Chinese label."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from clerkcheck.i18n import _
from clerkcheck.packs.at_odds import answers_at_odds
from clerkcheck.packs.loading import PackFiles
from clerkcheck.packs.model import DateRule, Fact, Vocabulary
from clerkcheck.packs.schema import DateEntry, FactEntry, MaterialEntry
from clerkcheck.packs.usual_words import KIND_WORDS, MODALITY_WORDS, OUTCOME_WORDS
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import suggestion

T = TypeVar("T")
K = TypeVar("K", bound=str)
RESERVED = frozenset({"kind", "and", "or", "not", "in", "is", "true", "false", "none", "null", "unknown"})


def build_vocabulary(files: PackFiles, errors: list[InputError]) -> Vocabulary:
    """Merge the shared vocabulary with the pack's own; problems are added to ``errors``."""
    shared, own, names = files.shared, files.head.vocabulary, files.head.names
    meetings = _renamed(shared.meetings, names.meetings, files, "meetings", errors)
    entries = _merged(_extended(files, errors), own.facts or {}, files, "facts", errors)
    called = {label: meetings[name] for name, label in shared.meetings.items()}
    facts = {name: _fact(name, entry, meetings, called) for name, entry in entries.items()}
    _check_facts(entries, files, errors)
    _check_fixed(files, errors)
    labels = _renamed({name: fact.label for name, fact in facts.items()}, names.facts, files, "facts", errors)
    papers = _merged(shared.materials, own.materials or {}, files, "materials", errors)
    materials = {name: entry.label if isinstance(entry, MaterialEntry) else entry for name, entry in papers.items()}
    dates = _dates(files, errors)
    return Vocabulary(
        facts={name: fact._replace(label=labels[name]) for name, fact in facts.items()},
        materials=_renamed(materials, names.materials, files, "materials", errors),
        material_help={n: e.help for n, e in papers.items() if isinstance(e, MaterialEntry) and e.help},
        dates={name: entry.label for name, entry in dates.items()},
        date_rules={name: _date_rule(entry) for name, entry in dates.items()},
        deadlines=_merged(shared.deadlines, own.deadlines or {}, files, "deadlines", errors),
        meetings=meetings,
        signers=_renamed(shared.signers, names.signers, files, "signers", errors),
        kinds=_fixed(KIND_WORDS, shared.kinds),
        modalities=_fixed(MODALITY_WORDS, shared.modalities),
        outcomes=_fixed(OUTCOME_WORDS, shared.outcomes),
        groups=tuple(shared.groups),
        headings={name: tuple(others) for name, others in shared.headings.items()},
        channels=_merged(shared.channels, own.channels, files, "channels", errors),
        at_odds=tuple(answers_at_odds(files, facts, errors)),
    )


def _extended(files: PackFiles, errors: list[InputError]) -> dict[str, FactEntry]:
    """The shared facts, with the values that the pack adds to their choices."""
    found = dict(files.shared.facts)
    for name, values in files.head.vocabulary.extend.items():
        path: KeyPath = ("vocabulary", "extend", name)
        entry = found.get(name)
        if entry is None or not isinstance(entry.of, dict):
            choices = [each for each, fact in found.items() if isinstance(fact.of, dict)]
            message, remedy = _("共用词汇里没有 {name} 这个选择题").format(name=name), suggestion(name, choices)
            if entry is not None:
                message, remedy = _("{name} 不是选择题").format(name=name), _("只有选择题能加选项")
            errors.append(files.head_document.error(message, path, remedy, key=True))
            continue
        for value in values.keys() & entry.of.keys():
            message = _("{name} 已有 {value} 这个选项").format(name=name, value=value)
            errors.append(files.head_document.error(message, (*path, value), _("换一个 id"), key=True))
        found[name] = entry.model_copy(update={"of": {**entry.of, **values}})
    return found


def _dates(files: PackFiles, errors: list[InputError]) -> dict[str, DateEntry]:
    """The dates as entries, one written as a label alone among them; an order that names no date is an error."""
    merged = _merged(files.shared.dates, files.head.vocabulary.dates or {}, files, "dates", errors)
    found = {name: DateEntry(label=entry) if isinstance(entry, str) else entry for name, entry in merged.items()}
    own = files.head.vocabulary.dates or {}
    for name, entry in found.items():
        for earlier in entry.after:
            if earlier not in found:
                message, remedy = _("没有 {name} 这个日期").format(name=earlier), suggestion(earlier, found)
                path: KeyPath = ("vocabulary", "dates", name, "after")
                at_fault = files.head_document.error(message, path, remedy) if name in own else None
                errors.append(at_fault or InputError(_("共用词汇里的 {name}：{what}").format(name=name, what=message)))
    return found


def _date_rule(entry: DateEntry) -> DateRule:
    return entry.years, entry.days_ago, entry.workday, tuple(entry.after)


def _merged(
    shared: Mapping[str, T], own: Mapping[str, T], files: PackFiles, part: str, errors: list[InputError]
) -> dict[str, T]:
    for name in own:
        path: KeyPath = ("vocabulary", part, name)
        if name in shared:
            errors.append(
                files.head_document.error(
                    _("{name} 已在共用词汇里").format(name=name), path, _("直接用共用的，或换一个 id"), key=True
                )
            )
        elif name in RESERVED:
            errors.append(files.head_document.error(_("{name} 不能作 id").format(name=name), path, key=True))
    return {**shared, **{name: entry for name, entry in own.items() if name not in shared}}


def _renamed(
    labels: Mapping[str, str], names: Mapping[str, str], files: PackFiles, part: str, errors: list[InputError]
) -> dict[str, str]:
    for name in names:
        if name not in labels:
            errors.append(
                files.head_document.error(
                    _("没有 {name}").format(name=name), ("names", part, name), suggestion(name, labels), key=True
                )
            )
    return {name: names.get(name, label) for name, label in labels.items()}


def _fact(name: str, entry: FactEntry, meetings: Mapping[str, str], called: Mapping[str, str]) -> Fact:
    """``called``: what this government calls the meetings, by their shared labels (minutes_of has some of them)."""
    of = meetings if entry.of == "meetings" else entry.of or {}
    of = {value: called.get(label, label) for value, label in of.items()}
    fact = Fact(name, entry.type, entry.label, of, entry.kind, entry.group, entry.question, entry.help, entry.expressly)
    fact = fact._replace(least=entry.least)
    counted = entry.counted
    if counted is None:
        return fact
    of_which = " ".join(counted.of.split())
    return fact._replace(counted_per=counted.per, counted_of=of_which, counted_date=counted.date)


def _check_facts(entries: Mapping[str, FactEntry], files: PackFiles, errors: list[InputError]) -> None:
    own = files.head.vocabulary.facts or {}
    for name, entry in entries.items():
        problem = fact_problem(entry, files.shared.groups)
        if problem is None:
            continue
        key, message, remedy = problem
        if name in own:
            errors.append(files.head_document.error(message, ("vocabulary", "facts", name, key), remedy))
        else:
            errors.append(InputError(_("共用词汇里的 {name}：{what}").format(name=name, what=message), None, remedy))


def _fixed(known: Mapping[K, str], called: Mapping[str, str]) -> dict[str, str]:
    """The program's own ids with their labels, as the vocabulary calls them or else as the program does."""
    return {name: called.get(name, label) for name, label in known.items()}


def _check_fixed(files: PackFiles, errors: list[InputError]) -> None:
    fixed: dict[str, Iterable[str]] = {"kinds": KIND_WORDS, "modalities": MODALITY_WORDS, "outcomes": OUTCOME_WORDS}
    for part, ids in fixed.items():
        for other in (each for each in getattr(files.shared, part) if each not in ids):
            message = _("共用词汇里的 {part}：没有 {name} 这个键").format(part=part, name=other)
            errors.append(InputError(message, None, suggestion(other, ids)))


def fact_problem(entry: FactEntry, groups: list[str]) -> tuple[str, str, str] | None:
    """Return the key, what is wrong with it and the remedy, or None where a fact's entry is right."""
    if entry.type in ("choice", "choices") and not entry.of:
        return "type", _("选择题缺少 of"), _("写 of: {id: 中文, …}")
    if entry.type not in ("choice", "choices") and entry.of:
        return "of", _("只有选择题才有 of"), _("删去 of，或把 type 改为 choice")
    if entry.counted and entry.type != "int":
        return "counted", _("只有整数才能累计"), _("把 type 改为 int，或删去 counted")
    if entry.least and entry.type != "int":
        return "least", _("只有整数才有最小值"), _("把 type 改为 int，或删去 least")
    if entry.group and entry.group not in groups:
        return "group", _("没有 {group} 这个分组").format(group=entry.group), suggestion(entry.group, groups)
    return None

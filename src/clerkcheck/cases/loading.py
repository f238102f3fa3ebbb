"""A case file to a :class:`Case`: every key, name and value checked against the pack's vocabulary."""

import os
from datetime import date
from functools import cached_property, partial
from typing import Any, assert_never

from clerkcheck.cases.answers import copies_of, number_of, selection_of
from clerkcheck.cases.key_reader import KeyReader, nearest_name
from clerkcheck.cases.labels import state_labels, status_labels, step_labels
from clerkcheck.cases.model import Case, Deviation, Material
from clerkcheck.cases.office_rules import office_rules
from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _
from clerkcheck.literals import KINDS, CaseState, MaterialStatus, Step
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.packs.place_words import place_name, placed
from clerkcheck.packs.store import PackLoader, is_seen_from, load_pack
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_document
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import one_line, real_date, shown

KEYS = (
    "pack", "place", "kind", "title", "unit", "profile", "step", "state", "facts", "materials", "dates", "bundle",
    "exceptions", "notes", "history",
)  # fmt: skip
PAPER_KEYS = ("status", "date", "ref", "issuer", "copies", "attachment", "file", "channel")
DEVIATION_KEYS = ("clause", "reason", "approved_by", "until")


def load_case(path: str | os.PathLike[str], pack: Pack | None = None) -> Case:
    """Return the case in a YAML or JSON file.

    ``pack`` is the rule pack to read it by; by default the one the file names is loaded. Raises InputError with file,
    line and column, what is wrong and the nearest right value; the first problem is reported.
    """
    return _CaseReader(read_document(path), pack, load_pack).case()


def load_case_with_pack(path: str | os.PathLike[str], loader: PackLoader = load_pack) -> tuple[Case, Pack]:
    """Return the case in a file and the pack it names, which ``loader`` loads; raises InputError."""
    return case_with_pack_of(read_document(path), loader)


def case_with_pack_of(document: Document, loader: PackLoader = load_pack) -> tuple[Case, Pack]:
    """Return the case in an already parsed document and the pack it names; raises InputError as the others do."""
    reader = _CaseReader(document, None, loader)
    return reader.case(), reader.pack


def pack_of(document: Document, loader: PackLoader = load_pack) -> Pack:
    """Return the pack that a case names; raises InputError as the others do."""
    return _CaseReader(document, None, loader).pack


def case_of(document: Document, pack: Pack) -> Case:
    """Return the case in an already parsed document; raises InputError as :func:`load_case` does."""
    return _CaseReader(document, pack, load_pack).case()


class _CaseReader(KeyReader):
    """Reads one document; every method takes the key path it reads, so that errors can point at it."""

    def __init__(self, document: Document, pack: Pack | None, loader: PackLoader) -> None:
        self.document = document
        if not isinstance(document.data, dict):
            self.fail(
                (),
                _("案件文件应当是“键: 值”的形式，这里是{what}").format(what=_shape(document.data)),
                _("参照 clerkcheck new 写出的样子"),
            )
        self.keys((), KEYS)
        self.rules = office_rules(os.path.dirname(document.source))
        self.pack = placed(pack or self.load_pack(loader), self.place())
        self.vocabulary = self.pack.vocabulary

    def case(self) -> Case:
        """Return the whole case; raises InputError for the first key, name or value that does not fit the pack."""
        kind = self.chosen(("kind",), {kind: self.vocabulary.kinds[kind] for kind in KINDS})
        self.optional_line(("profile",))
        return Case(
            pack=self.pack.id,
            kind=kind,
            title=self.line(("title",)),
            unit=self.line(("unit",)) if self.get(("unit",)) is not None else self.rules.unit or None,
            facts=self.facts(),
            materials=self.materials(),
            dates=self.dates(),
            exceptions=self.exceptions(),
            source=self.document.source,
            step=self.step(),
            bundle=self.bundle(),
            state=self.state(),
            notes=self.notes(),
        )

    def place(self) -> str:
        """Return the name of the place whose case it is, as the case or its office says; "" where neither does."""
        if self.get(("place",)) is None:
            return self.rules.place
        name: str = self.read(("place",), place_name, self.line(("place",)), _("地名"))
        return name

    def step(self) -> Step | None:
        """Return how far the item is to go now; None where neither the case nor its office says."""
        found = self.get(("step",))
        return self.rules.step if found is None else self.one_of(("step",), found, step_labels())

    def state(self) -> CaseState:
        """Return how far the office is with the case: in work where it does not say."""
        found = self.get(("state",))
        return "preparing" if found is None else self.one_of(("state",), found, state_labels())

    def notes(self) -> str:
        """Return the free text of a case; raises InputError where it is none."""
        found = self.get(("notes",))
        if found is not None and not isinstance(found, str):
            self.fail(("notes",), _("notes 应当是文字"), _("写成一段文字"))
        return found or ""

    def load_pack(self, loader: PackLoader) -> Pack:
        """Return the pack named, by id or by a path from the case's folder; raises InputError."""
        name = self.line(("pack",))
        try:
            beside = (os.path.dirname(self.document.source),) if is_seen_from(name) else ()
            return loader(name, *beside) if self.rules.layers else loader(name, *beside, layers=False)
        except InputError as error:
            if error.place is not None:
                raise
            self.fail(("pack",), error.message, error.remedy)

    def facts(self) -> dict[str, FactValue]:
        """Return the known facts by id, leaving out null and ``unknown``; raises InputError for one the pack lacks."""
        facts: dict[str, FactValue] = {}
        for name, value in self.mapping("facts").items():
            path: KeyPath = ("facts", name)
            fact = self.vocabulary.facts.get(name)
            if fact is None:
                if self.is_asked_below("facts", name):
                    continue
                labels = {key: each.label for key, each in self.vocabulary.facts.items()}
                self.fail(path, _("没有 {name} 这个事实").format(name=name), nearest_name(name, labels), key=True)
            if value is not None and value != "unknown":
                facts[name] = self.fact_value(path, fact, value)
        return facts

    def is_asked_below(self, part: str, name: str) -> bool:
        """Whether only a layer below the pack has a name, which does not judge now: its answers stay in the file."""
        return self.whole is not None and name in getattr(self.whole.vocabulary, part)

    @cached_property
    def whole(self) -> Pack | None:
        """The pack with the layers below it, where these do not judge; None where they do, or are none."""
        from clerkcheck.packs.left_out import whole_pack

        return whole_pack(self.pack)

    def fact_value(self, path: KeyPath, fact: Fact, value: Any) -> FactValue:
        """Return ``value`` as the type of ``fact`` asks; raises InputError at ``path`` where it does not fit."""
        match fact.type:
            case "bool":
                return self.truth(path, fact, value)
            case "choice":
                return self.one_of(path, value, fact.of)
            case "choices":
                return self.selection(path, fact, value)
            case "int" | "number" | "percent" | "money_wan":
                number: float | int = self.read(path, partial(number_of, fact), value, fact.label)
                return number
            case _:
                assert_never(fact.type)

    def truth(self, path: KeyPath, fact: Fact, value: Any) -> bool:
        """Return a yes or no; raises InputError at ``path`` for anything but true and false."""
        if not isinstance(value, bool):
            self.fail(
                path,
                _("{label}：“{value}”不是 true 或 false").format(label=fact.label, value=shown(value)),
                _nearest_bool(value),
            )
        return value

    def selection(self, path: KeyPath, fact: Fact, value: Any) -> frozenset[str]:
        """Return the ids chosen, a single value counting as a list of one; raises InputError at the wrong item."""
        items = value if isinstance(value, list) else [value]
        chosen = [
            self.one_of((*path, i) if isinstance(value, list) else path, item, fact.of) for i, item in enumerate(items)
        ]
        selected: frozenset[str] = self.read(path, partial(selection_of, fact), chosen, fact.label)
        return selected

    def materials(self) -> dict[str, Material]:
        """Return the papers by id; raises InputError at the name of one that the pack does not have."""
        papers: dict[str, Material] = {}
        for name, value in self.mapping("materials").items():
            path: KeyPath = ("materials", name)
            if name not in self.vocabulary.materials:
                if self.is_asked_below("materials", name):
                    continue
                self.fail(
                    path,
                    _("没有 {name} 这个要件").format(name=name),
                    nearest_name(name, self.vocabulary.materials),
                    key=True,
                )
            papers[name] = self.paper(path, value)
        return papers

    def paper(self, path: KeyPath, value: Any) -> Material:
        """Return a paper, written as a status (null: unknown) or a mapping; raises InputError at the wrong part."""
        if not isinstance(value, dict):
            return Material("unknown" if value is None else self.one_of(path, value, status_labels()))
        self.keys(path, PAPER_KEYS)
        status = self.one_of((*path, "status"), value.get("status", "unknown"), status_labels())
        return Material(
            status,
            self.date_at((*path, "date")),
            self.optional_line((*path, "ref")),
            self.optional_line((*path, "issuer")),
            None
            if value.get("copies") is None
            else self.read((*path, "copies"), copies_of, value["copies"], _("份数")),
            self.numbered_line((*path, "attachment")),
            self.optional_line((*path, "file")),
            self.channels((*path, "channel"), value.get("channel")),
        )

    def channels(self, path: KeyPath, value: Any) -> tuple[str, ...] | None:
        """Return where a paper was published, one id counting as a list of one; None where that is not said."""
        if value is None or value in ("unknown", []):
            return None
        if not isinstance(value, list):
            return (self.one_of(path, value, self.vocabulary.channels),)
        found = [self.one_of((*path, at), each, self.vocabulary.channels) for at, each in enumerate(value)]
        return tuple(dict.fromkeys(found))

    def copies(self, path: KeyPath) -> int | None:
        """Return how many copies of a paper there are, or None where it is not said; raises InputError otherwise."""
        value = self.get(path)
        return None if value is None else self.read(path, copies_of, value, _("份数"))

    def numbered_line(self, path: KeyPath) -> str | None:
        """Return the one-line text at ``path``, which may be a bare number, or None where it is missing."""
        value = self.get(path)
        return str(value) if type(value) is int else self.optional_line(path)

    def dates(self) -> dict[str, date]:
        """Return the known dates by id, leaving out null and ``unknown``; raises InputError for one the pack lacks."""
        found: dict[str, date] = {}
        for name, value in self.mapping("dates").items():
            if name not in self.vocabulary.dates:
                if self.is_asked_below("dates", name):
                    continue
                self.fail(
                    ("dates", name),
                    _("没有 {name} 这个日期").format(name=name),
                    nearest_name(name, self.vocabulary.dates),
                    key=True,
                )
            if value is not None and value != "unknown":
                found[name] = self.read(("dates", name), real_date, value, self.vocabulary.dates[name])
        return found

    def bundle(self) -> dict[str, MaterialStatus]:
        """Return which papers of an office's list are at hand, by the list's ids; what is unknown is left out.

        Which ids there are the office says, not the pack: any line of text may be one.
        """
        found: dict[str, MaterialStatus] = {}
        for name, value in self.mapping("bundle").items():
            path: KeyPath = ("bundle", name)
            self.read(path, one_line, name, "bundle")
            if value is not None and value != "unknown":
                found[name] = self.one_of(path, value, status_labels())
        return found

    def exceptions(self) -> tuple[Deviation, ...]:
        """Return the exceptions in the file's order; raises InputError for no list, or a clause written twice."""
        items = self.get(("exceptions",))
        if items is None:
            return ()
        if not isinstance(items, list):
            self.fail(("exceptions",), _("exceptions 应当是列表"), _("每条以 - 开头"))
        deviations = [self.deviation(("exceptions", number), item) for number, item in enumerate(items)]
        ids = [each.clause for each in deviations]
        twice = next((number for number, clause in enumerate(ids) if clause in ids[:number]), None)
        if twice is not None:
            self.fail(("exceptions", twice), _("{clause} 的例外写了两次").format(clause=ids[twice]), _("只留一条"))
        known = {each.id for each in self.pack.clauses}  # of a layer that does not judge now, they stay in the file
        return tuple(each for each in deviations if each.clause in known)

    def deviation(self, path: KeyPath, item: Any) -> Deviation:
        """Return one exception; raises InputError for a missing or unknown key, or a clause the pack does not have."""
        if not isinstance(item, dict):
            self.fail(path, _("例外的写法不对"), _("写成 {clause: 条款号, reason: 理由, approved_by: 批准人}"))
        self.keys(path, DEVIATION_KEYS)
        for key in ("clause", "reason", "approved_by"):
            if item.get(key) is None:
                self.fail(
                    path,
                    _("例外缺少 {key}").format(key=key),
                    _("写明条款号（clause）、理由（reason）和批准人（approved_by）"),
                )
        clause = self.line((*path, "clause"))
        known = [each.id for each in self.pack.clauses]
        if clause not in known and not (self.whole and self.whole.clause(clause)):
            self.fail(
                (*path, "clause"),
                _("没有 {clause} 这一条款").format(clause=clause),
                suggestion(clause, known) or _("条款号见 clerkcheck pack show {pack}").format(pack=self.pack.id),
            )
        return Deviation(
            clause, self.line((*path, "reason")), self.line((*path, "approved_by")), self.date_at((*path, "until"))
        )


def _nearest_bool(value: Any) -> str:
    yes = str(value).strip().lower() in ("是", "有", "1", "true", "yes", "y")
    no = str(value).strip().lower() in ("否", "无", "0", "false", "no", "n")
    if yes or no:
        return _("写 {value}").format(value="true" if yes else "false")
    return _("是写 true，否写 false，不清楚的删去这一行")


def _shape(data: Any) -> str:
    return _("空的") if data is None else _("一个列表") if isinstance(data, list) else _("一段文字")

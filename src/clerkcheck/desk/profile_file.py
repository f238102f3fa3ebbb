"""``profiles.yaml``, read as strictly as a pack: each wrong name with its file and line, and the nearest right one."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import Field

from clerkcheck.cases.answers import number_of, selection_of
from clerkcheck.i18n import _
from clerkcheck.literals import CaseKind
from clerkcheck.packs.loading import typed
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.packs.schema import Id, Strict, Text
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_document
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import ValueProblem


class Profile(NamedTuple):
    """A kind of item. ``denied``: facts it answers "no"; ``answers``: facts with another answer.

    ``about``: the facts it deals with itself; ``title``: words by which a title speaks of it. ``spoken_of``: by fact,
    the words by which a title speaks of that, so that it is not answered "no". ``before``: by another kind, the words
    by which a title speaks rather of this one than of that.
    """

    id: str
    label: str
    help: str
    kind: CaseKind
    title: tuple[str, ...]
    about: frozenset[str]
    denied: frozenset[str]
    answers: Mapping[str, Any]
    spoken_of: Mapping[str, tuple[str, ...]] = {}
    before: Mapping[str, tuple[str, ...]] = {}


class ProfileEntry(Strict):
    """One profile as the file has it; ``deny`` names facts, or blocks of them."""

    label: Text | None = None
    help: Text = ""
    kind: CaseKind | None = None
    title: list[Text] = Field(default=[])
    before: dict[Id, list[Text]] = Field(default={})
    about: list[Id] = Field(default=[])
    deny: list[Id] = Field(default=[])
    set: dict[Id, bool | int | float | Id | list[Id]] = Field(default={})
    replace: bool = False


class ProfilesFile(Strict):
    """``profiles.yaml``: ``blocks`` are facts that are usually denied together.

    ``titles``: of a fact the words by which a title speaks of it: then no profile answers it "no".
    """

    blocks: dict[Id, list[Id]] = Field(default={})
    titles: dict[Id, list[Text]] = Field(default={})
    profiles: dict[Id, ProfileEntry] = Field(min_length=1)


class ProfileReader:
    """Resolves the names of the files for one pack; what is wrong is gathered in ``errors``."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.errors = pack, list[InputError]()
        self.blocks: dict[str, list[str]] = {}
        self.titles: dict[str, tuple[str, ...]] = {}

    def wrong(self, document: Document, message: str, path: KeyPath, remedy: str = "", *, key: bool = False) -> None:
        """Add an error at a place of a file."""
        self.errors.append(document.error(message, path, remedy, key=key))


def read_profiles(path: str, reader: ProfileReader, found: dict[str, Profile], *, everybodys: bool) -> None:
    """Read a file into ``found``. In everybody's a fact that only other packs have is passed over."""
    document = read_document(path)
    try:
        entries = typed(ProfilesFile, document)
    except InputError as error:
        reader.errors.append(error)
        return
    file = _File(document, reader, everybodys)
    for name, facts in entries.blocks.items():
        if name in reader.pack.vocabulary.facts or (everybodys and name in facts_anywhere()):
            reader.wrong(
                document, _("{name} 已是事实名").format(name=name), ("blocks", name), _("换一个名字"), key=True
            )
        reader.blocks[name] = file.facts(facts, ("blocks", name), reader.blocks)
    for name, words in entries.titles.items():
        if file.known(name, ("titles", name), {}, key=True):
            reader.titles[name] = (*reader.titles.get(name, ()), *words)
    for name, entry in entries.profiles.items():
        for other in entry.before.keys() - entries.profiles.keys() - found.keys():
            labels = {each: profile.label for each, profile in found.items()}
            labels |= {each: profile.label or "" for each, profile in entries.profiles.items()}
            text, path_ = _("没有 {name} 这一类").format(name=other), ("profiles", name, "before", other)
            reader.wrong(document, text, path_, suggestion(other, labels), key=True)
        made = file.profile(name, entry, None if entry.replace else found.get(name))
        if made is not None:
            found[name] = made


class _File:
    """One file, with the names that may stand in it."""

    def __init__(self, document: Document, reader: ProfileReader, everybodys: bool) -> None:
        self.document, self.reader, self.everybodys = document, reader, everybodys
        self.words = reader.pack.vocabulary.facts

    def facts(self, names: Iterable[str], path: KeyPath, blocks: Mapping[str, list[str]] | None = None) -> list[str]:
        """Return the facts named, those of a block named among them; an error is added for each unknown name."""
        found: list[str] = []
        for place, name in enumerate(names):
            if blocks and name in blocks:
                found += blocks[name]
            elif self.known(name, (*path, place), blocks or {}):
                found.append(name)
        return found

    def known(self, name: str, path: KeyPath, blocks: Mapping[str, object], *, key: bool = False) -> bool:
        """Whether a pack has the fact; where no pack can have it, an error is added."""
        if name in self.words:
            return True
        if not (self.everybodys and name in facts_anywhere()):
            choices = {each: fact.label for each, fact in self.words.items()} | dict.fromkeys(blocks, "")
            message = _("没有 {name} 这个事实").format(name=name)
            self.reader.wrong(self.document, message, path, suggestion(name, choices), key=key)
        return False

    def profile(self, name: str, entry: ProfileEntry, base: Profile | None) -> Profile | None:
        """Return a profile as it stands here; ``base`` is the one of that name that it adds to."""
        path: KeyPath = ("profiles", name)
        if base is None and (entry.label is None or entry.kind is None):
            self.reader.wrong(self.document, _("新的类别要写 label 和 kind"), path, key=True)
            return None
        about = self.facts(entry.about, (*path, "about"), self.reader.blocks)
        denied = self.facts(entry.deny, (*path, "deny"), self.reader.blocks)
        answers = self.answers(entry.set, (*path, "set"))
        base = base or Profile(name, "", "", entry.kind or "agenda_item", (), frozenset(), frozenset(), {})
        made = Profile(
            name, entry.label or base.label, entry.help or base.help, entry.kind or base.kind,
            (*base.title, *entry.title), base.about | set(about), (base.denied | set(denied)) - set(answers),
            {**base.answers, **answers},
            before={**base.before, **{other: tuple(words) for other, words in entry.before.items()}},
        )  # fmt: skip
        for fact in sorted(made.about & made.denied):
            text, label = _("〔{label}〕办的就是“{fact}”，不能替人答“否”"), self.words[fact].label
            remedy = _("从 deny 或 about 里删去 {fact}").format(fact=fact)
            self.reader.wrong(self.document, text.format(label=made.label, fact=label), path, remedy, key=True)
        return made

    def answers(self, entries: Mapping[str, Any], path: KeyPath) -> dict[str, Any]:
        """Return the answers that fit this pack; an error is added for each that a fact cannot have."""
        found = {}
        for name, value in entries.items():
            if self.known(name, (*path, name), {}, key=True):
                try:
                    found[name] = _fitting(self.words[name], value)
                except ValueProblem as problem:
                    self.reader.wrong(self.document, problem.message, (*path, name), problem.remedy)
        return found


def _fitting(fact: Fact, value: Any) -> Any:
    """A value as a case file has it; raises ValueProblem where the fact cannot have it."""
    if fact.type == "bool":
        if not isinstance(value, bool):
            raise ValueProblem(_("{label}：要写 true 或 false").format(label=fact.label), "")
        return value
    if not fact.of:
        return number_of(fact, value)
    chosen = list(value) if isinstance(value, list) else [str(value)]
    for each in chosen:
        if each not in fact.of:
            message = _("{label}：没有 {value} 这个选项").format(label=fact.label, value=each)
            raise ValueProblem(message, suggestion(each, fact.of))
    if fact.type == "choice":
        if len(chosen) != 1:
            raise ValueProblem(_("{label}：只能选一项").format(label=fact.label), "")
        return chosen[0]
    selection_of(fact, chosen)
    return chosen


@lru_cache(maxsize=1)
def facts_anywhere() -> frozenset[str]:
    """Return the facts of all shipped packs."""
    found: set[str] = set()
    for each in pack_ids():
        found.update(load_pack(each).vocabulary.facts)
    return frozenset(found)

"""``checklists/steps.yaml``: the steps by which a case gets ready, read as strictly as a pack.

Kept out of the start-up of ``check``: only ``plan`` imports it.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field

from clerkcheck.i18n import _
from clerkcheck.packs.loading import typed
from clerkcheck.packs.model import Pack
from clerkcheck.packs.schema import Id, Ids, Strict, Text
from clerkcheck.packs.store import beside_packs, checklists, shared_vocabulary
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError, InputErrors, Place
from clerkcheck.reading.files import read_document
from clerkcheck.reading.nearest import suggestion

FILE = "steps.yaml"
ANCHOR = "anchor"
LONGEST_LABEL = 8  # characters: what is left of 80 columns beside the chart


class PlanStep(NamedTuple):
    """One step. ``before`` are the ids of all steps that come earlier, directly or not; ``follows``: after the anchor.

    ``papers`` are ids of the pack's vocabulary; ``due`` is a deadline id, "" for none; ``rest``: it takes all other
    papers.
    """

    id: str
    label: str
    papers: tuple[str, ...]
    before: frozenset[str]
    takes: tuple[str, ...]
    due: str
    follows: bool
    rest: bool


class Anchoring(NamedTuple):
    """What a kind of case is planned from: the first of ``dates`` it has; all is ready ``ahead`` working days before.

    ``short`` names it in the chart.
    """

    short: str
    dates: tuple[str, ...]
    ahead: int


class Steps(NamedTuple):
    """All steps, earlier ones first, and the anchor of each kind of case."""

    anchors: dict[str, Anchoring]
    steps: tuple[PlanStep, ...]


class LengthEntry(Strict):
    """A deadline whose clauses say how long a step takes; ``of``: the layer whose it is, where others lack it."""

    deadline: Id
    of: Id | None = None


def _listed(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class StepEntry(Strict):
    """One step as the file has it."""

    id: Id
    label: Text
    papers: list[Id] = Field(default=[])
    own_papers: dict[Id, Ids] = Field(default={})
    after: list[Id] = Field(default=[])
    takes: Annotated[list[LengthEntry], BeforeValidator(_listed)] = Field(default=[])
    due: Id | None = None
    rest: bool = False


class AnchorEntry(Strict):
    """The anchor of one kind of case as the file has it."""

    label: Text
    dates: Ids
    ahead: int = Field(default=0, ge=0, le=20)


class AnchorEntries(Strict):
    """An anchor for each kind of case."""

    agenda_item: AnchorEntry
    document: AnchorEntry


class StepsFile(Strict):
    """``steps.yaml``: the days a plan counts back from, and the steps before them."""

    anchors: AnchorEntries
    steps: list[StepEntry] = Field(min_length=1)


def steps_file(pack_folder: str) -> str:
    """Return the steps.yaml beside a pack's folder, or else the shipped one."""
    return beside_packs(pack_folder, FILE)


def load_steps(path: str | os.PathLike[str], pack: Pack) -> Steps:
    """Return the steps in ``path`` as they stand for ``pack``; raises InputErrors with every problem and its place.

    The shipped steps are written in the shipped vocabulary. For a pack that has another beside it they are read for
    what it knows: a paper, date or deadline that it does not know cannot come up in its cases.
    """
    document = read_document(path)
    entries = typed(StepsFile, document)
    if not _of_another_vocabulary(os.fspath(path), pack):
        return _StepsReader(document, entries, pack).steps()
    try:
        return _PartReader(document, entries, pack).steps()
    except InputError as error:
        message = _("随程序附带的办理步骤用不到这个规则包自己的词汇上：{error}").format(error=error)
        raise InputError(message, Place(pack.folder), _("在 vocabulary.yaml 旁边放一份自己的 steps.yaml")) from None


def _of_another_vocabulary(path: str, pack: Pack) -> bool:
    shipped = os.path.join(checklists(), "")
    own = bool(pack.folder) and not shared_vocabulary(pack.folder).startswith(shipped)
    return own and path.startswith(shipped)


class _StepsReader:
    """Resolves the names of one file against one pack's vocabulary."""

    def __init__(self, document: Document, entries: StepsFile, pack: Pack) -> None:
        self.document, self.entries, self.pack = document, entries, pack
        self.errors: list[InputError] = []
        self.before: dict[str, frozenset[str]] = {ANCHOR: frozenset()}
        self.yielded: dict[str, str] = {}  # paper -> step
        self.placed = {name for entry in entries.steps for name in entry.own_papers.get(pack.id, [])}

    def steps(self) -> Steps:
        """Return the steps and anchors; raises InputErrors with every problem found."""
        anchors = {
            "agenda_item": self.anchor("agenda_item", self.entries.anchors.agenda_item),
            "document": self.anchor("document", self.entries.anchors.document),
        }
        steps = tuple(self.step(entry, ("steps", place)) for place, entry in enumerate(self.entries.steps))
        if sum(step.rest for step in steps) != 1:
            self.wrong(_("要有一步、也只能有一步写 rest: true"), ("steps",), _("没有归入别的步骤的要件归它"))
        if self.errors:
            raise InputErrors(self.errors)
        return Steps(anchors, steps)

    def anchor(self, kind: str, entry: AnchorEntry) -> Anchoring:
        """Return the anchor of a kind of case; errors are added for a label too long and unknown dates."""
        path: KeyPath = ("anchors", kind)
        self.label(entry.label, path)
        dates = self.known(entry.dates, self.pack.vocabulary.dates, (*path, "dates"))
        return Anchoring(entry.label, tuple(dates), entry.ahead)

    def step(self, entry: StepEntry, path: KeyPath) -> PlanStep:
        """Return one step; an error is added for each thing wrong with it."""
        self.label(entry.label, path)
        before = self.earlier(entry, path)
        papers = tuple(self.papers(entry, path))
        takes = tuple(self.takes(entry, path))
        self.deadline(entry.due, (*path, "due"))
        if entry.due and (takes or papers):
            self.wrong(_("due 不能和 takes、papers 同时写"), (*path, "due"), _("分成两步"))
        if not (entry.due or entry.rest or entry.papers or entry.own_papers):
            self.wrong(_("这一步既不出要件，也没有时限"), path, _("写 papers 或 due"))
        return PlanStep(entry.id, entry.label, papers, before, takes, entry.due or "", ANCHOR in before, entry.rest)

    def earlier(self, entry: StepEntry, path: KeyPath) -> frozenset[str]:
        """All steps before this one; only those above may be named, so that no circle can arise."""
        found: set[str] = set()
        for place, name in enumerate(entry.after):
            if name not in self.before:
                remedy = suggestion(name, self.before) or _("after 只能写排在上面的步骤")
                self.wrong(_("上面没有 {name} 这一步").format(name=name), (*path, "after", place), remedy)
            found |= {name} | self.before.get(name, frozenset())
        if entry.id in self.before:
            self.wrong(_("步骤 {id} 写了两次").format(id=entry.id), (*path, "id"), _("换一个 id"))
        self.before[entry.id] = frozenset(found)
        return self.before[entry.id]

    def papers(self, entry: StepEntry, path: KeyPath) -> Iterator[str]:
        """Yield the step's papers, then those of the pack's layers; errors are added for those unknown or placed."""
        own = [(entry.own_papers.get(self.pack.id, []), (*path, "own_papers", self.pack.id))]
        for layer in self.pack.layers[1:]:  # whose papers the pack itself may have placed otherwise
            names = [name for name in entry.own_papers.get(layer, []) if name not in self.placed]
            own.append((names, (*path, "own_papers", layer)))
        for written, at in ((entry.papers, (*path, "papers")), *own):
            for place, name in enumerate(self.known(written, self.pack.vocabulary.materials, at)):
                if name in self.yielded:
                    first = self.yielded[name]
                    self.wrong(_("{name} 已归入 {step} 这一步").format(name=name, step=first), (*at, place))
                self.yielded[name] = entry.id
                yield name

    def takes(self, entry: StepEntry, path: KeyPath) -> Iterator[str]:
        """Yield the deadlines that say how long the step takes, those of layers that the pack has not left out."""
        for place, each in enumerate(entry.takes):
            if each.of is None or each.of in self.pack.layers:
                self.deadline(each.deadline, (*path, "takes", place, "deadline"), counted_on=True)
                yield each.deadline

    def deadline(self, name: str | None, path: KeyPath, *, counted_on: bool = False) -> None:
        """Check a deadline id; one that a length comes from must count forward."""
        if name is None:
            return
        if name not in self.pack.vocabulary.deadlines:
            self.unknown(_("没有 {name} 这个时限"), name, self.pack.vocabulary.deadlines, path)
        elif counted_on and any(clause.offset < 0 for clause in self.pack.deadlines() if clause.due == name):
            self.wrong(_("{name} 往前数，不是办理时长").format(name=name), path, _("时限写在 due"))

    def known(self, names: Iterable[str], labels: Mapping[str, str], path: KeyPath) -> list[str]:
        """Return ``names``; an error is added at each that ``labels`` does not have."""
        for place, name in enumerate(names):
            if name not in labels:
                self.unknown(_("没有 {name}"), name, labels, (*path, place))
        return list(names)

    def unknown(self, message: str, name: str, labels: Mapping[str, str], path: KeyPath) -> None:
        """Add an error for a name that the vocabulary does not have, with the nearest one."""
        self.wrong(message.format(name=name), path, suggestion(name, labels))

    def label(self, label: str, path: KeyPath) -> None:
        """Add an error where ``label`` is longer than LONGEST_LABEL characters."""
        if len(label) > LONGEST_LABEL:
            text = _("label 太长（{n} 字，最多 {most} 字）").format(n=len(label), most=LONGEST_LABEL)
            self.wrong(text, (*path, "label"), _("写短些"))

    def written(self, path: KeyPath) -> KeyPath:
        """The path as the file has it: a single entry may stand without the list that it is read as."""
        short = tuple(part for place, part in enumerate(path) if not (path[place - 1] == "takes" and part == 0))
        return path if path in self.document.marks else short

    def wrong(self, message: str, path: KeyPath, remedy: str = "") -> None:
        """Add an error at ``path`` as the file has it; reading goes on."""
        self.errors.append(self.document.error(message, self.written(path), remedy))


class _PartReader(_StepsReader):
    """Reads the shipped steps for a pack with another vocabulary: names that it does not have are passed over."""

    def known(self, names: Iterable[str], labels: Mapping[str, str], path: KeyPath) -> list[str]:
        """Return those of ``names`` that ``labels`` has."""
        return [name for name in super().known(names, labels, path) if name in labels]

    def unknown(self, message: str, name: str, labels: Mapping[str, str], path: KeyPath) -> None:
        """Add no error: a name that the pack lacks is left out."""

"""What an office calls the columns of its registers: 台账对照.yaml, beside the registers.

One line a heading: what it stands for here, or 不用 for a column that has nothing to do with the rules. The program
writes the file where a heading is met that it does not know, with a proposal for each; it is the office's from then on
and never written again. A proposal with a question mark counts only once the mark is gone: nothing is guessed.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple

from clerkcheck.batch.sources.columns_asked import labels_offered
from clerkcheck.batch.sources.heading_guess import ASKED, NOT_USED, HeadingProposal
from clerkcheck.batch.sources.headings import KnownHeadings, heading_key, placed
from clerkcheck.i18n import _, joined, labelled, listed
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import shown

NAME = "台账对照.yaml"


class HeadingEntry(NamedTuple):
    """A line of the file: the heading as written, what it stands for, where that is, and what is amiss with it."""

    heading: str
    meant: str
    place: Place | None
    problem: tuple[str, str] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is a proposal that nobody has confirmed."""
        return self.meant.endswith(ASKED)

    def error(self, pack: Pack) -> InputError | None:
        """Return the error for a line that says nothing the pack can use; None for one that is right."""
        if self.problem is not None:
            return InputError(self.problem[0], self.place, self.problem[1])
        if self.meant == NOT_USED or placed(self.meant, pack) is not None:
            return None
        listed_in = _("列名见 clerkcheck batch template {pack}").format(pack=pack.id)
        remedy = suggestion(self.meant, labels_offered(pack)) or listed_in
        return InputError(_("没有“{name}”这一项").format(name=self.meant), self.place, remedy)


class OfficeHeadings:
    """The file of one folder, there or not."""

    def __init__(self, folder: str) -> None:
        """Read the file; raises InputError where it cannot be read."""
        self.path = os.path.join(folder, NAME)
        self.was_there = os.path.lexists(self.path)  # before this run
        self.entries = _read(self.path) if self.was_there else {}
        self._ours: dict[str, HeadingProposal] = {}  # written in this run

    def entry(self, heading: str) -> HeadingEntry | None:
        """Return what the file says of a heading; None for one it does not have."""
        return self.entries.get(heading_key(heading)) if self.entries else None

    def translated(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """Return the headings as they are meant; those not used begin with #."""
        if not self.entries:
            return header
        entries = map(self.entry, header)
        return tuple(_meant(entry, each) for entry, each in zip(entries, header, strict=True))

    def known(self, pack: Pack | None) -> KnownHeadings:
        """Return which texts are headings, those of the file among them."""
        return KnownHeadings(pack, (each.heading for each in self.entries.values()))

    def propose(self, proposals: Mapping[str, HeadingProposal]) -> list[str]:
        """Write the file where there is none yet; return what there is to say of it, and the lines it lacks.

        Raises no error where it cannot be written: that is said.
        """
        if self.was_there:
            return self._still_open(proposals)
        found = {**self._ours, **{name: each for name, each in proposals.items() if name not in self._ours}}
        if found == self._ours:
            return []
        try:
            with open(self.path, "w" if self._ours else "x", encoding="utf-8", newline="\n") as file:
                file.write(_text(found))
        except OSError:
            return [_("{file} 写不了，列名要在台账里改").format(file=self.path)]
        self._ours = found
        return [_("已写好 {file}：逐行核对，带问号的改好或删去问号，再运行一次").format(file=self.path)]

    def _still_open(self, proposals: Mapping[str, HeadingProposal]) -> list[str]:
        """What the file must still say: which of its lines have a question mark, and which headings it lacks."""
        entries = {name: self.entry(name) for name in proposals}
        lines = sorted({e.place.line or 0 for e in entries.values() if e and e.is_open and e.place})
        missing = {name: each for name, each in proposals.items() if entries[name] is None}
        said = [_("第 {lines} 行还没有核对，改好或删去问号").format(lines=listed(map(str, lines)))] if lines else []
        if missing:
            said.append(_("没有写 {names}，加上这几行：").format(names=listed(map(shown, missing))))
        return [labelled(self.path, joined(said)), *_lines(missing)] if said else []


def _meant(entry: HeadingEntry | None, heading: str) -> str:
    if entry is None or entry.is_open or entry.problem:
        return heading
    return f"#{heading}" if entry.meant == NOT_USED else entry.meant


def _read(path: str) -> dict[str, HeadingEntry]:
    from clerkcheck.reading.files import read_document
    from clerkcheck.reading.yaml_faults import refuse_without_colon

    document = read_document(path)
    if not isinstance(document.data, dict):
        if document.data is None:
            return {}
        refuse_without_colon(document.text, path)
        raise InputError(_("应当是“列名: 对应的项”的形式"), Place(path), _("每行写一项，冒号后空一格"))
    entries: dict[str, HeadingEntry] = {}
    for heading, meant in document.data.items():
        key = heading_key(str(heading))
        if key in entries:
            raise document.error(_("“{name}”写了两次").format(name=heading), (heading,), _("只留一行"), key=True)
        entries[key] = HeadingEntry(str(heading), str(meant or "").strip(), document.place((heading,)), _problem(meant))
    return entries


def _problem(meant: object) -> tuple[str, str] | None:
    if meant is None or not str(meant).strip():
        return _("没有写对应哪一项"), _("写上对应的项；与审查无关的写 不用")
    if not isinstance(meant, str):
        return _("应当是文字"), _("写列名或 id；与审查无关的写 不用")
    return None


def _text(proposals: Mapping[str, HeadingProposal]) -> str:
    head = (
        _("台账列名对照。冒号前是台账里的列名，冒号后是它对应的项（列名见 clerkcheck batch template 写出的台账）；"),
        _("与审查无关的列写 不用。带问号的是建议：对的删去问号，不对的改掉。放在台账旁边，以后都照它读。"),
    )
    lines = [f"# {each}" for each in head]
    return "\n".join([*lines, *_lines(proposals)]) + "\n"


def _lines(proposals: Mapping[str, HeadingProposal]) -> list[str]:
    """The line of each heading."""
    return [
        f"{_scalar(heading)}: {_scalar(each.meant)}" + (f"  # {each.label}" if each.label else "")
        for heading, each in proposals.items()
    ]


def _scalar(text: str) -> str:
    """A text as YAML has it: as it is where that is a text and nothing else."""
    import json
    import re

    if re.fullmatch(r"[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff（）.？]*", text) and text not in ("null", "true", "false"):
        return text
    return json.dumps(text, ensure_ascii=False)

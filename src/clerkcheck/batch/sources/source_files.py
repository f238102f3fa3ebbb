"""Folders and files to items, in the order given; within a folder by name, subfolders after files."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from clerkcheck.batch.sources.case_files import case_file, case_lines
from clerkcheck.batch.sources.folders import CASE_FILES, ENDINGS, OwnFile, in_folder, no_case_remedy, refused_in_folder
from clerkcheck.batch.sources.items import BatchItem, PassedOver, Where
from clerkcheck.batch.sources.office_headings import OfficeHeadings
from clerkcheck.batch.sources.source_sheet import Meter, Sheet, Unread, opened
from clerkcheck.batch.sources.table_files import TABLES, holds_workbook, sheets
from clerkcheck.batch.sources.table_rows import OwnResult, Rules, Skip, TableReader
from clerkcheck.batch.sources.unplaced import UnplacedHeadings
from clerkcheck.cases.office_rules import OfficeRules, office_rules
from clerkcheck.i18n import _
from clerkcheck.literals import CaseKind
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import PackLoader
from clerkcheck.reading.characters import printable
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import suggestion

RECORD = ".resume.json"  # beside the result of an interrupted run


class SourceFile:
    """A file to read; ``found`` in a folder rather than named, so what is no case may be passed over.

    ``refused``: why it is not read at all.
    """

    def __init__(self, path: str, *, found: bool, refused: InputError | None = None) -> None:
        """Take the path; nothing is opened."""
        self.path, self.found, self.refused, self.meter = path, found, refused, Meter()
        try:
            status = os.stat(path)
            self.size, self.stamp = status.st_size, status.st_mtime_ns
        except OSError:  # said when it is read
            self.size = self.stamp = 0
        ending = os.path.splitext(path)[1].lower()
        self.ending = "" if refused else ending if ending in ENDINGS else ".xlsx"  # a workbook, whatever it is called


class PackUse(NamedTuple):
    """How a pack is named: its id or path, the folder that is seen from, and whether with the layers below it."""

    name: str = ""
    beside: str = ""
    layers: bool = True


class Sources:
    """All the files of a run.

    ``passed`` gathers those found in folders that are known to hold no cases, ``skipped`` what was not read though it
    may hold some, ``notes`` what there is to say of tables, ``packs`` the packs in use by the name and folder they
    were asked for with, ``broken`` the files over which the program failed.
    """

    def __init__(
        self, names: Sequence[str], loader: PackLoader, pack: Pack | None, output: str, *, kind: CaseKind | None = None
    ) -> None:
        """Take folders and files, what loads packs, the file never to be read, and the pack and kind of rows that name
        none.
        """
        self._load, self.pack = loader, pack
        self._offices: dict[str, OfficeHeadings] = {}  # by folder
        self.rules = Rules(self.loader, pack, kind, self.office, self._propose)
        self.passed: list[str] = []
        self.skipped: dict[str, None] = {}
        self.notes: dict[str, None] = {}
        self.packs: dict[PackUse, Pack] = {}
        self.broken: list[str] = []
        self._never = os.path.abspath(output)
        self.files = [file for name in names for file in self._files(name)]
        self._total = sum(file.size for file in self.files) or 1

    def loader(self, name: str, beside: str = "", /, *, layers: bool = True) -> Pack:
        """Return a pack by id, or at that path from the folder ``beside``; raises InputError."""
        pack = self.packs[PackUse(name, beside, layers)] = self._load(name, beside, layers=layers)
        return pack

    def office(self, path: str) -> OfficeHeadings:
        """Return what the office calls the columns of registers beside a file; raises InputError for a bad file."""
        folder = os.path.dirname(path)
        if folder not in self._offices:
            self._offices[folder] = OfficeHeadings(folder)
        return self._offices[folder]

    def office_entries(self) -> list[tuple[str, str, str]]:
        """Return every line of the files that say what offices call their columns: folder, heading and meaning."""
        found = []
        for folder in sorted({os.path.dirname(file.path) for file in self.files if file.ending in TABLES}):
            with suppress(InputError):  # said where a table is read
                entries = self.office(os.path.join(folder, "")).entries
                found += [(folder, entry.heading, entry.meant) for entry in entries.values()]
        return found

    def settled(self) -> list[tuple[str, OfficeRules]]:
        """Return what the office of each folder with cases has settled for them: those of a bad file left out."""
        found = []
        for folder in sorted({os.path.dirname(file.path) for file in self.files}):
            with suppress(InputError):  # said where a case is read
                found.append((folder, office_rules(folder)))
        return found

    def _propose(self, path: str, error: UnplacedHeadings) -> None:
        """Write down what the headings that cannot be placed may stand for, and say so."""
        if said := self.office(path).propose(error.proposals):
            self.note(*said)

    def items(self, skip: int = 0) -> Iterator[BatchItem]:
        """Return every case or error; the first ``skip`` are passed over."""
        left = Skip(skip)
        for file in self.files:
            yield from self.items_of(file, left)
            file.meter.part = 1.0

    def part(self) -> float:
        """Return how much of all the bytes has been read, from 0 to 1."""
        return sum(file.size * file.meter.part for file in self.files) / self._total

    def note(self, text: str, *lines: str) -> None:
        """Keep something to be said at the end, with lines below it; once, however often it is found."""
        self.notes["\n  ".join(map(printable, (text, *lines)))] = None

    def _files(self, name: str) -> Iterator[SourceFile]:
        if os.path.isdir(name):
            for found in in_folder(name, self._is_ours, self.passed):
                yield SourceFile(found.path, found=True, refused=found.refused)
        elif os.path.exists(name):
            with opened(name):
                if os.path.splitext(name)[1].lower() not in ENDINGS and not holds_workbook(name):
                    raise InputError(_("不认识这种文件"), Place(name), no_case_remedy(name))
            yield SourceFile(name, found=False)
        else:
            near = suggestion(os.path.basename(name), _names_in(os.path.dirname(name) or "."))
            raise InputError(_("没有这个文件或文件夹"), Place(name), near or _("核对名字"))

    def _is_ours(self, path: str) -> bool:
        return os.path.abspath(path) in (self._never, self._never + RECORD)

    def items_of(self, file: SourceFile, skip: Skip) -> Iterator[BatchItem]:
        """Return every case or error of a file, those to be passed over left out."""
        try:
            if file.refused is not None:
                raise file.refused
            with opened(file.path):
                if file.ending in CASE_FILES:
                    yield from self._case_file(file, skip)
                elif file.ending == ".jsonl":
                    yield from case_lines(file.path, self.loader, file.meter, skip)
                else:
                    yield from self._table(file, skip)
        except InputError as error:
            yield from self._failed(file, Where(file.path), error, skip)
        except Exception as error:  # no file may take the whole run with it; told as what it is
            self.broken.append(file.path)
            yield from self._failed(file, Where(file.path), _internal(file.path, error), skip)

    def _case_file(self, file: SourceFile, skip: Skip) -> Iterator[BatchItem]:
        refused = refused_in_folder(file.path) if file.found else None
        if isinstance(refused, OwnFile):
            self.passed.append(file.path)
        elif refused is not None:
            yield from self._failed(file, Where(file.path), refused, skip)
        elif not skip.one():
            yield case_file(file.path, self.loader)

    def _table(self, file: SourceFile, skip: Skip) -> Iterator[BatchItem]:
        for sheet in self.sheets(file):
            try:
                reader = self.reader(sheet)
            except InputError as error:
                yield from self._failed(file, sheet.where, error, skip)
                continue
            yield from reader.items(skip)
            self.finished(reader)

    def sheets(self, file: SourceFile) -> "Iterator[Sheet | Unread]":
        """Yield the tables of a file, and what is wrong in the place of one that cannot be read.

        Where the header of another table ends one, that is the next, once :meth:`finished` was told of the first.
        """
        for sheet in sheets(file.path, file.meter, self.note, self.rules.known(file.path)):
            self._following: Sheet | None = None
            yield sheet
            while self._following is not None:
                following, self._following = self._following, None
                yield following

    def reader(self, sheet: Sheet | Unread) -> TableReader:
        """Return what reads a table's rows; raises InputError where its header, or all of it, cannot be read."""
        if isinstance(sheet, Unread):
            raise sheet.error
        return TableReader(sheet, self.rules)

    def finished(self, reader: TableReader) -> None:
        """Take what there is to say of a table whose rows have all been read."""
        self._following = reader.below.following
        for note in reader.notes():
            self.note(note)

    def _failed(self, file: SourceFile, where: Where, error: InputError, skip: Skip) -> Iterator[BatchItem]:
        if isinstance(error, OwnResult) and file.found:
            if file.path not in self.passed:  # a workbook has several sheets
                self.passed.append(file.path)
        elif isinstance(error, PassedOver):
            self.skipped[str(error)] = None
        elif not skip.one():
            yield BatchItem(where, None, None, error)


def _internal(path: str, error: Exception) -> InputError:
    from clerkcheck.faults import whom_to_tell

    return InputError(_("读这个文件时程序内部出错，其余照查"), Place(path), whom_to_tell(error))


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []

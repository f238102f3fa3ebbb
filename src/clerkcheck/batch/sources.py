"""Folders and files to items, in the order given; within a folder by name, subfolders after files."""

import os
from collections.abc import Iterator, Sequence

from clerkcheck.batch.case_files import case_file, case_lines
from clerkcheck.batch.items import Item, Where
from clerkcheck.batch.rows import OwnResult, Skip, TableReader
from clerkcheck.batch.tables import Meter, opened, sheets
from clerkcheck.cases.register import looks_like_case
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import PackLoader
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import read_text
from clerkcheck.reading.nearest import suggestion

CASE_FILES = (".yaml", ".yml", ".json")
TABLES = (".csv", ".xlsx", ".parquet")
ENDINGS = (*CASE_FILES, ".jsonl", *TABLES)


class SourceFile:
    """A file to read; ``found`` in a folder rather than named, so what is no case may be passed over."""

    def __init__(self, path: str, *, found: bool) -> None:
        """Take the path; nothing is opened."""
        self.path, self.found, self.meter = path, found, Meter()
        try:
            status = os.stat(path)
            self.size, self.stamp = status.st_size, status.st_mtime_ns
        except OSError:  # said when it is read
            self.size = self.stamp = 0
        self.ending = os.path.splitext(path)[1].lower()


class Sources:
    """All the files of a run. ``passed`` gathers those found in folders that hold no cases."""

    def __init__(self, names: Sequence[str], loader: PackLoader, pack: Pack | None, output: str) -> None:
        """Take folders and files, what loads packs, the pack of rows that name none, and the file never to be read."""
        self.loader, self.pack = loader, pack
        self.passed: list[str] = []
        self._never = os.path.abspath(output)
        self.files = [file for name in names for file in self._files(name)]
        self._total = sum(file.size for file in self.files) or 1

    def items(self, skip: int = 0) -> Iterator[Item]:
        """Return every case or error; the first ``skip`` are passed over."""
        left = Skip(skip)
        for file in self.files:
            yield from self.items_of(file, left)
            file.meter.part = 1.0

    def part(self) -> float:
        """Return how much of all the bytes has been read, from 0 to 1."""
        return sum(file.size * file.meter.part for file in self.files) / self._total

    def _files(self, name: str) -> Iterator[SourceFile]:
        if os.path.isdir(name):
            yield from self._in_folder(name)
        elif os.path.isfile(name):
            if os.path.splitext(name)[1].lower() not in ENDINGS:
                raise InputError(_("不认识这种文件"), Place(name), _("可用的有：") + "、".join(ENDINGS))
            yield SourceFile(name, found=False)
        else:
            near = suggestion(os.path.basename(name), _names_in(os.path.dirname(name) or "."))
            raise InputError(_("没有这个文件或文件夹"), Place(name), near or _("核对名字"))

    def _in_folder(self, folder: str) -> Iterator[SourceFile]:
        """Every file of a known kind; hidden ones, lock files (~$…) and our own result are left out."""
        with opened(folder):
            entries = sorted(os.scandir(folder), key=lambda each: (each.is_dir(), each.name))
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._in_folder(entry.path)
            elif entry.name.lower().endswith(ENDINGS) and not self._is_ours(entry.path):
                yield SourceFile(entry.path, found=True)

    def _is_ours(self, path: str) -> bool:
        return os.path.abspath(path) in (self._never, self._never + RECORD)

    def items_of(self, file: SourceFile, skip: Skip) -> Iterator[Item]:
        """Return every case or error of a file, those to be passed over left out."""
        try:
            with opened(file.path):
                if file.ending in CASE_FILES:
                    yield from self._case_file(file, skip)
                elif file.ending == ".jsonl":
                    yield from case_lines(file.path, self.loader, file.meter, skip)
                else:
                    yield from self._table(file, skip)
        except InputError as error:
            yield from self._failed(file, Where(file.path), error, skip)

    def _case_file(self, file: SourceFile, skip: Skip) -> Iterator[Item]:
        if file.found and not self._looks_like_case(file.path):
            self.passed.append(file.path)
        elif not skip.one():
            yield case_file(file.path, self.loader)

    def _table(self, file: SourceFile, skip: Skip) -> Iterator[Item]:
        for sheet in sheets(file.path, file.meter):
            try:
                reader = TableReader(sheet, self.loader, self.pack)
            except InputError as error:
                yield from self._failed(file, sheet.where, error, skip)
                continue
            yield from reader.items(skip)

    def _failed(self, file: SourceFile, where: Where, error: InputError, skip: Skip) -> Iterator[Item]:
        if isinstance(error, OwnResult) and file.found:
            if file.path not in self.passed:  # a workbook has several sheets
                self.passed.append(file.path)
        elif not skip.one():
            yield Item(where, None, None, error)

    @staticmethod
    def _looks_like_case(path: str) -> bool:
        try:
            return looks_like_case(read_text(path))
        except InputError:
            return True  # what cannot be read is reported, not passed over


RECORD = ".resume.json"  # beside the result of an interrupted run


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []

"""What a folder holds: files to read, files of ours to pass over, and files that cannot be read and must be named."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from typing import NamedTuple

from clerkcheck.batch.sources.items import PassedOver
from clerkcheck.batch.sources.office_headings import NAME as OFFICE_HEADINGS
from clerkcheck.batch.sources.own import is_own_paper, is_own_result
from clerkcheck.batch.sources.table_files import TABLES, holds_workbook
from clerkcheck.cases.office_rules import is_office_file
from clerkcheck.cases.register import looks_like_case
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import read_text, reason_of

CASE_FILES = (".yaml", ".yml", ".json")
ENDINGS = (*CASE_FILES, ".jsonl", *TABLES)
_SPREADSHEETS = frozenset(
    [".xlsb", ".xlt", ".xltx", ".xltm", ".ett", ".fods", ".numbers", ".dbf", ".tab"]
)  # fmt: skip
_DOCUMENTS = frozenset(
    [".doc", ".docm", ".dotx", ".wps", ".wpt", ".rtf", ".odt", ".ofd", ".pdf", ".ppt", ".pptx", ".dps"]
)
_ARCHIVES = frozenset([".zip", ".rar", ".7z", ".gz", ".tar", ".tgz"])
_OF_PACKS = ("vocabulary.yaml", "steps.yaml")  # beside the folders of packs
_NOTES = (".md", ".markdown")  # written for readers, never a case
_PAPERS = (".txt", ".docx")  # that may be tables, and may be papers of ours
_OURS = re.compile(r"\A\s*[\"']?schema[\"']?:\s*[\"']?clerkcheck\.", re.MULTILINE)


class FoundFile(NamedTuple):
    """A file of a folder, and (for one that cannot be read) why not."""

    path: str
    refused: InputError | None = None


def in_folder(folder: str, is_result: Callable[[str], bool], passed: list[str]) -> Iterator[FoundFile]:
    """Yield the files of a folder by name, subfolders after files; hidden and lock files (~$…) and README are left out.

    ``is_result``: whether a path is the result being written. ``passed`` is given what is no case and known to be none.
    """
    for entry in _entries(folder):
        if entry.name.startswith((".", "~$", "README")) or is_result(entry.path):
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield from _file(entry, passed)
        elif os.path.isfile(os.path.join(entry.path, "pack.yaml")):
            passed.append(entry.path)
        else:
            yield from in_folder(entry.path, is_result, passed)


def left_out(folder: str) -> Iterator[PassedOver]:
    """Yield what a summary of a folder leaves out, each with what to do: tables, documents, files that are no case.

    Files of ours, notes (.md) and subfolders are known to be no case and not named. Raises InputError as ``_entries``.
    """
    for entry in _entries(folder):
        if entry.name.startswith((".", "~$", "README")) or entry.is_dir():
            continue
        for found in _file(entry, []):
            refused = found.refused or _no_case(found.path)
            if isinstance(refused, PassedOver) and not isinstance(refused, OwnFile):
                yield refused


def _no_case(path: str) -> PassedOver | None:
    if path.lower().endswith(CASE_FILES):
        return refused_in_folder(path)
    return OwnFile(path, "") if is_own_result(path) else PassedOver(path, _("台账用 clerkcheck batch 查"))


def no_case_remedy(path: str) -> str:
    """Return what to do with a file whose ending is none of ``ENDINGS``."""
    ending = os.path.splitext(path)[1].lower()
    if ending in _SPREADSHEETS:
        return _("用 WPS 或 Excel 打开，另存为 .xlsx 再查")
    if ending in _DOCUMENTS:
        return _("只查案件和台账；里面是台账的，用 WPS 或 Word 另存为 .docx，或把表格另存为 .xlsx 再查")
    if ending in _ARCHIVES:
        return _("解压以后再查")
    return _("不是案件也不是台账；里面是台账的，另存为 .xlsx 再查")


def refused_in_folder(path: str) -> PassedOver | None:
    """Return why a file with a case's ending that was found in a folder is not read, None where it is to be read.

    What is known to be no case comes as OwnFile.
    """
    try:
        text = read_text(path)
    except InputError:
        return None  # what cannot be read is reported where it is read
    if looks_like_case(text):
        return None
    if (
        is_office_file(path)
        or os.path.basename(path) in (*_OF_PACKS, OFFICE_HEADINGS)
        or _OURS.search(text)
        or is_own_result(path)
    ):
        return OwnFile(path, "")
    return PassedOver(path, _("不像案件：没有 pack、kind、title 中的任何一项；不是案件的移到别处"))


class OwnFile(PassedOver):
    """A file of ours that is no case: an office file, a calendar, a report."""


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(folder), key=lambda each: (each.is_dir(follow_symlinks=False), each.name))
    except OSError as error:
        message = _("打不开文件夹：{why}").format(why=reason_of(error))
        raise InputError(message, Place(folder), _("核对权限")) from None


def _file(entry: os.DirEntry[str], passed: list[str]) -> Iterator[FoundFile]:
    path = entry.path
    try:
        mode = os.stat(path).st_mode
    except OSError:  # a broken link: said when it is read
        mode = stat.S_IFREG
    if stat.S_ISDIR(mode):
        yield FoundFile(path, PassedOver(path, _("是指向别处文件夹的链接；要查的直接给出那个文件夹")))
    elif not stat.S_ISREG(mode):
        yield FoundFile(path, PassedOver(path, _("不是普通文件，是管道或设备；移到别处")))
    elif path.lower().endswith((*_NOTES, *_PAPERS)) and (
        path.lower().endswith(_NOTES) or is_own_result(path) or is_own_paper(path)
    ):
        passed.append(path)
    elif path.lower().endswith(ENDINGS) or holds_workbook(path):
        yield FoundFile(path)
    elif is_own_result(path):
        passed.append(path)
    else:
        yield FoundFile(path, PassedOver(path, no_case_remedy(path)))

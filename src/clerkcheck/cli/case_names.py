"""The case files that a command line names: files, folders, patterns (Windows leaves those to us), and ``-``."""

import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from clerkcheck.cli.say import say_error
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

STDIN = "-"
_LONGEST = 1 << 20  # bytes of a case


class Named(NamedTuple):
    """The files of cases, in order, and whether something was passed over that may hold cases."""

    paths: tuple[str, ...]
    passed_over: bool = False


def case_names(names: Iterable[str]) -> Named:
    """Return the case files meant: of a folder those in it (not in subfolders), of a pattern those that fit it.

    What of them is no case is left out, and named on stderr unless it is known to be none (an office's settings). A
    file named by itself is always taken. Raises InputError for a folder or pattern without any case.
    """
    given = list(names)
    if all(name == STDIN or os.path.isfile(name) for name in given) and len(given) == 1:
        return Named(tuple(given))
    paths: list[str] = []
    passed_over = False
    for name in given:
        found, left_out = _of_name(name, alone=len(given) == 1)
        paths += found
        passed_over |= left_out
    return Named(tuple(dict.fromkeys(paths)), passed_over)


def read_stdin() -> str:
    """Return the text on standard input; raises InputError where it is no UTF-8, too long or empty."""
    place = Place(_("标准输入"))
    data = sys.stdin.buffer.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise InputError(_("太长，不是一件案件"), place, _("一次给一件"))
    if not data.strip():
        raise InputError(_("是空的"), place, _("从管道送进一件案件，如：clerkcheck check - < 案件.yaml"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(_("不是 UTF-8 编码"), place, _("存成 UTF-8 再送")) from None


def _of_name(name: str, *, alone: bool) -> tuple[list[str], bool]:
    """The files that one name means, and whether something else was left out."""
    if name == STDIN:
        return [name], False
    if os.path.isdir(name):
        return _in_folder(name)
    if not os.path.exists(name) and any(mark in name for mark in "*?["):
        import glob

        fitting = sorted(glob.glob(name))
        if not fitting:
            raise InputError(_("没有符合的文件"), Place(name), _("核对文件夹和写法，如 'cases/*.yaml'"))
        several = [_of_file(each) for each in fitting if not os.path.isdir(each)]
        return [path for paths, _left in several for path in paths], any(left for _paths, left in several)
    return _of_file(name) if not alone else ([name], False)


def _of_file(path: str) -> tuple[list[str], bool]:
    """One file of several: an office's settings beside the cases are no case, and no mistake."""
    from clerkcheck.batch.sources.folders import CASE_FILES, OwnFile, refused_in_folder

    known = refused_in_folder(path) if path.lower().endswith(CASE_FILES) and os.path.isfile(path) else None
    return ([], False) if isinstance(known, OwnFile) else ([path], False)


def _in_folder(folder: str) -> tuple[list[str], bool]:
    from clerkcheck.batch.sources.folders import left_out, refused_in_folder
    from clerkcheck.cases.register import listing

    paths = [each.path for each in listing(folder).files if refused_in_folder(each.path) is None]
    others = list(left_out(folder))
    for each in others:
        say_error(str(each))
    if not paths:
        message = _("文件夹里没有案件文件")
        raise InputError(message, Place(folder), _("放入 .yaml 或 .json 案件；台账用 clerkcheck batch 查"))
    return paths, bool(others)

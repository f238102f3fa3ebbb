"""What an office has settled for all its cases: by which layers they are judged, and how far an item goes from there.

It stands in the office file beside the cases, or in one that is named, whose other keys are what the office prints
(``reports.office``).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple, get_args

from clerkcheck.i18n import _, listed
from clerkcheck.literals import Step
from clerkcheck.packs.place_words import place_name
from clerkcheck.reading.documents import Document
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import read_document
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.parts import file_stamp
from clerkcheck.reading.written_values import ValueProblem, one_line

OFFICE_FILES = ("办公室.yaml", "office.yaml")
LAYERS = ("all", "local")


class OfficeRules(NamedTuple):
    """``layers``: what lies under a government's own rules judges, too. ``step``: how far an item goes, if not said.

    ``place``: the name of the place (禾谷县) whose cases follow the national rules alone. ``unit``: the unit that hands
    in what names none.
    """

    layers: bool = True
    step: Step | None = None
    place: str = ""
    unit: str = ""


class _FileRules(NamedTuple):
    """What one file says; None and "" where it is silent."""

    layers: str | None = None
    step: Step | None = None
    place: str = ""
    unit: str = ""


_given: list[str] = []  # office files that are named, the last for all cases


def office_file(folder: str) -> str | None:
    """Return the path of the office file in ``folder``, None where there is none; raises InputError for two of them."""
    found = [path for path in (os.path.join(folder, name) for name in OFFICE_FILES) if os.path.exists(path)]
    if len(found) > 1:
        raise InputError(
            _("办公室文件有两个：{names}").format(names=listed(OFFICE_FILES)), Place(folder), _("只留一个")
        )
    return found[0] if found else None


def is_office_file(path: str) -> bool:
    """Whether a file is an office's: by its name, or because it is the one that was named."""
    same = (os.path.abspath(path) == os.path.abspath(given) for given in _given)
    return os.path.basename(path) in OFFICE_FILES or any(same)


def office_rules(folder: str) -> OfficeRules:
    """Return what the office of ``folder`` has settled; raises InputError for a value that cannot be.

    An office file that is named goes before the one in the folder, key by key: what it leaves out, that one says.
    """
    files = (*_given[-1:], office_file(folder))
    said = [_read(path, file_stamp(path)) for path in files if path is not None]
    layers, step, place, unit = (next(filter(None, values), None) for values in zip(_FileRules(), *said, strict=True))
    return OfficeRules(layers != "local", step, place or "", unit or "")


@contextmanager
def given_office(path: str) -> Iterator[None]:
    """Have the office file at ``path`` settle what it says for all cases, wherever they lie."""
    _given.append(path)
    try:
        yield
    finally:
        _given.pop()


@lru_cache(maxsize=64)
def _read(path: str, _stamp: tuple[int, ...] | None) -> _FileRules:
    document = read_document(path)
    return said_in(document) if isinstance(document.data, dict) else _FileRules()


def said_in(document: Document) -> _FileRules:
    """Return what an office file settles; raises InputError with the place of a value that is not allowed."""
    step = _one_of(document, "step", get_args(Step)[:-1])
    place = _name(document, "place", lambda given: place_name(str(given)))
    unit = _name(document, "unit", one_line)
    return _FileRules(_one_of(document, "layers", LAYERS), step, place, unit)


def _name(document: Document, key: str, read: Callable[[Any], str]) -> str:
    given = document.data.get(key)
    if given is None:
        return ""
    try:
        return read(given)
    except ValueProblem as problem:
        raise document.error(problem.message, (key,), problem.remedy) from None


def _one_of(document: Document, key: str, allowed: tuple[str, ...]) -> Any:
    value = document.data.get(key)
    if value is None or value in allowed:
        return value
    message = _("{key} 没有“{value}”这个值").format(key=key, value=value)
    raise document.error(message, (key,), suggestion(str(value), allowed))

"""What an office has settled for all its cases: by which layers they are judged, and how far an item goes from there.

It stands in the office file beside the cases, whose other keys are what the office prints (``reports.office``).
"""

import os
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
from clerkcheck.reading.written_values import ValueProblem

OFFICE_FILES = ("办公室.yaml", "office.yaml")
LAYERS = ("all", "local")


class OfficeRules(NamedTuple):
    """``layers``: what lies under a government's own rules judges, too. ``step``: how far an item goes, if not said.

    ``place``: the name of the place (禾谷县) whose cases follow the national rules alone.
    """

    layers: bool = True
    step: Step | None = None
    place: str = ""


def office_file(folder: str) -> str | None:
    """Return the path of the office file in ``folder``, None where there is none; raises InputError for two of them."""
    found = [path for path in (os.path.join(folder, name) for name in OFFICE_FILES) if os.path.exists(path)]
    if len(found) > 1:
        raise InputError(
            _("办公室文件有两个：{names}").format(names=listed(OFFICE_FILES)), Place(folder), _("只留一个")
        )
    return found[0] if found else None


def office_rules(folder: str) -> OfficeRules:
    """Return what the office of ``folder`` has settled; raises InputError for a value that cannot be."""
    path = office_file(folder)
    return OfficeRules() if path is None else _read(path, file_stamp(path))


@lru_cache(maxsize=64)
def _read(path: str, _stamp: tuple[int, ...] | None) -> OfficeRules:
    document = read_document(path)
    return rules_of(document) if isinstance(document.data, dict) else OfficeRules()


def rules_of(document: Document) -> OfficeRules:
    """Return what an office file settles; raises InputError with the place of a value that is not allowed."""
    layers = _one_of(document, "layers", LAYERS) or LAYERS[0]
    return OfficeRules(layers == "all", _one_of(document, "step", get_args(Step)[:-1]), _place(document))


def _place(document: Document) -> str:
    given = document.data.get("place")
    if given is None:
        return ""
    try:
        return place_name(str(given))
    except ValueProblem as problem:
        raise document.error(problem.message, ("place",), problem.remedy) from None


def _one_of(document: Document, key: str, allowed: tuple[str, ...]) -> Any:
    value = document.data.get(key)
    if value is None or value in allowed:
        return value
    message = _("{key} 没有“{value}”这个值").format(key=key, value=value)
    raise document.error(message, (key,), suggestion(str(value), allowed))

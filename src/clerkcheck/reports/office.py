"""The office file (办公室.yaml or office.yaml beside the cases): its own letterhead, name, contact and words."""

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from clerkcheck.cases.office_rules import office_file, said_in
from clerkcheck.i18n import _, labelled
from clerkcheck.reading.documents import Document
from clerkcheck.reading.files import read_document
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import ValueProblem, one_line
from clerkcheck.reports.bundle import BundleItem, bundle_of, usual_bundle

PLACEHOLDERS = ("unit", "title", "regulation", "day", "basis")
_BRACED = re.compile(r"\{([^{}]*)\}")
_LONGEST = 500  # characters of a sentence
_MOST_SIGNS = 8


class Office(NamedTuple):
    """What an office prints on its papers; "" where it is left to be filled in. ``wording`` holds every sentence.

    ``bundle``: the papers that it wants handed in together. ``signs``: who signs its sheet on one page.
    """

    letterhead: str = ""
    name: str = ""
    contact: str = ""
    phone: str = ""
    number_prefix: str = ""
    wording: Mapping[str, str] = {}
    bundle: tuple[BundleItem, ...] = ()
    signs: tuple[str, ...] = ()

    def say(self, key: str, **values: str) -> str:
        """Return a sentence with its {placeholders} replaced; what stands in a value is never read as one."""
        return _BRACED.sub(lambda found: values.get(found[1], found[0]), self.wording[key])


_KEYS = ("letterhead", "name", "contact", "phone", "number_prefix")


@lru_cache(maxsize=1)
def plain_office() -> Office:
    """Return the office of which nothing is known: the usual words, everything else left to be filled in."""
    data = read_document(os.path.join(os.path.dirname(os.path.abspath(__file__)), "wording.yaml")).data
    return Office(
        wording={key: _(sentence) for key, sentence in data.items()}, bundle=usual_bundle(), signs=_usual_signs()
    )


def office_beside(folder: str) -> Office:
    """Return the office of the file in ``folder``, or the plain one; raises InputError for two of them."""
    path = office_file(folder)
    return load_office(path) if path is not None else plain_office()


def load_office(path: str) -> Office:
    """Return the office a file describes. Raises InputError with the place: unknown keys, values that are no text."""
    document = read_document(path)
    if not isinstance(document.data, dict):
        raise document.error(_("办公室文件应当是“键: 值”的形式"), (), _("写 name: ××办公室 这样的行"))
    for key in document.data:
        _known(document, (), key, (*_KEYS, "layers", "step", "place", "unit", "wording", "bundle", "sign_boxes"))
    said_in(document)  # by which its cases are judged: what is wrong with that is said here, too
    values = {key: _line(document, (key,), 100) for key in _KEYS if document.data.get(key) is not None}
    bundle = bundle_of(document) if document.data.get("bundle") is not None else plain_office().bundle
    return plain_office()._replace(**values, wording=_wording(document), bundle=bundle, signs=_signs(document))


def _usual_signs() -> tuple[str, ...]:
    return _("填报人"), _("审核人"), _("分管领导"), _("日期")


def _signs(document: Document) -> tuple[str, ...]:
    given: Any = document.data.get("sign_boxes")
    if given is None:
        return _usual_signs()
    if not isinstance(given, list) or not 0 < len(given) <= _MOST_SIGNS:
        message = _("sign_boxes 应当是列表，最多 {n} 项").format(n=_MOST_SIGNS)
        raise document.error(message, ("sign_boxes",), _("如 sign_boxes: [承办人, 单位负责人, 分管领导, 日期]"))
    return tuple(_line(document, ("sign_boxes", number), 12) for number in range(len(given)))


def _wording(document: Document) -> Mapping[str, str]:
    usual = plain_office().wording
    given: Any = document.data.get("wording")
    if given is None:
        return usual
    if not isinstance(given, dict):
        raise document.error(_("wording 应当是“键: 值”的形式"), ("wording",), _("每行写一句，冒号后空一格"))
    own = {}
    for key in given:
        _known(document, ("wording",), key, tuple(usual))
        own[key] = _line(document, ("wording", key), _LONGEST)
        wrong = next((name for name in _BRACED.findall(own[key]) if name not in PLACEHOLDERS), None)
        if wrong is not None:
            message = _("没有 {{{name}}} 这个占位").format(name=wrong)
            raise document.error(message, ("wording", key), suggestion(wrong, PLACEHOLDERS))
    return {**usual, **own}


def _known(document: Document, path: tuple[str, ...], key: str, allowed: tuple[str, ...]) -> None:
    if key not in allowed:
        raise document.error(_("没有 {key} 这个键").format(key=key), (*path, key), suggestion(key, allowed), key=True)


def _line(document: Document, path: tuple[str | int, ...], longest: int) -> str:
    value = document.data
    for key in path:
        value = value[key]
    if isinstance(value, int) and not isinstance(value, bool) and path == ("phone",):
        value = str(value)  # 79222345: no hyphen, so that YAML sees a number
    try:
        return one_line(value, longest=longest)
    except ValueProblem as problem:
        raise document.error(
            labelled(path[0] if isinstance(path[-1], int) else path[-1], problem.message), path, problem.remedy
        ) from None

"""Scenarios: cases by which a pack's keeper tries its clauses, in YAML files of the pack's folder ``scenarios``.

``given`` is the case; ``meets``, ``breaks``, ``applies`` and ``spares`` are added to it (null takes a line away). See
docs/writing-packs.md.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from clerkcheck.i18n import _, listed
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.incoming import SCENARIOS
from clerkcheck.packs.model import Pack
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError, InputErrors, Place
from clerkcheck.reading.files import MEGABYTE, read_document
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.reach import is_ordinary_file

VARIANTS: Mapping[str, str] = {
    "meets": _("符合"), "breaks": _("不符合"), "applies": _("适用"), "spares": _("不适用"),
}  # fmt: skip
PARTS = ("facts", "materials", "dates")
_KEYS = ("clause", "title", "given", *VARIANTS)
_CASE_KEYS = ("kind", *PARTS, "as_of", "signers")


class Trial(NamedTuple):
    """One variant of one scenario: the case as data, and where it stands."""

    clause: str
    title: str
    variant: str
    data: dict[str, Any]
    as_of: str
    signers: tuple[str, ...]
    place: Place


def scenario_files(folder: str) -> list[str]:
    """Return the files of a pack's scenarios, sorted; raises InputError where one is no ordinary file."""
    inside = os.path.join(folder, SCENARIOS)
    names = sorted(os.listdir(inside)) if os.path.isdir(inside) else []
    found = [os.path.join(SCENARIOS, name) for name in names if name.endswith(".yaml") and not name.startswith(".")]
    return [os.path.join(folder, name) for name in found if is_ordinary_file(name, folder)]


def read_scenarios(path: str, pack: Pack) -> list[Trial]:
    """Return what a file of scenarios tries; raises InputErrors for every entry that cannot be understood."""
    document = read_document(path, limit=4 * MEGABYTE)
    if not isinstance(document.data, list):
        raise document.error(_("应当是情景的列表"), (), _("每个情景以“- clause: 款号”开头"))
    errors: list[InputError] = []
    trials: list[Trial] = []
    for number, entry in enumerate(document.data):
        problems = list(_problems(document, (number,), entry, pack))
        errors += problems
        if not problems:
            trials += _trials(document, number, entry, pack)
    if errors:
        raise InputErrors(errors)
    return trials


def _problems(document: Document, path: KeyPath, entry: Any, pack: Pack) -> Iterator[InputError]:
    if not isinstance(entry, dict):
        yield document.error(_("情景应当是“键: 值”的形式"), path)
        return
    for key in entry.keys() - set(_KEYS):
        yield document.error(_("没有 {key} 这个键").format(key=key), (*path, key), suggestion(key, _KEYS), key=True)
    for key in ("clause", "title", "given"):
        if key not in entry:
            yield document.error(_("缺少 {key}").format(key=key), path)
    known = [clause.id for clause in pack.clauses]
    if "clause" in entry and entry["clause"] not in known:
        message = _("没有 {id} 这一款").format(id=entry["clause"])
        yield document.error(message, (*path, "clause"), suggestion(entry["clause"], known))
    if not entry.keys() & VARIANTS.keys():
        remedy = _("写 {keys} 中的一样").format(keys=listed(VARIANTS))
        yield document.error(_("没有写试什么"), path, remedy)
    for key in entry.keys() & {"given", *VARIANTS}:
        yield from _case_problems(document, (*path, key), entry[key])
    given = entry.get("given")
    if isinstance(given, dict) and "kind" not in given:
        yield document.error(_("given 缺少 kind"), (*path, "given"), _("写 kind: agenda_item 或 document"))


def _case_problems(document: Document, path: KeyPath, case: Any) -> Iterator[InputError]:
    if case is None:
        return
    if not isinstance(case, dict):
        yield document.error(_("应当是“键: 值”的形式"), path)
        return
    for key, value in case.items():
        if key not in _CASE_KEYS:
            remedy = suggestion(key, _CASE_KEYS)
            yield document.error(_("没有 {key} 这个键").format(key=key), (*path, key), remedy, key=True)
        elif key in PARTS and value is not None and not isinstance(value, dict):
            yield document.error(_("{key} 应当是“键: 值”的形式").format(key=key), (*path, key))


def _trials(document: Document, number: int, entry: dict[str, Any], pack: Pack) -> Iterator[Trial]:
    given = entry["given"]
    for variant in (each for each in VARIANTS if each in entry):
        added = entry[variant] or {}
        data: dict[str, Any] = {"pack": pack.id, "kind": given["kind"], "title": str(entry["title"])}
        for part in PARTS:
            merged = {**(given.get(part) or {}), **(added.get(part) or {})}
            data[part] = {key: value for key, value in merged.items() if value is not None}
        yield Trial(
            entry["clause"], data["title"], variant, data, str(added.get("as_of") or given.get("as_of") or ""),
            tuple(added.get("signers") or ()), document.place((number, variant), key=True),
        )  # fmt: skip


def wanted_variants(clause: Clause) -> frozenset[str]:
    """Return what a clause should be tried with: broken and met, or applying and not; nothing of a note."""
    if clause.kind == "note":
        return frozenset()
    only_says = clause.kind == "forum" and clause.applies_to == "document"  # which meeting decides
    soft = clause.kind == "signer" or clause.modality == "may" or only_says
    return frozenset(["applies", "spares"] if soft else ["meets", "breaks"])

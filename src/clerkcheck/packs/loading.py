"""A pack's folder to checked entries: strict YAML, pydantic models, then every name and rule of the format.

All errors of a pack are gathered and raised together, each with file, line, column and the nearest right name.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from clerkcheck.i18n import _, listed
from clerkcheck.packs.form_words import HEAD_REMEDIES, key_labels, value_labels
from clerkcheck.packs.schema import ChapterFile, PackFile, SharedVocabulary, Strict
from clerkcheck.packs.unseen_characters import unseen_characters
from clerkcheck.reading.documents import BoolishWord, Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError, InputErrors
from clerkcheck.reading.files import MEGABYTE, read_document
from clerkcheck.reading.fullwidth import fullwidth_remedy
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.reach import is_ordinary_file

Entry = TypeVar("Entry", bound=Strict)
_LIMIT = 4 * MEGABYTE
_MOST_NAMED = 3  # places that are named beside the first


class Chapter(NamedTuple):
    """One chapter file: its entries and the document they stood in."""

    entries: ChapterFile
    document: Document


class PackFiles(NamedTuple):
    """Everything that stood in a pack's folder and the shared vocabulary, read and typed but not yet cross-checked."""

    head: PackFile
    head_document: Document
    shared: SharedVocabulary
    chapters: tuple[Chapter, ...]


def read_pack_files(folder: str | Path, shared: str | Path) -> PackFiles:
    """Read ``folder`` (pack.yaml and the files it lists) with the shared vocabulary file; raises InputErrors."""
    folder = Path(folder)
    vocabulary = typed(SharedVocabulary, _document(shared))
    document = _document(folder / "pack.yaml")
    head = typed(PackFile, document)
    chapters: list[Chapter] = []
    errors: list[InputError] = []
    for number, name in enumerate(head.files):
        if name in head.files[:number]:
            errors.append(document.error(_("{file} 写了两次").format(file=name), ("files", number), _("只留一个")))
            continue
        try:
            chapters.append(_chapter(folder, name, document, number))
        except InputErrors as found:
            errors.extend(found.errors)
        except InputError as error:
            errors.append(error)
    if errors:
        raise InputErrors(errors)
    return PackFiles(head, document, vocabulary, tuple(chapters))


def _document(path: str | Path) -> Document:
    """One file; of a word with two readings it is said what it means where it stands in a pack."""
    try:
        return read_document(path, limit=_LIMIT)
    except BoolishWord as error:
        from clerkcheck.packs.wrong_types import said_of_boolish

        raise said_of_boolish(error) from None


def _chapter(folder: Path, name: str, head: Document, number: int) -> Chapter:
    if Path(name).name != name or not name.endswith(".yaml"):
        raise head.error(_("“{name}”不是本文件夹里的 .yaml 文件名").format(name=name), ("files", number))
    try:
        found = is_ordinary_file(name, str(folder))
    except InputError as error:
        raise head.error(error.message, ("files", number), error.remedy) from None
    if not found:
        there = [path.name for path in folder.glob("*.yaml")]
        raise head.error(_("没有 {name} 这个文件").format(name=name), ("files", number), suggestion(name, there))
    document = _document(folder / name)
    return Chapter(typed(ChapterFile, document), document)


def typed(model: type[Entry], document: Document) -> Entry:
    """Return ``document`` as ``model``; raises InputErrors with a place for each problem pydantic finds."""
    if document.data is None:
        raise document.error(_("文件是空的"))
    if not isinstance(document.data, dict):
        colon = _("“：”是全角标点，写成英文冒号加一个空格") if "：" in str(document.data) else ""
        raise document.error(_("整个文件应当是“键: 值”的形式"), (), colon)
    unseen = list(unseen_characters(document))
    if unseen:
        raise InputErrors(unseen)
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems = [_problem(model, document, each) for each in error.errors(include_url=False)]
        raise InputErrors(_distinct(problems)) from None


def _distinct(errors: Iterable[InputError]) -> list[InputError]:
    return list({str(error): error for error in errors}.values())


def said_once(errors: Iterable[InputError]) -> list[InputError]:
    """Return the errors with what is wrong in the same way at four places or more said once, at the first of them.

    A name that is missing is one fault, however many clauses use it; two or three alike may be as many slips.
    """
    alike: dict[tuple[str, str], list[InputError]] = {}
    for error in errors:
        alike.setdefault((error.message, error.remedy), []).append(error)
    found: list[InputError] = []
    for first, *others in alike.values():
        found += [_with_others(first, others)] if len(others) >= _MOST_NAMED else [first, *others]
    return found


def _with_others(error: InputError, others: list[InputError]) -> InputError:
    places = [each.place for each in others if each.place is not None and each.place.line is not None]
    if not places:
        return error
    shown = listed(
        _("{file} 第 {line} 行").format(file=Path(place.source).name, line=place.line) for place in places[:_MOST_NAMED]
    )
    more = _("等") if len(places) > _MOST_NAMED else ""
    text = _("{message}（另有 {n} 处：{places}）").format(message=error.message, n=len(places), places=shown + more)
    return InputError(text, error.place, error.remedy)


def _problem(model: type[BaseModel], document: Document, error: Mapping[str, Any]) -> InputError:
    """One pydantic error in Chinese."""
    from clerkcheck.packs.wrong_types import as_written, wrong_type

    path = _existing_path(document.data, error["loc"])
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    last = str(error["loc"][-1])
    if kind == "extra_forbidden":
        remedy = _colon_in(last) or suggestion(last, key_labels(_keys(model, error["loc"])))
        return document.error(_("没有 {key} 这个键").format(key=last), path, remedy, key=True)
    if kind == "missing":
        head = HEAD_REMEDIES.get(last, "") if model is PackFile and len(error["loc"]) == 1 else ""
        return document.error(_("缺少 {key}").format(key=last), path, head)
    if kind == "literal_error":
        allowed = context.get("expected", "").replace("'", "").replace(" or ", ", ").split(", ")
        known = value_labels(last, allowed)
        text = _("“{value}”不在可用的值里") if given is not None else _("{key} 后面是空的")
        text = text.format(value=as_written(given), key=last)
        return document.error(text, path, suggestion("" if given is None else given, known))
    if kind == "string_too_long":
        return document.error(
            _("引文太长（{n} 字，最多 {most} 字）").format(n=len(given), most=context["max_length"]),
            path,
            _("只引起作用的那几个字"),
        )
    if kind == "string_pattern_mismatch":
        return document.error(
            _("“{value}”不是正确的 id").format(value=given),
            path,
            fullwidth_remedy(str(given)) or _("只用小写英文字母、数字和连接符"),
            key=last == "[key]",
        )
    message, remedy = wrong_type(kind, given, error["loc"], context.get("min_length"))
    return document.error(message, path, remedy)


def _colon_in(key: str) -> str:
    """What to do about a key that has swallowed its value, as ``{from：2026-01-01}`` has."""
    name, colon, value = key.partition("：") if "：" in key else key.partition(":")
    if not (colon and value and name.isascii()):
        return ""
    right = _("写成英文冒号加一个空格：{key}: {value}").format(key=name.strip(), value=value.strip())
    return _("“：”是全角标点，{right}").format(right=right) if colon == "：" else right


def _existing_path(data: Any, location: Iterable[str | int]) -> KeyPath:
    """Keep of pydantic's location what are keys and indexes of the file (it adds union branches and ``[key]``)."""
    path: list[str | int] = []
    for part in location:
        inside = isinstance(data, dict) and part in data
        if inside or (isinstance(data, list) and isinstance(part, int) and part < len(data)):
            path.append(part)
            data = data[part]
    return tuple(path)


def _keys(model: type[BaseModel], location: Iterable[str | int]) -> list[str]:
    """The keys allowed where pydantic found one too many: those of the innermost model on the way."""
    found = model
    for part in location:
        field = next((f for name, f in found.model_fields.items() if part in (name, f.alias)), None)
        inner = _inner_model(field.annotation) if field else None
        found = inner or found
    return [field.alias or name for name, field in found.model_fields.items()]


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        inner = _inner_model(part)
        if inner:
            return inner
    return None

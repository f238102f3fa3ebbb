"""Notices and local days on disk: one YAML file, read strictly and written whole.

schema: clerkcheck.calendar/1
notices:
- year: 2027
  papers: ["国办发明电〔2026〕8号"]
  issued: 2026-11-04
  days:
  - {date: 2027-01-01, day: 休, name: "元旦"}
amendments:
- year: 2027
  title: "《国务院办公厅关于调整2027年劳动节假期安排的通知》"
  papers: ["国办发明电〔2027〕2号"]
  replaces: ["劳动节"]
  issued: 2027-03-22
  days:
  - {date: 2027-05-01, day: 休, name: "劳动节"}
local:
- {date: 2027-04-09, day: 休, name: "三月三", paper: "自治区人民政府办公厅通知"}
"""

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from clerkcheck.calendars.amendments import Amendment, amendments_layer, amendments_of, changed_days
from clerkcheck.calendars.layers import Layer
from clerkcheck.calendars.notices import (
    LocalDay,
    Notice,
    NoticeDay,
    agreed,
    local_layer,
    national_notice,
    notices_layer,
)
from clerkcheck.i18n import _, listed
from clerkcheck.reading.documents import Document, Path
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import MEGABYTE, document_of, read_document, read_text, write_whole
from clerkcheck.reading.written_values import ValueProblem, one_line, real_date

SCHEMA = "clerkcheck.calendar/1"
_KINDS = {"休": False, "班": True}


class Store(NamedTuple):
    """What one file holds: notices by year, local days by date, papers that change a year by number or title."""

    notices: dict[int, Notice]
    local: dict[date, LocalDay]
    amendments: dict[str, Amendment] = {}  # noqa: RUF012 never written into


def read_store(path: str) -> Store:
    """Return what the file holds; raises InputError with line and column for any other shape."""
    return _store_of(read_document(path))


def _store_of(document: Document) -> Store:
    data = document.data
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise document.error(_("不是日历文件"), (), _("首行应是 schema: {schema}").format(schema=SCHEMA))
    _known(document, (), {"schema", "notices", "amendments", "local"})
    notices = [_notice(document, path) for path in _entries(document, ("notices",))]
    amendments = [_amendment(document, path) for path in _entries(document, ("amendments",))]
    local = [_local(document, path) for path in _entries(document, ("local",))]
    _once(document, ("notices",), [notice.year for notice in notices])
    _once(document, ("amendments",), [each.key for each in amendments])
    _once(document, ("local",), [day.date for day in local])
    return Store(
        {notice.year: notice for notice in notices},
        {day.date: day for day in local},
        {each.key: each for each in amendments},
    )


def layers_of(stores: Sequence[Store]) -> list[Layer]:
    """Return the layers of stores, lowest first; later files above earlier ones.

    All notices are below all papers that change a year (whichever was imported last), these below all local days.
    """
    layers = [notices_layer(store.notices.values()) for store in stores if store.notices]
    changes = [changed_days(*each) for each in _changed_years(stores)]
    if any(changes):
        layers.append(amendments_layer(changes))
    return layers + [local_layer(store.local.values()) for store in stores if store.local]


def _changed_years(stores: Sequence[Store]) -> Iterator[tuple[Notice, list[Amendment]]]:
    """Yield the notice of every year that an imported notice or paper is of, with the papers that change it."""
    notices = {year: notice for store in stores for year, notice in store.notices.items()}
    imported = [each for store in stores for each in store.amendments.values()]
    for year in sorted({*notices, *(each.year for each in imported)}):
        base = notices.get(year) or national_notice(year) or Notice(year, (), ())
        yield base, amendments_of(year, imported)


def write_store(path: str, store: Store, *, make_folder: bool = False) -> None:
    """Write the file whole; lines of comment in the old one are kept, at the top.

    Raises InputError, and writes nothing, also where the file could not be read again: every command reads it.
    """
    comments = []
    if os.path.exists(path):
        comments = [line for line in read_text(path).splitlines() if line.lstrip().startswith("#")]
    if make_folder:
        _make_folder(os.path.dirname(path))
    text = "\n".join([*comments, *_lines(store)]) + "\n"
    data = text.encode()
    if len(data) > MEGABYTE:
        raise InputError(_("日历文件会超过 1 MB，没有存"), Place(path), _("用 clerkcheck calendar remove 删去用不着的"))
    _store_of(document_of(text, path))
    write_whole(path, data)


def _make_folder(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        raise InputError(
            _("建不了文件夹 {folder}").format(folder=folder), None, _("检查权限，或用 --calendar 指定文件")
        ) from None


def _lines(store: Store) -> Iterator[str]:
    yield f"schema: {SCHEMA}"
    if store.notices:
        yield "notices:"
    for year in sorted(store.notices):
        notice = store.notices[year]
        yield f"- year: {year}"
        yield f"  papers: [{', '.join(map(_quoted, notice.papers))}]"
        yield from _issued_and_days(notice)
    if store.amendments:
        yield "amendments:"
    for change in sorted(store.amendments.values(), key=lambda each: (each.year, each.order, each.key)):
        yield f"- year: {change.year}"
        yield f"  title: {_quoted(change.title)}"
        yield f"  papers: [{', '.join(map(_quoted, change.papers))}]"
        yield f"  replaces: [{', '.join(map(_quoted, change.replaces))}]"
        yield from _issued_and_days(change)
    if store.local:
        yield "local:"
    for _day, each in sorted(store.local.items()):
        name, paper = _quoted(each.name), _quoted(each.paper)
        yield f"- {{date: {each.date}, day: {_kind(each)}, name: {name}, paper: {paper}}}"


def _issued_and_days(notice: Notice | Amendment) -> Iterator[str]:
    if notice.issued:
        yield f"  issued: {notice.issued}"
    yield "  days:"
    yield from (f"  - {{date: {day.date}, day: {_kind(day)}, name: {_quoted(day.name)}}}" for day in notice.days)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _kind(day: NoticeDay | LocalDay) -> str:
    return next(kind for kind, workday in _KINDS.items() if workday is day.workday)


def _entries(document: Document, path: Path) -> list[Path]:
    """Return the path of every entry of the list at ``path``; each entry is a mapping."""
    entries = _at(document, path)
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise document.error(_("这里应当是一个列表"), path, _("每项一行，以“- ”开头"))
    paths: list[Path] = [(*path, number) for number in range(len(entries))]
    for entry in paths:
        if not isinstance(_at(document, entry), dict):
            raise document.error(_("这里应当是一组“键: 值”"), entry, _("用 clerkcheck calendar 的命令写这个文件"))
    return paths


def _notice(document: Document, path: Path) -> Notice:
    _known(document, path, {"year", "papers", "issued", "days"})
    papers = _texts(document, (*path, "papers"))
    year, days = _year_and_days(document, path)
    return Notice(year, papers, days, _issued(document, path), document.place(path))


def _amendment(document: Document, path: Path) -> Amendment:
    _known(document, path, {"year", "title", "papers", "replaces", "issued", "days"})
    year, days = _year_and_days(document, path)
    title, papers = _text(document, (*path, "title")), _texts(document, (*path, "papers"))
    replaces, issued = _texts(document, (*path, "replaces")), _issued(document, path)
    return Amendment(year, title, papers, days, replaces, issued, document.place(path))


def _year_and_days(document: Document, path: Path) -> tuple[int, tuple[NoticeDay, ...]]:
    year = _at(document, (*path, "year"))
    if type(year) is not int or not 1 <= year <= 9999:
        raise document.error(_("year 应当是四位数的年份"), (*path, "year"), _("写成 2027 这样"))
    days = [_notice_day(document, entry) for entry in _entries(document, (*path, "days"))]
    return year, agreed(days, year, document.place(path))


def _texts(document: Document, path: Path) -> tuple[str, ...]:
    written = _at(document, path) or []
    if not isinstance(written, list):
        raise document.error(_("这里应当是一个列表"), path, _("没有就写 []"))
    return tuple(_text(document, (*path, number)) for number in range(len(written)))


def _issued(document: Document, path: Path) -> date | None:
    return _date(document, path, "issued") if _at(document, (*path, "issued")) is not None else None


def _notice_day(document: Document, path: Path) -> NoticeDay:
    _known(document, path, {"date", "day", "name"})
    day, workday = _date(document, path), _workday(document, path)
    return NoticeDay(day, workday, _text(document, (*path, "name")), document.place(path))


def _local(document: Document, path: Path) -> LocalDay:
    _known(document, path, {"date", "day", "name", "paper"})
    name = _text(document, (*path, "name")) if _at(document, (*path, "name")) else ""
    return LocalDay(_date(document, path), _workday(document, path), name, _text(document, (*path, "paper")))


def _date(document: Document, path: Path, key: str = "date") -> date:
    try:
        return real_date(_at(document, (*path, key)))
    except ValueProblem as problem:
        raise document.error(problem.message, (*path, key), problem.remedy) from None


def _workday(document: Document, path: Path) -> bool:
    kind = _at(document, (*path, "day"))
    if not isinstance(kind, str) or kind not in _KINDS:
        raise document.error(_("day 只能是 休 或 班"), (*path, "day"))
    return _KINDS[kind]


def _text(document: Document, path: Path) -> str:
    try:
        return one_line(_at(document, path))
    except ValueProblem as problem:
        raise document.error(problem.message, path, problem.remedy) from None


def _at(document: Document, path: Path) -> Any:
    """Return what stands at ``path``, None where a mapping lacks the last key."""
    value = document.data
    for part in path:
        value = value.get(part) if isinstance(value, dict) else value[part]
    return value


def _known(document: Document, path: Path, keys: set[str]) -> None:
    unknown = next((key for key in _at(document, path) if key not in keys), None)
    if unknown is not None:
        remedy = _("可用的是 {keys}").format(keys=listed(sorted(keys)))
        raise document.error(_("不认识 {key}").format(key=unknown), (*path, unknown), remedy, key=True)


def _once(document: Document, path: Path, keys: Sequence[object]) -> None:
    for number, key in enumerate(keys):
        if key in keys[:number]:
            raise document.error(_("{key} 写了两次").format(key=key), (*path, number), _("只留一个"))

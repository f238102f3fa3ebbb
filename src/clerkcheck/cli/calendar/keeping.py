"""``clerkcheck calendar add|list|remove``: local days and imported notices, kept in the user's folder or a file."""

import os
from argparse import Namespace
from datetime import date

from clerkcheck.calendars.amendments import Amendment
from clerkcheck.calendars.notices import LocalDay, Notice
from clerkcheck.calendars.store import Store, read_store, write_store
from clerkcheck.cli.calendar import year_of
from clerkcheck.cli.calendars_in_use import calendar_for, local_path, notices_path
from clerkcheck.cli.parser import UsageError
from clerkcheck.cli.say import say
from clerkcheck.i18n import _, labelled, listed
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.written_values import ValueProblem, one_line, real_date
from clerkcheck.reports.day_words import dated

_KINDS = {"休": False, "班": True}


def add_day(options: Namespace) -> int:
    """Keep a day that a local paper makes a day off or a working day; raises UsageError or InputError."""
    day = LocalDay(
        _date(options.date),
        _workday(options.kind),
        _line("--name", options.name) if options.name else "",
        _line("--paper", options.paper),
    )
    path = local_path() if options.calendar is None else options.calendar
    store = _read(path)
    known = store.local.get(day.date)
    if known and known != day:
        message = _("{day} 已录入为{kind}（{paper}）").format(day=day.date, kind=_kind(known), paper=known.paper)
        remedy = _("要改的话，先 clerkcheck calendar remove {day}").format(day=day.date)
        raise InputError(message, Place(path), remedy)
    before = calendar_for(options.calendar if os.path.exists(path) else None).day(day.date)
    kept = store._replace(local={**store.local, day.date: day})
    write_store(path, kept, make_folder=options.calendar is None)
    say(_("已录入：{day} {kind}").format(day=dated(day.date), kind=_kind(day) + (f" {day.name}" if day.name else "")))
    if not known:
        say(_("原为：{kind}（{paper}）").format(kind=before.kind, paper=before.paper))
    say(_("存在：{path}").format(path=path))
    return 0


def list_kept(option: str | None) -> int:
    """Print what the user's folder, or the file given, holds."""
    paths = (
        [option] if option is not None else [path for path in (notices_path(), local_path()) if os.path.exists(path)]
    )
    stores = [(path, read_store(path)) for path in paths]
    if not any(any(store) for _path, store in stores):
        say(_("没有导入的通知，也没有录入的地方规定"))
        return 0
    say("\n\n".join("\n".join([path, *_listed(store)]) for path, store in stores if any(store)))
    return 0


def remove(text: str, option: str | None) -> int:
    """Remove a local day, or the notice of a year; raises InputError where there is none."""
    year = year_of(text)
    path = option if option is not None else local_path() if year is None else notices_path()
    store = _read(path)
    removed = _remove_day(store, _date(text), path) if year is None else _remove_notice(store, year, path)
    write_store(path, store)
    say(_("已删去：{what}").format(what=removed.strip()))
    return 0


def _remove_day(store: Store, day: date, path: str) -> str:
    known = store.local.pop(day, None)
    if known is None:
        remedy = _("看录入了哪些：clerkcheck calendar list")
        if any(day == each.date for paper in _papers(store) for each in paper.days):
            remedy = _("通知里的日子不能单独删去；要改这一天，用 calendar add 录入，以录入的为准")
        raise InputError(_("没有录入过 {day} 的地方规定").format(day=day), Place(path), remedy)
    return _day_line(known)


def _remove_notice(store: Store, year: int, path: str) -> str:
    """Remove the notice of a year with the papers that change it."""
    removed = [paper for paper in _papers(store) if paper.year == year]
    if not removed:
        have = listed(map(str, sorted({paper.year for paper in _papers(store)})))
        remedy = _("导入过的是 {years} 年").format(years=have) if have else _("看录入了哪些：clerkcheck calendar list")
        raise InputError(_("没有导入过{year}年的通知").format(year=year), Place(path), remedy)
    store.notices.pop(year, None)
    for key in [key for key, paper in store.amendments.items() if paper.year == year]:
        del store.amendments[key]
    return "\n".join(map(_notice_line, removed))


def _papers(store: Store) -> list[Notice | Amendment]:
    """Return what was imported, by year, papers that change a year after its notice."""
    amendments = sorted(store.amendments.values(), key=lambda each: each.order)
    return sorted([*store.notices.values(), *amendments], key=lambda paper: paper.year)


def _read(path: str) -> Store:
    return read_store(path) if os.path.exists(path) else Store({}, {})


def _listed(store: Store) -> list[str]:
    return [*map(_notice_line, _papers(store))] + [_day_line(store.local[day]) for day in sorted(store.local)]


def _notice_line(notice: Notice | Amendment) -> str:
    off = sum(not day.workday for day in notice.days)
    return _("  {year}年  休{off}天  班{work}天  {paper}").format(
        year=notice.year, off=off, work=len(notice.days) - off, paper=notice.paper
    )


def _day_line(day: LocalDay) -> str:
    return "  " + "  ".join(part for part in (dated(day.date), _kind(day), day.name, day.paper) if part)


def _kind(day: LocalDay) -> str:
    return _("班") if day.workday else _("休")


def _date(text: str) -> date:
    try:
        return real_date(text)
    except ValueProblem as problem:
        raise UsageError(problem.message, None, problem.remedy) from None


def _workday(text: str) -> bool:
    if text not in _KINDS:
        raise UsageError(_("“{text}”应是 休 或 班").format(text=text), None, _("休 放假，班 上班"))
    return _KINDS[text]


def _line(option: str, text: str) -> str:
    try:
        return one_line(text)
    except ValueProblem as problem:
        raise UsageError(labelled(option, problem.message), None, problem.remedy) from None

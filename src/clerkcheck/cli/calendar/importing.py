"""``clerkcheck calendar import FILE``: a notice is read, measured against the decree, shown, and only then kept."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clerkcheck.cli.say import say
from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError, Place

if TYPE_CHECKING:
    from datetime import date

    from clerkcheck.calendars.amendments import Amendment
    from clerkcheck.calendars.notices import Notice
    from clerkcheck.calendars.store import Store


def import_notice(path: str, option: str | None, year: int | None, *, dry_run: bool) -> int:
    """Show what the file says and keep it in ``option`` or the user's folder; raises InputError(s), keeping nothing.

    ``year`` chooses among those of a calendar with several.
    """
    from clerkcheck.calendars.notice_file import read_notice
    from clerkcheck.calendars.notices import Notice
    from clerkcheck.reports.calendar.notice_page import notice_page

    notice, unused = read_notice(path, year)
    target = _target(option, dry_run=dry_run)
    store = _store(target)
    if isinstance(notice, Notice):
        warnings, kept = _year_kept(notice, store, path)
    else:
        warnings, kept = _change_kept(notice, store, path)
    say(notice_page(notice, unused, warnings))
    say()
    say(_("（--dry-run：没有存）") if dry_run else _keep(notice, store, kept, target, make_folder=option is None))
    return 0


def _year_kept(notice: "Notice", store: "Store", path: str) -> tuple[list[str], "Store"]:
    """Return what to say of a year's notice, and the store with it; raises InputError for one of an earlier day."""
    from clerkcheck.calendars.amendments import amendments_of
    from clerkcheck.calendars.notice_lint import lint

    warnings = lint(notice, path)
    known = store.notices.get(notice.year)
    if known and known.issued and notice.issued and notice.issued < known.issued:
        message = _("存的是 {kept} 发布的{year}年通知，这份是 {new} 的，更早，没有存").format(
            kept=known.issued, year=notice.year, new=notice.issued
        )
        remedy = _("确要改用这一份，先 clerkcheck calendar remove {year}").format(year=notice.year)
        raise InputError(message, notice.place or Place(path), remedy)
    later = amendments_of(notice.year, store.amendments.values())
    warnings += _superseded(notice, later) + _differences(notice, later)
    return warnings, store._replace(notices={**store.notices, notice.year: notice})


def _change_kept(paper: "Amendment", store: "Store", path: str) -> tuple[list[str], "Store"]:
    """Return what to say of a paper that changes a year, and the store with it; the changed year must pass the lint."""
    from clerkcheck.calendars.amendments import amended, amendments_of, undecided
    from clerkcheck.calendars.notice_lint import lint
    from clerkcheck.calendars.notices import national_notice

    place = paper.place or Place(path)
    base = store.notices.get(paper.year) or national_notice(paper.year)
    if base is None:
        message = _("这是调整{year}年放假的通知，{year}年的放假通知还没有导入").format(year=paper.year)
        raise InputError(message, place, _("先导入{year}年的通知，再导入这一份").format(year=paper.year))
    kept = {**store.amendments, paper.key: paper}
    papers = amendments_of(paper.year, kept.values())
    unclear = undecided(papers)
    if unclear:
        message = _("{day} 与“{other}”写的不同，看不出哪份在后").format(
            day=unclear[2], other=next(each.paper for each in unclear[:2] if each.key != paper.key)
        )
        raise InputError(message, place, _("把文号和成文日期一并粘贴进来"))
    changed = amended(base, papers)
    warnings = lint(changed._replace(place=place), path)
    return _changes(base, paper, papers) + warnings, store._replace(amendments=kept)


def _superseded(notice: "Notice", later: Sequence["Amendment"]) -> list[str]:
    """Say which of the notice's days later papers have changed: theirs count."""
    from clerkcheck.calendars.amendments import amended
    from clerkcheck.calendars.notices import differing

    text = _("{paper}在后，改了 {n} 天，以它为准：{days}")
    days = [differing(notice, amended(notice, [paper])) for paper in later]
    return [
        text.format(paper=paper.paper, n=len(changed), days=_dates(changed))
        for paper, changed in zip(later, days, strict=True)
        if changed
    ]


def _differences(notice: "Notice", later: Sequence["Amendment"]) -> list[str]:
    """Say where the notice, as later papers have left it, differs from what the program has of the same year."""
    from clerkcheck.calendars.amendments import amended
    from clerkcheck.calendars.notices import differing, national_notice

    known = national_notice(notice.year)
    days = differing(known, amended(notice, later)) if known else []
    if not days:
        return []
    text = _("与随程序附带的{year}年通知有 {n} 天不同，存入后以导入的为准：{days}")
    return [text.format(year=notice.year, n=len(days), days=_dates(days))]


def _changes(base: "Notice", paper: "Amendment", papers: Sequence["Amendment"]) -> list[str]:
    """Say which days the paper changes against all that was issued before it."""
    from clerkcheck.calendars.amendments import amended
    from clerkcheck.calendars.notices import differing

    earlier = papers[: [each.key for each in papers].index(paper.key)]
    days = differing(amended(base, earlier), amended(base, [*earlier, paper]))
    if not days:
        return [_("与{year}年已有的安排没有不同").format(year=paper.year)]
    return [_("{year}年的安排有 {n} 天因此改变：{days}").format(year=paper.year, n=len(days), days=_dates(days))]


def _target(option: str | None, *, dry_run: bool) -> str | None:
    from clerkcheck.cli.calendars_in_use import notices_path

    if option is not None:
        return option
    try:
        return notices_path()
    except InputError:
        if dry_run:  # nothing is written: a user without a folder may look, too
            return None
        raise


def _store(path: str | None) -> "Store":
    from clerkcheck.calendars.store import Store, read_store

    return read_store(path) if path is not None and os.path.exists(path) else Store({}, {})


def _keep(notice: "Notice | Amendment", old: "Store", kept: "Store", path: str | None, *, make_folder: bool) -> str:
    from clerkcheck.calendars.notices import Notice, differing
    from clerkcheck.calendars.store import write_store

    if path is None:
        return ""
    write_store(path, kept, make_folder=make_folder)
    if not isinstance(notice, Notice):
        return _("已存入 {path}").format(path=path)
    known = old.notices.get(notice.year)
    days = differing(known, notice) if known else []
    if known and days:
        return _("已存入 {path}，替换了原来的通知，{n} 天不同：{days}").format(
            path=path, n=len(days), days=_dates(days)
        )
    return _("已存入 {path}").format(path=path) + (_("（原来存过，日子相同）") if known else "")


def _dates(days: Sequence["date"]) -> str:
    return listed(map(str, days))

"""``clerkcheck calendar import FILE``: a notice is read, measured against the decree, shown, and only then kept."""

import os
from typing import TYPE_CHECKING

from clerkcheck.cli.say import say
from clerkcheck.i18n import _, listed
from clerkcheck.reading.files import read_text

if TYPE_CHECKING:
    from clerkcheck.calendars.notices import Notice


def import_notice(path: str, option: str | None, *, dry_run: bool) -> int:
    """Show what the file says and keep it in ``option`` or the user's folder; raises InputError(s), keeping nothing."""
    from clerkcheck.calendars.notice_lint import lint
    from clerkcheck.reports.calendar.notice_page import notice_page

    notice, unused = _read(path)
    warnings = lint(notice, path) + _differences(notice)
    say(notice_page(notice, unused, warnings))
    say()
    say(_("（--dry-run：没有存）") if dry_run else _keep(notice, option))
    return 0


def _read(path: str) -> tuple["Notice", tuple[str, ...]]:
    from clerkcheck.calendars.notice_json import notice_of_json
    from clerkcheck.calendars.notice_text import notice_of_text
    from clerkcheck.reading.documents import read_json

    text = read_text(path)
    if path.lower().endswith(".json") or text.lstrip()[:1] in ("{", "["):
        return notice_of_json(read_json(text, path)), ()
    understood = notice_of_text(text, path)
    return understood.notice, understood.unused


def _differences(notice: "Notice") -> list[str]:
    """Say where the notice differs from that of the same year which the program already has."""
    from clerkcheck.calendars.notices import differing, national_notice

    known = national_notice(notice.year)
    days = differing(known, notice) if known else []
    if not days:
        return []
    text = _("与随程序附带的{year}年通知有 {n} 天不同，存入后以导入的为准：{days}")
    return [text.format(year=notice.year, n=len(days), days=listed(map(str, days)))]


def _keep(notice: "Notice", option: str | None) -> str:
    from clerkcheck.calendars.notices import differing
    from clerkcheck.calendars.store import Store, read_store, write_store
    from clerkcheck.cli.calendars_in_use import notices_path

    path = notices_path() if option is None else option
    store = read_store(path) if os.path.exists(path) else Store({}, {})
    old = store.notices.get(notice.year)
    kept = store._replace(notices={**store.notices, notice.year: notice})
    write_store(path, kept, make_folder=option is None)
    days = differing(old, notice) if old else []
    if old and days:
        return _("已存入 {path}，替换了原来的通知，{n} 天不同：{days}").format(
            path=path, n=len(days), days=listed(map(str, days))
        )
    return _("已存入 {path}").format(path=path) + (_("（原来存过，日子相同）") if old else "")

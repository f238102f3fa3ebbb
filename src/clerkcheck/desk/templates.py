"""Templates (模板): answers kept under a name for cases of the same sort, in the user's own folder of settings."""

import os
from datetime import datetime

from clerkcheck.cases import register
from clerkcheck.cases.editing import history_entry
from clerkcheck.cases.saving import open_stored
from clerkcheck.clock import who
from clerkcheck.desk.filing import OWN, title_of
from clerkcheck.desk.trail import template_words
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.user_folders import config_folder

_FOLDER = "模板"


def template_folder() -> str:
    """Return the folder of templates, which may not exist; raises InputError for a user without a folder."""
    folder = config_folder()
    if folder is None:
        raise InputError(_("没有放模板的地方"), None, _("设环境变量 CLERKCHECK_CONFIG 为一个文件夹"))
    return os.path.join(folder, _FOLDER)


def templates() -> list[tuple[str, str]]:
    """Return every template as its path and its name."""
    try:
        found = register.listing(template_folder()).files
    except InputError:
        return []
    return [(each.path, title_of(each.path)) for each in found]


def save_template(path: str, name: str, now: datetime) -> str:
    """Keep the answers of a case under a name; its papers, dates and unit stay out. Returns the template's path.

    Raises InputError where it cannot be written. One of the same name stays beside it.
    """
    folder = template_folder()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError:
        raise InputError(_("建不了放模板的文件夹：{folder}").format(folder=folder)) from None
    entry = history_entry(now.isoformat(timespec="seconds"), who(), _("存为模板"))
    return register.copy_case(path, name, entry, folder=folder, without=(*OWN, "unit"))


def begin_from_template(folder: str, template: str, title: str, now: datetime) -> str:
    """Write a new case with a template's answers into ``folder`` and return its path; raises InputError."""
    what = template_words(str(open_stored(template).data.get("title", "")))
    entry = history_entry(now.isoformat(timespec="seconds"), who(), what)
    return register.copy_case(template, title, entry, folder=folder)


def drop_template(path: str) -> None:
    """Move a template to the trash of its folder; raises InputError where it cannot be."""
    register.to_trash(path)

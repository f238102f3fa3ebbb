"""The calendar that every command counts by: national notices, imported notices, local days, ``--calendar FILE``."""

import os
from argparse import ArgumentParser

from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.user_folders import data_folder

_NOTICES, _LOCAL = "notices.yaml", "local.yaml"


def add_calendar_option(parser: ArgumentParser) -> None:
    """Let a command that counts days take a further file of notices and local days (``--calendar FILE``)."""
    parser.add_argument(
        "--calendar", metavar="FILE", help=_("另加一个日历文件（放假通知、地方放假日），如 calendar.yaml")
    )


def calendar_for(option: str | None) -> WorkCalendar:
    """Return the calendar in use; ``option`` is a further file of notices and local days (``--calendar``).

    With no file kept and none given this costs a look for two files. Raises InputError for a file that cannot be read.
    """
    folder = data_folder()
    mine = [os.path.join(folder, name) for name in (_NOTICES, _LOCAL)] if folder is not None else []
    kept = [path for path in mine if os.path.exists(path)]
    if option is None and not kept:
        return national_calendar()
    from clerkcheck.calendars.layers import national_layer
    from clerkcheck.calendars.store import layers_of, read_store

    stores = [read_store(path) for path in (*kept, *([option] if option is not None else []))]
    return WorkCalendar([national_layer(), *layers_of(stores)])


def notices_path() -> str:
    """Return the file of imported notices in the user's data folder; raises InputError where there is no folder."""
    return _kept_in_data(_NOTICES)


def local_path() -> str:
    """Return the file of local days in the user's data folder; raises InputError where there is no folder."""
    return _kept_in_data(_LOCAL)


def _kept_in_data(name: str) -> str:
    folder = data_folder()
    if folder is None:
        remedy = _("用 --calendar 指定文件，或设环境变量 CLERKCHECK_DATA")
        raise InputError(_("找不到本用户的文件夹（没有设 HOME）"), None, remedy)
    return os.path.join(folder, name)

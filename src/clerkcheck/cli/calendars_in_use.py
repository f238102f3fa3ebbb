"""The calendar that every command counts by: national notices, imported notices, local days, ``--calendar FILE``."""

import os
import sys
from argparse import ArgumentParser

from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from clerkcheck.i18n import _

DATA_VARIABLE = "CLERKCHECK_DATA"
_NOTICES, _LOCAL = "notices.yaml", "local.yaml"


def add_calendar_option(parser: ArgumentParser) -> None:
    """Add ``--calendar FILE``."""
    parser.add_argument(
        "--calendar", metavar="FILE", help=_("另加一个日历文件（放假通知、地方放假日），如 calendar.yaml")
    )


def calendar_for(option: str | None) -> WorkCalendar:
    """Return the calendar in use; ``option`` is a further file of notices and local days (``--calendar``).

    With no file kept and none given this costs a look for two files. Raises InputError for a file that cannot be read.
    """
    kept = [path for path in (notices_path(), local_path()) if os.path.exists(path)]
    if option is None and not kept:
        return national_calendar()
    from clerkcheck.calendars.layers import national_layer
    from clerkcheck.calendars.store import layers_of, read_store

    stores = [read_store(path) for path in (*kept, *([option] if option is not None else []))]
    return WorkCalendar([national_layer(), *layers_of(stores)])


def notices_path() -> str:
    """Return the file of imported notices in the user's data folder."""
    return os.path.join(data_folder(), _NOTICES)


def local_path() -> str:
    """Return the file of local days in the user's data folder."""
    return os.path.join(data_folder(), _LOCAL)


def data_folder() -> str:
    """Return the folder that CLERKCHECK_DATA names, else the user's data folder of this system.

    On Linux the folder is worked out here, the same that platformdirs gives: importing it takes longer than a check.
    """
    named = os.environ.get(DATA_VARIABLE, "").strip()
    if named:
        return named
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        home = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
        return os.path.join(home, "clerkcheck")
    from platformdirs import user_data_path

    return str(user_data_path("clerkcheck", appauthor=False))

"""``--with-closed``: whether what a command makes of a folder holds the cases that are filed away (已归档)."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cli.layers_in_use import loader_for
from clerkcheck.cli.say import say_error
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

if TYPE_CHECKING:
    from clerkcheck.desk.folder_papers import FolderCase


def add_closed_option(parser: ArgumentParser) -> None:
    """Add the option by which a command takes in the cases of a folder that are filed away (已归档)."""
    told = _("文件夹里标了已归档的也列入（默认不列，另行说明有几件）")
    parser.add_argument("--with-closed", action="store_true", help=told)


def cases_of_folder(folder: str, options: Namespace, calendar: WorkCalendar, as_of: date) -> "list[FolderCase]":
    """Return the cases of a folder as judged; what is filed away is left out and counted on stderr.

    Raises InputError where all of them are filed away.
    """
    from clerkcheck.desk.folder_papers import filed_apart, judged_folder

    judged = list(judged_folder(folder, loader_for(options.layers), calendar, as_of))
    if options.with_closed:
        return judged
    found, filed = filed_apart(judged)
    if filed and not found:
        raise InputError(
            _("文件夹里的 {n} 件都已归档").format(n=len(judged)), Place(folder), _("也要列入的，加 --with-closed")
        )
    if filed:
        say_error(_("注意：{filed}；也要列入的，加 --with-closed").format(filed=filed))
    return found

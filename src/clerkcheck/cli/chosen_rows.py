"""Cases that a command takes out of a table (台账): all its rows, or those of ``--row 3,5-8``."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cli.layers_in_use import loader_for
from clerkcheck.cli.option_words import add_kind
from clerkcheck.cli.parser import UsageError, quoted
from clerkcheck.cli.say import say_error
from clerkcheck.i18n import _, listed
from clerkcheck.packs.store import called_pack
from clerkcheck.reading.errors import InputError, Place

if TYPE_CHECKING:
    from clerkcheck.batch.papers.gathered import Gathered


def add_rows(parser: ArgumentParser) -> None:
    """Add ``--row``, and ``--pack`` and ``--kind`` for rows that name none."""
    rows = _("给的是台账时，只取哪几行，行号如表格里所见：3 或 3,5-8（默认全部）")
    parser.add_argument("--row", metavar="ROWS", help=rows)
    parser.add_argument("--pack", metavar="ID", help=_("台账里没有规则包一列时用哪个规则包"))
    add_kind(parser)


def is_table(path: str) -> bool:
    """Whether a file is a table of cases, by its ending."""
    if path.lower().endswith(_CASES) or not os.path.isfile(path):
        return False  # a case: what reads tables is not even loaded
    from clerkcheck.batch.sources.table_files import TABLES

    return path.lower().endswith((*TABLES, ".jsonl"))


def refuse_row(options: Namespace, paths: Sequence[str]) -> None:
    """Raise UsageError where rows are asked for and no table is given, or where they are none."""
    if not options.row:
        return
    from clerkcheck.batch.papers.gathered import rows_wanted

    if rows_wanted(options.row) is None:
        raise UsageError(_("看不懂行号“{text}”").format(text=quoted(options.row)), Place("--row"), _("写成 3 或 3,5-8"))
    if not any(map(is_table, paths)):
        raise UsageError(_("给的不是台账，没有行可取"), Place("--row"), _("删去 --row，或给出 .xlsx、.csv 台账"))


def table_cases(path: str, options: Namespace, calendar: WorkCalendar, as_of: date) -> "list[Gathered]":
    """Return the cases of a table as judged, those of the rows asked for; raises InputError where there are none.

    What there is to say of the table is said; a row that cannot be read comes with its error.
    """
    from clerkcheck.batch.papers.gathered import gathered, missing_rows, of_rows, rows_wanted
    from clerkcheck.batch.sources.source_files import Sources
    from clerkcheck.checking.counting import counted

    loader = loader_for(options.layers)
    pack = loader(called_pack(options.pack)) if options.pack else None
    sources = Sources([path], loader, pack, "", kind=options.kind)
    rows = rows_wanted(options.row) if options.row else None
    found = list(gathered(of_rows(counted(sources.items()), rows), calendar, as_of))
    for note in sources.notes:
        say_error(_("注意：{note}").format(note=note))
    absent = missing_rows(found, rows)
    if absent:
        numbers = listed(map(str, absent[:_MOST_NAMED]))
        raise InputError(_("第 {rows} 行没有案件").format(rows=numbers), Place(path), _("行号从表格的第一行数起"))
    if not found:
        skipped = next(iter(sources.skipped), "")
        raise InputError(_("没有一件可查"), Place(path), skipped)
    return found


_MOST_NAMED = 10
_CASES = (".yaml", ".yml", ".json")  # as cases.register has them, which is not loaded for one case

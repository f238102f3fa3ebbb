"""``clerkcheck calendar YEAR``: a printed year.

What is not the name of a subcommand is taken for a year, so that ``calendar 2026`` stays short beside subcommands.
"""

import argparse
import unicodedata
from argparse import ArgumentParser, Namespace
from typing import Any

from clerkcheck.cli.parser import UsageError
from clerkcheck.i18n import _

_SHOW = "show"


class _YearOrCommand(argparse._SubParsersAction):  # type: ignore[type-arg]  # argparse names no public base
    """Reads ``calendar 2026`` as ``calendar show 2026``."""

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Any, option: str | None = None) -> None:
        words = list(values)
        if words[0] not in self._name_parser_map:
            words.insert(0, _SHOW)
        super().__call__(parser, namespace, words, option)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the year, and the subcommands of ``calendar``; each sets ``handle``."""
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="YEAR", action=_YearOrCommand, help=_("年份，如 2026")
    )
    # Any word is let through: one that is no subcommand is read, or refused, as a year.
    commands.choices = None  # type: ignore[assignment]
    show = commands.add_parser(_SHOW, description=_("打印某年的工作日历"))
    show.add_argument("year", metavar="YEAR", help=_("年份，如 2026"))
    show.set_defaults(handle=_show)


def run(options: Namespace) -> int:
    """Do what the subcommand asks; return 0."""
    status: int = options.handle(options)
    return status


def _show(options: Namespace) -> int:
    from clerkcheck.calendars.workdays import national_calendar
    from clerkcheck.calendars.year_page import year_page

    print(year_page(_year(options.year), national_calendar()))
    return 0


def _year(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
    if plain.isascii() and plain.isdecimal() and len(plain) <= 4 and 1 <= int(plain) <= 9999:
        return int(plain)
    raise UsageError(_("“{text}”不是年份").format(text=text), None, _("写成 2026 这样，1 到 9999"))

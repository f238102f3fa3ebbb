"""``clerkcheck [FOLDER|CASE]``: the app, or its line mode where the terminal cannot draw."""

import os
import sys
from argparse import ArgumentParser, Namespace

from clerkcheck import __version__
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of the app."""
    parser.add_argument(
        "place", nargs="?", default=".", metavar="FOLDER|CASE", help=_("案件文件夹或一件案件（默认当前文件夹）")
    )
    parser.add_argument("-V", "--version", action="version", version=f"clerkcheck {__version__}", help=_("版本"))
    parser.add_argument("--line", action="store_true", help=_("一问一答的行模式（TERM=dumb 时自动用）"))
    parser.add_argument("--no-mouse", action="store_true", help=_("不用鼠标，终端自己的选择复制照常"))
    add_calendar_option(parser)
    add_packs_option(parser)
    parser.add_argument("--dark", action="store_true", help=_("深色"))
    parser.add_argument(
        "--ascii", action="store_true", help=_("边框和符号只用 ASCII（边框断开的控制台用；GBK 控制台自动用）")
    )


def run(options: Namespace) -> int:
    """Open the place in the app or the line mode; return the exit status."""
    if not os.path.exists(options.place):
        raise InputError(_("没有这个文件或文件夹"), Place(options.place), _("核对名称，或先建好文件夹"))
    if options.line or not can_draw():
        from clerkcheck.line.run import run_line

        return run_line(options.place, calendar=calendar_for(options.calendar))
    import gc

    gc.disable()  # nothing of what is loaded now is garbage; the app turns it on again once it has painted
    from clerkcheck.tui.app import launch

    calendar = calendar_for(options.calendar)
    return launch(options.place, calendar, mouse=not options.no_mouse, dark=options.dark, plain=options.ascii)


def can_draw() -> bool:
    """Whether both ends of the terminal are there and it can move its cursor, or a browser draws (``serve``)."""
    if os.environ.get("TEXTUAL_DRIVER") == "textual.drivers.web_driver:WebDriver":
        return True
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

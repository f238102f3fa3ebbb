"""``clerkcheck serve [FOLDER]``: the app in a browser on this machine, for a terminal that cannot draw."""

import os
from argparse import ArgumentParser, Namespace

from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.parser import UsageError
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.written_values import counted, shown

_HIGHEST_PORT = 65535


def add_arguments(parser: ArgumentParser) -> None:
    """Add the place, the port, and what the app itself takes."""
    parser.add_argument(
        "place", nargs="?", default=".", metavar="FOLDER|CASE", help=_("案件文件夹或一件案件（默认当前文件夹）")
    )
    parser.add_argument("--port", metavar="N", default="0", help=_("端口号（默认由系统给一个空的）"))
    parser.add_argument("--open", action="store_true", help=_("顺便用默认的浏览器打开"))
    add_calendar_option(parser)
    add_packs_option(parser)
    parser.add_argument("--dark", action="store_true", help=_("深色"))


def run(options: Namespace) -> int:
    """Serve until Ctrl+C; return 0. Raises InputError or UsageError before anything is served."""
    if not os.path.exists(options.place):
        raise InputError(_("没有这个文件或文件夹"), Place(options.place), _("核对名称，或先建好文件夹"))
    port = counted(options.port, _HIGHEST_PORT)
    if port is None:
        message = _("“{text}”不是端口号").format(text=shown(options.port))
        raise UsageError(message, None, _("写 1 到 65535 的数，如 8080"))
    calendar_for(options.calendar)  # what is wrong with it is better said here than in every browser
    try:
        from clerkcheck.cli.serve.serving import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "clerkcheck":
            raise
        raise InputError(
            _("在浏览器里用要另装 textual-serve"), None, _('用 pip install "clerkcheck[web]" 装上')
        ) from None
    return serve(_command(options), port, open_browser=options.open)


def _command(options: Namespace) -> list[str]:
    """The words by which each visitor's app is started."""
    words = [os.path.abspath(options.place)]
    if options.calendar is not None:
        words += ["--calendar", os.path.abspath(options.calendar)]
    return [*words, *(["--dark"] if options.dark else [])]

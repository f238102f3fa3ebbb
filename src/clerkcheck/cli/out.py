"""Where a paper goes: its format, by option or by the ending of the file's name, and the file or the screen."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from clerkcheck.cli.parser import UsageError
from clerkcheck.i18n import _
from clerkcheck.reading.characters import printable_lines
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.formats import BINARY, ENDINGS


def add_output(parser: ArgumentParser, formats: Iterable[str], default: str) -> None:
    """Add ``--format`` and ``--output``; ``default`` is named in the help, the option itself stays None."""
    names = "、".join(formats)
    parser.add_argument(
        "-f", "--format", choices=tuple(formats),
        help=_("输出格式：{names}（默认看 -o 的文件名，看不出的为 {default}）").format(names=names, default=default),
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", help=_("写到文件，不写到屏幕"))


def chosen_format(options: Namespace, formats: Iterable[str], default: str) -> str:
    """Return the format asked for, or that of the file's ending; raises UsageError where the two cannot go together."""
    ending = os.path.splitext(options.output or "")[1].lower()
    meant = ENDINGS.get(ending)
    chosen: str = options.format or (meant if meant in tuple(formats) else None) or default
    if meant in BINARY and chosen != meant:
        message = _("以 {ending} 结尾的文件不能写成 {form}").format(ending=ending, form=chosen)
        raise UsageError(message, None, _("换一个文件名，或删去 --format"))
    if chosen in BINARY and options.output is None:
        raise UsageError(
            _("{form} 要写到文件").format(form=chosen), None, _("加上 -o 文件名.{form}").format(form=chosen)
        )
    return chosen


def refuse_writing_over(output: str | None, inputs: Iterable[str | None]) -> None:
    """Raise InputError, before any work is done, where the output is one of the files that are going to be read.

    None among ``inputs`` is an option that was not given. What is only found on the way (a pack, an office's settings)
    ``emit`` refuses.
    """
    if output is not None and os.path.exists(output):
        for path in inputs:
            if path is not None and os.path.exists(path) and os.path.samefile(path, output):
                raise InputError(_("输出文件就是要读的文件，没有写"), Place(output), _("换一个文件名"))


def in_colour(form: str | None, output: str | None) -> bool:
    """Whether a text in that format (None: as for the terminal) is shown in colour: on a terminal that may have it."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return form in (None, "terminal") and output is None and sys.stdout.isatty() and wanted


def emit(data: bytes, output: str | None, *, coloured: bool = False) -> None:
    """Write text to the screen, or anything to a file, whole or not at all, never over what this run has read.

    ``coloured``: the text has colour codes, and was made printable before they were put in.
    """
    if output is None:
        text = data.decode()
        sys.stdout.write(text if coloured else printable_lines(text))
        return
    from clerkcheck.reading.files import refuse_input, write_whole

    refuse_input(output)
    write_whole(output, data)

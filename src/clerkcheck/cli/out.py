"""Where a paper goes: its format, by option or by the ending of the file's name, and the file or the screen."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NoReturn

from clerkcheck.cells import terminal_width
from clerkcheck.cli.parser import UsageError
from clerkcheck.i18n import _, listed
from clerkcheck.reading.characters import printable_lines
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.formats import Takes, format_named, format_of, registered, rendered


def add_output(parser: ArgumentParser, takes: Iterable[Takes], default: str) -> None:
    """Add ``--format``, ``--output`` and ``--force`` for the formats of what a command can give (``takes``).

    ``default`` is named in the help, the option stays None.
    """
    names = [form.name for form in registered(*takes)]
    said = _("输出格式：{names}（默认看 -o 的文件名，看不出的为 {default}）")
    parser.add_argument("-f", "--format", choices=names, help=said.format(names=listed(names), default=default))
    parser.add_argument("-o", "--output", metavar="FILE", help=_("写到文件，不写到屏幕"))
    add_force(parser)


def add_force(parser: ArgumentParser) -> None:
    """Let a command that writes ``-o`` replace a file that is no result of ours (``--force``)."""
    parser.add_argument(
        "--force", action="store_true", help=_("-o 的文件已经有了、又不是上次的结果时，也换掉它（默认不换）")
    )


def add_page_format(parser: ArgumentParser) -> None:
    """Add ``--format`` of a command that prints one page: as text, or its data in a format that can be shown."""
    names = ["text", *(form.name for form in registered("data") if not form.binary)]
    said = _("输出格式：{default}（默认）、{names}").format(default=names[0], names=listed(names[1:]))
    parser.add_argument("-f", "--format", choices=names, default=names[0], help=said)


def chosen_format(options: Namespace, takes: Iterable[Takes], default: str) -> str:
    """Return the format asked for, or that of the file's ending.

    Raises UsageError for an ending that none of the formats has, and where format and ending cannot go together.
    """
    formats = tuple(registered(*takes))
    ending = os.path.splitext(options.output or "")[1].lower()
    meant = format_of(ending)
    if ending and meant not in formats:
        refuse_ending(ending, [each for form in formats for each in form.endings])
    chosen = format_named(options.format) if options.format else meant or format_named(default)
    if meant not in (None, chosen) and (meant != format_named("text") or chosen.binary):
        message = _("以 {ending} 结尾的文件不能写成 {form}").format(ending=ending, form=chosen.name)
        raise UsageError(message, None, _("换一个文件名，或删去 --format"))
    if chosen.binary and options.output is None:
        remedy = _("加上 -o 文件名{ending}").format(ending=chosen.endings[0])
        raise UsageError(_("{form} 要写到文件").format(form=chosen.name), None, remedy)
    return chosen.name


def made_and_rendered(makers: Mapping[Takes, Callable[[], Any]], form: str, day: date) -> bytes:
    """Return a file in that format, made by the one of the command's ``makers`` that the format takes."""
    made = makers[format_named(form).takes]()
    return rendered(made, form, day) if made else b""


def refuse_ending(ending: str, endings: Iterable[str]) -> NoReturn:
    """Raise UsageError for an ending that a command cannot write: a file must be what its name says."""
    raise UsageError(
        _("写不了 {ending} 文件，没有写").format(ending=ending or _("没有扩展名的")), None,
        _("-o 的文件名可以用的结尾：") + listed(endings),
    )  # fmt: skip


def refuse_replacing(output: str | None, *, force: bool) -> None:
    """Raise InputError where a file stands in the output's place that is no result of ours, unless ``force``.

    A .docx, which somebody may have filled in, never counts as one. What is no plain file is not replaced at all.
    """
    if output is None or not os.path.exists(output) or os.path.isdir(output):
        return  # a folder is refused where it is written to
    from clerkcheck.reading.files import refuse_protected

    refuse_protected(output)
    if force or not os.path.getsize(output):
        return
    from clerkcheck.batch.sources.own import is_own_result

    if not is_own_result(output):
        message = _("已经有这个文件，不是（或不一定还是）本程序写出的结果，没有写")
        raise InputError(message, Place(output), _("换一个文件名；确要换掉它，加 --force"))


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


def screen_width() -> int:
    """Return the terminal's width, but no line longer than is easily read."""
    return terminal_width(100, otherwise=80)


def emit(data: bytes, output: str | None, *, coloured: bool = False, force: bool = False) -> None:
    """Write text to the screen, or anything to a file, whole or not at all, never over what this run has read.

    ``coloured``: the text has colour codes, and was made printable before they were put in.
    """
    if output is None:
        text = data.decode()
        sys.stdout.write(text if coloured else printable_lines(text))
        return
    from clerkcheck.reading.files import refuse_input, write_whole

    refuse_input(output)
    refuse_replacing(output, force=force)
    write_whole(output, data)

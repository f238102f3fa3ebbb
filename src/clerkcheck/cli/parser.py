"""An argparse parser that speaks Chinese and raises :class:`UsageError` instead of leaving the process."""

import argparse
import os
import re
from typing import Any, NoReturn

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import nearest, suggestion


class UsageError(InputError):
    """An option or argument of the command line that cannot be used."""


class Parser(argparse.ArgumentParser):
    """The parser of every command."""

    def __init__(self, **options: Any) -> None:
        """Take argparse's options; abbreviations are off, so that a new option never changes an old command line."""
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **options)
        self._commands: dict[str, Parser] = {}
        self._positionals.title = _("参数")
        self._optionals.title = _("选项")
        self.add_argument("-h", "--help", action="help", help=_("显示帮助"))

    def add_command(self, name: str, purpose: str) -> "Parser":
        """Return the parser of a command that ``name`` as the first word calls instead of this one."""
        self._commands[name] = Parser(prog=f"{self.prog} {name}", description=purpose)
        return self._commands[name]

    def read(self, arguments: list[str]) -> argparse.Namespace:
        """Return what the words of a command line mean; raises UsageError, or SystemExit once the help is printed."""
        inner = self._commands.get(arguments[0]) if arguments else None
        return inner.read(arguments[1:]) if inner else self.parse_args(arguments)

    def error(self, message: str) -> NoReturn:
        """Raise argparse's English ``message`` in Chinese, with the nearest right option for an unknown one."""
        unknown = re.match(r"unrecognized arguments: (.*)", message)
        if unknown:
            given = unknown[1].split()[0]
            known = [option for action in self._actions for option in action.option_strings if option.startswith("--")]
            hint = nearest(given, known) if given.startswith("-") else None
            remedy = (
                _("是不是 {name}？").format(name=hint) if hint else _("看用法：{prog} --help").format(prog=self.prog)
            )
            raise UsageError(_("不认识：{names}").format(names=unknown[1]), None, remedy)
        raise UsageError(_chinese(message), None, _("看用法：{prog} --help").format(prog=self.prog))


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        # Without a width argparse imports shutil to measure the terminal, for every argument added.
        super().__init__(prog, max_help_position=28, width=int(os.environ.get("COLUMNS") or 80) - 2)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the usage with a translated prefix where ``prefix`` is None; an empty one stays empty."""
        super().add_usage(usage, actions, groups, _("用法：") if prefix is None else prefix)


def _chinese(message: str) -> str:
    required = re.match(r"the following arguments are required: (.*)", message)
    if required:
        return _("缺少：{names}").format(names=required[1])
    choice = re.match(r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", message)
    if choice:
        names = [name.strip().strip("'") for name in choice[3].split(",")]
        return _("{option} 不能是 {value}。{hint}").format(
            option=choice[1], value=choice[2], hint=suggestion(choice[2], names)
        )
    expected = re.match(r"argument (.*?): expected (at least )?one argument", message)
    if expected:
        return _("{option} 后面要跟一个值").format(option=expected[1])
    invalid = re.match(r"argument (.*?): (.*)", message)
    return _("{option}：{what}").format(option=invalid[1], what=invalid[2]) if invalid else message

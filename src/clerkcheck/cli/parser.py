"""An argparse parser that speaks Chinese and raises :class:`UsageError` instead of leaving the process."""

import argparse
import os
from typing import Any, NoReturn

from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import nearest, suggestion
from clerkcheck.reading.written_values import counted, shown


class UsageError(InputError):
    """An option or argument of the command line that cannot be used."""


class Parser(argparse.ArgumentParser):
    """The parser of every command."""

    def __init__(self, **options: Any) -> None:
        """Take argparse's options; abbreviations are off, so that a new option never changes an old command line.

        ``commands`` are those that ``add_command`` has made, by name.
        """
        super().__init__(add_help=False, allow_abbrev=False, exit_on_error=False, formatter_class=_Formatter, **options)
        self.commands: dict[str, Parser] = {}
        self._needed: list[argparse.Action] = []
        self._positionals.title = _("参数")
        self._optionals.title = _("选项")
        self.add_argument("-h", "--help", action="help", help=_("显示帮助"))

    def add_command(self, name: str, purpose: str) -> "Parser":
        """Return the parser of a command that ``name`` as the first word calls instead of this one."""
        self.commands[name] = Parser(prog=f"{self.prog} {name}", description=purpose)
        return self.commands[name]

    def read(self, arguments: list[str]) -> argparse.Namespace:
        """Return what the words of a command line mean; raises UsageError, or SystemExit once the help is printed."""
        inner = self.commands.get(arguments[0]) if arguments else None
        if inner:
            return inner.read(arguments[1:])
        options: argparse.Namespace
        options, surplus = self.parse_known_args(arguments)
        if surplus:
            raise self._unknown(options, surplus)
        return options

    # argparse's own messages are English sentences that differ from version to version: none of them is read here.

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return the options and the words that fit none; raises UsageError for a missing or unusable one."""
        needed = self._needed = [action for action in self._actions if action.required]
        try:
            self._require(False)
            options, surplus = super().parse_known_args(args, namespace)
        except argparse.ArgumentError as error:
            raise self._unusable(error.argument_name or self.prog) from None
        finally:
            self._require(True)
        missing = [_name(action) for action in needed if getattr(options, action.dest, None) is None]
        if missing:
            raise UsageError(_("缺少：{names}").format(names=listed(missing)), None, self._usage())
        return options, surplus

    def _require(self, required: bool) -> None:
        for action in self._needed:
            action.required = required

    def format_help(self) -> str:
        """Return the help: what is needed is said to be (while words are read, nothing is), and an example ends it."""
        from clerkcheck.cli.help_examples import EXAMPLES

        self._require(True)
        example = EXAMPLES.get(self.prog.partition(" ")[2] or "open")
        return super().format_help() + (_("\n例：\n  {example}\n").format(example=example) if example else "")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            message = _("{option} 不能是 {value}").format(option=_name(action), value=quoted(value))
            raise UsageError(message, None, suggestion(str(value), [str(each) for each in action.choices]))

    def _match_argument(self, action: argparse.Action, arg_strings_pattern: str) -> int:
        try:
            return super()._match_argument(action, arg_strings_pattern)
        except argparse.ArgumentError:
            raise UsageError(_("{option} 后面要跟一个值").format(option=_name(action)), None, self._usage()) from None

    def _unusable(self, name: str) -> UsageError:
        """What else argparse refuses: a value given to an option that takes none."""
        return UsageError(_("{option} 后面不跟值").format(option=name), None, self._usage())

    def _unknown(self, options: argparse.Namespace, surplus: list[str]) -> UsageError:
        """The error for words that nothing takes, with the nearest option for the first that looks like one."""
        given = next((each for each in surplus if each.startswith("-")), "")
        hint = nearest(given.split("=")[0], self._options(options)) if given else None
        remedy = _("是不是 {name}？").format(name=hint) if hint else self._usage()
        return UsageError(_("不认识：{names}").format(names=" ".join(map(quoted, surplus))), None, remedy)

    def _options(self, options: argparse.Namespace) -> list[str]:
        """The long options of this parser, and of the sub-command chosen."""
        found = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                inner = action.choices.get(str(getattr(options, action.dest, "")))
                found += inner._options(options) if isinstance(inner, Parser) else []
        return found

    def _usage(self) -> str:
        return _("看用法：{prog} --help").format(prog=self.prog)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError; argparse itself comes here with nothing that is not met above."""
        raise UsageError(message, None, self._usage())


def _name(action: argparse.Action) -> str:
    """What a user calls an argument: its options, or the word that stands for it in the help."""
    if action.option_strings:
        return "/".join(action.option_strings)
    return action.metavar if isinstance(action.metavar, str) else action.dest


def quoted(word: object) -> str:
    """Return a word as it was typed; an empty one can be seen only in quotes, a long one is cut short."""
    return shown(word) if str(word).strip() else _("“{word}”").format(word=word)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        # Without a width argparse imports shutil to measure the terminal, for every argument added.
        columns = counted(os.environ.get("COLUMNS", ""), 1000) or 80
        super().__init__(prog, max_help_position=28, width=max(columns - 2, 20))

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the usage with a translated prefix where ``prefix`` is None; an empty one stays empty."""
        super().add_usage(usage, actions, groups, _("用法：") if prefix is None else prefix)

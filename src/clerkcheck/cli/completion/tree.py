"""What can be typed after ``clerkcheck``: read off the parsers of the commands, so that nothing is said twice."""

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from clerkcheck.cli.parser import Parser
from clerkcheck.i18n import _

_FOLDERS = ("FOLDER",)
_FILES = ("FILE", "CASE", "SOURCE", "RESULT", "FOLDER|CASE")
_PACKS = ("ID", "PACK", "A", "B", "ID|FILE")


class Value(NamedTuple):
    """What a word may be: one of ``words``, and a file or a folder; nothing that is known where all are empty."""

    words: tuple[str, ...] = ()
    files: bool = False
    folders: bool = False


class Option(NamedTuple):
    """An option by all its names, with what it is for; ``value`` is None where it takes none."""

    names: tuple[str, ...]
    purpose: str
    value: Value | None


class Node(NamedTuple):
    """A command: the words that lead to it (none for the program itself), its options, and what may follow.

    ``value`` is what its other words may be, all alike, or None where it takes none.
    """

    path: tuple[str, ...]
    purpose: str
    options: tuple[Option, ...]
    value: Value | None
    children: tuple["Node", ...]

    def walk(self) -> Iterator["Node"]:
        """Yield the command and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def command_tree() -> Node:
    """Return the program with all its commands."""
    from clerkcheck.cli.main import APP, COMMANDS

    children = tuple(_node((name,), purpose, parser_of(name)) for name, purpose in COMMANDS.items())
    return _node((), _("送审自查"), parser_of(APP))._replace(children=children)


def parser_of(name: str) -> Parser:
    """Return the parser of a command, filled."""
    parser = Parser(prog=f"clerkcheck {name}")
    import_module(f"clerkcheck.cli.{name}").add_arguments(parser)
    return parser


def commands_below(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    """Return the parsers of the commands that may follow, by name."""
    found: dict[str, ArgumentParser] = dict(parser.commands) if isinstance(parser, Parser) else {}
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            found |= action.choices
    return found


def _node(path: tuple[str, ...], purpose: str, parser: ArgumentParser) -> Node:
    actions = [action for action in parser._actions if not isinstance(action, _SubParsersAction)]
    options = tuple(_option(action) for action in actions if action.option_strings)
    values = [_value(action) for action in actions if not action.option_strings]
    children = tuple(
        _node((*path, name), each.description or "", each) for name, each in commands_below(parser).items()
    )
    return Node(path, purpose, options, _either(values) if values else None, children)


def _option(action: Action) -> Option:
    return Option(tuple(action.option_strings), action.help or "", None if action.nargs == 0 else _value(action))


def _value(action: Action) -> Value:
    """What a word is, by the choices there are or by the name that stands for it in the help."""
    name = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if action.choices is not None:
        return Value(tuple(map(str, action.choices)))
    if name in _PACKS:
        from clerkcheck.packs.homes import kept_packs
        from clerkcheck.packs.store import pack_ids

        return Value(tuple(dict.fromkeys((*pack_ids(), *kept_packs()))), files=name == "ID|FILE", folders=True)
    if "|" in name and not name.isupper():  # the words themselves: 休|班
        return Value(tuple(name.split("|")))
    return Value(files=name in _FILES, folders=name in _FOLDERS)


def _either(values: list[Value]) -> Value:
    words = dict.fromkeys(word for value in values for word in value.words)
    return Value(tuple(words), any(each.files for each in values), any(each.folders for each in values))

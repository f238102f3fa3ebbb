"""``clerkcheck completion SHELL``: a script by which the shell completes commands, options, packs and files."""

from argparse import Namespace
from importlib import import_module

from clerkcheck.cli.parser import Parser
from clerkcheck.i18n import _

SHELLS = ("bash", "zsh", "fish", "powershell")


def add_arguments(parser: Parser) -> None:
    """Add the one argument: the shell that the script is for."""
    parser.add_argument(
        "shell", metavar="SHELL", choices=SHELLS, help=_("bash、zsh、fish 或 powershell：打印它的补全脚本")
    )


def run(options: Namespace) -> int:
    """Print the script for the shell; return 0."""
    from clerkcheck.cli.completion.tree import command_tree
    from clerkcheck.cli.say import say

    module = import_module(f"clerkcheck.cli.completion.{options.shell}")
    say(module.script(command_tree()))
    return 0

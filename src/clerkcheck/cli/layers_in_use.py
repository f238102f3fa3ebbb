"""By which layers of its pack a case is judged: all, or a government's own rules alone (``--layers local``)."""

from argparse import ArgumentParser

from clerkcheck.cases.office_rules import LAYERS
from clerkcheck.i18n import _
from clerkcheck.packs.store import PackLoader, remembering


def add_layers_option(parser: ArgumentParser) -> None:
    """Let a command that judges cases leave out what lies under a government's own rules."""
    said = _("按哪几层查：all（默认，连全国的规定一并查）、local（只查本地规则）；不写的，按办公室文件")
    parser.add_argument("--layers", choices=LAYERS, help=said)


def loader_for(option: str | None) -> PackLoader:
    """Return what loads the packs of cases where ``--layers`` is ``option``; it remembers what it has loaded.

    None: the office of a case says, and where it does not, all layers judge.
    """
    return remembering(layers=None if option is None else option == "all")

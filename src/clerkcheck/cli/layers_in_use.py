"""By which layers of its pack a case is judged: a government's own rules alone, or all (``--layers all``)."""

from argparse import ArgumentParser

from clerkcheck.cases.office_rules import LAYERS
from clerkcheck.i18n import _
from clerkcheck.packs.store import PackLoader, remembering


def add_layers_option(parser: ArgumentParser) -> None:
    """Let a command that judges cases take in what lies under a government's own rules."""
    said = _("按哪几层查：local（默认，只查本地规则）、all（连全国的规定一并查）")
    parser.add_argument("--layers", choices=LAYERS, default=LAYERS[0], help=said)


def loader_for(option: str) -> PackLoader:
    """Return what loads the packs of cases where ``--layers`` is ``option``; it remembers what it has loaded."""
    return remembering(layers=option == "all")

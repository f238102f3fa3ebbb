"""Where a command finds packs by id beside the shipped ones: ``--packs FOLDER``, then as ``packs.homes`` says."""

from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager, nullcontext

from clerkcheck.i18n import _


def add_packs_option(parser: ArgumentParser) -> None:
    """Let a command that uses packs look for them in one more folder (``--packs FOLDER``)."""
    parser.add_argument(
        "--packs", metavar="FOLDER", dest="packs_folder", help=_("另在哪个文件夹里找规则包（每个规则包一个子文件夹）")
    )


def packs_in_use(options: Namespace) -> AbstractContextManager[None]:
    """Return what has packs found where ``--packs`` says while a command runs; raises InputError for no such folder."""
    folder = getattr(options, "packs_folder", None)
    if folder is None:
        return nullcontext()
    from clerkcheck.packs.homes import home_in_use

    return home_in_use(folder)

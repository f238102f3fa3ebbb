"""``--office FILE``: what an office has settled, and how its papers look, from a file that is named."""

from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from clerkcheck.i18n import _

if TYPE_CHECKING:
    from clerkcheck.reports.office import Office


def add_office_option(parser: ArgumentParser) -> None:
    """Let a command take the file of an office (``--office FILE``) besides the one beside the cases."""
    said = _("办公室文件：按它的 layers、step、place 查，按它的抬头、用语、签字栏印（默认用旁边的 办公室.yaml）")
    parser.add_argument("--office", metavar="FILE", help=said)


def office_in_use(options: Namespace) -> AbstractContextManager[None]:
    """Return what has ``--office`` settle how cases are judged while a command runs.

    Raises InputError for a file that is no office's, whether or not anything of it is printed.
    """
    path = getattr(options, "office", None)
    if path is None:
        return nullcontext()
    from clerkcheck.cases.office_rules import given_office
    from clerkcheck.reports.office import load_office

    load_office(path)
    return given_office(path)


def office_for(options: Namespace, folder: str) -> "Office":
    """Return the office by whose file papers are made: the one named, else that of ``folder``; raises InputError."""
    from clerkcheck.reports.office import load_office, office_beside

    return load_office(options.office) if options.office else office_beside(folder)

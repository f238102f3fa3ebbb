"""``clerkcheck doctor``: whether this machine has all that the program needs, and what to do where it has not."""

from argparse import Namespace

from clerkcheck.cli.calendars_in_use import add_calendar_option
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.parser import Parser


def add_arguments(parser: Parser) -> None:
    """Add the calendar file that is looked at, too."""
    add_calendar_option(parser)
    add_packs_option(parser)


def run(options: Namespace) -> int:
    """Print every finding with its remedy; return 1 where something does not work, else 0."""
    from clerkcheck.cells import fill
    from clerkcheck.cli.doctor.machine_finding import NOTE, WRONG
    from clerkcheck.cli.doctor.machine_findings import findings
    from clerkcheck.cli.say import say
    from clerkcheck.i18n import _

    counts = {NOTE: 0, WRONG: 0}
    for finding in findings(options.calendar):
        counts[finding.level] = counts.get(finding.level, 0) + 1
        say(fill(f"{finding.mark}  {finding.what}", indent=6))
        if finding.remedy:
            say(fill("      " + _("怎么办：{remedy}").format(remedy=finding.remedy), indent=14))
    say()
    if counts[WRONG]:
        say(_("结论：{n} 处不行，{m} 处注意").format(n=counts[WRONG], m=counts[NOTE]))
        return 1
    say(_("结论：能用，{m} 处注意").format(m=counts[NOTE]) if counts[NOTE] else _("结论：能用"))
    return 0

"""A notice as a table, for a clerk to compare with the paper before counting by it."""

from collections.abc import Iterable

from clerkcheck.calendars.amendments import Amendment
from clerkcheck.calendars.notices import Notice, runs
from clerkcheck.cells import fill, pad
from clerkcheck.i18n import _
from clerkcheck.reports.day_words import dated


def notice_page(notice: Notice | Amendment, unused: Iterable[str] = (), warnings: Iterable[str] = ()) -> str:
    """Return title, a line for every run of days, sentences not used, warnings; at most 80 cells wide."""
    columns = (pad(_("起"), 15), pad(_("止"), 15), _("天数"), _("休班"), _("节日"))
    lines = [fill(notice.paper, indent=2), "", "  ".join(columns)]
    for run in runs(notice.days):
        days = str((run.last - run.first).days + 1).rjust(4)
        kind = pad(_("班") if run.workday else _("休"), 4)
        lines.append("  ".join((dated(run.first), dated(run.last), days, kind, run.name)))
    lines += [fill(_("未采用：{text}").format(text=text), indent=8) for text in unused]
    return "\n".join([*lines, *(fill(_("注意：{text}").format(text=text), indent=6) for text in warnings)])

"""The day by which an item is handed in, and what cannot be over by then."""

from collections.abc import Iterator

from clerkcheck.checking.report import Deadline, Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Vocabulary
from clerkcheck.reports.day_words import spelled


def handing_in(report: Report) -> Deadline | None:
    """Return the deadline by which a case must be handed in, or again once it is mended; None where no rule says.

    Of several the earliest; one that has passed is none any more.
    """
    known = [
        each
        for each in report.deadlines
        if (each.deadline, each.bound) == ("submission", "latest") and each.earliest >= report.as_of
    ]
    return min(known, key=lambda each: each.earliest, default=None)


def too_long_for_it(report: Report, words: Vocabulary) -> Iterator[str]:
    """Yield, of each period that must be over before the item goes up, that it ends after the last day of handing in.

    It is pending or short, and neither breaks anything by itself: the day of the meeting may still be moved.
    """
    last = handing_in(report)
    if last is None:
        return
    text = _("{what} {day}，晚于{before} {until}：赶不上这一次，请核对会议日期")
    before, until = words.deadlines[last.deadline], spelled(last.safe, beside=report.as_of)
    for each in report.deadlines:
        if each.bound == "earliest" and not each.duty and each.status != "met" and each.earliest > last.latest:
            day = spelled(each.safe, beside=report.as_of)
            yield text.format(what=words.deadlines[each.deadline], day=day, before=before, until=until)

"""Silence as consent (逾期未回复的，视为同意): what a paper that was asked for and has not come counts as."""

from datetime import date
from typing import NamedTuple

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.deadlines import counted
from clerkcheck.checking.judging_rules import is_overdue
from clerkcheck.checking.ready_rule import Subject
from clerkcheck.checking.report import Deemed, Finding
from clerkcheck.checking.sentences import day_words
from clerkcheck.i18n import _, joined
from clerkcheck.literals import MaterialStatus
from clerkcheck.packs.clauses import MaterialClause


class Silence(NamedTuple):
    """What a paper known not to be there counts as; what a finding says of it; and the consent, where it is deemed."""

    status: MaterialStatus
    message: str
    remedy: str
    deemed: Deemed | None = None

    def told(self, finding: Finding) -> Finding:
        """Return the finding of the paper in these words; one that is excepted keeps its own."""
        return finding._replace(message=self.message or finding.message, remedy=self.remedy or finding.remedy)


def silence(clause: MaterialClause, subject: Subject, case: Case, calendar: WorkCalendar, as_of: date) -> Silence:
    """Return what it means on the day ``as_of`` that a paper has not come, by a clause that deems silence consent.

    Consent is deemed only where the day has passed whatever a provisional day turns out to be. Raises InputError for a
    day beyond the years 1-9999.
    """
    words, material = subject.pack.vocabulary, subject.material or ()
    start, label = case.dates.get(clause.deemed_from), words.paper(material)
    if start is None:
        text = _("没有收到{label}，未填{date}，看不出是否逾期：{gist}")
        message = text.format(label=label, date=words.dates[clause.deemed_from], gist=clause.gist)
        return Silence("unknown", message, "")
    last = counted(clause.deemed_from, start, clause.deemed_offset, clause.deemed_unit, "latest", calendar, case.source)
    day = day_words(last.latest, as_of)
    if is_overdue("latest", last.latest, as_of):
        message = _("{label}：逾期未回复，视为同意（{day}届满）").format(label=label, day=day)
        deemed = Deemed(material, clause.id, clause.deemed_from, start, last.latest, message)
        return Silence("done", message, "", deemed)
    also = _("{day}届满仍未回复的，视为同意").format(day=day)
    return Silence("missing", "", joined([clause.remedy, also]))

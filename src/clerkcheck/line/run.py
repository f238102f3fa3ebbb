"""Line mode: the same questions in the same order through plain prompts, for dumb terminals, screen readers and pipes.

Every answer is on disk before the next question. It imports no textual.
"""

import os
from collections.abc import Callable
from datetime import datetime

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.saving import open_stored
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.line.choosing import choose_case
from clerkcheck.line.talk import Leave, Talk, typed
from clerkcheck.line.walk import Walk, verdict_so_far


def run_line(
    place: str,
    ask: Callable[[str], str] = typed,
    say: Callable[[str], None] = print,
    *,
    calendar: WorkCalendar | None = None,
    now: Callable[[], datetime] | None = None,
) -> int:
    """Walk through the case at ``place`` (a case file, or a folder to choose from or to add to) and print its report.

    ``calendar`` and ``now``, the clock, are the app's own where none are given. Returns 0, also where the input ends
    early: what was answered is saved. Raises InputError where ``place`` cannot be read.
    """
    if calendar is None:
        from clerkcheck.calendars.workdays import national_calendar

        calendar = national_calendar()
    if now is None:
        from clerkcheck.clock import now as clock

        now = clock
    talk, session = Talk(ask, say), None
    try:
        path = choose_case(talk, place) if os.path.isdir(place) else place
        session = Session(open_stored(path), calendar, now().date(), now)
        Walk(session, talk).run()
    except Leave:
        talk.say()
        if session is not None:
            talk.say(_("到现在：{verdict}").format(verdict=verdict_so_far(session)))
        talk.say(_("回答过的都存好了，下次接着来"))
    return 0

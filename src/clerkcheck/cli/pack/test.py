"""``clerkcheck pack test [ID|FOLDER]``: the scenarios beside a pack, each judged and held to what it says."""

import os
from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from clerkcheck.cells import wrap
from clerkcheck.checking.report import BROKEN, Report
from clerkcheck.cli.day_options import day_option
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.cli.say import say
from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Pack
from clerkcheck.packs.scenarios import VARIANTS, Trial, read_scenarios, scenario_files, wanted_variants
from clerkcheck.reading.documents import Document
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.states import status_words

_WIDTH = 80
_MOST_NAMED = 12  # clauses


def run(options: Namespace) -> int:
    """Judge every scenario; return 0, or 1 where one comes out otherwise. Raises InputError where there are none."""
    pack = pack_at(options.pack)
    files = scenario_files(pack.folder)
    if not files:
        remedy = _("在规则包的文件夹里建 scenarios 文件夹，一章一个 .yaml，写法见 docs/writing-packs.md")
        raise InputError(_("没有情景可试"), Place(pack.folder), remedy)
    as_of = day_option("--as-of", options.as_of)
    trials = [trial for path in files for trial in read_scenarios(path, pack)]
    failed = 0
    for trial in trials:
        wrong = tried(trial, pack, as_of)
        if wrong:
            failed += 1
            place = trial.place._replace(source=os.path.relpath(trial.place.source, pack.folder), column=None, path="")
            said = _("【不符】{place}：{clause}“{title}”{variant}：{wrong}").format(
                place=place, clause=trial.clause, title=trial.title, variant=trial.variant, wrong=wrong
            )
            say("\n".join(wrap(said, _WIDTH, rest="    ")))
    _say_untried(pack, trials)
    text = _("{id}：情景 {n} 处，相符 {a} 处，不符 {b} 处")
    say(text.format(id=pack.id, n=len(trials), a=len(trials) - failed, b=failed))
    return 1 if failed else 0


def tried(trial: Trial, pack: Pack, day: date) -> str:
    """Return in what way a scenario comes out otherwise than it says, "" where it does not; it is judged as of ``day``.

    What cannot be read as a case is raised as InputError at the scenario's place.
    """
    from clerkcheck.calendars.workdays import national_calendar
    from clerkcheck.cases.loading import case_of
    from clerkcheck.checking.check import check

    as_of = date.fromisoformat(trial.as_of) if trial.as_of else day
    try:
        case = case_of(Document("", "", trial.data, {}), pack)
    except InputError as error:
        raise InputError(error.message, trial.place, error.remedy) from None
    report = check(case, pack, national_calendar(), as_of, questions=False)
    return _otherwise(trial, report)


def _otherwise(trial: Trial, report: Report) -> str:
    statuses = {each.status for each in report.findings if each.clause == trial.clause}
    certain = any(each.certain for each in report.findings if each.clause == trial.clause)
    noted = any(each.clause == trial.clause for each in report.reminders)
    missing = set(trial.signers) - set(report.signers)
    right = {
        "meets": statuses == {"met"},
        "breaks": bool(statuses & BROKEN),
        "applies": (certain or noted) and not missing,
        "spares": not statuses and not noted,
    }[trial.variant]
    if right:
        return ""
    words = status_words()
    text = _("应当{wanted}，得出{found}").format(
        wanted=VARIANTS[trial.variant], found=listed(words[each] for each in sorted(statuses)) or _("不适用")
    )
    signers = _("；签批人里没有 {roles}").format(roles=listed(sorted(missing))) if missing else ""
    return text + signers


def _say_untried(pack: Pack, trials: Sequence[Trial]) -> None:
    """Name the clauses that no scenario tries on both sides."""
    written: dict[str, set[str]] = {}
    for trial in trials:
        written.setdefault(trial.clause, set()).add(trial.variant)
    missing = [each.id for each in pack.clauses if not wanted_variants(each) <= written.get(each.id, set())]
    if missing:
        more = _("等") if len(missing) > _MOST_NAMED else ""
        text = _("【提醒】还有 {n} 款没有两面都试：{ids}").format(
            n=len(missing), ids=listed(missing[:_MOST_NAMED]) + more
        )
        say("\n".join(wrap(text, _WIDTH, rest="    ")))

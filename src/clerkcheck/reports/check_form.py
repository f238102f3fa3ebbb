"""送审自查表 on one page: what a leader reads and signs, and what lies behind it.

Verdict, what is missing, what is open, meeting, signers and days, every paper asked for with room for copies and the
number of its annex, what the unit has declared, what the verdict rests on, boxes to sign. Articles stand without their
words: those, the papers that are not needed and the general reminders stand on the whole sheet
(:mod:`clerkcheck.reports.check_paper`).
"""

from collections.abc import Callable, Iterable, Iterator

from clerkcheck.cases.model import Case
from clerkcheck.checking.reminders import partly_held
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, joined, labelled, linked, listed, remarked
from clerkcheck.packs.model import Pack
from clerkcheck.reports.bundle import bundle_lines
from clerkcheck.reports.check_paper import case_particulars
from clerkcheck.reports.checklist import Asked, asked_papers
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.fact_words import answer_words
from clerkcheck.reports.model import Block, Column, Fields, Heading, Line, Paper, Para, Sign, Table, paper_titles
from clerkcheck.reports.office import Office
from clerkcheck.reports.rules_words import own_rules, place_lines, rules_below
from clerkcheck.reports.states import state_words
from clerkcheck.reports.subjects import without_remark
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry

_NONE = (frozenset(["none"]), "none")  # 以上都不是: a "no", told where the verdict rests on it
_MANY = 8  # things to mend from which on each takes one line, without what to do
_CROWDED = 30  # of these and what is open together
_TOO_MANY = 14  # beyond which what breaks a rule is one paragraph, and papers that are not there have no line each
_MOST_NAMED = 14  # of what the unit has declared, and of papers that may be needed


def check_form(report: Report, pack: Pack, case: Case, office: Office) -> Paper:
    """Return the sheet of a case on one page, with the office's letterhead, list of papers and boxes to sign."""
    verdict = Verdict(report, pack)
    asked = asked_papers(verdict, case.materials)
    sections: list[tuple[str, Block | None]] = [
        ("", Fields(tuple(_box(verdict, case)), pairs=True)),
        (_counted(_("须补正"), verdict.to_do()), _to_do(verdict)),
        (_counted(_("待确认"), verdict.to_settle()), _to_settle(verdict)),
        ("", _decided(verdict)),
        (_("材料"), _papers(verdict, asked, case, office)),
        ("", _perhaps(asked)),
        ("", _declared(verdict, case)),
        ("", Fields(tuple(Line(label, "") for label in _to_fill_in()), pairs=True)),
    ]
    blocks: list[Block] = []
    for heading, block in sections:
        if block is not None:
            blocks += [Heading(heading), block] if heading else [block]
    blocks.append(Sign(office.signs))
    title, sentence = paper_titles().check, verdict.sentence()
    return Paper(title, tuple(blocks), office.letterhead, outcome=report.outcome, verdict=sentence, dense=True)


def _box(verdict: Verdict, case: Case) -> Iterator[Line]:
    report = verdict.report
    yield Line(_("事项"), report.title)
    yield Line(_("单位"), report.unit or "")
    yield Line(_("类型"), verdict.words.kinds[report.kind])
    particulars = list(case_particulars(verdict, case))
    yield from particulars[:1]
    yield Line(_("查询日"), spelled(report.as_of))
    yield from place_lines(verdict.pack)
    yield Line(_("规则"), joined(filter(None, [own_rules(verdict.pack), rules_below(verdict.pack)])))
    yield from particulars[1:]


def _counted(heading: str, entries: tuple[Entry, ...]) -> str:
    return remarked(heading, _("{n} 项").format(n=len(entries)))


def _to_fill_in() -> tuple[str, ...]:
    """What no case says, and every receiving office wants to know."""
    return _("汇报人"), _("联系电话")


def _to_do(verdict: Verdict) -> Table | Para | None:
    """What breaks a rule; where it is much, by article alone, where it is very much, in one paragraph."""
    entries = verdict.to_do()
    if len(entries) > _TOO_MANY:
        return _much_to_do(verdict, entries)
    brief = len(entries) > _MANY or len(entries) + len(verdict.to_settle()) > _CROWDED
    rows = []
    for entry in entries:
        remedy = joined(line.text for line in entry.lines[1:])
        row = state_words()[entry.state], entry.subject, verdict.articles(entry.clauses)
        rows.append(row if brief else (*row, remedy))
    columns = (Column(_("情形"), 11), Column(_("要件或事项"), 32), Column(_("依据"), 21), Column(_("怎样补"), 36))
    shown = columns[: 3 if brief else 4]
    return Table(shown, tuple(rows), title=1, word=0, numbered=not brief, twofold=brief) if rows else None


def _much_to_do(verdict: Verdict, entries: tuple[Entry, ...]) -> Para:
    words, lacking = state_words(), [entry for entry in entries if entry.state == "missing"]
    others = [entry for entry in entries if entry.state != "missing"]
    said = [_("{state}：{what}").format(
        state=words[entry.state], what=remarked(entry.subject, verdict.articles(entry.clauses))
    ) for entry in others]  # fmt: skip
    if lacking:
        text = _("{state} {n} 件：{names}（各件的依据和怎样补见自查表全文，check --full）")
        names = listed(entry.subject for entry in lacking)
        said.append(text.format(state=words["missing"], n=len(lacking), names=names))
    return Para(joined(said), "note")


def _some(texts: list[str], in_a_row: Callable[[Iterable[str]], str] = listed) -> str:
    """Return texts in a row; of many the first, and how many there are."""
    if len(texts) <= _MOST_NAMED:
        return in_a_row(texts)
    return _("{names}等 {n} 项").format(names=in_a_row(texts[:_MOST_NAMED]), n=len(texts))


def _to_settle(verdict: Verdict) -> Para | None:
    entries = verdict.to_settle()
    if not entries:
        return None
    return Para(joined(_asked(verdict, entry) for entry in entries), "note")


def _asked(verdict: Verdict, entry: Entry) -> str:
    return without_remark(verdict.words.facts[entry.fact].label) if entry.fact else entry.subject


def _decided(verdict: Verdict) -> Fields | None:
    words = state_words()
    lines = [Line(words[entry.state], entry.subject) for entry in verdict.decided_by()]
    days = [(entry, entry.deadline is not None and entry.deadline.status == "met") for entry in verdict.deadlines()]
    lines += [Line(_("期限"), remarked(entry.subject, words[entry.state])) for entry, met in days if not met]
    kept = joined(entry.subject for entry, met in days if met)
    lines += [Line(_("期限"), remarked(kept, _("均已符合")))] if kept else []
    later = len(verdict.later())
    lines += [Line(_("以后再查"), _("{n} 项，见自查表全文").format(n=later))] if later else []
    return Fields(tuple(lines), pairs=True) if lines else None


def _papers(verdict: Verdict, asked: list[Asked], case: Case, office: Office) -> Table | None:
    """The papers that the rules ask for, then those that the office wants handed in; both with room to fill in.

    Very many asked for have no line where they are named among what is to be mended or settled.
    """
    shown = [each for each in asked if each.certain or each.at_hand]
    if len(shown) > _TOO_MANY:
        above = {entry.subject for entry in (*verdict.to_do(), *verdict.to_settle())}
        shown = [each for each in shown if each.at_hand or each.name not in above]
    rows = [(_ticked(each), each.name, each.copies, each.annex) for each in shown]
    for line in bundle_lines(office.bundle, case.kind, case.bundle):
        mark = {"done": _("√ 有"), "missing": _("□ 缺"), "unknown": "□"}[line.status]
        rows.append((mark, line.item.name, str(line.item.copies or ""), ""))
    columns = (Column(_("有无"), 14), Column(_("材料"), 50), Column(_("份数"), 9), Column(_("附件号"), 12))
    return Table(columns, tuple(rows), title=1, word=0, numbered=False, twofold=True) if rows else None


def _perhaps(asked: list[Asked]) -> Para | None:
    names = [each.name for each in asked if not each.certain and not each.at_hand]
    text = _("是否需要尚待确认的要件 {n} 件：{names}")
    return Para(text.format(n=len(names), names=_some(names)), "note") if names else None


def _ticked(paper: Asked) -> str:
    return _("√ {word}").format(word=paper.result) if paper.at_hand else _("□ {word}").format(word=paper.result)


def _declared(verdict: Verdict, case: Case) -> Fields | None:
    """What the unit says of the case, each "no" that carries the verdict, and what else stands close to it."""
    facts = verdict.words.facts
    yes = [without_remark(facts[name].label) for name, value in case.facts.items() if value is True]
    told = [
        labelled(facts[name].label, answer_words(facts[name], value))
        for name, value in case.facts.items()
        if not isinstance(value, bool) and name not in ("meeting", "genre") and value not in _NONE
    ]
    lines = [
        Line(_("涉及"), _some(yes)),
        Line(_("填报"), _some(told, joined)),
        Line(_("注意"), partly_held(verdict.pack)),
        *verdict.cautions(),
        Line(_("例外"), linked(f.message for f in verdict.report.findings if f.status == "excepted")),
    ]
    kept = tuple(line for line in lines if line.text)
    return Fields(kept, pairs=True) if kept else None

"""送审自查表 on one page: what a leader reads and signs, and what lies behind it.

Verdict, what is missing, what is open, meeting, signers and days, every paper asked for with room for copies and the
number of its annex, what the unit has declared, what the verdict rests on, boxes to sign. Articles stand without their
words: those, the papers that are not needed and the general reminders stand on the whole sheet
(:mod:`clerkcheck.reports.check_paper`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from clerkcheck.cases.model import Case
from clerkcheck.checking.reminders import partly_held
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, joined, labelled, linked, listed, remarked
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.reports.bundle import bundle_lines
from clerkcheck.reports.check_paper import case_particulars
from clerkcheck.reports.checklist import Asked, asked_papers
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.fact_words import answer_words, chosen_words
from clerkcheck.reports.model import Block, Column, Fields, Heading, Line, Paper, Para, Sign, Table, paper_titles
from clerkcheck.reports.office import Office
from clerkcheck.reports.one_page import fits_one_page, height
from clerkcheck.reports.rules_words import own_rules, partial_words, place_lines, rules_below
from clerkcheck.reports.states import state_words
from clerkcheck.reports.subjects import without_remark
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry

_NONE = (frozenset(["none"]), "none")  # 以上都不是: a "no", told where the verdict rests on it
_MANY = 8  # things to mend from which on each takes one line, without what to do
_CROWDED = 30  # of these and what is open together
_TOO_MANY = 14  # beyond which what breaks a rule is one paragraph, and papers that are not there have no line each


class _Room(NamedTuple):
    """How much is said where room is scarce; the rest stands on the whole sheet, and how much it is stands here.

    ``told``: of what the unit has declared, and of papers that may be needed; ``chosen``: of what it has chosen of one
    list; ``cited``: articles of one thing to mend; ``remedies``: what to do; ``lines``: a line for each of these things
    and for each paper that is not there; ``open``: of what is to be settled; ``at_hand``: a line for each that is;
    ``remarks``: of those on the case.
    """

    told: int = 14
    chosen: int | None = None
    cited: int | None = None
    remedies: bool = True
    lines: bool = True
    open: int | None = None
    at_hand: bool = True
    remarks: int = 6


_ROOMS = (  # as much as fits, from the first on
    _Room(),
    _Room(told=8, chosen=3),
    _Room(told=8, chosen=3, cited=3),
    _Room(told=6, chosen=2, cited=2, remarks=3),
    _Room(told=6, chosen=2, cited=1, remarks=3),
    _Room(told=6, chosen=2, cited=2, remedies=False, remarks=2),
    _Room(told=4, chosen=1, cited=1, remedies=False, remarks=2),
    _Room(told=8, chosen=3, cited=2, remedies=False, lines=False, remarks=2),
    _Room(told=6, chosen=2, cited=1, remedies=False, lines=False, remarks=2),
    _Room(told=4, chosen=1, cited=1, remedies=False, lines=False, open=20, remarks=2),
    _Room(told=1, chosen=1, cited=1, remedies=False, lines=False, open=10, at_hand=False, remarks=0),
)


def check_form(report: Report, pack: Pack, case: Case, office: Office) -> Paper:
    """Return the sheet of a case on one page, with the office's letterhead, list of papers and boxes to sign.

    Where all that there is to say would take more than a page, less is said of each thing, never of the verdict.
    """
    verdict = Verdict(report, pack)
    for room in _ROOMS:
        form = _form(verdict, case, office, room)
        if fits_one_page(form):
            break
    return form


def _form(verdict: Verdict, case: Case, office: Office, room: _Room) -> Paper:
    asked = asked_papers(verdict, case.materials)
    sections: list[tuple[str, Block | None]] = [
        ("", Fields(tuple(_box(verdict, case)), pairs=True)),
        (_counted(_("须补正"), verdict.to_do()), _to_do(verdict, room)),
        ("", _elsewhere(verdict, room)),
        (_counted(_("待确认"), verdict.to_settle()), _to_settle(verdict, room)),
        ("", _decided(verdict)),
        (_("材料"), _papers(verdict, asked, case, office, room)),
        ("", _at_hand(asked, room)),
        ("", _perhaps(asked, room)),
        ("", _declared(verdict, case, room)),
        ("", Fields(tuple(Line(label, "") for label in _to_fill_in()), pairs=True)),
    ]
    blocks: list[Block] = []
    for heading, block in sections:
        if block is not None:
            blocks += [Heading(heading), block] if heading else [block]
    blocks.append(Sign(office.signs))
    title, sentence = paper_titles().check, verdict.sentence()
    return Paper(title, tuple(blocks), office.letterhead, outcome=verdict.report.outcome, verdict=sentence, dense=True)


def _box(verdict: Verdict, case: Case) -> Iterator[Line]:
    report = verdict.report
    yield Line(_("事项"), report.title)
    yield Line(_("单位"), report.unit or "")
    yield Line(_("类型"), verdict.words.kinds[report.kind])
    particulars = list(case_particulars(verdict, case))
    yield from particulars[:1]
    yield Line(_("查询日"), spelled(report.as_of))
    yield from place_lines(verdict.pack)
    pack = verdict.pack
    yield Line(_("规则"), joined(filter(None, [own_rules(pack), rules_below(pack), partial_words(pack)])))
    yield from particulars[1:]


def _instruments(verdict: Verdict) -> set[str]:
    """The ids of the instruments by which something was found, or is due: of the others the whole sheet tells."""
    report = verdict.report
    found = {each.clause for each in report.findings} | {each.clause for each in report.deadlines}
    return {verdict.clauses[clause].instrument for clause in found}


def _counted(heading: str, entries: tuple[Entry, ...]) -> str:
    return remarked(heading, _("{n} 项").format(n=len(entries)))


def _to_fill_in() -> tuple[str, ...]:
    """What no case says, and every receiving office wants to know."""
    return _("汇报人"), _("联系电话")


def _to_do(verdict: Verdict, room: _Room) -> Table | Para | None:
    """What breaks a rule; where it is much, by article alone, where it is very much, in one paragraph."""
    entries = verdict.to_do()
    if not entries:
        return None
    if _is_much(verdict, room):
        return _much_to_do(verdict, entries, room)
    brief = _is_brief(verdict, room)
    rows = []
    for entry in entries:
        remedy = joined(line.text for line in entry.lines[1:])
        row = state_words()[entry.state], entry.subject, verdict.articles(entry.clauses, room.cited)
        rows.append(row if brief else (*row, remedy))
    shapes = [(11, 32, 21), (9, 37, 54)] if brief else [(11, 32, 21, 36), (9, 25, 33, 33)]
    labels = (_("情形"), _("要件或事项"), _("依据"), _("怎样补"))
    tables = [
        Table(
            tuple(Column(*each) for each in zip(labels, shares, strict=False)), tuple(rows), title=1, word=0,
            numbered=not brief, twofold=brief and shares is shapes[0],
        )
        for shares in shapes
    ]  # fmt: skip
    return min(tables, key=lambda table: height([table]))


def _is_brief(verdict: Verdict, room: _Room) -> bool:
    number = len(verdict.to_do())
    return number > _MANY or number + len(verdict.to_settle()) > _CROWDED or not room.remedies


def _is_much(verdict: Verdict, room: _Room) -> bool:
    return len(verdict.to_do()) > _TOO_MANY or not room.lines


def _elsewhere(verdict: Verdict, room: _Room) -> Para | None:
    """Where there is more of the things to mend than the table says."""
    if not verdict.to_do() or not (_is_brief(verdict, room) or room.cited):
        return None
    return Para(_("各项的全部依据和怎样补见自查表全文（check --full）"), "note")


def _much_to_do(verdict: Verdict, entries: tuple[Entry, ...], room: _Room) -> Para:
    words, lacking = state_words(), [entry for entry in entries if entry.state == "missing"]
    others: dict[str, list[str]] = {}
    for entry in entries:
        if entry.state != "missing":
            cited = verdict.articles(entry.clauses, room.cited)
            others.setdefault(words[entry.state], []).append(remarked(entry.subject, cited))
    said = [_("{state}：{what}").format(state=state, what=joined(each)) for state, each in others.items()]
    if lacking:
        text = _("{state} {n} 件：{names}")
        names = listed(entry.subject for entry in lacking)
        said.append(text.format(state=words["missing"], n=len(lacking), names=names))
    return Para(joined(said), "note")


def _some(texts: list[str], most: int | None, in_a_row: Callable[[Iterable[str]], str] = listed) -> str:
    """Return texts in a row; of many the first, and how many there are."""
    if most is None or len(texts) <= most:
        return in_a_row(texts)
    return _("{names}等 {n} 项").format(names=in_a_row(texts[:most]), n=len(texts))


def _to_settle(verdict: Verdict, room: _Room) -> Para | None:
    entries = verdict.to_settle()
    if not entries:
        return None
    return Para(_some([_asked(verdict, entry) for entry in entries], room.open, joined), "note")


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


def _papers(verdict: Verdict, asked: list[Asked], case: Case, office: Office, room: _Room) -> Table | None:
    """The papers that the rules ask for, then those that the office wants handed in; both with room to fill in.

    Very many asked for have no line where they are named among what is to be mended or settled.
    """
    shown = [each for each in asked if each.certain or each.at_hand]
    if len(shown) > _TOO_MANY or not room.lines:
        above = {entry.subject for entry in (*verdict.to_do(), *verdict.to_settle())}
        shown = [each for each in shown if each.at_hand or each.name not in above]
    rows = [(_ticked(each), each.name, each.copies, each.annex) for each in shown if room.at_hand or not each.at_hand]
    for line in bundle_lines(office.bundle, case.kind, case.bundle):
        mark = {"done": _("√ 有"), "missing": _("□ 缺"), "unknown": "□"}[line.status]
        rows.append((mark, line.item.name, str(line.item.copies or ""), ""))
    columns = (Column(_("有无"), 14), Column(_("材料"), 50), Column(_("份数"), 9), Column(_("附件号"), 12))
    return Table(columns, tuple(rows), title=1, word=0, numbered=False, twofold=True) if rows else None


def _at_hand(asked: list[Asked], room: _Room) -> Para | None:
    """The papers that are there, where they have no line each."""
    names = [each.name for each in asked if each.at_hand and not room.at_hand]
    return Para(_("√ 已有 {n} 件：{names}").format(n=len(names), names=listed(names)), "note") if names else None


def _perhaps(asked: list[Asked], room: _Room) -> Para | None:
    names = [each.name for each in asked if not each.certain and not each.at_hand]
    text = _("是否需要尚待确认的要件 {n} 件：{names}")
    return Para(text.format(n=len(names), names=_some(names, room.told)), "note") if names else None


def _ticked(paper: Asked) -> str:
    return _("√ {word}").format(word=paper.result) if paper.at_hand else _("□ {word}").format(word=paper.result)


def _declared(verdict: Verdict, case: Case, room: _Room) -> Fields | None:
    """What the unit says of the case, each "no" that carries the verdict, and what else stands close to it."""
    facts = verdict.words.facts
    yes = [without_remark(facts[name].label) for name, value in case.facts.items() if value is True]
    told = [
        labelled(facts[name].label, _value(facts[name], value, room))
        for name, value in case.facts.items()
        if not isinstance(value, bool) and name not in ("meeting", "genre") and value not in _NONE
    ]
    lines = [
        Line(_("涉及"), _some(yes, room.told)),
        Line(_("填报"), _some(told, room.told, joined)),
        Line(_("注意"), partly_held(verdict.pack, _instruments(verdict))),
        *_cautions(verdict, room),
        Line(_("例外"), linked(f.message for f in verdict.report.findings if f.status == "excepted")),
    ]
    kept = tuple(line for line in lines if line.text)
    return Fields(kept, pairs=True) if kept else None


def _cautions(verdict: Verdict, room: _Room) -> Iterator[Line]:
    """What stands close to the outcome; of many remarks on the case the first, and how many there are."""
    said = verdict.cautions()
    remarks = len(verdict.report.remarks)
    if remarks <= room.remarks:
        yield from said
        return
    label, before = _("请核对"), 0
    for line in said:
        before += line.label == label
        if line.label != label or before <= room.remarks:
            yield line
    more = _("另有 {n} 处，见自查表全文") if room.remarks else _("{n} 处，见自查表全文")
    yield Line(label, more.format(n=remarks - room.remarks))


def _value(fact: Fact, value: Any, room: _Room) -> str:
    """A plain value in words; of many chosen the first, and how many there are."""
    if isinstance(value, list | tuple | frozenset) and fact.of:
        return _some(chosen_words(fact, value), room.chosen)
    return answer_words(fact, value)

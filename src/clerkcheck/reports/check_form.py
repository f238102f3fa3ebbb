"""送审自查表 on one page: what a leader reads and signs, and what lies behind it.

Verdict, what is missing, what is open, meeting, signers and days, every paper asked for with room for copies and the
number of its annex, what the unit has declared, what the verdict rests on, boxes to sign. Articles stand without their
words: those, the papers that are not needed and the general reminders stand on the whole sheet
(:mod:`clerkcheck.reports.check_paper`). How much gives way where room is scarce: :mod:`clerkcheck.reports.form_room`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from clerkcheck.cases.model import Case
from clerkcheck.checking.reminders import partly_held
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, joined, labelled, linked, remarked
from clerkcheck.packs.clauses import is_binding
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.reports.bundle import bundle_lines, usual_bundle
from clerkcheck.reports.check_paper import case_particulars
from clerkcheck.reports.checklist import Asked, asked_papers
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.fact_words import answer_words, chosen_words
from clerkcheck.reports.form_lists import cited_briefly, elsewhere, some, to_do, to_settle
from clerkcheck.reports.form_room import Room, roomiest
from clerkcheck.reports.model import Block, Column, Fields, Heading, Line, Paper, Para, Sign, Table, paper_titles
from clerkcheck.reports.office import Office
from clerkcheck.reports.one_page import fits_one_page
from clerkcheck.reports.rules_words import number_below, own_rules, partial_words, place_lines, rules_below
from clerkcheck.reports.states import state_words
from clerkcheck.reports.subjects import without_remark
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry

_NONE = (frozenset(["none"]), "none")  # 以上都不是: a "no", told where the verdict rests on it
_TOO_MANY = 14  # to mend, beyond which papers have no line where they are named among these


def check_form(report: Report, pack: Pack, case: Case, office: Office) -> Paper:
    """Return the sheet of a case on one page, with the office's letterhead, list of papers and boxes to sign.

    Where all that there is to say would take more than a page, less is said of each thing, never of the verdict.
    """
    verdict = Verdict(report, pack)
    asked = asked_papers(verdict, case.materials)
    room = roomiest(lambda room: fits_one_page(_form(verdict, asked, case, office, room)))
    return _form(verdict, asked, case, office, room)


def _form(verdict: Verdict, asked: list[Asked], case: Case, office: Office, room: Room) -> Paper:
    sections: list[tuple[str, list[Block | None]]] = [
        ("", [Fields(tuple(_box(verdict, case)), pairs=True)]),
        (_counted(_("须补正"), verdict.to_do()), [to_do(verdict, room), elsewhere(verdict, room)]),
        (_counted(_("待确认"), verdict.to_settle()), [*to_settle(verdict, room)]),
        ("", [_decided(verdict, case, room)]),
        (_("材料"), [_papers(verdict, asked, room), _at_hand(verdict, asked, room), _perhaps(verdict, asked, room)]),
        ("", _bundle(case, office, room)),
        ("", [_declared(verdict, case, room)]),
        ("", [Fields(tuple(Line(label, "") for label in _to_fill_in()), pairs=True)]),
    ]
    blocks: list[Block] = []
    for heading, parts in sections:
        said = [block for block in parts if block is not None]
        if said:
            blocks += [Heading(heading), *said] if heading else said
    blocks.append(Sign(office.signs))
    title, sentence = paper_titles().check, verdict.sentence()
    return Paper(title, tuple(blocks), office.letterhead, outcome=verdict.report.outcome, verdict=sentence, dense=True)


def _box(verdict: Verdict, case: Case) -> Iterator[Line]:
    report = verdict.report
    yield Line(_("事项"), report.title)
    yield Line(_("单位"), report.unit or "")
    yield Line(_("类型"), verdict.words.kinds[report.kind])
    particulars = [_with_article(verdict, line) for line in case_particulars(verdict, case)]
    yield from particulars[:1]
    yield Line(_("查询日"), spelled(report.as_of))
    yield from place_lines(verdict.pack)
    pack = verdict.pack
    bare = _("只写第几条的，出自前者") if number_below(pack) else ""
    yield Line(_("规则"), joined(filter(None, [own_rules(pack), rules_below(pack), partial_words(pack), bare])))
    yield from particulars[1:]


def _with_article(verdict: Verdict, line: Line) -> Line:
    """The proposed meeting with the article that wants it, where it is the one that is wanted."""
    same = next((each for each in verdict.decided_by() if _is_proposed(each, line)), None)
    return line._replace(text=cited_briefly(verdict, line.text, same.clauses, None)) if same else line


def _is_proposed(entry: Entry, line: Line) -> bool:
    return (state_words()[entry.state], entry.subject) == line


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


def _decided(verdict: Verdict, case: Case, room: Room) -> Fields | None:
    """Who decides, by when, and by which articles what was looked at is in order, where nothing is left to do."""
    words = {**state_words(), "meeting": _("规定的会议")}  # beside the proposed one in the box
    proposed = list(case_particulars(verdict, case))[:1]
    deciding = [each for each in verdict.decided_by() if not any(_is_proposed(each, line) for line in proposed)]
    may = [entry for entry in deciding if entry.state == "possible_meeting"]
    left_out = [] if room.possible is None else may[room.possible :]
    lines = [
        Line(words[entry.state], cited_briefly(verdict, entry.subject, entry.clauses, room.known))
        for entry in deciding
        if entry not in left_out
    ]
    if left_out:
        lines.append(Line(words["possible_meeting"], _("另有 {n} 处，见自查表全文").format(n=len(left_out))))
    days = [(entry, entry.deadline is not None and entry.deadline.status == "met") for entry in verdict.deadlines()]
    for entry in (each for each, met in days if not met):
        articles = verdict.brief_articles(entry.clauses, room.known) if room.known != 0 else ""
        lines.append(Line(_("期限"), remarked(entry.subject, linked(filter(None, [articles, words[entry.state]])))))
    kept = joined(cited_briefly(verdict, each.subject, each.clauses, room.known) for each, met in days if met)
    lines += [Line(_("期限"), linked([kept, _("均已符合")]))] if kept else []
    later = len(verdict.later())
    lines += [Line(_("以后再查"), _("{n} 项，见自查表全文").format(n=later))] if later else []
    if not verdict.to_do() and not verdict.to_settle():
        met = verdict.brief_articles(_kept(verdict))
        lines += [Line(_("已符合"), met)] if met else []
    return Fields(tuple(lines), pairs=True) if lines else None


def _kept(verdict: Verdict) -> Iterator[str]:
    """The clauses that were looked at and hold; who signs is none of them, which is only told."""
    for each in verdict.report.findings:
        if each.status == "met" and each.certain and each.kind != "signer" and is_binding(each.modality):
            yield each.clause


def _papers(verdict: Verdict, asked: list[Asked], room: Room) -> Table | Para | None:
    """The papers that the rules ask for, with room to fill in; without those named above where these are very many."""
    shown = [each for each in asked if each.certain or each.at_hand]
    if len(verdict.to_do()) > _TOO_MANY or room.papers == "row":
        above = {entry.subject for entry in (*verdict.to_do(), *verdict.to_settle())}
        shown = [each for each in shown if each.at_hand or each.name not in above]
    match room.papers:
        case "table":
            rows = [
                (_ticked(each), each.name, verdict.brief_articles(each.clauses, room.known), each.copies, each.annex)
                for each in shown
            ]
            shares = (_("有无"), 9), (_("材料"), 36), (_("依据"), 35), (_("份数"), 7), (_("附件号"), 9)
            return Table(tuple(Column(*each) for each in shares), tuple(rows), title=1, word=0) if rows else None
        case "twofold":
            told = [(_ticked(each), _cited(verdict, each, room), each.copies, each.annex) for each in shown]
            return _twofold(told) if told else None
        case "row":
            left = [f"{_ticked(each)} {_cited(verdict, each, room)}" for each in shown if not each.at_hand]
            return Para(joined(left), "note") if left else None
        case _:
            assert_never(room.papers)


def _cited(verdict: Verdict, paper: Asked, room: Room) -> str:
    return cited_briefly(verdict, paper.name, paper.clauses, room.known)


def _twofold(rows: Iterable[tuple[str, ...]]) -> Table:
    columns = (Column(_("有无"), 14), Column(_("材料"), 50), Column(_("份数"), 9), Column(_("附件号"), 12))
    return Table(columns, tuple(rows), title=1, word=0, numbered=False, twofold=True)


def _bundle(case: Case, office: Office, room: Room) -> list[Block | None]:
    """What the office wants handed in together, apart from what the rules ask for: it has no effect on the outcome.

    Boxes are for a list of the office's own, or one that the unit has begun to tick: nobody is to see the usual one
    with none ticked.
    """
    lines = bundle_lines(office.bundle, case.kind, case.bundle, case.facts.get("genre"))
    if not lines:
        return []
    marks = {"done": _("√ 有"), "missing": _("□ 缺"), "unknown": "□"}
    rows = [(marks[each.status], each.item.name, str(each.item.copies or ""), "") for each in lines]
    unknown = sum(line.status == "unknown" for line in lines)
    if room.bundle == "number":
        known = [f"{row[0]} {row[1]}" for row, line in zip(rows, lines, strict=True) if line.status != "unknown"]
        left = [_("未核 {n} 件").format(n=unknown)] if unknown else []
        heading = _("报送材料 {n} 件（不影响结论）").format(n=len(lines))
        return [Para(labelled(heading, joined([*known, *left])), "note")]
    if office.bundle == usual_bundle() and unknown == len(lines):
        names = joined(line.item.name for line in lines)
        return [Para(labelled(_("一般还附报送材料（不影响结论）"), names), "note")]
    in_a_row = _twofold(rows) if room.bundle == "table" else Para(joined(f"{row[0]} {row[1]}" for row in rows), "note")
    return [Heading(_("报送材料（不影响结论）")), in_a_row]


def _at_hand(verdict: Verdict, asked: list[Asked], room: Room) -> Para | None:
    """The papers that are there, where they have no line each."""
    if room.papers != "row":
        return None
    names = [_cited(verdict, each, room) for each in asked if each.at_hand]
    return Para(_("√ 已有 {n} 件：{names}").format(n=len(names), names=joined(names)), "note") if names else None


def _perhaps(verdict: Verdict, asked: list[Asked], room: Room) -> Para | None:
    found = [each for each in asked if not each.certain and not each.at_hand]
    names = [cited_briefly(verdict, each.name, each.clauses, room.asked) for each in found]
    text = _("是否需要尚待确认的要件 {n} 件：{names}")
    return Para(text.format(n=len(names), names=some(names, room.maybe, joined)), "note") if names else None


def _ticked(paper: Asked) -> str:
    return _("√ {word}").format(word=paper.result) if paper.at_hand else _("□ {word}").format(word=paper.result)


def _declared(verdict: Verdict, case: Case, room: Room) -> Fields | None:
    """What the unit says of the case, each "no" that carries the verdict, and what else stands close to it."""
    facts = verdict.words.facts
    yes = [without_remark(facts[name].label) for name, value in case.facts.items() if value is True]
    read = {fact for each in verdict.report.findings for fact in verdict.clauses[each.clause].facts}
    told = [
        labelled(_heading(facts[name]), _value(facts[name], value, room))
        for name, value in case.facts.items()
        if not isinstance(value, bool) and name not in ("meeting", "genre") and value not in _NONE
        if value != 0 or name in read  # no clause that is of this item asks for the number
    ]
    lines = [
        Line(_("涉及"), some(yes, room.told, joined)),
        Line(_("填报"), some(told, room.told, joined)),
        Line(_("注意"), partly_held(verdict.pack, _instruments(verdict))),
        *_cautions(verdict, room),
        Line(_("例外"), linked(f.message for f in verdict.report.findings if f.status == "excepted")),
    ]
    kept = tuple(line for line in lines if line.text)
    return Fields(kept, pairs=True) if kept else None


def _heading(fact: Fact) -> str:
    """The label of a fact as the answer stands behind it: of the remark in brackets, for filling in, the unit."""
    name = without_remark(fact.label)
    if fact.of or name == fact.label:
        return name
    unit, _also, _hint = fact.label[len(name) + 1 : -1].partition(joined(["", ""]))
    return remarked(name, unit)


def _cautions(verdict: Verdict, room: Room) -> Iterator[Line]:
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


def _value(fact: Fact, value: Any, room: Room) -> str:
    """A plain value in words; of many chosen the first, and how many there are."""
    if isinstance(value, list | tuple | frozenset) and fact.of:
        return some(chosen_words(fact, value), room.chosen)
    return answer_words(fact, value)

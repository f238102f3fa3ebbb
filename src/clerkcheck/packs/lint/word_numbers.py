"""Numbers: those a clause quotes, and those its conditions compare with."""

from collections.abc import Iterator

from clerkcheck.i18n import _, listed
from clerkcheck.packs.clauses import Clause, NoteClause
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.lint.word_checks import Values, comparisons, word_check, words_of
from clerkcheck.packs.quantities import Measure, quantities

_MEASURES: tuple[tuple[Measure, str], ...] = (("money", _("万元")), ("percent", "%"), ("area", _("亩")))


@word_check(
    "number-differs",
    message=_("的条件里是 {ours}，引文里是 {theirs}"),
    remedy=_("核对数和单位：金额以万元计（3000万元写 3000），百分数写百分号前面的数（10%写 10）"),
    bad={"quote": "3000万元以上的项目须经常务会议讨论", "when": "amount_wan >= 30000000"},
    good={"quote": "3000万元以上的项目须经常务会议讨论", "when": "amount_wan >= 3000"},
)
def number_differs(reviewed: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """A number that the clause compares with and does not quote, though it quotes others of that measure."""
    for measure, unit in _MEASURES:
        quoted = {each.value: each.written for each in quantities(clause.quote) if each.measure == measure}
        wrong = [
            number for _operator, number in _compared(reviewed, clause, measure) if number and number not in quoted
        ]
        if quoted and wrong:
            ours = listed(f"{number:.10g}{unit}" for number in dict.fromkeys(wrong))
            yield {"ours": ours, "theirs": listed(quoted.values())}


@word_check(
    "number-unread",
    message=_("的引文里有 {theirs}，条件里没有这个数"),
    remedy=_("把这个数写进 when（或 expect）；由别的款管的，引文只引本款起作用的那几个字"),
    bad={"quote": "3000万元以上的项目须经常务会议讨论", "when": "funds"},
    good={"quote": "3000万元以上的项目须经常务会议讨论", "when": "funds and amount_wan >= 3000"},
)
def number_unread(reviewed: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """A threshold that is quoted, where the clause compares nothing with any number of that measure."""
    if isinstance(clause, NoteClause):
        return
    for measure, _unit in _MEASURES:
        quoted = [each for each in quantities(clause.quote) if each.measure == measure and each.fitting is not None]
        if quoted and not list(_compared(reviewed, clause, measure)):
            yield {"theirs": listed(each.written for each in quoted)}


@word_check(
    "boundary-differs",
    message=_("的引文是“{theirs}”，条件里写的是 {ours}"),
    remedy=_("“以上”“不少于”含本数，写 >=；“超过”不含，写 >；“不足”“低于”写 <；“不超过”写 <="),
    bad={"quote": "调整幅度超过10%的，须经常务会议讨论", "when": "estimate_overrun_pct >= 10"},
    good={"quote": "调整幅度超过10%的，须经常务会议讨论", "when": "estimate_overrun_pct > 10"},
)
def boundary_differs(reviewed: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """Whether the number itself is meant too, by the words and by the condition."""
    for measure, _unit in _MEASURES:
        compared = [*_compared(reviewed, clause, measure)]
        for each in quantities(clause.quote):
            if each.measure != measure or each.fitting is None:
                continue
            operators = {operator for operator, number in compared if number == each.value} - {"==", "!="}
            if operators and not operators & each.fitting:
                yield {"theirs": _in_context(clause, each.written), "ours": listed(sorted(operators))}


def _in_context(clause: Clause, written: str) -> str:
    """The quoted number with the words around it."""
    text = words_of(clause)
    at = text.find(written)
    return text[max(0, at - 6) : at + len(written) + 4]


def _compared(reviewed: ReviewedPack, clause: Clause, measure: Measure) -> Iterator[tuple[str, float]]:
    """The operators and numbers with which the clause's conditions compare facts of a measure."""
    for each in comparisons(reviewed.conditions[clause.id]):
        fact = reviewed.words.facts.get(each.fact)
        if fact is not None and _measure_of(fact.type, fact.label) == measure:
            yield each.operator, each.number


def _measure_of(type_: str, label: str) -> Measure | None:
    if type_ == "money_wan":
        return "money"
    if type_ == "percent":
        return "percent"
    return "area" if type_ == "number" and "亩" in label else None

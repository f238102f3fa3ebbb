"""Deadlines: how many days, which days, before or after, the last or the first."""

import re
from collections.abc import Iterator

from clerkcheck.i18n import _, listed
from clerkcheck.literals import Unit
from clerkcheck.packs.clauses import Clause, DeadlineClause
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.lint.word_checks import Values, word_check, words_of
from clerkcheck.packs.quantities import PeriodWords, periods

_UNITS = {"workday": _("个工作日"), "day": _("日"), "month": _("个月"), "year": _("年")}

_BEFORE = re.compile(r"\A(?:内)?(?:以前|之前|前)")
_AHEAD = re.compile(r"(?:提前|至少提前|会前|会议前|召开前|之前|以前|前)(?:至少|不少于|一般|原则上)?\Z")
_ANY_BEFORE = re.compile("前|先|届满|期满")
_AFTER = re.compile(r"\A(?:之内|以内|内|后|之后|以后|起)")
_FIRST = re.compile(r"(?:不得少于|不少于|不得低于|不低于|不早于|不得早于)\Z")
_FIRST_AFTER = re.compile(r"\A(?:以?后|届满后?|期满后?)(?:起?(?:施行|生效|实施|方可|才能|才可|作出)|,?方可)")
_LAST = re.compile(r"(?:不超过|不得超过|最迟|不迟于|最晚|至迟|最长|每)(?:在)?\Z")
_LAST_AFTER = re.compile(r"\A(?:之内|以内|内)")
_MAY_BE_PUT_OFF = re.compile(r"(?<!不)(?<!不得)(?<!不予)可以?(?:适当|再次?)?延长[^,。;]{0,12}")
PUT_OFF = re.compile(r"(?:可以?|能够?|予以|准予)?(?:适当|再次?)?(?:延长|延期|顺延)")
_DEADLINE = {
    "kind": "deadline", "needs": None, "when": "meeting == standing", "due": "submission", "from": "meeting",
    "offset": -3, "unit": "workday", "check": "submitted", "bound": "latest",
}  # fmt: skip
_REPLY = {**_DEADLINE, "due": "reply_to_request", "from": "received", "offset": 15, "unit": "day", "check": "published"}


@word_check(
    "period-differs",
    message=_("算 {ours}，引文里是 {theirs}"),
    remedy=_("核对 offset 和 unit：一个星期是 7 日，半个月是 15 日"),
    bad={**_DEADLINE, "quote": "会议召开5个工作日前报送"},
    good={**_DEADLINE, "quote": "会议召开3个工作日前报送"},
)
def period_differs(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """The number of days, months or years, where none of those quoted is the clause's."""
    found = _periods(clause)
    if isinstance(clause, DeadlineClause) and found:
        theirs, numbers = listed(each.written for each in found), {each.number for each in found}
        if abs(clause.offset) not in numbers:
            yield {"ours": _ours(clause.offset, clause.unit), "theirs": theirs}
        # 可延长至30日 says the whole, 可延长15日 what is added
        added = abs(clause.extended_offset - clause.offset)
        if clause.extension and numbers.isdisjoint((abs(clause.extended_offset), added)):
            yield {"ours": _ours(clause.extended_offset, clause.extended_unit), "theirs": theirs}


@word_check(
    "unit-differs",
    message=_("按{ours}算，引文里是 {theirs}"),
    remedy=_("“工作日”写 unit: workday；只说“日”“天”的写 day"),
    bad={**_DEADLINE, "quote": "会议召开3日前报送"},
    good={**_DEADLINE, "quote": "会议召开3个工作日前报送"},
)
def unit_differs(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """Working days or days, where the number is the same."""
    alike = _quoted(clause)
    if isinstance(clause, DeadlineClause) and alike and all(each.unit != clause.unit for each in alike):
        yield {"ours": _UNITS[clause.unit], "theirs": listed(each.written for each in alike)}


@word_check(
    "direction-differs",
    message=_("往{ours}算，引文里是“{theirs}”"),
    remedy=_("“前”“提前”往前算，offset 写负数；“后”“内”往后算，写正数"),
    bad={**_DEADLINE, "quote": "会议召开3个工作日前报送", "offset": 3},
    good={**_DEADLINE, "quote": "会议召开3个工作日前报送"},
)
def direction_differs(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """Before or after the day that is counted from."""
    if not isinstance(clause, DeadlineClause):
        return
    nowhere = not _ANY_BEFORE.search(words_of(clause))
    for each in _quoted(clause):
        ahead = bool(_BEFORE.match(each.after) or _AHEAD.search(each.before))
        behind = (bool(_AFTER.match(each.after)) or nowhere) and not ahead
        if (ahead and clause.offset > 0) or (behind and clause.offset < 0):
            ours = _("后") if clause.offset > 0 else _("前")
            yield {"ours": ours, "theirs": each.before[-4:] + each.written + each.after[:2]}


@word_check(
    "bound-differs",
    message=_("写的是{ours}，引文里是“{theirs}”"),
    remedy=_("“内”“以前”“最迟”写 bound: latest；“不少于”“……后施行”写 earliest"),
    bad={**_DEADLINE, "quote": "自公布之日起30日后施行", "from": "published", "offset": 30, "unit": "day",
         "check": "effective", "due": "effect"},
    good={**_DEADLINE, "quote": "自公布之日起30日后施行", "from": "published", "offset": 30, "unit": "day",
          "check": "effective", "due": "effect", "bound": "earliest"},
)  # fmt: skip
def bound_differs(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """The last day on which something may be done, or the first."""
    if not isinstance(clause, DeadlineClause):
        return
    for each in _quoted(clause):
        first = bool(_FIRST_AFTER.match(each.after) or (_FIRST.search(each.before) and clause.offset > 0))
        ahead = clause.offset < 0 and (_BEFORE.match(each.after) or _AHEAD.search(each.before))
        last = bool(ahead or _LAST.search(each.before) or _LAST_AFTER.match(each.after)) and not first
        if (first and clause.bound == "latest") or (last and clause.bound == "earliest"):
            ours = _("最迟") if clause.bound == "latest" else _("最早")
            yield {"ours": ours, "theirs": each.before[-4:] + each.written + each.after[:4]}


@word_check(
    "extension-unread",
    message=_("引文里有“{theirs}”，没有写 extend"),
    remedy=_("写 extend: {offset: 天数, unit: 单位, paper: 批准延长的那一件, by: 谁批}，天数从同一个起算日算起"),
    bad={**_REPLY, "quote": "应当在收到之日起15日内答复，经批准可以延长至30日"},
    good={
        **_REPLY,
        "quote": "应当在收到之日起15日内答复，经批准可以延长至30日",
        "extend": {"offset": 30, "unit": "day", "paper": "collective_decision", "by": "mayor"},
    },
)
def extension_unread(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """A last day that the words let be put off, and the clause does not."""
    if isinstance(clause, DeadlineClause) and clause.bound == "latest" and not clause.extension:
        found = _MAY_BE_PUT_OFF.search(words_of(clause))
        if found:
            yield {"theirs": found[0]}


def _periods(clause: Clause) -> list[PeriodWords]:
    return list(periods(words_of(clause))) if isinstance(clause, DeadlineClause) else []


def _quoted(clause: Clause) -> list[PeriodWords]:
    """The periods quoted that have the clause's own number."""
    if not isinstance(clause, DeadlineClause):
        return []
    return [each for each in _periods(clause) if each.number == abs(clause.offset)]


def _ours(offset: int, unit: Unit) -> str:
    return f"{abs(offset)}{_UNITS[unit]}"

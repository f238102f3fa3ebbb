"""Which keys go with which kind of clause, and whether the ids they name exist."""

from collections.abc import Iterator, Mapping
from typing import assert_never, get_args

from clerkcheck.i18n import _, listed
from clerkcheck.literals import ClauseKind
from clerkcheck.packs.model import Vocabulary
from clerkcheck.packs.schema import ClauseEntry
from clerkcheck.reading.nearest import suggestion

Problem = tuple[str | tuple[str, str], str, str]  # key (and one within it), message, remedy
_PAIRS: dict[ClauseKind, tuple[str, str]] = {
    "forum": ("forum", "forum_not"),
    "material": ("needs", "any_of"),
    "check": ("expect", "forbid"),
}  # of which a clause has one
_DEADLINE = ("due", "from", "offset", "unit", "check", "bound")


def own_keys(kind: ClauseKind) -> tuple[str, ...]:
    """Return the keys that only clauses of this kind have, as the files write them."""
    match kind:
        case "check":
            return _PAIRS[kind]
        case "material":
            return (*_PAIRS[kind], "deemed")
        case "forum":
            return (*_PAIRS[kind], "approval")
        case "signer":
            return ("signer", "also")
        case "deadline":
            return (*_DEADLINE, "extend")
        case "note":
            return ()
        case _:
            assert_never(kind)


def clause_problems(entry: ClauseEntry, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with one clause: keys of another kind, missing keys, unknown names."""
    given = _given(entry)
    for key in given:
        if key not in own_keys(entry.kind):
            right = listed(own_keys(entry.kind)) or _("没有这类键")
            yield (
                key,
                _("{kind} 条款不用 {key}").format(kind=entry.kind, key=key),
                _("{kind} 用：{keys}").format(kind=entry.kind, keys=right),
            )
    yield from _missing(entry, given)
    yield from _unknown_names(entry, vocabulary)


def _given(entry: ClauseEntry) -> dict[str, object]:
    """What the entry has of the keys that only some kind of clause has."""
    own = {key for kind in get_args(ClauseKind) for key in own_keys(kind)}
    keys = {field.alias or name: name for name, field in ClauseEntry.model_fields.items()}
    return {key: value for key, name in keys.items() if key in own and (value := getattr(entry, name))}


def _missing(entry: ClauseEntry, given: Mapping[str, object]) -> Iterator[Problem]:
    match entry.kind:
        case "forum" if entry.approval is not None:
            yield from _beside_approval(entry)
        case "material" | "check" | "forum":
            pair = _PAIRS[entry.kind]
            if sum(key in given for key in pair) != 1:
                text = _("{kind} 条款应当有 {a} 或 {b}，只有其一")
                yield "", text.format(kind=entry.kind, a=pair[0], b=pair[1]), ""
        case "deadline":
            yield from _dated(entry, given)
        case "signer":
            if "signer" not in given:
                yield "", _("signer 条款缺少 signer"), ""
        case "note":
            pass
        case _:
            assert_never(entry.kind)
    if entry.deemed is not None and entry.kind == "material" and (entry.any_of or len(entry.needs or ()) > 1):
        yield "deemed", _("deemed 只用于一件要件"), _("needs 只写一件，其余的另写一款")
    if entry.unless and not entry.when and entry.kind != "note":
        yield "unless", _("有 unless 就要有 when"), _("把例外写进 when：when: not (…)，删去 unless")


def _beside_approval(entry: ClauseEntry) -> Iterator[Problem]:
    if entry.forum_not is not None:
        remedy = _("写明由哪个会议决定的写 forum；只由人审批的，forum 和 forum_not 都不写")
        yield "approval", _("approval 不能和 forum_not 一起用"), remedy
    if entry.modality == "must_not":
        remedy = _("须经审批的写 must；不得提的会议另写一款 forum_not")
        yield "modality", _("有 approval 的款不写 must_not"), remedy


def _dated(entry: ClauseEntry, given: Mapping[str, object]) -> Iterator[Problem]:
    if "offset" in entry.model_fields_set and not entry.offset:
        remedy = _("往前的写负数（-3），往后的写正数（3）；就在当天的，用 check 款比两个日期（dates.…）")
        yield "offset", _("offset 不能是 0：起算日当天不计"), remedy
    for key in _DEADLINE:
        if key not in given and not (key == "offset" and key in entry.model_fields_set):
            yield "", _("deadline 条款缺少 {key}").format(key=key), ""
    extend = entry.extend
    if extend is None:
        return
    if entry.bound == "earliest":
        yield "extend", _("extend 只用于最迟的期限（bound: latest）"), ""
    elif extend.offset == 0 or (extend.unit == entry.unit and extend.offset <= entry.offset):
        text = _("延长后的期限 {extended} 不比原来的 {offset} 晚").format(extended=extend.offset, offset=entry.offset)
        yield ("extend", "offset"), text, _("从同一个起算日算到延长后的那一天：15日的延长15日，写 offset: 30")


def _unknown_names(entry: ClauseEntry, vocabulary: Vocabulary) -> Iterator[Problem]:
    approval, extend = entry.approval, entry.extend
    checks: tuple[tuple[str | tuple[str, str], list[str] | None, Mapping[str, str]], ...] = (
        ("needs", entry.needs, vocabulary.materials),
        ("any_of", entry.any_of, vocabulary.materials),
        ("forum", entry.forum, vocabulary.meetings),
        ("forum_not", entry.forum_not, vocabulary.meetings),
        (("approval", "paper"), [approval.paper] if approval else None, vocabulary.materials),
        (("approval", "by"), approval.by if approval else None, vocabulary.signers),
        ("signer", entry.signer, vocabulary.signers),
        ("also", entry.also, vocabulary.signers),
        (("deemed", "from"), [entry.deemed.from_date] if entry.deemed else None, vocabulary.dates),
        ("due", [entry.due] if entry.due else None, vocabulary.deadlines),
        ("from", [entry.from_date] if entry.from_date else None, vocabulary.dates),
        ("check", [entry.check] if entry.check else None, vocabulary.dates),
        (("extend", "paper"), [extend.paper] if extend else None, vocabulary.materials),
        (("extend", "by"), extend.by if extend else None, vocabulary.signers),
    )
    for key, names, known in checks:
        for name in names or ():
            if name not in known:
                remedy = suggestion(name, known) or _("用 clerkcheck pack vocabulary 查有哪些，或写进本包的 vocabulary")
                yield key, _("没有 {name}").format(name=name), remedy
        if names and len(set(names)) != len(names):
            yield key, _("同一个 id 写了两次"), _("只留一个")

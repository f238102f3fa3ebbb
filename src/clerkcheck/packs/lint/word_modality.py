"""Modal words: how strictly the quotation speaks, and what it forbids."""

import re
from collections.abc import Iterator

from clerkcheck.conditions.readings import is_reading
from clerkcheck.conditions.syntax import And, Condition, Is, Not, OneOf, Or, Term, parts
from clerkcheck.i18n import _
from clerkcheck.packs.clauses import CheckClause, Clause, DeadlineClause
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.lint.word_checks import Values, word_check, words_of
from clerkcheck.packs.lint.word_periods import PUT_OFF
from clerkcheck.packs.quantities import plain_words

_SOFT = re.compile(r"原则上|一般(?=应|不|须|要|由|在|情况下|提前|以|先|为|安排|控制|只|每)")
_NEVER = re.compile(r"不得|不能|不可|严禁|禁止|不准|不许|切忌|杜绝|不再|不予|一律不|不以|不由|不提交|不安排|不制发")
_MUST = re.compile(r"必须|应当|务必|须(?!知)|不得|严禁|禁止")
_OUGHT = re.compile(r"(?<![重主需必纪摘概首次提想将])要(?![求件事点闻素领务害内么])|必须|严格")
_MAY = re.compile(r"可以|可(?=由|在|直接|视|经|将|召开|采取|委托|邀请|适当|根据|授权|先)")
_NEGATION = re.compile(r"不|禁|未|无|非|勿|杜绝|除外|避免|防止|严控|严格控制|取消|停止")
_PIECE = re.compile("[,。;:]")
# What may be done once something is there (经同意后可以), and what can be (可以解决的事项), is nothing allowed.
_ABLE = r"可以?[^,。;]{0,6}的|可发可不发|可有可无|方可|才可"
_CONDITIONED_OR_ABLE = {False: re.compile(_ABLE), True: re.compile(rf"(?:后|的|方|才|并)[,、]?(?=可)|{_ABLE}")}
_SENTENCE = 8  # characters: a quotation that is shorter need not have the modal word
_ALIKE = 0.4  # of the pairs of characters of a fact's label stand in the words
_CHECK = {"kind": "check", "needs": None, "applies_to": "document", "when": "genre == report"}


@word_check(
    "soft-word",
    message=_("写的是 {ours}，引文里是“{theirs}”"),
    remedy=_("“原则上”“一般”写 modality: normally"),
    bad={"quote": "议题材料原则上附合法性审查意见", "modality": "must"},
    good={"quote": "议题材料原则上附合法性审查意见", "modality": "normally"},
)
def soft_word(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """A must, where the words leave room and nothing after that in the quotation takes it away again."""
    pieces = _PIECE.split(words_of(clause))
    at, found = next(((at, match) for at, piece in enumerate(pieces) if (match := _SOFT.search(piece))), (0, None))
    strict = any(_MUST.search(piece) and not _SOFT.search(piece) for piece in pieces[at + 1 :])
    if found and not strict and clause.modality in ("must", "must_not") and clause.kind != "note":
        yield {"ours": clause.modality, "theirs": found[0]}


@word_check(
    "strict-word",
    message=_("写的是 {ours}，引文里是“{theirs}”"),
    remedy=_("“必须”“应当”“须”写 must，“不得”“严禁”写 must_not；“可以”才写 may，“原则上”“一般”才写 normally"),
    bad={"quote": "议题材料应当附合法性审查意见", "modality": "may"},
    good={"quote": "议题材料应当附合法性审查意见", "modality": "must"},
)
def strict_word(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """Room for an exception, or a mere possibility, where the words leave none."""
    text = words_of(clause)
    found = _MUST.search(text) or (_OUGHT.search(text) if clause.modality == "may" else None)
    if found is None or clause.kind == "note":
        return
    room = _SOFT.search(text) if clause.modality == "normally" else _MAY.search(text)
    if clause.modality in ("normally", "may") and room is None:
        yield {"ours": clause.modality, "theirs": found[0]}


@word_check(
    "may-word",
    message=_("写的是 {ours}，引文里只有“{theirs}”"),
    remedy=_("“可”“可以”写 modality: may；真是必须的，引文引到“应当”“须”那几个字"),
    bad={"quote": "议题材料可以附合法性审查意见", "modality": "must"},
    good={"quote": "议题材料可以附合法性审查意见", "modality": "may"},
)
def may_word(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """A must, where the words only allow."""
    text = words_of(clause)
    if isinstance(clause, DeadlineClause) and clause.extension:
        text = PUT_OFF.sub("", text)
    found = _MAY.search(text)
    rest = _MAY.sub("", text)
    judged = clause.modality in ("must", "must_not", "normally") and clause.kind != "note"
    asks = clause.kind in ("material", "check")  # for what must be there before something may be done
    if found and judged and not _CONDITIONED_OR_ABLE[asks].search(text):
        strict = _MUST.search(rest) or _SOFT.search(rest) or _NEVER.search(rest) or re.search("应|要|方可|才可", rest)
        if not strict:
            yield {"ours": clause.modality, "theirs": found[0]}


@word_check(
    "forbidding-word",
    message=_("写的是 must_not，引文里没有“不得”一类的词"),
    remedy=_("写 modality: must，或把引文引到“不得”那几个字"),
    bad={"quote": "议题材料应当附合法性审查意见", "modality": "must_not"},
    good={"quote": "没有合法性审查意见的议题不得提交", "modality": "must_not"},
)
def forbidding_word(_desk: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """A prohibition without a word that forbids."""
    text = words_of(clause)
    said = clause.kind != "note" and len(text) >= _SENTENCE
    if clause.modality == "must_not" and said and not _NEGATION.search(text):
        yield {}


@word_check(
    "forbidden-expected",
    message=_("用 expect 要它是，引文里是“{theirs}”"),
    remedy=_("“不得……”的，把那件事写进 forbid"),
    bad={**_CHECK, "quote": "报告中不得夹带请示事项", "expect": "contains_request", "modality": "must_not"},
    good={**_CHECK, "quote": "报告中不得夹带请示事项", "forbid": "contains_request", "modality": "must_not"},
)
def forbidden_expected(reviewed: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """What the words forbid, asked for: a prohibition that expects a fact to be so, not to be otherwise."""
    text = words_of(clause)
    found = _NEVER.search(text)
    if not (isinstance(clause, CheckClause) and clause.expect and found and clause.modality == "must_not"):
        return
    without = re.search("未|没有", text[: found.start()])  # 未经批准不得: what it must not be without is asked for
    if not without and _asks_yes(reviewed.conditions[clause.id].check):
        yield {"theirs": found[0]}


@word_check(
    "expected-forbidden",
    message=_("用 forbid 不许它是，引文里没有“不得”一类的词"),
    remedy=_("要它是的，写进 expect；不许的，把引文引到“不得”那几个字"),
    bad={**_CHECK, "quote": "报告应当写明请示事项", "forbid": "contains_request", "modality": "must"},
    good={**_CHECK, "quote": "报告应当写明请示事项", "expect": "contains_request", "modality": "must"},
)
def expected_forbidden(reviewed: ReviewedPack, clause: Clause) -> Iterator[Values]:
    """A yes/no fact that is forbidden, by words that speak of it and forbid nothing."""
    if not (isinstance(clause, CheckClause) and clause.forbid and clause.modality in ("must", "normally")):
        return
    check, text = reviewed.conditions[clause.id].check, words_of(clause)
    fact = _asked(check.part) if isinstance(check, Not) else ""
    if fact and not _NEGATION.search(text) and _is_said(reviewed, fact, text):
        yield {}


def _asks_yes(condition: Condition | None) -> bool:
    """Whether a condition asks for answers, not for their absence: of a number nothing can be told."""
    if isinstance(condition, Term):
        return _asks_yes(condition.body)
    if isinstance(condition, And | Or):
        return any(map(_asks_yes, parts(condition)))
    return isinstance(condition, Is | OneOf)


def _asked(condition: Condition | None) -> str:
    """The yes/no fact that a condition is, "" where it is another."""
    return condition.fact if isinstance(condition, Is) and not is_reading(condition.fact) else ""


def _is_said(reviewed: ReviewedPack, fact: str, text: str) -> bool:
    """Whether a text speaks of what a fact asks, by the pairs of characters that its label has in common with it."""
    label = plain_words(reviewed.words.facts[fact].label)
    pairs = {label[at : at + 2] for at in range(len(label) - 1)}
    return bool(pairs) and sum(pair in text for pair in pairs) >= _ALIKE * len(pairs)

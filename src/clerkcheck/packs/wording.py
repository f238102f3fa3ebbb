"""Conditions and requirements in plain Chinese, from the labels of the vocabulary."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from clerkcheck.conditions.readings import is_reading
from clerkcheck.conditions.syntax import And, Compare, Condition, Is, Not, OneOf, Or, Term, parts
from clerkcheck.i18n import _, labelled, listed
from clerkcheck.literals import Unit
from clerkcheck.packs.approval_words import approval_words
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    NoteClause,
    SignerClause,
)
from clerkcheck.packs.model import Pack, TermText, Vocabulary
from clerkcheck.packs.reading_words import reading_words


def condition_words(condition: Condition, words: Vocabulary, terms: Mapping[str, TermText]) -> str:
    """Return the condition as a sentence, such as 拟提交的会议是常务会议，且（涉及金额（万元）不少于 500，或……）."""
    return _Speaker(words, terms).say(condition)


class _Speaker:
    def __init__(self, words: Vocabulary, terms: Mapping[str, TermText]) -> None:
        self.words, self.terms = words, terms

    def say(self, condition: Condition) -> str:
        """Return the condition in words, without brackets round the whole; a term is said by its meaning."""
        if isinstance(condition, And | Or):
            word = _("，且") if isinstance(condition, And) else _("，或")
            return word.join(self.inside(part) for part in _flat(condition))
        if isinstance(condition, Not):
            return self.deny(condition.part)
        if isinstance(condition, Term):
            return _("“{means}”").format(means=self.terms[condition.name].means)
        if is_reading(condition.fact):
            return reading_words(condition, self.words)
        if isinstance(condition, Compare):
            return f"{self.label(condition.fact)}{comparison_words(condition)}"
        if isinstance(condition, OneOf):
            return _("{label}是{values}").format(label=self.label(condition.fact), values=self.values(condition))
        return self.label(condition.fact)

    def inside(self, condition: Condition) -> str:
        """Return the condition in words as a part of another: in brackets where it is an ``and`` or ``or``."""
        said = self.say(condition)
        return _("（{remark}）").format(remark=said) if isinstance(condition, And | Or) else said

    def deny(self, condition: Condition) -> str:
        """Return the words for ``not condition``; a double ``not`` is dropped."""
        if isinstance(condition, Is | Compare | OneOf) and is_reading(condition.fact):
            return reading_words(condition, self.words, truth=False)
        if isinstance(condition, OneOf):
            return _("{label}不是{values}").format(label=self.label(condition.fact), values=self.values(condition))
        if isinstance(condition, Not):
            return self.say(condition.part)
        return _("并非{said}").format(
            said=_("“{label}”").format(label=self.label(condition.fact))
            if isinstance(condition, Is)
            else self.inside(condition)
        )

    def label(self, fact: str) -> str:
        """Return the label of a fact; ``kind``, which the vocabulary does not list as a fact, is 类型."""
        return _("类型") if fact == "kind" else self.words.facts[fact].label

    def values(self, leaf: OneOf) -> str:
        """Return the labels of the values tested for, joined by 或."""
        labels = self.words.kinds if leaf.fact == "kind" else self.words.facts[leaf.fact].of
        return _("或").join(labels[value] for value in leaf.values)


def _flat(condition: And | Or) -> Iterator[Condition]:
    """The parts, those of a part of the same shape among them: (a and b) and c is said as one row."""
    for part in parts(condition):
        if type(part) is type(condition) and isinstance(part, And | Or):
            yield from _flat(part)
        else:
            yield part


def comparison_words(leaf: Compare) -> str:
    """Return a number test without its fact: 不少于 500."""
    words = {
        ">=": _("不少于 {n}"),
        ">": _("超过 {n}"),
        "<=": _("不超过 {n}"),
        "<": _("少于 {n}"),
        "==": _("等于 {n}"),
        "!=": _("不等于 {n}"),
    }
    return words[leaf.operator].format(n=f"{leaf.number:g}")


def requirement_words(clause: Clause, pack: Pack) -> str:
    """Return what a clause requires, without its condition."""
    words = pack.vocabulary
    match clause:
        case MaterialClause():
            return _("应有：{papers}").format(papers=_papers(clause, words))
        case ForumClause():
            return _forum(clause, words)
        case SignerClause():
            return _signer(clause, words)
        case DeadlineClause():
            return deadline_words(clause, words)
        case CheckClause() | NoteClause():
            return clause.gist
        case _:
            assert_never(clause)


def _papers(clause: MaterialClause, words: Vocabulary) -> str:
    joined = _("；") if clause.needs else _("，或者 ")
    papers = joined.join(words.paper(each) for each in clause.needs or clause.any_of)
    if not clause.deemed_from:
        return papers
    period = length_words(clause.deemed_offset, clause.deemed_unit)
    text = _("{papers}（{date}后 {period}内没有回复的，视为同意）")
    return text.format(papers=papers, date=words.dates[clause.deemed_from], period=period)


def _forum(clause: ForumClause, words: Vocabulary) -> str:
    if clause.forum_not:
        return _("不得提{meetings}").format(meetings=_names(clause.forum_not, words.meetings))
    if not clause.approval:
        return _("提{meetings}").format(meetings=_names(clause.forum, words.meetings))
    paper = _("（要件：{paper}）").format(paper=words.paper(clause.approval))
    return approval_words(words.roles(clause.approvers), _names(clause.forum, words.meetings)) + paper


def _signer(clause: SignerClause, words: Vocabulary) -> str:
    before = (
        _("（先经{roles}）").format(roles=listed(words.signers[each] for each in clause.also)) if clause.also else ""
    )
    return _("由{roles}签批").format(roles=_names(clause.signer, words.signers)) + before


def _names(ids: Iterable[str], labels: Mapping[str, str]) -> str:
    return _("或").join(labels[each] for each in ids)


def length_words(length: int, unit: Unit) -> str:
    """Return 7 个工作日, 30 日, 2 个月."""
    match unit:
        case "workday":
            word = _("个工作日")
        case "day":
            word = _("日")
        case "month":
            word = _("个月")
        case "year":
            word = _("年")
        case _:
            assert_never(unit)
    return f"{length} {word}"


def deadline_words(clause: DeadlineClause, words: Vocabulary) -> str:
    """Return a deadline as 报送截止：会议召开日前 3 个工作日."""
    side = _("后") if clause.offset > 0 else _("前")
    edge = _("内") if clause.bound == "latest" and clause.offset > 0 else _("起") if clause.bound == "earliest" else ""
    period = f"{words.dates[clause.from_date]}{side} {length_words(abs(clause.offset), clause.unit)}{edge}"
    if clause.extension:
        approved = _("（经{roles}批准，可延长至 {length}；要件：{paper}）")
        length = length_words(abs(clause.extended_offset), clause.extended_unit)
        if clause.extended_offset < 0:
            length = _("{length}前").format(length=length)
        roles, paper = words.roles(clause.extenders), words.paper(clause.extension)
        period += approved.format(roles=roles, length=length, paper=paper)
    return labelled(words.deadlines[clause.due], period)

"""The words for how a case, a clause and a deadline can stand: said here, and nowhere else."""

from collections.abc import Mapping
from typing import Literal, assert_never

from clerkcheck.i18n import _
from clerkcheck.literals import OUTCOMES, Bound, CaseOutcome, DeadlineStatus, Duty, Status, Step
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    NoteClause,
    SignerClause,
)
from clerkcheck.packs.usual_words import OUTCOME_WORDS

UNREADABLE: Literal["unreadable"] = "unreadable"  # of a case that could not be read, beside the outcomes

State = Literal[
    "missing", "wrong_meeting", "violated", "late", "early",  # broken
    "paper_open", "date_open", "unanswered", "open",  # not settled
    "met", "kept", "excepted", "pending", "overdue",
    "meeting", "possible_meeting", "signer", "before_signing",  # who decides
    "this_case", "always", "perhaps",  # reminders
]  # fmt: skip


def outcome_words() -> Mapping[CaseOutcome, str]:
    """Return the outcomes in words short enough for a column, what could not be read among them; the worst first."""
    return {**{each: OUTCOME_WORDS[each] for each in OUTCOMES}, UNREADABLE: _("读不了")}


def outcome_tally_words() -> Mapping[CaseOutcome, str]:
    """Return the outcomes in words short enough to stand with their numbers in one line; the best first."""
    return {
        "ready": _("可报"),
        "blocked": _("不得报"),
        "undetermined": _("待确认"),
        "deviating": _("需说明"),
        UNREADABLE: _("读不了"),
    }


def state_words() -> Mapping[State, str]:
    """Return the word that carries each state of an entry; "" where the subject says it all."""
    return {
        "missing": _("缺失"),
        "wrong_meeting": _("会议不符"),
        "violated": _("不符合"),
        "late": _("超期"),
        "early": _("不足期限"),
        "paper_open": _("要件待定"),
        "date_open": _("日期待填"),
        "unanswered": _("待回答"),
        "open": _("待确认"),
        "met": _("满足"),
        "kept": _("已符合"),
        "excepted": _("例外"),
        "pending": _("未到期"),
        "overdue": _("已过期"),
        "meeting": _("会议"),
        "possible_meeting": _("可以"),
        "signer": _("签批"),
        "before_signing": _("此前"),
        "this_case": "",
        "always": _("通用"),
        "perhaps": _("如涉及"),
    }


def status_words() -> Mapping[Status, str]:
    """Return the words for what can come of a clause (the ``status`` of a finding), as a column of a table has them."""
    return {
        "met": _("符合"),
        "missing": _("缺失"),
        "violated": _("不符合"),
        "open": _("待确认"),
        "excepted": _("例外"),
        "missed": _("超期"),
        "pending": _("未到期"),
        "overdue": _("已过期，未填办理日期"),
    }


def finding_status_word(status: Status, clause: Clause) -> str:
    """Return the word of :func:`status_words`; an ``earliest`` day not waited for is 不足期限, never 超期."""
    early = status == "missed" and isinstance(clause, DeadlineClause) and clause.bound == "earliest"
    return _("不足期限") if early else status_words()[status]


def finding_state(status: Status, clause: Clause) -> State:
    """Return how a finding of a clause stands."""
    match status:
        case "missing" | "excepted" | "pending" | "overdue":
            return status
        case "met":
            return "kept" if isinstance(clause, DeadlineClause) else "met"
        case "violated":
            return "wrong_meeting" if isinstance(clause, ForumClause) else "violated"
        case "missed":
            return _missed(clause.bound) if isinstance(clause, DeadlineClause) else "late"
        case "open":
            return _open(clause)
        case _:
            assert_never(status)


def _open(clause: Clause) -> State:
    match clause:
        case MaterialClause():
            return "paper_open"
        case DeadlineClause():
            return "date_open"
        case CheckClause() | ForumClause() | SignerClause() | NoteClause():
            return "open"
        case _:
            assert_never(clause)


def deadline_state(status: DeadlineStatus, bound: Bound) -> State:
    """Return how a deadline stands; an ``earliest`` day that was not waited for is too early, never too late."""
    match status:
        case "missed":
            return _missed(bound)
        case "met":
            return "kept"
        case "pending" | "overdue" | "open" | "excepted":
            return status
        case _:
            assert_never(status)


def _missed(bound: Bound) -> State:
    match bound:
        case "earliest":
            return "early"
        case "latest":
            return "late"
        case _:
            assert_never(bound)


def step_words(step: Step) -> str:
    """Return before what a clause of a step must hold."""
    match step:
        case "submit":
            return _("报送前")
        case "meeting":
            return _("上会前")
        case "issue":
            return _("印发前")
        case "after":
            return _("印发后")
        case _:
            assert_never(step)


def duty_words(duty: Duty) -> str:
    """Return whose duty a clause is that does not bear on the verdict; "" for the clerk's own before going up."""
    match duty:
        case "":
            return ""
        case "others":
            return _("由有关单位办理，不影响本结论；快到期的请催办")
        case "afterwards":
            return _("会后、印发后办理，不影响本结论")
        case _:
            assert_never(duty)

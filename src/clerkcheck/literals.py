"""The closed sets of ids in which rules, cases and reports speak, each said once, as types.

Code that decides by one of them names every value and ends in ``assert_never``, or reads a mapping that has every value
as a key (``tests/test_literals.py``): a value added here is then named by mypy, or by that test, wherever it counts.
"""

from typing import Literal, get_args

CaseKind = Literal["agenda_item", "document"]
KINDS: tuple[CaseKind, ...] = get_args(CaseKind)
AppliesTo = Literal["agenda_item", "document", "both"]

# How a fact is answered (money in 万元), and what a condition sees of it: every number is one to it.
AnswerType = Literal["bool", "choice", "choices", "int", "number", "percent", "money_wan"]
ValueType = Literal["bool", "choice", "choices", "number"]

ClauseKind = Literal["material", "check", "forum", "signer", "deadline", "note"]
Modality = Literal["must", "must_not", "normally", "may"]
# Whose a clause is: a reviewing bureau's or a consulted department's, or due only after the meeting, or after issue; or
# else (and only then does it bear on the outcome) the clerk's, before the item goes up.
OtherDuty = Literal["others", "afterwards"]
Duty = Literal["", OtherDuty]

# At which moment a clause is looked at: when the item is handed in, at its meeting, before its issue, after that.
Step = Literal["submit", "meeting", "issue", "after"]
# The standing of the instrument that a clause comes from, in the order in which authorities are cited.
NationalRank = Literal["law", "administrative_regulation", "party_regulation", "state_council_office"]
Rank = Literal[NationalRank, "local"]

Unit = Literal["workday", "day", "month", "year"]
# What a due day is: the last on which it may be done, or the first (不得早于).
Bound = Literal["latest", "earliest"]

MaterialStatus = Literal["done", "missing", "unknown"]
CaseState = Literal["preparing", "submitted", "closed"]  # how far a case's own office is with it; never judged
# How a deadline stands; ``overdue``: its day has passed, and nothing says whether it was kept.
DeadlineStatus = Literal["met", "missed", "pending", "overdue", "open", "excepted"]
# How a clause came out by itself, and, with the exceptions a case records, in its report.
Judged = Literal["met", "missing", "violated", "open", "missed", "pending", "overdue"]
Status = Literal[Judged, "excepted"]

Outcome = Literal["blocked", "undetermined", "deviating", "ready"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)  # the worst first
CaseOutcome = Literal[Outcome, "unreadable"]  # of a file that may be no case
LineOutcome = Literal[CaseOutcome, "waiting"]  # of one that may not have been looked at yet
TaskStatus = Literal["done", "open", "too_late"]  # of a step of a plan
# What a reminder is about: a clause of the pack, an exception that no clause had any use for, or the pack itself: past
# its review, not in force on the day, with drafts left, or taken from instruments that are not held whole.
RemindedOf = Literal["clause", "exception", "review", "in_force", "drafts", "partly_held", "not_taken"]
# What a question left open is about.
Asked = Literal["fact", "material", "date"]
# How a yes/no question on a page of several is marked.
Tick = Literal["yes", "no", "unsure"]

"""Exceptions of a case (例外): for which clauses one may be recorded, what it needs, recording and removing it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from clerkcheck.checking.report import BROKEN
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.packs.clauses import Clause, allows_exceptions, is_binding
from clerkcheck.reading.typed_dates import typed_date
from clerkcheck.reading.written_values import ValueProblem, one_line


def exceptable(session: Session, clauses: tuple[str, ...]) -> list[Clause]:
    """Return the clauses for which an exception may be recorded now (of ``normally`` clauses only)."""
    kept = {each.clause for each in session.case.exceptions}
    broken = {f.clause for f in session.report.findings if f.status in BROKEN | {"overdue", "excepted"}}
    texts = [session.clause(each) for each in clauses]
    return [clause for clause in texts if allows_exceptions(clause.modality) and clause.id in broken | kept]


def why_no_exception(session: Session, clauses: tuple[str, ...]) -> str:
    """Return the reason for which no exception can be recorded."""
    texts = [session.clause(each) for each in clauses]
    if any(allows_exceptions(clause.modality) for clause in texts):
        return _("现在没有不符合，用不着例外")
    if not any(is_binding(clause.modality) for clause in texts):
        return _("本条只说可以怎样，用不着例外")
    return _("不能例外：本条是硬性要求，只有“原则上、一般”的要求可以例外")


def force_words(session: Session, clause: Clause) -> str:
    """Return how binding a clause is in a word: 必须, 不得, 原则上, 可."""
    return session.pack.vocabulary.modalities[clause.modality].split("／")[0]


def record_exception(session: Session, entry: dict[str, str]) -> None:
    """Put an entry in place of an older one of its clause, or after the others; InputError where it cannot be."""
    kept = _recorded(session)
    places = [place for place, each in enumerate(kept) if each["clause"] == entry["clause"]]
    if places:
        kept[places[0]] = entry
    else:
        kept.append(entry)
    session.set_exceptions(kept)


def remove_exceptions(session: Session, clauses: Collection[str]) -> None:
    """Take away what is recorded for these clauses; the rest stays. Raises InputError where it cannot be."""
    session.set_exceptions([each for each in _recorded(session) if each["clause"] not in clauses])


def _recorded(session: Session) -> list[dict[str, Any]]:
    return list(session.editor.data.get("exceptions") or [])


def required_fields() -> dict[str, str]:
    """Return the fields of an exception that must be filled in, each with its label."""
    return {"reason": _("理由"), "approved_by": _("批准人")}


class FieldProblem(ValueProblem):
    """What is wrong with one of the lines; ``field`` names it."""

    def __init__(self, field: str, message: str, remedy: str) -> None:
        """Take the line's name, what is wrong and what would be right."""
        super().__init__(message, remedy)
        self.field = field


def required_line(field: str, value: str) -> str:
    """Return a line that must be there; raises FieldProblem."""
    try:
        return one_line(value)
    except ValueProblem as problem:
        label = required_fields()[field]
        raise FieldProblem(field, f"{label}{problem.message}", _("写明{label}").format(label=label)) from None


def exception_entry(clause_id: str, values: Mapping[str, str], today: date) -> dict[str, str]:
    """Return an exception as a case file has it; raises FieldProblem for what cannot be recorded."""
    entry = {"clause": clause_id} | {field: required_line(field, values[field]) for field in required_fields()}
    if values["until"].strip():
        try:
            until = typed_date(values["until"], today.year)
        except ValueProblem as problem:
            raise FieldProblem("until", problem.message, problem.remedy) from None
        if until < today:
            raise FieldProblem(
                "until", _("{day} 已经过了，这样的例外不成立").format(day=until), _("写今天或以后的日子")
            )
        entry["until"] = until.isoformat()
    return entry

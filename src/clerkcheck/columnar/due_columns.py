"""Deadlines in columns: due dates from a table of the start dates that occur, and how each deadline stands.

Cases share few start dates. For each that occurs, :class:`WorkCalendar` works out every offset once, range and
provisionality included; the table is joined to the cases. What stands there is therefore what ``check`` would say.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from clerkcheck.calendars.workdays import DueDate, WorkCalendar
from clerkcheck.checking.judging_rules import is_overdue, kept_or_missed
from clerkcheck.checking.report import MAY_BREAK, UNSETTLED
from clerkcheck.columnar import exprs as ex
from clerkcheck.columnar.certainty import expr_of, stage_of
from clerkcheck.columnar.expressions import ColumnExpr, ColumnSteps, Value, any_of, literal
from clerkcheck.columnar.exprs import Expr
from clerkcheck.literals import Bound, Unit
from clerkcheck.packs.clauses import Clause, DeadlineClause, MaterialClause
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.verdict_row import date_column


class DueRule(NamedTuple):
    """How a deadline clause counts its day: so many units from a date, as the latest or the earliest day."""

    offset: int
    unit: Unit
    bound: Bound


class DueNames(NamedTuple):
    """The columns in which the due dates by a rule stand; all the same, and no ``provisional``, where all are certain.

    ``beyond``: some due date lies outside the years a calendar holds; there ``day`` is null though the start is known.
    """

    day: str
    earliest: str
    latest: str
    provisional: str
    beyond: bool


class Listed(NamedTuple):
    """A deadline in columns: null in each where the report does not list it. ``kept``: false broken, null unsettled.

    ``safe``: the day to keep to however a provisional ``due`` moves.
    """

    due: ColumnExpr
    safe: ColumnExpr
    status: ColumnExpr
    provisional: ColumnExpr
    kept: Value
    beyond: Value


class DueBook:
    """Due dates already worked out; one book may serve many frames."""

    def __init__(self, calendar: WorkCalendar) -> None:
        """Take the calendar; due dates are worked out when first asked for."""
        self._calendar = calendar
        self._known: dict[tuple[date, DueRule], DueDate | None] = {}

    def due(self, start: date, rule: DueRule) -> DueDate | None:
        """Return the due date, None where it lies beyond the years a calendar holds."""
        key = (start, rule)
        if key not in self._known:
            try:
                self._known[key] = self._calendar.offset(start, *rule)
            except InputError:
                self._known[key] = None
        return self._known[key]


class DueTable(NamedTuple):
    """For one date of a case: a row for each start, the columns by name, and which of them belong to which rule."""

    key: str
    columns: dict[str, list[Any]]
    names: dict[DueRule, DueNames]


def due_rules_of(clauses: Iterable[Clause]) -> dict[str, list[DueRule]]:
    """Return for each date that days are counted from the different rules by which they are."""
    found: dict[str, list[DueRule]] = {}
    for clause in clauses:
        wanted: tuple[DueRule, ...]
        if isinstance(clause, DeadlineClause):
            start, wanted = clause.from_date, due_rules(clause)
        elif isinstance(clause, MaterialClause) and clause.deemed_from:
            start, wanted = clause.deemed_from, (deemed_rule_of(clause),)
        else:
            continue
        rules = found.setdefault(start, [])
        rules += [rule for rule in wanted if rule not in rules]
    return found


def deemed_rule_of(clause: MaterialClause) -> DueRule:
    """Return by which rule the last day is counted after which silence is consent."""
    return DueRule(clause.deemed_offset, clause.deemed_unit, "latest")


def due_rules(clause: DeadlineClause) -> tuple[DueRule, ...]:
    """Return by which rule a deadline clause counts; and by which where it is put off, if it can be."""
    first = DueRule(clause.offset, clause.unit, clause.bound)
    if not clause.extension:
        return (first,)
    return first, DueRule(clause.extended_offset, clause.extended_unit, clause.bound)


def due_names(name: str, rules: Sequence[DueRule]) -> dict[DueRule, DueNames]:
    """Return the columns in which the due dates by every rule from the date ``name`` stand."""
    stems = {rule: f"_{date_column(name)}_{number}" for number, rule in enumerate(rules)}
    return {
        rule: DueNames(stem, f"{stem}_earliest", f"{stem}_latest", f"{stem}_provisional", beyond=True)
        for rule, stem in stems.items()
    }


def due_table(book: DueBook, name: str, rules: Sequence[DueRule], starts: Sequence[date]) -> DueTable:
    """Return the due dates by every rule from every start of the date ``name``; few columns where few are needed."""
    table = DueTable(date_column(name), {date_column(name): list(starts)}, {})
    for rule, full in due_names(name, rules).items():
        dues = [book.due(start, rule) for start in starts]
        guessed = any(due is not None and due.provisional for due in dues)
        names = full if guessed else full._replace(earliest=full.day, latest=full.day, provisional="")
        table.columns.update(due_columns(names, dues))
        table.names[rule] = names._replace(beyond=None in dues)
    return table


def due_columns(names: DueNames, dues: Sequence[DueDate | None]) -> dict[str, list[Any]]:
    """Return the cells of a rule's columns for one due date after the other."""
    found: dict[str, list[Any]] = {names.day: [due and due.day for due in dues]}
    if names.provisional:
        found[names.earliest] = [due and due.earliest for due in dues]
        found[names.latest] = [due and due.latest for due in dues]
        found[names.provisional] = [due and due.provisional for due in dues]
    return found


def listed(
    clause: DeadlineClause, when: Value, names: Sequence[DueNames], approved: Value, schema: Mapping[str, Any],
    as_of: date, steps: ColumnSteps,
) -> Listed:  # fmt: skip
    """Return how a deadline clause comes out where its condition is ``when``.

    ``names``: the columns of its day, and of the day to which it can be put off; ``approved``: whether it is put off.
    """
    stage = stage_of([when, approved])
    known = when.expr if isinstance(when, ColumnExpr) else literal(when)
    dates = _by_dates(clause, names[0], schema, as_of)
    day, safe, provisional = ex.col(names[0].day), _safe(clause, names[0]), _provisional(names[0])
    if len(names) > 1:
        put_off, later = expr_of(approved), _by_dates(clause, names[1], schema, as_of)
        either = ex.when(put_off).then(later).when(~put_off | (later == dates)).then(dates)
        dates = either.when(~dates.is_null()).then(ex.lit("open"))
        day = ex.when(put_off).then(ex.col(names[1].day)).otherwise(day)
        safe = ex.when(put_off).then(_safe(clause, names[1])).otherwise(safe)
        provisional = ex.when(put_off).then(_provisional(names[1])).otherwise(provisional)
    hurts = dates.is_in(sorted(MAY_BREAK))
    status = ex.when(known).then(dates).when(known.is_null() & hurts).then(ex.lit("open"))
    kept = steps.keep(ColumnExpr(status, stage))
    shown = ~kept.expr.is_null()
    settled = ex.when(kept.expr.is_null() | ~kept.expr.is_in(sorted(UNSETTLED))).then(
        kept.expr.is_null() | (kept.expr != "missed")
    )
    start_known = ~ex.col(date_column(clause.from_date)).is_null()
    maybe = known.is_null() | known
    beyond = [ColumnExpr(maybe & start_known & ex.col(each.day).is_null(), stage) for each in names if each.beyond]
    return Listed(
        due=ColumnExpr(ex.when(shown).then(day), kept.after),
        safe=ColumnExpr(ex.when(shown).then(safe), kept.after),
        status=kept,
        provisional=ColumnExpr(ex.when(shown).then(provisional), kept.after),
        kept=steps.keep(ColumnExpr(settled, kept.after)),
        beyond=any_of(beyond),
    )


def _safe(clause: DeadlineClause, names: DueNames) -> Expr:
    """The day that ``checking.deadlines.safe_day`` gives."""
    return ex.col(names.earliest if clause.bound == "latest" else names.latest)


def _provisional(names: DueNames) -> Expr:
    return ex.col(names.provisional) if names.provisional else ex.lit(False)


def passed_by(
    clause: MaterialClause, dues: Mapping[str, Mapping[DueRule, DueNames]], as_of: date
) -> tuple[Value, Value]:
    """Return whether the day has passed after which silence is consent, and whether it is beyond the calendar's years.

    ``dues`` has by start date the columns of the days counted from it.
    """
    event = clause.deemed_from
    names = dues.get(event, {}).get(deemed_rule_of(clause))
    if names is None:
        return None, False
    start, day = ex.col(date_column(event)), ex.col(names.day)
    beyond = ColumnExpr(~start.is_null() & day.is_null()) if names.beyond else False
    return ColumnExpr(ex.col(names.latest) < as_of), beyond


def _by_dates(clause: DeadlineClause, names: DueNames, schema: Mapping[str, Any], as_of: date) -> Expr:
    """Status by dates alone, null where the start is unknown.

    What holds for the whole range of a provisional due day.
    """
    earliest, latest = ex.col(names.earliest), ex.col(names.latest)
    overdue = is_overdue(clause.bound, latest, as_of)
    undone = ex.lit("pending")
    if overdue is not False:
        undone = ex.when(overdue).then(ex.lit("overdue")).otherwise(undone)
    if date_column(clause.check_date) not in schema:
        return ex.when(~latest.is_null()).then(undone)
    done = ex.col(date_column(clause.check_date))
    kept, missed = kept_or_missed(clause.bound, done, earliest, latest)
    by_done = ex.when(kept).then(ex.lit("met")).when(missed).then(ex.lit("missed")).otherwise(ex.lit("open"))
    return ex.when(~latest.is_null() & done.is_null()).then(undone).when(~latest.is_null()).then(by_done)

"""What an attempt can call: the command line, and inner doors that are many times as quick.

A door takes arguments, returns an exit status (2: refused, with its message on stderr) and lets everything else that
goes wrong come out as an exception.
"""

import random
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from clerkcheck.__main__ import main
from clerkcheck.calendars.layers import national_layer
from clerkcheck.calendars.notice_file import read_notice
from clerkcheck.calendars.notice_lint import lint
from clerkcheck.calendars.notices import Notice
from clerkcheck.calendars.store import layers_of, read_store
from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from clerkcheck.cases.loading import load_case, load_case_with_pack
from clerkcheck.checking.check import check
from clerkcheck.cli.say import say, say_error
from clerkcheck.conditions.codegen import compile_conditions
from clerkcheck.conditions.logic import evaluate
from clerkcheck.conditions.parsing import ConditionError, Scope, parse_condition
from clerkcheck.conditions.program import Program
from clerkcheck.conditions.syntax import Condition
from clerkcheck.conditions.values import FactType, FactValue
from clerkcheck.drafts.data import draft_data
from clerkcheck.drafts.reading import draft_report
from clerkcheck.packs.store import load_pack
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.calendar.notice_page import notice_page
from clerkcheck.reports.json import dump, report_data
from clerkcheck.reports.sheet_text import render_text
from clerkcheck.reports.verdict import Verdict

DAY = date(2026, 11, 22)
PACKS = Path(__file__).resolve().parents[2] / "data"  # small governments that do not exist
TYPES = {
    "a": FactType("bool"),
    "b": FactType("bool"),
    "c": FactType("bool"),
    "kind": FactType("choice", ("agenda_item", "document")),
    "m": FactType("choice", ("x", "y", "z")),
    "s": FactType("choices", ("p", "q", "r", "none")),
    "n": FactType("number"),
    "事": FactType("bool"),
}
_TERMS = {"t": "a and (m == x or n >= 5)", "u": "not t or s in [p, q]"}
_load = lru_cache(maxsize=8)(load_pack)


def scope() -> Scope:
    """What the conditions of the attempts may name."""
    terms: dict[str, Condition] = {}
    for name, text in _TERMS.items():
        terms[name] = parse_condition(text, Scope(TYPES, terms))
    return Scope(TYPES, terms)


_SCOPE = scope()


def answers(seed: object) -> dict[str, FactValue]:
    """Answers to some of the facts of the conditions."""
    dice = random.Random(f"answers {seed}")
    every: dict[str, list[FactValue]] = {
        "m": ["x", "y", "z"],
        "s": [frozenset({"none"}), frozenset({"p"}), frozenset({"p", "r"})],
        "n": [0, 4, 5, 5.5, 10**14, -1],
        "kind": ["agenda_item", "document"],
    }
    return {name: dice.choice(every.get(name, [True, False])) for name in TYPES if dice.random() < 0.6}


def command(arguments: Sequence[str]) -> int:
    """The command line; nothing that it loaded in an earlier attempt is remembered."""
    return main(list(arguments))


def condition(arguments: Sequence[str]) -> int:
    """A condition (the first argument itself), valued by walking its tree and, one in twelve, as compiled: both agree."""
    text = arguments[0]
    try:
        tree = parse_condition(text, _SCOPE)
    except ConditionError as error:
        return _refused_at(error, text)
    known = answers(text)
    value = evaluate(tree, known)
    if crc32(text.encode("utf-8", "replace")) % 12:
        return 0
    program = Program(compile_conditions([tree], TYPES))
    row = program.row(known)
    assert program.values(row) == (value,), (program.values(row), value)
    open_ones = program.depends_on(0, row)
    assert value is None or not open_ones, open_ones
    if value is not None:
        carried = program.carriers(0)(row) if value else dict(program.kept_false(row)).get(program.number(0), 0)
        resting = program.names[carried]
        assert all(evaluate(tree, {**known, fact: None}) is None for fact in resting), resting
    return 0


def columns(arguments: Sequence[str]) -> int:
    """Conditions (one an argument) valued by columns; they must come out as each is by itself."""
    import polars as pl

    from column_values import column_values

    trees = [tree for tree in map(_parsed, arguments) if tree is not None]
    rows = [answers(number) for number in range(5)]
    kinds = {"bool": pl.Boolean, "choice": pl.String, "choices": pl.List(pl.String), "number": pl.Float64}
    cells = [{name: sorted(v) if isinstance(v, frozenset) else v for name, v in row.items()} for row in rows]
    frame = pl.DataFrame(cells, schema={name: kinds[kind.name] for name, kind in TYPES.items()})
    for tree, found in zip(trees, column_values(trees, frame, pl), strict=True):
        wanted = [evaluate(tree, row) for row in rows]
        assert found == wanted, (tree, found, wanted)
    return 0


def case(arguments: Sequence[str]) -> int:
    """A case file, judged by the pack it names or (a second argument) that one; of some the report is written, too."""
    try:
        if len(arguments) > 1:
            pack = _load(f"{PACKS / arguments[1]}/")
            read = load_case(arguments[0], pack)
        else:
            read, pack = load_case_with_pack(arguments[0], _load)
        report = check(read, pack, national_calendar(), DAY)
    except InputError as error:
        return _refused(error)
    written = crc32(repr(read).encode("utf-8", "replace")) % 16
    if written == 0:
        say(render_text(Verdict(report, pack), width=80))
    elif written == 1:
        say(dump(report_data(report)))
    return 0


def notice(arguments: Sequence[str]) -> int:
    """A holiday notice: read, measured and shown."""
    try:
        read, unused = read_notice(arguments[0])
        say(notice_page(read, unused, lint(read, arguments[0]) if isinstance(read, Notice) else ()))
    except InputError as error:
        return _refused(error)
    return 0


def draft(arguments: Sequence[str]) -> int:
    """A draft, read, checked and written as data."""
    try:
        report = draft_report(arguments[0])
    except InputError as error:
        return _refused(error)
    say(dump(draft_data(report.draft, report.faults, report.proposals)))
    return 0


def calendar(arguments: Sequence[str]) -> int:
    """A calendar file, laid over the national calendar and counted by."""
    try:
        layers = layers_of([read_store(arguments[0])])
        days = WorkCalendar([national_layer(), *layers])
        for n in (-10, 3, 250):
            say(str(days.offset(DAY, n, "workday")))
        say(str(days.day(DAY)))
    except InputError as error:
        return _refused(error)
    return 0


def _parsed(text: str) -> Condition | None:
    try:
        return parse_condition(text, _SCOPE)
    except ConditionError:
        return None


def _refused_at(error: ConditionError, text: str) -> int:
    lines = text.split("\n")
    assert 1 <= error.line <= len(lines), error.line
    assert 1 <= error.column <= len(lines[error.line - 1]) + 1, error.column
    say_error(error.message)
    return 2


def _refused(error: InputError) -> int:
    print(error, file=sys.stderr)  # not say_error: the error itself must be fit to be shown
    return 2


DOORS: dict[str, Callable[[Sequence[str]], int]] = {
    each.__name__: each for each in (command, condition, columns, case, draft, notice, calendar)
}

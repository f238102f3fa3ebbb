"""The days of a pack and of its clauses: each one there is, and none that ends before it began."""

from clerkcheck.i18n import _
from clerkcheck.packs.schema import Period
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.written_values import ValueProblem, real_date


def check_date(document: Document, path: KeyPath, text: str | None, errors: list[InputError]) -> bool:
    """Return whether there is a date, written as 2026-01-01; an error is added for any other text."""
    if text is None:
        return False
    try:
        right = real_date(text).isoformat()
    except ValueProblem as problem:
        errors.append(document.error(problem.message, path, problem.remedy))
        return False
    if right != text:  # days are compared as they are written
        message = _("日期不写作“{value}”").format(value=text)
        errors.append(document.error(message, path, _("写成 {right}").format(right=right)))
    return right == text


def check_period(document: Document, path: KeyPath, period: Period, errors: list[InputError]) -> bool:
    """Return whether each day of the period is one, and the first not after the last; an error is added else."""
    days = {"from": period.from_, "until": period.until}
    right = [check_date(document, (*path, key), day, errors) or day is None for key, day in days.items()]
    if not all(right):
        return False
    if precedes(period.until, period.from_):
        message = _("失效日 {until} 早于施行日 {from_}").format(until=period.until, from_=period.from_)
        errors.append(
            document.error(message, (*path, "until"), _("核对两个日期：until 不早于 from；没有失效日的删去 until"))
        )
        return False
    return True


def check_within(
    document: Document, path: KeyPath, period: Period, whole: tuple[str, str], errors: list[InputError]
) -> None:
    """Add an error for a clause that its regulation, in force for ``whole`` ("": open), never finds in force."""
    if not check_period(document, path, period, errors):
        return
    start, end = whole
    if precedes(period.until, start):
        message = _("这一款的失效日 {until} 早于整部规则的施行日 {start}，从来没有效").format(
            until=period.until, start=start
        )
        errors.append(document.error(message, (*path, "until"), _("核对日期；确实早已失效的，删去这一款")))
    elif precedes(end, period.from_):
        message = _("这一款的施行日 {from_} 晚于整部规则的失效日 {end}，从来没有效").format(from_=period.from_, end=end)
        errors.append(document.error(message, (*path, "from"), _("核对日期，或改 pack.yaml 的 in_force")))


def precedes(first: str | None, second: str | None) -> bool:
    """Return whether both days are known, and the first is the earlier one."""
    return bool(first and second) and str(first) < str(second)

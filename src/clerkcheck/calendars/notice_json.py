"""holiday-cn's JSON of one year: ``{year, papers, days: [{name, date, isOffDay}]}``."""

from typing import Any

from clerkcheck.calendars.notices import Notice, NoticeDay, agreed, holiday_name, together
from clerkcheck.i18n import _, listed
from clerkcheck.reading.documents import Document, Path
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.written_values import ValueProblem, one_line, real_date

_KEYS = {"year", "papers", "days"}
_NOT_READ = {"$schema", "$id"}
_DAY_KEYS = {"name", "date", "isOffDay"}


def notice_of_json(document: Document) -> Notice:
    """Return the notice; raises InputError(s) with places for any other shape, and for what contradicts itself."""
    data = document.data
    _keys(document, (), _KEYS, _NOT_READ)
    year, papers, days = data["year"], data["papers"], data["days"]
    if type(year) is not int or not 1 <= year <= 9999:
        raise document.error(_("year 应当是四位数的年份"), ("year",), _("写成 2027 这样"))
    for path, value in ((("papers",), papers), (("days",), days)):
        if not isinstance(value, list):
            raise document.error(_("{key} 应当是一个列表").format(key=path[0]), path, _shape())
    titles = tuple(_line(document, paper, ("papers", number)) for number, paper in enumerate(papers))
    found: list[NoticeDay] = []
    errors: list[InputError] = []
    for number in range(len(days)):
        try:
            found.append(_day(document, ("days", number)))
        except InputError as error:
            errors.append(error)
    if errors:
        raise together(errors)
    return Notice(year, titles, agreed(found, year, document.place(("days",))))


def _day(document: Document, path: Path) -> NoticeDay:
    _keys(document, path, _DAY_KEYS, set())
    entry = document.data["days"][path[1]]
    if not isinstance(entry["isOffDay"], bool):
        raise document.error(_("isOffDay 应当是 true（放假）或 false（上班）"), (*path, "isOffDay"))
    try:
        day = real_date(entry["date"])
    except ValueProblem as problem:
        raise document.error(problem.message, (*path, "date"), problem.remedy) from None
    name = holiday_name(_line(document, entry["name"], (*path, "name")))
    return NoticeDay(day, not entry["isOffDay"], name, document.place(path))


def _keys(document: Document, path: Path, wanted: set[str], allowed: set[str]) -> None:
    """Refuse what is no mapping of just these keys."""
    entry: Any = document.data
    for part in path:
        entry = entry[part]
    if not isinstance(entry, dict):
        raise document.error(_("这里应当是一组“键: 值”"), path, _shape())
    missing, unknown = sorted(wanted - set(entry)), sorted(set(entry) - wanted - allowed)
    if missing:
        raise document.error(_("缺少 {keys}").format(keys=listed(missing)), path, _shape())
    if unknown:
        raise document.error(_("不认识 {key}").format(key=unknown[0]), (*path, unknown[0]), _shape(), key=True)


def _line(document: Document, value: object, path: Path) -> str:
    try:
        return one_line(value)
    except ValueProblem as problem:
        raise document.error(problem.message, path, problem.remedy) from None


def _shape() -> str:
    return _("应是 holiday-cn 的格式：year、papers、days（每天 name、date、isOffDay）")

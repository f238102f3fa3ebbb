"""The formats of commands and app: one registration each, from which options, endings and messages come.

A new format is one :func:`register` and the function that renders it, which imports what it needs when it is called.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from clerkcheck.i18n import _, remarked
from clerkcheck.reading.errors import InputError

if TYPE_CHECKING:
    from clerkcheck.calendars.workdays import WorkCalendar
    from clerkcheck.packs.model import Pack
    from clerkcheck.planning.plan import BackwardPlan
    from clerkcheck.reports.model import Paper

# What a format is made from: lines as a terminal has them; papers; one paper that is a table; plain data, which the
# commands name by a schema; backward plans with their packs (``Plans``), or a year (``OfficeYear``).
Takes = Literal["screen", "papers", "table", "data", "plan"]
_RULE = "\n" + "-" * 80 + "\n\n"


class Plans(NamedTuple):
    """Backward plans, each with its pack, and the name of what they are plans of."""

    plans: "Sequence[tuple[BackwardPlan, Pack]]"
    name: str


class OfficeYear(NamedTuple):
    """A year's holidays, for the office calendar."""

    year: int
    calendar: "WorkCalendar"


class Extra(NamedTuple):
    """The package that a format needs, and the extra of clerkcheck that brings it."""

    package: str
    name: str


class Format(NamedTuple):
    """A format: its name, what it takes, what renders that, and the endings of its files, the usual one first.

    ``render`` gets what is taken and the day that the file is to carry. ``binary``: never shown on a screen.
    ``about``: what a clerk is told of it where the app offers papers; it offers none in a format of which nothing is
    told. ``label``: the kind of file in a word, which tells papers of one name apart.
    """

    name: str
    takes: Takes
    render: Callable[[Any, date], bytes]
    endings: tuple[str, ...] = ()
    binary: bool = False
    needs: Extra | None = None
    about: str = ""
    label: str = ""

    def named(self, paper: str) -> str:
        """Return what a paper of that name is called in this format: 送审自查表（Word）."""
        return remarked(paper, self.label) if self.label else paper


_known: dict[str, Format] = {}


def register(form: Format) -> None:
    """Make a format known; raises ValueError where its name or one of its endings is another's already."""
    taken = [ending for ending in form.endings if format_of(ending)]
    if form.name in _known or taken:
        raise ValueError(f"{form.name} {taken}: registered already")
    _known[form.name] = form


def registered(*takes: Takes) -> Iterator[Format]:
    """Yield the formats that take one of ``takes``, in the order in which they are named to the user."""
    return (form for form in _known.values() if form.takes in takes)


def format_named(name: str) -> Format:
    """Return the format of a name; KeyError where there is none."""
    return _known[name]


def format_of(ending: str) -> Format | None:
    """Return the format of files with an ending such as ``.html``."""
    return next((form for form in _known.values() if ending in form.endings), None)


def rendered(made: Any, form: str, day: date) -> bytes:
    """Return what was made (see ``Takes``; papers as a sequence, for a table the paper alone in it) as a file.

    ``day`` is the date such a file carries. Raises InputError where a package that the format needs is not installed.
    """
    chosen = _known[form]
    try:
        return chosen.render(made, day)
    except ModuleNotFoundError as error:
        if chosen.needs is None or (error.name or "").partition(".")[0] == "clerkcheck":
            raise
        message = _("写 {form} 要先装 {package}").format(form=form, package=chosen.needs.package)
        remedy = _('用 pip install "clerkcheck[{extra}]" 装上，或换成 -f html').format(extra=chosen.needs.name)
        raise InputError(message, None, remedy) from None


def _screen(text: str, _day: date) -> bytes:
    return text.encode()


def _text(papers: "Sequence[Paper]", _day: date) -> bytes:
    from clerkcheck.reports.paper_text import render_paper

    return _encoded(_RULE.join(map(render_paper, papers)))


def _json(data: Any, _day: date) -> bytes:
    from clerkcheck.reports.json import dump

    return dump(data).encode()


def _html(papers: "Sequence[Paper]", _day: date) -> bytes:
    from clerkcheck.reports.html import render_html

    return _encoded(render_html(papers))


def _word(papers: "Sequence[Paper]", day: date) -> bytes:
    from clerkcheck.reports.word import render_docx

    return render_docx(papers, datetime.combine(day, time()))


def _markdown(papers: "Sequence[Paper]", _day: date) -> bytes:
    from clerkcheck.reports.markdown import render_markdown

    return _encoded("\n---\n\n".join(map(render_markdown, papers)))


def _workbook(papers: "Sequence[Paper]", day: date) -> bytes:
    from clerkcheck.reports.workbook import render_xlsx

    return render_xlsx(papers[0], datetime.combine(day, time()))


def _office_calendar(made: "Plans | OfficeYear", _day: date) -> bytes:
    if isinstance(made, OfficeYear):
        from clerkcheck.reports.calendar.year_paper import year_ics

        return year_ics(made.year, made.calendar)
    from clerkcheck.reports.ics import plans_ics

    return plans_ics(made.plans, made.name)


def _encoded(text: str) -> bytes:
    return text.encode(errors="backslashreplace")


_PAPER = Extra("python-docx", "paper")
for _each in (
    Format("terminal", "screen", _screen),
    Format("text", "papers", _text, (".txt", ".log"), about=_("什么程序都能打开"), label=_("文本")),
    Format("json", "data", _json, (".json",)),
    Format("html", "papers", _html, (".html", ".htm"), about=_("一个文件，手机上也能看"), label=_("网页")),
    Format("docx", "papers", _word, (".docx",), binary=True, needs=_PAPER, about=_("签字、报送用"), label="Word"),
    Format("markdown", "papers", _markdown, (".md", ".markdown")),
    Format("xlsx", "table", _workbook, (".xlsx",), binary=True, needs=Extra("openpyxl", "paper"), label="Excel"),
    Format(
        "ics",
        "plan",
        _office_calendar,
        (".ics",),
        binary=True,
        needs=Extra("icalendar", "ics"),
        about=_("各步的日子进到办公软件的日历里"),
        label=_("日历"),
    ),
):
    register(_each)

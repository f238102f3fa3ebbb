"""Papers to the bytes of a file, by the name of a format. What a format needs is imported when it is asked for."""

from collections.abc import Sequence
from datetime import date, datetime, time
from importlib import import_module
from typing import Any

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.model import Paper

PAPER_FORMATS = ("text", "html", "docx", "markdown")
BINARY = ("docx", "xlsx", "ics")  # never shown on a screen
ENDINGS = {
    ".txt": "text", ".log": "text", ".html": "html", ".htm": "html", ".docx": "docx", ".xlsx": "xlsx",
    ".md": "markdown", ".markdown": "markdown", ".json": "json", ".ics": "ics",
}  # fmt: skip
SEPARATOR = "\n" + "-" * 80 + "\n\n"


def rendered(papers: Sequence[Paper], form: str, day: date) -> bytes:
    """Return the papers (one or more) as a file: text, html, docx, markdown, or xlsx (of one paper).

    ``day`` is the date such a file carries. Raises InputError where a package that the format needs is not installed.
    """
    created = datetime.combine(day, time())
    if form == "docx":
        return bytes(_extra("clerkcheck.reports.word", "python-docx", form).render_docx(papers, created))
    if form == "xlsx":
        return bytes(_extra("clerkcheck.reports.workbook", "openpyxl", form).render_xlsx(papers[0], created))
    return _text(papers, form).encode(errors="backslashreplace")


def _text(papers: Sequence[Paper], form: str) -> str:
    if form == "html":
        from clerkcheck.reports.html import render_html

        return render_html(papers)
    if form == "markdown":
        from clerkcheck.reports.markdown import render_markdown

        return "\n---\n\n".join(map(render_markdown, papers))
    from clerkcheck.reports.paper_text import render_paper

    return SEPARATOR.join(map(render_paper, papers))


def _extra(module: str, package: str, form: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "clerkcheck":
            raise
        raise InputError(
            _("写 {form} 要先装 {package}").format(form=form, package=package),
            None,
            _("用 pip install 'clerkcheck[paper]' 装上，或换成 -f html"),
        ) from None

"""Which files are results of this program, told by how they begin: those may be written again, and are no cases.

A paper meant to be filled in by hand (.docx, a blank register) is never taken for one, whoever wrote it.
"""

import os
import re
from collections.abc import Callable
from zipfile import BadZipFile, ZipFile

from clerkcheck.reports.case_row import HEADINGS
from clerkcheck.reports.model import paper_titles

_HEAD = 1 << 16  # bytes
RESULT_AUTHOR = "clerkcheck"  # of a workbook of results, in its properties
_JSON = re.compile(rb'\A[\s\[{]*"(?:schema": "clerkcheck\.|source": "[^\n]*", "error": ")')
_RULE = re.compile(r"\A={40,}\Z")


def is_own_result(path: str) -> bool:
    """Whether a file is a result that this program wrote; False for one that cannot be read."""
    recognise = _RECOGNISE.get(os.path.splitext(path)[1].lower())
    if recognise is None:
        return False
    try:
        return recognise(path)
    except (OSError, ValueError, KeyError, BadZipFile):
        return False


def is_own_paper(path: str) -> bool:
    """Whether a file is a Word paper that this program made, filled in since or not: it is no case, nor a table."""
    if not path.lower().endswith(".docx"):
        return False
    try:
        with ZipFile(path) as document:
            properties = document.read("docProps/core.xml").decode(errors="replace")
    except (OSError, KeyError, BadZipFile):
        return False
    return any(re.search(rf"<dc:title[^>]*>{title}", properties) for title in paper_titles())


def _head(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(_HEAD)


def _is_csv(path: str) -> bool:
    return _head(path).startswith(b"\xef\xbb\xbf" + ",".join(map(str, HEADINGS)).encode())


def _is_json(path: str) -> bool:
    head = _head(path)
    return _JSON.search(re.sub(rb'\n\s*(?="error")', b" ", head)) is not None


def _is_junit(path: str) -> bool:
    return b'<testsuite name="clerkcheck batch"' in _head(path)


def _is_calendar(path: str) -> bool:
    return b"PRODID:-//clerkcheck//" in _head(path)


def _is_html(path: str) -> bool:
    head = _head(path).decode(errors="replace")
    return "default-src 'none'" in head and any(f"<title>{title}" in head for title in paper_titles()) and _blank(head)


def _is_text(path: str) -> bool:
    head = _head(path).decode(errors="replace")
    lines = [line.strip() for line in head.splitlines() if line.strip()][:5]
    known = any(line.lstrip("# ") in paper_titles() or _RULE.match(line) for line in lines)
    return known and _blank(head)


def _blank(head: str) -> bool:
    """Whether a notice that is to be numbered by hand has not been; other papers have no such place."""
    return paper_titles().slip not in head or "＿号" in head


def _is_workbook(path: str) -> bool:
    with ZipFile(path) as book:
        properties = book.read("docProps/core.xml").decode(errors="replace")
    titles = "|".join((paper_titles().summary, paper_titles().drafts))
    own = rf"<dc:creator[^>]*>{RESULT_AUTHOR}</dc:creator>|<dc:title[^>]*>(?:{titles})</dc:title>"
    return re.search(own, properties) is not None


def _is_parquet(path: str) -> bool:
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError:
        return False
    try:
        with ParquetFile(path) as file:
            return {"source", "sheet", "row", "error"} <= set(file.schema_arrow.names)
    except Exception:  # pyarrow has no one kind of error for a damaged file
        return False


_RECOGNISE: dict[str, Callable[[str], bool]] = {
    ".csv": _is_csv, ".json": _is_json, ".jsonl": _is_json, ".xml": _is_junit, ".ics": _is_calendar,
    ".html": _is_html, ".htm": _is_html, ".txt": _is_text, ".log": _is_text, ".md": _is_text, ".markdown": _is_text,
    ".xlsx": _is_workbook, ".parquet": _is_parquet,
}  # fmt: skip

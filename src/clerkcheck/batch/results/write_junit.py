"""Results as JUnit XML, which pipelines show as tests: what may not go up is a failure, what is unreadable an error."""

import os
import shutil
from collections import Counter
from tempfile import TemporaryFile
from xml.sax.saxutils import escape, quoteattr

from clerkcheck.batch.results.writer import PhrasesByPack
from clerkcheck.batch.sources.items import BatchItem
from clerkcheck.checking.judging_rules import is_as_bad
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, joined
from clerkcheck.reading.characters import printable
from clerkcheck.reports.case_row import RowPhrases
from clerkcheck.reports.states import UNREADABLE, outcome_words

_COUNTED = ("tests", "failures", "errors")


class JUnitWriter:
    """One test case a line; the head with the counts is written last, when they are known."""

    questions = False

    def __init__(self, path: str, fail_on: str) -> None:
        """Write to ``path``; outcomes as bad as ``fail_on`` are failures."""
        self._path, self._fail_on = path, fail_on
        self._body = TemporaryFile(dir=os.path.dirname(path) or ".")  # noqa: SIM115 - closed by close
        self._phrases = PhrasesByPack()
        self._counts: Counter[str] = Counter()

    def carry(self, earlier: str) -> None:
        """Copy the test cases of the earlier result: every line but the two of the head and the last."""
        with open(earlier, "rb") as file:
            for line in file:
                if line.startswith(b"<testcase"):
                    self._count(b"<failure" in line, b"<error" in line)
                    self._body.write(line)

    def write(self, item: BatchItem, report: Report | None) -> None:
        """Write a case as one test: passed, failed as ``fail_on`` says, or in error where it could not be read."""
        if report is None or item.pack is None:
            inner, name, group = self._error(item), str(item.where), outcome_words()[UNREADABLE]
        else:
            inner = self._verdict(item, report, self._phrases.of(item.pack))
            name, group = report.title, item.pack.called
        head = f"<testcase classname={_attribute(group)} name={_attribute(name)} file={_attribute(item.where.source)}"
        self._body.write(f"{head}>{inner}</testcase>\n".encode(errors="backslashreplace"))
        self._count(inner.startswith("<failure"), inner.startswith("<error"))

    def close(self) -> None:
        """Write the head, then what has been gathered."""
        counts = " ".join(f'{name}="{self._counts[name]}"' for name in _COUNTED)
        self._body.seek(0)
        with open(self._path, "wb") as file:
            file.write(
                f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="clerkcheck batch" {counts}>\n'.encode()
            )
            shutil.copyfileobj(self._body, file, 1 << 20)
            file.write(b"</testsuite>\n")
        self._body.close()

    def _verdict(self, item: BatchItem, report: Report, phrases: RowPhrases) -> str:
        row = phrases.row(item.where.cells, report)
        parts = [_("缺少：{what}").format(what=row.missing) if row.missing else "", row.broken]
        parts.append(_("待确认 {n} 项").format(n=row.open_count) if row.open_count else "")
        said = joined(str(part) for part in (*parts, row.deadlines, row.remarks) if part)
        verdict = str(row.outcome)
        if is_as_bad(report.outcome, self._fail_on):
            return f"<failure message={_attribute(verdict)} type={_attribute(report.outcome)}>{_text(said)}</failure>"
        text = _("{verdict}。{said}").format(verdict=verdict, said=said)
        return f"<system-out>{_text(text)}</system-out>"

    @staticmethod
    def _error(item: BatchItem) -> str:
        said = str(item.error)
        return f"<error message={_attribute(said)} type={_attribute(UNREADABLE)}/>"

    def _count(self, failed: bool, broken: bool) -> None:
        self._counts.update(tests=1, failures=failed, errors=broken)


def _text(text: str) -> str:
    return escape(printable(text))


def _attribute(text: str) -> str:
    return quoteattr(printable(text))

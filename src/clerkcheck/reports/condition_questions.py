"""What conditions still ask of papers and dates: 审核意见的日期（关系到第一条）."""

from collections.abc import Iterator

from clerkcheck.checking.report import Question
from clerkcheck.conditions.readings import ReadSource, sources_of
from clerkcheck.i18n import _
from clerkcheck.packs.reading_labels import source_words
from clerkcheck.reports.cited_report import CitedReport


def condition_questions(verdict: CitedReport) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield in words each paper or date that a condition waits for, with the clauses that do."""
    for question in verdict.report.questions:
        if question.about != "fact":
            source = _source(question)
            read = (name for each in question.clauses for name in verdict.clauses[each].readings)
            if any(source in sources_of(name) for name in read):
                text, label = _("{label}（关系到{articles}）"), source_words(source, verdict.words)
                yield text.format(label=label, articles=verdict.articles(question.clauses)), question.clauses


def _source(question: Question) -> ReadSource:
    return ReadSource("date" if question.about == "date" else "material", question.id, question.part)

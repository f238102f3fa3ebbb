"""Words of the desk: an answer, as every screen and prompt says it."""

from clerkcheck.reports.fact_words import answer_words

__all__ = ["answer_words"]

"""A draft beside its case as rows: what it says that the case could take, and what is wrong with it."""

from collections.abc import Sequence

from clerkcheck.desk.draft_proposals import Offer
from clerkcheck.drafts.faults.registry import Fault, level_words
from clerkcheck.drafts.reading import DraftReport
from clerkcheck.i18n import _, cited, labelled, remarked
from clerkcheck.reports.draft_sheet import count_sentence, severity_words
from clerkcheck.reports.model import WORD_MARKS
from clerkcheck.tui.widgets.painted_rows import Row, wrapped

_INDENT = "    "
_STYLES = {"error": "bad", "warning": "open", "note": "note"}


def draft_rows(report: DraftReport, offered: Sequence[Offer], width: int) -> list[Row]:
    """Return the rows of a draft: the offers, each a row to choose, then the faults."""
    rows = [Row(_("草稿写到的（Enter 采用光标所在的一项，别的不动）"), "heading")]
    for offer in offered:
        rows += _offer_rows(offer, width)
    if not offered:
        rows += wrapped(_("没有案件还能采用的"), width, first="  ", style="dim")
    rows += [Row(""), *wrapped(labelled(_("毛病"), count_sentence(report.faults)), width, style="heading")]
    for number, fault in enumerate(report.faults, 1):
        rows += _fault_rows(number, fault, width)
    return rows


def beside_question(offered: Sequence[Offer], facts: Sequence[str], width: int) -> list[Row]:
    """Return what the draft says to the facts of a page, to stand below its question."""
    rows: list[Row] = []
    for offer in offered:
        if offer.proposal.about == "fact" and offer.proposal.id in facts:
            words = cited(
                remarked(_("草稿写的是“{value}”").format(value=offer.value), offer.proposal.where), offer.proposal.words
            )
            rows += wrapped(words, width, first="  ", rest="  ", style="note")
    return [Row(""), *rows, Row(_("  按 c 看草稿、采用"), "dim")] if rows else []


def _offer_rows(offer: Offer, width: int) -> list[Row]:
    rows = wrapped(labelled(offer.label, offer.value), width, first="  ", rest=_INDENT, key=offer)
    if offer.differs:
        rows += wrapped(labelled(_("案件里写的是"), offer.current), width, first=_INDENT, rest=_INDENT, style="open")
    said = remarked(labelled(_("原文"), offer.proposal.words), offer.proposal.where)
    return [*rows, *wrapped(said, width, first=_INDENT, rest=_INDENT, style="dim")]


def _fault_rows(number: int, fault: Fault, width: int) -> list[Row]:
    check = fault.check
    head = WORD_MARKS.format(severity_words()[check.severity]) + remarked(fault.message, fault.where)
    rows = wrapped(head, width, first=f"{number:>3} ", rest=_INDENT, style=_STYLES[check.severity])
    if fault.words:
        rows += wrapped(labelled(_("原文"), fault.words), width, first=_INDENT, rest=_INDENT)
    source = WORD_MARKS.format(level_words()[check.level]) + check.source
    rows += wrapped(labelled(_("依据"), source), width, first=_INDENT, rest=_INDENT, style="dim")
    return [*rows, *wrapped(labelled(_("办法"), check.remedy), width, first=_INDENT, rest=_INDENT)]

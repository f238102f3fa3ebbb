"""What can be read off an article's words where no neighbour has them: who decides, who signs, and what is open."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clerkcheck.literals import ClauseKind, Modality
from clerkcheck.packs.drafting.clause_keys import Entry, kind_of
from clerkcheck.packs.drafting.folding import FoldedArticle, Span
from clerkcheck.packs.drafting.quoted_words import DECIDED, SIGNED, days_in, meetings_in, modality_in, signers_in

_ASKED = re.compile("须|应|由|经|不得|提交|提请|报")  # a meeting that is only described decides nothing
_GOES_ON = re.compile("由|报|经|须经|应|须|要|必须|可|方可|不得|一律")
# What a case can be held to; the rest of a regulation is about how a government works.
_CHECKABLE = re.compile(
    "议题|公文|文件|会议|材料|文稿|纪要|请示|方案|报送|报告|审查|审核|审批|审定|批准|签发|会签|印发|公布|公开|备案|征求|协商"
    "|论证|评估|听证|意见|制发|发文|行文|解读|合同|项目|资金|预算"
)
_PAPERS = re.compile("审查|审核|论证|评估|听证|征求|协商|会签|批准|同意|意见|备案|解读|协调")


_APPROVED = re.compile("由[^,.;]{2,20}(?:审批|批准)")
_PUT_OFF = re.compile("可以?(?:适当|再次?)?(?:延长|延期)")
_APPROVAL = "government_approval"  # of the shared vocabulary: the keeper says which paper it is
_LONGEST_QUOTE = 60


class Provision(NamedTuple):
    """A passage with what its words alone say of it; ``open``: more has to be said by the keeper."""

    span: Span
    entry: Entry
    open: bool


def provisions(article: FoldedArticle) -> Iterator[Provision]:
    """Yield the passages of an article that say who decides or who signs."""
    for number, phrase in enumerate(article.phrases):
        words = article.words(phrase)
        modality = modality_in(words) or "must"
        span = with_subject(article, number)
        if SIGNED.search(words) and (signers := signers_in(words)):
            yield Provision(span, {"kind": "signer", "signer": signers, "modality": modality}, open=False)
        elif DECIDED.search(words) and _ASKED.search(words) and (meetings := meetings_in(words)):
            key = "forum_not" if modality == "must_not" else "forum"
            yield Provision(span, {"kind": "forum", key: meetings, "modality": modality}, open=False)


def left_open(article: FoldedArticle, covered: Sequence[Span]) -> list[Provision]:
    """Return the passages with a word that binds, of something a case can be held to, that no proposal covers."""
    found: list[Provision] = []
    for number, phrase in enumerate(article.phrases):
        words = article.words(phrase)
        modality = modality_in(words)
        span = with_subject(article, number)
        if found and _PUT_OFF.search(words) and (put_off := _put_off(article, found[-1], span)):
            found[-1] = put_off
        elif approved := _approved(article.words(span)):
            found += [] if any(phrase.shares(each) for each in covered) else [Provision(span, approved, open=True)]
        elif modality and _CHECKABLE.search(article.words(span)) and not any(phrase.shares(each) for each in covered):
            found.append(Provision(span, _open_entry(words, modality), open=True))
    return found


def _approved(words: str) -> Entry | None:
    """The entry of words by which somebody approves an amount in the place of a meeting (200万元由常务副县长审批)."""
    found = _APPROVED.search(words)
    if found is None or "万元" not in words or meetings_in(words):
        return None
    by = signers_in(found[0])
    approval = {"paper": _APPROVAL, "by": by}
    made: Entry = {"kind": "forum", "applies_to": "agenda_item", "approval": approval, "modality": "must"}
    return made if by else None


def _open_entry(words: str, modality: Modality) -> Entry:
    entry: dict[str, object] = {"kind": _kind(words, modality), "modality": modality}
    if entry["kind"] == "deadline":
        days = days_in(words)[0]
        before = re.search("前[^,]{0,4}$|[日天]前|前[0-9一二三四五六七八九十]|提前|会前", words)
        entry |= {"offset": -days.number if before else days.number, "unit": days.unit}
    return entry


def _put_off(article: FoldedArticle, deadline: Provision, span: Span) -> Provision | None:
    """A deadline of the same sentence that the passage lets be put off (经县长批准,可以延长至30日); else None."""
    words, whole = article.words(span), Span(deadline.span.start, span.end)
    days, by, entry = days_in(words), signers_in(words), deadline.entry
    apart = re.search("[.;]", article.words(whole)) or whole.length > _LONGEST_QUOTE
    if apart or kind_of(entry) != "deadline" or not days or not by:
        return None
    offset = days[0].number
    first = int(str(entry["offset"])) if entry["unit"] == days[0].unit else 0
    if "至" not in words.partition("延长")[2]:
        offset += first  # 可以延长15日: so many more
    if offset <= first:
        return None
    extend = {"offset": offset, "unit": days[0].unit, "paper": _APPROVAL, "by": by}
    return deadline._replace(span=whole, entry={**entry, "extend": extend})


def _kind(words: str, modality: str) -> ClauseKind:
    if days_in(words):
        return "deadline"
    if SIGNED.search(words):
        return "signer"
    if meetings_in(words) and DECIDED.search(words):
        return "forum"
    if _PAPERS.search(words) and modality != "must_not":
        return "material"
    return "check" if modality == "must_not" else "note"


def with_subject(article: FoldedArticle, number: int) -> Span:
    """Return a phrase with the one before it, where it only goes on: 人事任免文件,由区长签发."""
    phrase = article.phrases[number]
    if number and _GOES_ON.match(article.words(phrase)):
        before = article.phrases[number - 1]
        if article.words(Span(before.end, phrase.start)) == ",":
            return Span(before.start, phrase.end)
    return phrase

"""版记: copies, who printed and when."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.dates import dates_in
from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.i18n import _

_PRINTED = _("GB/T 9704—2012 第7.4.3条")


@check(
    "copies-form", "国标", "warning", source=_("GB/T 9704—2012 第7.4.2条“最后一个抄送机关名称后标句号”"), message=_("抄送写法不对"),
    remedy=_("写成“抄送：……，……。”：全角冒号，末尾句号"), bad={"copies": "抄送:县委办公室"},
)  # fmt: skip
def copies_form(draft: Draft) -> Iterator[FoundFault]:
    """Yield a line 抄送 without a full-width colon, or without a full stop at its end."""
    piece = draft.elements.close.copies
    if piece and not re.fullmatch(r"(?:抄\s*送|抄\s*报|分\s*送)：.+。", piece.value):
        yield FoundFault(piece.at, piece.value)


@check(
    "print-word", "国标", "warning", source=_PRINTED, message=_("印发日期后面没有“印发”二字"), remedy=_("写成“2026年9月18日印发”"),
    bad={"printed": "云岭县人民政府办公室　2026年9月18日"},
)  # fmt: skip
def print_word(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date of printing that 印发 does not follow."""
    piece = draft.elements.close.printed
    if piece and not re.search(r"印\s*发$", piece.value):
        yield FoundFault(piece.at, piece.value)


@check(
    "print-date", "国标", "warning", source=_PRINTED, message=_("印发日期写法不对"), remedy=_("用阿拉伯数字，月、日不编虚位"), bad={"printed": "云岭县人民政府办公室　2026年09月18日印发"},
)  # fmt: skip
def print_date(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date of printing that is not in figures, or has a leading zero."""
    piece = draft.elements.close.printed
    if piece and (re.search(r"年\s*0|月\s*0", piece.value) or not re.search(r"\d{4}年", piece.value)):
        yield FoundFault(piece.at, piece.value)


@check(
    "print-before-date", "惯例", "warning", source=_("《党政机关公文处理工作条例》第二十五条：签批以后才印制"), message=_("印发日期早于成文日期"), remedy=_("核对两个日期"),
    bad={"printed": "云岭县人民政府办公室　2026年9月8日印发"},
)  # fmt: skip
def print_before_date(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date of printing before the document's own date."""
    piece, day = draft.elements.close.printed, draft.elements.date
    days = dates_in(piece.value) if piece else []
    if piece and day and days and days[0] < day:
        yield FoundFault(piece.at, piece.value)


@check(
    "addressee-copied", "惯例", "note", source=_("办文惯例：主送的不再抄送"), message=_("“{name}”既主送又抄送"), remedy=_("抄送栏删去"), base="request",
    bad={"copies": "抄送：云岭县人民政府，县财政局。"},
)  # fmt: skip
def addressee_copied(draft: Draft) -> Iterator[FoundFault]:
    """Yield an organ that is both addressed and copied to."""
    copies = draft.elements.close.copies
    names = re.split("[，、：。]", copies.value) if copies else []
    for name in draft.elements.addressees:
        if copies and name in names:
            yield FoundFault(copies.at, name, values={"name": name})

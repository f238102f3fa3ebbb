"""The end of a document: signature, date, notes, and whether it may be published."""

import re
from collections.abc import Iterator
from datetime import date

from clerkcheck.drafts.dates import ARABIC
from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.i18n import _

_DATE = _("GB/T 9704—2012 第7.3.5.4条“用阿拉伯数字将年、月、日标全”")
_DATE_FORM = _("写成“2026年9月18日”")
_SIGNED = ("notice", "request", "report", "reply", "letter", "circular", "opinion", "announcement", "public_notice")
_DISCLOSED = ("notice", "opinion", "decision", "reply", "circular", "letter")
_DISCLOSURE_SINCE = date(2016, 11, 15)
_LETTER = re.compile(r"[一二三四五六七八九][OＯ0]|[OＯ0][一二三四五六七八九]")
_DISCLOSURE = re.compile(
    r"公开发布|主动公开|依申请公开|不予公开|公开属性|公开方式|同意公开|此件.{0,8}公开|此件发至|不公开"
)


@check(
    "signature-missing", "条例", "error", source=_("《党政机关公文处理工作条例》第九条（十一）"), message=_("没有发文机关署名"), remedy=_("成文日期上一行署发文机关全称或规范化简称"),
    bad={"signature": ""},
)  # fmt: skip
def signature_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document without a signing organ, unless its text says that it was cut."""
    close = draft.elements.close
    dated = close.date_line or close.odd_date
    if draft.genre in _SIGNED and dated and not close.signature and not draft.cut and not close.signed_away:
        yield FoundFault(dated.at, dated.value)


@check(
    "date-missing", "条例", "error", source=_("《党政机关公文处理工作条例》第九条（十二）"), message=_("没有成文日期"), remedy=_("署会议通过或者负责人签发的日期；还没有签发的，留出位置"),
    bad={"date": ""},
)  # fmt: skip
def date_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document without a date."""
    close = draft.elements.close
    dated = close.date_line or close.odd_date or draft.elements.date or draft.spoken
    if draft.genre in _SIGNED and not dated and not draft.cut and draft.elements.title:
        yield FoundFault(
            -1 if not close.signature else close.signature.at, close.signature.value if close.signature else ""
        )


@check(
    "date-han", "国标", "error", source=_DATE, message=_("成文日期用了汉字数字"), remedy=_DATE_FORM, bad={"date": "二〇二六年九月十八日"},
)  # fmt: skip
def date_han(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date in Chinese numerals; figures are asked for since July 2012, and such numerals were before."""
    line = draft.elements.close.date_line
    # 二O二六年 with a letter is told of by date-letter, whose remedy is the same.
    if line and draft.elements.date and not re.search(rf"{ARABIC}|{_LETTER.pattern}", line.value):
        yield FoundFault(line.at, line.value)


@check(
    "date-leading-zero", "国标", "error", source=_DATE, message=_("成文日期的月、日编了虚位"), remedy=_("去掉前面的 0，写成“2026年9月8日”"), bad={"date": "2026年09月08日"},
)  # fmt: skip
def date_leading_zero(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date with a leading zero: 09月 for 9月."""
    line = draft.elements.close.date_line
    if line and re.search(r"年\s*0\d|月\s*0\d", line.value):
        yield FoundFault(line.at, line.value)


@check(
    "date-form", "国标", "error", source=_DATE, message=_("成文日期没有写全年、月、日"), remedy=_DATE_FORM, bad={"date": "2026.9.18"}, always=True,
)  # fmt: skip
def date_form(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date not written as year, month and day in full: 2026.9.18, 26年9月18日, 2017919."""
    odd = draft.elements.close.odd_date
    blank = odd and re.search(r"^\s*年|年\s*月|月\s*日", odd.value)  # left open: that is told of as a placeholder
    if odd and not blank and re.fullmatch(r"[\d.．/\-\s年月日]+", odd.value) and re.search(r"\d", odd.value):
        yield FoundFault(odd.at, odd.value)


@check(
    "date-letter", "国标", "error", source=_DATE, message=_("日期里把“〇”写成了字母或符号"), remedy=_("成文日期改用阿拉伯数字；引用的汉字日期用“〇”"), bad={"date": "二O二六年九月十八日"}, always=True,
)  # fmt: skip
def date_letter(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date in Chinese numerals with the letter O for 〇: 二O二六年."""
    close = draft.elements.close
    for piece in (close.date_line, close.odd_date):
        if piece and _LETTER.search(piece.value) and "X" not in piece.value:
            yield FoundFault(piece.at, piece.value)


@check(
    "date-future", "惯例", "note", source=_("《党政机关公文处理工作条例》第九条（十二）"), message=_("成文日期早于文中“已于”发生的日期{later}"), remedy=_("核对成文日期"),
    bad={"body": "县政府已于2026年10月8日召开会议研究防汛工作，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。"}, always=True,
)  # fmt: skip
def date_future(draft: Draft) -> Iterator[FoundFault]:
    """Yield a day after the document's date of which the text says that it has passed."""
    from clerkcheck.drafts.dates import date_of

    day = draft.elements.date
    for at, para in draft.body():
        for match in re.finditer(r"(?:已于|业经|已经)\s*(\d{4}年\d{1,2}月\d{1,2}日)", para.text):
            told = date_of(match[1])
            if day and told and told > day:
                yield FoundFault(at, match[0], values={"later": match[1]})


@check(
    "disclosure-missing", "条例", "warning", source=_("《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）“明确主动公开、依申请公开、不予公开等属性”"),
    message=_("没有注明公开属性"), remedy=_("成文日期下一行写“（此件公开发布）”等；不公开的在审签单上写明理由"), bad={"note": ""},
)  # fmt: skip
def disclosure_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document from 2017 on that does not say how public it is; upward ones and announcements need not."""
    elements = draft.elements
    day = elements.date
    late = day is None or day >= _DISCLOSURE_SINCE
    dated = elements.close.date_line
    open_ = draft.genre in _DISCLOSED and late and not draft.cut and not elements.head.secrecy
    if open_ and dated and not _DISCLOSURE.search(draft.whole):
        yield FoundFault(dated.at, "")


@check(
    "note-form", "国标", "warning", source=_("GB/T 9704—2012 第7.3.6条"), message=_("附注没有加圆括号"), remedy=_("成文日期下一行左空二字，写成“（此件公开发布）”"),
    bad={"note": "此件公开发布"},
)  # fmt: skip
def note_form(draft: Draft) -> Iterator[FoundFault]:
    """Yield a note below the date that does not stand in full-width brackets."""
    wide = re.search("[（，；：]", draft.whole)
    for note in draft.elements.close.notes:
        if not note.value.startswith(("（", "(")) or (note.value.startswith("(") and wide):
            yield FoundFault(note.at, note.value)


@check(
    "minutes-form", "国标", "note", source=_("GB/T 9704—2012 第10.3条（纪要格式）；格式可以按本地规定"), message=_("纪要缺：{missing}"), remedy=_("按本级纪要格式补上；公开稿可以没有"),
    bad={"title": "", "number": "", "attended": "", "date": ""}, base="minutes",
)  # fmt: skip
def minutes_form(draft: Draft) -> Iterator[FoundFault]:
    """Yield minutes without a title, a number, those who attended, or a date."""
    from clerkcheck.i18n import listed

    elements = draft.elements
    if draft.genre != "minutes":
        return
    numbered = elements.head.numbers or re.search(
        r"第.{1,8}[期号次]|〔\d{4}〕", "".join(para.text for para in draft.paras[:6])
    )
    parts = {
        _("纪要标志（标题）"): bool(elements.title), _("编号"): bool(numbered),
        _("出席人员"): bool(re.search(r"出\s*席|参会|参加(?:会议|人员)", draft.whole)),
        _("成文日期"): bool(elements.close.date_line or re.search(r"(?:^|[（(\s])\d{4}年\d{1,2}月\d{1,2}日(?:[）)]|印发|$)", draft.whole, re.MULTILINE)),
    }  # fmt: skip
    missing = [name for name, there in parts.items() if not there]
    if missing:
        yield FoundFault(-1, "", values={"missing": listed(missing)})

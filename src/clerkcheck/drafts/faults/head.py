"""Copy number, secrecy, urgency, signer: what stands above and beside the document's number."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.names import UPWARD
from clerkcheck.i18n import _

_SECRET = re.compile(r"(绝密|机密|秘密)(?:★(?:(\d{1,2})(年|个月)|长期))?")
_LABEL = re.compile(r"(?<=[：:]).*")  # a name is not repeated
_MOST_YEARS = {"绝密": 30, "机密": 20, "秘密": 10}


@check(
    "copy-number-form", "国标", "warning", source=_("GB/T 9704—2012 第7.2.1条"),
    message=_("份号不是 6 位数字"), remedy=_("写成 6 位阿拉伯数字，不足的在前面补 0"),
    bad={"copy_number": "No.12", "secrecy": "机密★5年", "note": ""}, good={"copy_number": "000012", "secrecy": "机密★5年", "note": ""},
)  # fmt: skip
def copy_number_form(draft: Draft) -> Iterator[FoundFault]:
    """Yield a copy number (份号) that is not written in six figures."""
    piece = draft.elements.head.copy_number
    if piece and not re.fullmatch(r"\d{6}", piece.value):
        yield FoundFault(piece.at, piece.value)


@check(
    "copy-number-missing", "条例", "error", source=_("《党政机关公文处理工作条例》第九条（一）“涉密公文应当标注份号”"),
    message=_("标了密级，没有份号"), remedy=_("在密级上一行左边顶格标注 6 位份号"),
    bad={"secrecy": "秘密★1年", "note": ""}, good={"copy_number": "000001", "secrecy": "秘密★1年", "note": ""},
)  # fmt: skip
def copy_number_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a classified document without a copy number."""
    head = draft.elements.head
    if head.secrecy and _SECRET.fullmatch(head.secrecy.value) and not head.copy_number:
        yield FoundFault(head.secrecy.at, head.secrecy.value)


@check(
    "secrecy-form", "国标", "error", source=_("GB/T 9704—2012 第7.2.2条"),
    message=_("密级和保密期限写法不对"), remedy=_("密级只有绝密、机密、秘密三级，期限用阿拉伯数字，写成“机密★20年”"),
    bad={"copy_number": "000001", "secrecy": "机密★二十年", "note": ""}, good={"copy_number": "000001", "secrecy": "机密★20年", "note": ""},
)  # fmt: skip
def secrecy_form(draft: Draft) -> Iterator[FoundFault]:
    """Yield a marking of secrecy that is not written 密级★期限 with the term in figures."""
    piece = draft.elements.head.secrecy
    if piece and not _SECRET.fullmatch(piece.value):
        yield FoundFault(piece.at, piece.value)


@check(
    "secrecy-term", "条例", "error", source=_("《保守国家秘密法》第二十条"),
    message=_("{level}的保密期限超过 {most} 年"), remedy=_("除另有规定外，绝密级不超过 30 年，机密级不超过 20 年，秘密级不超过 10 年"),
    bad={"copy_number": "000001", "secrecy": "秘密★20年", "note": ""}, good={"copy_number": "000001", "secrecy": "秘密★10年", "note": ""},
)  # fmt: skip
def secrecy_term(draft: Draft) -> Iterator[FoundFault]:
    """Yield a term of secrecy above the most that its degree allows: 30, 20 and 10 years for 绝密, 机密 and 秘密."""
    piece = draft.elements.head.secrecy
    match = _SECRET.fullmatch(piece.value) if piece else None
    if piece and match and match[3] == "年" and int(match[2]) > _MOST_YEARS[match[1]]:
        yield FoundFault(piece.at, piece.value, values={"level": match[1], "most": _MOST_YEARS[match[1]]})


@check(
    "secrecy-term-missing", "条例", "note", source=_("《党政机关公文处理工作条例》第九条（二）"),
    message=_("标了密级，没有标保密期限"), remedy=_("写成“秘密★1年”；确实不能定期限、只定解密条件的除外"),
    bad={"copy_number": "000001", "secrecy": "秘密", "note": ""}, good={"copy_number": "000001", "secrecy": "秘密★1年", "note": ""},
)  # fmt: skip
def secrecy_term_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a degree of secrecy without its term."""
    piece = draft.elements.head.secrecy
    if piece and piece.value in _MOST_YEARS:
        yield FoundFault(piece.at, piece.value)


@check(
    "secret-and-public", "条例", "error", source=_("《党政机关公文处理工作条例》第三十一条“涉密公文公开发布前应当履行解密程序”"),
    message=_("标了密级，又注明公开发布"), remedy=_("核对密级和公开属性，两者只能留一样；要公开的先解密"),
    bad={"copy_number": "000001", "secrecy": "秘密★1年"},
    good={"copy_number": "000001", "secrecy": "秘密★1年", "note": ""},
)  # fmt: skip
def secret_and_public(draft: Draft) -> Iterator[FoundFault]:
    """Yield a classified document that says it is to be published."""
    if draft.elements.head.secrecy:
        for note in draft.elements.close.notes:
            if re.search("公开发布|主动公开", note.value):
                yield FoundFault(note.at, note.value)


@check(
    "urgency-word", "条例", "error", source=_("《党政机关公文处理工作条例》第九条（三）“紧急公文应当分别标注‘特急’‘加急’”"),
    message=_("紧急程度只有“特急”“加急”"), remedy=_("改为“特急”或“加急”；特提、平急只用于电报"),
    bad={"urgency": "紧急"}, good={"urgency": "特急"},
)  # fmt: skip
def urgency_word(draft: Draft) -> Iterator[FoundFault]:
    """Yield a marking of urgency that is neither 特急 nor 加急."""
    piece = draft.elements.head.urgency
    if piece and piece.value not in ("特急", "加急"):
        yield FoundFault(piece.at, piece.value)


@check(
    "head-order", "国标", "warning", source=_("GB/T 9704—2012 第7.2.3条"),
    message=_("份号、密级和保密期限、紧急程度的次序不对"), remedy=_("自上而下依次排份号、密级和保密期限、紧急程度"),
    bad={"head": "特急\n000012\n机密★5年", "note": ""}, good={"head": "000012\n机密★5年\n特急", "note": ""},
)  # fmt: skip
def head_order(draft: Draft) -> Iterator[FoundFault]:
    """Yield copy number, secrecy and urgency where they do not stand in this order from top to bottom."""
    head = draft.elements.head
    pieces = [piece for piece in (head.copy_number, head.secrecy, head.urgency) if piece]
    places = [piece.at for piece in pieces]
    if places != sorted(places):
        yield FoundFault(min(places), " ".join(piece.value for piece in sorted(pieces, key=lambda piece: piece.at)))


@check(
    "signer-missing", "条例", "error", source=_("《党政机关公文处理工作条例》第九条（六）“上行文应当标注签发人姓名”"),
    message=_("上行文没有标注签发人"), remedy=_("在发文字号同一行右边写“签发人：”和姓名"),
    bad={"number": "青政〔2026〕8号"}, base="request",
)  # fmt: skip
def signer_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield an upward document (请示, 报告 …) that does not name its signer."""
    head = draft.elements.head
    if draft.genre in UPWARD and not head.signer and not draft.spoken:
        yield FoundFault(head.number.at if head.number else -1, head.number.value if head.number else "")


@check(
    "signer-form", "国标", "warning", source=_("GB/T 9704—2012 第7.2.6条"),
    message=_("签发人写法不对"), remedy=_("写成“签发人：”（全角冒号）加姓名"),
    bad={"number": "青政〔2026〕8号 签发:王某"}, base="request",
)  # fmt: skip
def signer_form(draft: Draft) -> Iterator[FoundFault]:
    """Yield a signer's line that does not begin with 签发人 and a full-width colon."""
    piece = draft.elements.head.signer
    if piece and not re.fullmatch(r"签发人：\s*\S.*", piece.value):
        yield FoundFault(piece.at, _LABEL.sub("", piece.value))


@check(
    "signer-not-upward", "国标", "note", source=_("GB/T 9704—2012 第7.2.6条"),
    message=_("不是上行文，标了签发人"), remedy=_("删去签发人；下行文、平行文不标"),
    bad={"number": "云政发〔2026〕7号 签发人：王某"},
)  # fmt: skip
def signer_not_upward(draft: Draft) -> Iterator[FoundFault]:
    """Yield a signer's name on a notice, letter or reply, which needs none."""
    piece = draft.elements.head.signer
    if piece and draft.genre in ("notice", "circular", "reply", "decision", "letter", "announcement", "public_notice"):
        yield FoundFault(piece.at, _LABEL.sub("", piece.value))

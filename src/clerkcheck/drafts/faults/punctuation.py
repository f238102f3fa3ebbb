"""Punctuation: GB/T 15834, by way of GB/T 9704 and of 条例第十一条."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check, first_match
from clerkcheck.i18n import _

_SOURCE = _("GB/T 9704—2012 第9条（标点符号用法应当符合 GB/T 15834）")
_HAN = "[\u4e00-\u9fff）》”〕]"
_TWINS = ((";", "；"), (",", "，"), (":", "："), ("?", "？"), ("!", "！"), ("(", "（"), (")", "）"))
_PAIRS = (
    ("（(", "）)", _("圆括号")),
    ("《", "》", _("书名号")),
    ("〔", "〕", _("六角括号")),
    ("“", "”", _("引号")),
    ("「", "」", _("引号")),
)
_LISTED = re.compile(r"(?:^|[\s；;。，：])[\da-zA-Z一二三四五六七八九十]{1,3}[）)]")


@check(
    "marks-mixed", "国标", "warning", source=_SOURCE, message=_("“{half}”和“{full}”全角、半角混用（半角 {n} 处）"), remedy=_("中文里一律用全角标点"),
    bad={"body": "为做好防汛工作，现通知如下:\n一、落实责任;各乡镇要落实防汛责任；各部门要加强值守。"}, always=True,
)  # fmt: skip
def marks_mixed(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first of the half-width marks that also stand in full width; without those, a text was converted."""
    head, copies = draft.elements.head, draft.elements.close.copies
    own = {piece.at for piece in (head.addressee, head.signer, copies) if piece}
    for half, full in _TWINS:
        pattern = re.compile(rf"{_HAN}{re.escape(half)}(?=[\u4e00-\u9fff《（“]|$)")
        found = [(at, match) for at, para in draft.all_lines() for match in pattern.finditer(para.text)]
        wide = sum(para.text.count(full) for para in draft.paras)
        if half == ":":  # those lines have a check of their own for it
            found = [each for each in found if each[0] not in own]
        if found and wide:
            at, match = found[0]
            text = draft.paras[at].text
            yield FoundFault(
                at,
                text[max(0, match.start() - 8) : match.end() + 4],
                values={"half": half, "full": full, "n": len(found)},
            )


@check(
    "marks-half", "国标", "warning", source=_SOURCE, message=_("中文之间用了半角标点（{n} 处）"), remedy=_("全部换成全角标点"),
    bad={"title": "云岭县人民政府关于加强防汛工作的通知", "body": "为做好防汛工作,现通知如下\n一、落实责任。各乡镇要落实防汛责任,加强值守。",
         "addressee": "县政府各部门：", "note": "", "copies": ""}, word=True,
)  # fmt: skip
def marks_half(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first of the marks that a Word file has in half width only."""
    found = []
    for half, full in _TWINS:
        if full not in draft.whole:
            pattern = re.compile(rf"{_HAN}{re.escape(half)}(?=[\u4e00-\u9fff《（“]|$)")
            found += [(at, para.text, match) for at, para in draft.all_lines() for match in pattern.finditer(para.text)]
    if found:
        at, text, match = found[0]
        yield FoundFault(at, text[max(0, match.start() - 8) : match.end() + 4], values={"n": len(found)})


@check(
    "marks-unpaired", "国标", "error", source=_SOURCE, message=_("{name}不成对"), remedy=_("补上或删去一半"),
    bad={"body": "为做好防汛工作（含山洪灾害防御，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。"}, always=True,
)  # fmt: skip
def marks_unpaired(draft: Draft) -> Iterator[FoundFault]:
    """Yield a bracket or quotation mark without its other half in the paragraph; numbers such as 1） have none."""
    head = draft.elements.head
    numbers = {piece.at for piece in head.numbers}  # a broken number is told of as one
    for at, para in draft.all_lines():
        text = para.text
        if at in head.title_lines:  # a title may break inside brackets: it is looked at as a whole, once
            text = draft.elements.title if at == head.title_lines[0] else ""
        text = _LISTED.sub("", text) if at not in numbers else ""
        for opening, closing, name in _PAIRS:
            difference = sum(text.count(char) for char in opening) - sum(text.count(char) for char in closing)
            if difference and not (opening == "“" and _quote_goes_on(draft, at)):
                yield FoundFault(at, text, values={"name": name})


def _quote_goes_on(draft: Draft, at: int) -> bool:
    """Whether a quotation of several paragraphs is paired as a whole."""
    around = "".join(para.text for para in draft.paras[max(0, at - 6) : at + 7])
    return around.count("“") == around.count("”")


@check(
    "marks-doubled", "国标", "error", source=_SOURCE, message=_("标点重复"), remedy=_("只留一个"), bad={"body": "为做好防汛工作，现将有关事项通知如下：\n一、落实责任。。各乡镇要落实防汛责任。"},
    always=True,
)  # fmt: skip
def marks_doubled(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first two marks side by side that cannot be: 。。 ，。"""
    yield from first_match(draft.all_lines(), re.compile(r".{0,8}(?:[，。；：、][，。；、]|[，；、][：])(?![。])"))


@check(
    "marks-nested", "国标", "note", source=_SOURCE, message=_("书名号里又用了双书名号"), remedy=_("里面的改用单书名号〈〉"),
    bad={"body": "根据《云岭县人民政府关于印发《防汛预案》的通知》要求，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。"},
)  # fmt: skip
def marks_nested(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first 《》 inside another; the inner one is written 〈〉."""
    yield from first_match(draft.all_lines(), re.compile(r"《[^》]{0,40}《[^》]{0,40}》[^《]{0,20}》"))


@check(
    "marks-quotes-straight", "国标", "note", source=_SOURCE, message=_("中文用了直引号"), remedy=_("换成“”"),
    bad={"body": "为做好\"防大汛\"工作，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。"},
)  # fmt: skip
def marks_quotes_straight(draft: Draft) -> Iterator[FoundFault]:
    """Yield straight quotation marks around Chinese, unless a conversion made all marks of the text half-width."""
    if draft.text.kind == "docx" or "“" in draft.whole or "，" in draft.whole:
        yield from first_match(draft.all_lines(), re.compile('"[\u4e00-\u9fff][^"]{0,20}"'))

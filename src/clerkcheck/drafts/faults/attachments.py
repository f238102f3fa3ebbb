"""Attachments: how they are listed, and whether they are there."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.closing import NUMBERED
from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.i18n import _

_NOTE = _("GB/T 9704—2012 第7.3.4条")
_FORM = _("正文下空一行左空二字写“附件：1.……”，用阿拉伯数字编号，名称后不加标点")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|docx?|xlsx?|pdf|wps|et|zip|rar)\b", re.IGNORECASE)
_TABLE = "附件\n防汛责任分工表\n（略）"


@check(
    "attachment-colon", "国标", "warning", source=_NOTE, message=_("附件说明写法不对"), remedy=_FORM,
    bad={"attachments": "附件一：防汛责任分工表", "annex": _TABLE}, good={"attachments": "附件：防汛责任分工表", "annex": _TABLE},
)  # fmt: skip
def attachment_colon(draft: Draft) -> Iterator[FoundFault]:
    """Yield a list of attachments that begins with 附件一： or 附：, or with 附件: in a text with full-width marks."""
    piece = draft.elements.close.attachment_note
    if piece:
        half = re.match(r"附\s*件?\s*:", piece.value) and re.search("[，；（：]", draft.whole)
        if re.match(r"附\s*件\s*[一二三四五六七八九十\d]+\s*[:：]|附\s*[:：]", piece.value) or half:
            yield FoundFault(piece.at, piece.value)


@check(
    "attachment-end", "国标", "warning", source=_NOTE, message=_("附件名称后面加了标点"), remedy=_FORM,
    bad={"attachments": "附件：防汛责任分工表。", "annex": _TABLE}, good={"attachments": "附件：防汛责任分工表", "annex": _TABLE},
)  # fmt: skip
def attachment_end(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first listed attachment with a punctuation mark behind its name."""
    close = draft.elements.close
    for piece in close.attachments:
        text = draft.paras[piece.at].text
        if re.search("[。；;，,、]$", text):
            yield FoundFault(piece.at, text)
            return


@check(
    "attachment-numbers", "国标", "warning", source=_NOTE, message=_("附件顺序号不连续"), remedy=_("几个附件的依次编 1.2.3."),
    bad={"attachments": "附件：1.防汛责任分工表\n3.联系人名单", "annex": "附件1\n防汛责任分工表\n（略）\n附件2\n联系人名单\n（略）"},
    good={"attachments": "附件：1.防汛责任分工表\n2.联系人名单", "annex": "附件1\n防汛责任分工表\n（略）\n附件2\n联系人名单\n（略）"},
)  # fmt: skip
def attachment_numbers(draft: Draft) -> Iterator[FoundFault]:
    """Yield a list of several attachments that are not numbered 1. 2. 3. in this order."""
    close = draft.elements.close
    lines = dict.fromkeys(piece.at for piece in close.attachments)
    text = " ".join(re.sub(r"^附\s*件?\s*[:：]", "", draft.paras[at].text) for at in lines)
    numbers = [int(each) for each in re.findall(rf"(?:^|\s)(?={NUMBERED})(\d{{1,2}})", text)]
    if len(close.attachments) > 1 and close.attachment_note and numbers != list(range(1, len(close.attachments) + 1)):
        yield FoundFault(close.attachment_note.at, text)


@check(
    "attachment-place", "国标", "error", source=_NOTE, message=_("附件说明排在成文日期后面"), remedy=_("移到正文之后、署名之前"),
    bad={"note": "附件：防汛责任分工表"}, good={"attachments": "附件：防汛责任分工表", "annex": _TABLE},
)  # fmt: skip
def attachment_place(draft: Draft) -> Iterator[FoundFault]:
    """Yield a list of attachments that stands below the signature."""
    close = draft.elements.close
    if close.misplaced and close.attachment_note:
        yield FoundFault(close.attachment_note.at, close.attachment_note.value)


@check(
    "attachment-absent", "国标", "note", source=_("GB/T 9704—2012 第7.3.7条"), message=_("附件“{name}”不在这个文件里"), remedy=_("附在后面；另附的，报送时核对齐全"),
    bad={"attachments": "附件：1.防汛责任分工表\n2.联系人名单", "annex": "附件1\n防汛责任分工表\n（略）"},
    good={"attachments": "附件：1.防汛责任分工表\n2.联系人名单", "annex": "附件1\n防汛责任分工表\n（略）\n附件2\n联系人名单\n（略）"},
)  # fmt: skip
def attachment_absent(draft: Draft) -> Iterator[FoundFault]:
    """Yield a listed attachment that does not follow where others do, or in a Word file, which is whole."""
    close = draft.elements.close
    after = _plain(" ".join(para.text for para in draft.paras[close.end :]))
    there = [piece for piece in close.attachments if _plain(_FILE.sub("", piece.value))[:30] in after]
    labelled = len(draft.elements.annexes)
    if not there and (draft.cut or draft.text.kind != "docx"):
        return  # a copy of the text alone
    for piece in close.attachments:
        if piece not in there and (not labelled or labelled < len(close.attachments)):
            yield FoundFault(piece.at, piece.value, values={"name": piece.value})


def _plain(text: str) -> str:
    return re.sub(r"[\s《》（）()：:]", "", text)


@check(
    "attachment-title", "国标", "warning", source=_("GB/T 9704—2012 第7.3.7条“附件顺序号和附件标题应当与附件说明的表述一致”"),
    message=_("附件说明写“{said}”，附件的标题是“{title}”"), remedy=_("两处写成一样"),
    bad={"attachments": "附件：防汛责任分工表", "annex": "附件\n防汛任务分解表\n（略）"}, good={"attachments": "附件：防汛责任分工表", "annex": _TABLE},
)  # fmt: skip
def attachment_title(draft: Draft) -> Iterator[FoundFault]:
    """Yield the title below 附件 or 附件1 where it is not the first name of the list."""
    close, annexes = draft.elements.close, draft.elements.annexes
    if len(annexes) != len(close.attachments):
        return
    for label, piece in zip(annexes, close.attachments, strict=True):
        following = draft.paras[label.at + 1 : label.at + 4]
        title = _plain("".join(para.text for para in following[:1]))
        joined = _plain("".join(para.text for para in following))
        name = _plain(_FILE.sub("", piece.value))
        if title and not joined.startswith(name) and not (len(title) > 40 or re.search("[。，；]", title)):
            yield FoundFault(label.at + 1, following[0].text, values={"said": piece.value, "title": following[0].text})


@check(
    "attachment-label", "国标", "warning", source=_("GB/T 9704—2012 第7.3.7条"), message=_("附件首页的标识写法不对"), remedy=_("左上角顶格写“附件”或“附件1”，后面不加冒号"),
    bad={"attachments": "附件：防汛责任分工表", "annex": "附件：\n防汛责任分工表\n（略）"}, good={"attachments": "附件：防汛责任分工表", "annex": _TABLE},
)  # fmt: skip
def attachment_label(draft: Draft) -> Iterator[FoundFault]:
    """Yield the label of an attachment that is not written 附件 or 附件1: 附件一, 附件：."""
    for label in draft.elements.annexes:
        if not re.fullmatch(r"附件\d{0,2}", label.value):
            yield FoundFault(label.at, label.value)


@check(
    "attachment-unlisted", "国标", "warning", source=_NOTE, message=_("文中说“见附件”，没有附件说明"), remedy=_FORM,
    bad={"body": "现将有关事项通知如下：\n一、落实责任。责任分工见附件。"},
    good={"body": "现将有关事项通知如下：\n一、落实责任。责任分工见附件。", "attachments": "附件：防汛责任分工表", "annex": _TABLE},
)  # fmt: skip
def attachment_unlisted(draft: Draft) -> Iterator[FoundFault]:
    """Yield a 见附件 of the body where no list of attachments follows it."""
    if not draft.elements.close.attachments and not draft.cut:
        for at, para in draft.body():
            match = re.search(r".{0,10}(?:见|详见|按照|填报)附件\s*[\d一二三四五]{0,2}", para.text)
            if match:
                yield FoundFault(at, match[0])
                return


@check(
    "attachment-file", "惯例", "warning", source=_("办文惯例：附件说明写标题，不写文件名"), message=_("附件带着文件扩展名或网页字样"), remedy=_("写附件的标题；图片另附清晰的原件"), always=True,
    bad={"attachments": "附件：防汛责任分工表.jpg", "annex": _TABLE}, good={"attachments": "附件：防汛责任分工表", "annex": _TABLE},
)  # fmt: skip
def attachment_file(draft: Draft) -> Iterator[FoundFault]:
    """Yield an attachment listed by a file's name; where that came from a web page, ``web-remains`` yields it, too."""
    close = draft.elements.close
    for piece in (*close.attachments, *close.files):
        if _FILE.search(piece.value):
            yield FoundFault(piece.at, piece.value)
            return

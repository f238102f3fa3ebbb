"""Whom the document goes to, and from whom: 行文规则."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.names import UPWARD
from clerkcheck.i18n import _

_ADDRESSED = ("notice", "request", "report", "reply", "letter", "circular")
_PERSON = re.compile(r"(?:[省市县区州镇乡]长|书记|局长|厅长|部长|主任|秘书长|总理|领导|首长|同志|主席)[：:]?$")
_SHORT = re.compile(
    r"[\u4e00-\u9fff]{0,8}[省市县区州旗镇乡]政府(?:办|办公[厅室])?|[\u4e00-\u9fff]{0,4}[省市县区州旗][\u4e00-\u9fff]{1,8}(?<!街道)办|[省市县区](?:政府)?领导"
)
# The level of the government that an organ belongs to, by the last administrative unit in its name.
_UNITS = (
    ("国务院|中华人民共和国", 6),
    ("省|自治区", 5),
    ("市|州|盟|地区", 4),
    ("县|区|旗", 3),
    ("乡|镇|街道", 2),
    ("村|社区", 1),
)
_LOWER = re.compile(r"各(?:乡|镇|街道|县|区|市|州|村|社区|街镇|乡镇|镇街)[^，。；]*")
_INTERNAL = re.compile(r"[\u4e00-\u9fff]{2,20}(?:局|委|办|厅|府|会)[\u4e00-\u9fff（）]{1,8}(?:科|股|处)$")


@check(
    "addressee-missing", "条例", "error", source=_("《党政机关公文处理工作条例》第九条（八）"), message=_("没有主送机关"),
    remedy=_("标题下空一行，顶格写主送机关，末尾用全角冒号"), bad={"addressee": ""},
)  # fmt: skip
def addressee_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a notice, request, report, reply or letter without an addressee."""
    head = draft.elements.head
    if draft.genre in _ADDRESSED and head.title and not head.addressee and not (draft.cut or draft.spoken):
        yield FoundFault(head.title_lines[-1], "")


@check(
    "addressee-colon", "国标", "error", source=_("GB/T 9704—2012 第7.3.2条“最后一个机关名称后标全角冒号”"), message=_("主送机关末尾不是全角冒号"),
    remedy=_("最后一个机关名称后用“：”"), bad={"addressee": "各乡镇人民政府，县政府各部门:"},
)  # fmt: skip
def addressee_colon(draft: Draft) -> Iterator[FoundFault]:
    """Yield an addressee without a full-width colon behind it, unless a conversion made all marks half-width."""
    head = draft.elements.head
    wide = re.search("[，；：（）！？]", re.sub(r"[：:]$", "", draft.whole))
    half = head.addressee and head.addressee.value.endswith(":") and wide
    if head.addressee and (head.missing_colon or half):
        yield FoundFault(head.addressee.at, head.addressee.value)


@check(
    "addressee-person", "条例", "error", source=_("《党政机关公文处理工作条例》第十五条（五）“不得以本机关名义向上级机关负责人报送公文”"),
    message=_("主送了领导个人"), remedy=_("改为主送上级机关；上级机关负责人直接交办的除外"), bad={"addressee": "李县长："}, base="request",
)  # fmt: skip
def addressee_person(draft: Draft) -> Iterator[FoundFault]:
    """Yield a request or report addressed to a leader in person."""
    elements = draft.elements
    for name in elements.addressees if draft.genre in UPWARD and elements.head.addressee else ():
        if _PERSON.search(name) and elements.head.addressee:
            yield FoundFault(elements.head.addressee.at, name)


@check(
    "addressee-short", "条例", "warning", source=_("《党政机关公文处理工作条例》第九条（八）“应当使用机关全称、规范化简称或者同类型机关统称”"),
    message=_("主送机关用了不规范的简称"), remedy=_("写全称，如“××市人民政府”"), bad={"addressee": "县政府："}, base="request",
)  # fmt: skip
def addressee_short(draft: Draft) -> Iterator[FoundFault]:
    """Yield an addressee by a short name: 市政府 for 某市人民政府."""
    elements = draft.elements
    for name in elements.addressees:
        if _SHORT.fullmatch(name) and elements.head.addressee:
            yield FoundFault(elements.head.addressee.at, name)


@check(
    "addressees-several", "条例", "warning", source=_("《党政机关公文处理工作条例》第十五条（一）“原则上主送一个上级机关”"),
    message=_("上行文主送了 {n} 个机关"), remedy=_("只留一个主送机关，其他需要知道的改为抄送"),
    bad={"addressee": "云岭县人民政府、云岭县财政局："}, base="request",
)  # fmt: skip
def addressees_several(draft: Draft) -> Iterator[FoundFault]:
    """Yield a request or report addressed to several organs."""
    elements = draft.elements
    if draft.genre in UPWARD and len(elements.addressees) > 1 and elements.head.addressee:
        yield FoundFault(
            elements.head.addressee.at, elements.head.addressee.value, values={"n": len(elements.addressees)}
        )


@check(
    "level-skipped", "条例", "error", source=_("《党政机关公文处理工作条例》第十四条“一般不得越级行文”"),
    message=_("像是越级行文：{issuer}报送{addressee}"),
    remedy=_("改送直接上级机关；特殊情况必须越级的，写明理由，同时抄送被越过的机关"),
    bad={"addressee": "南平市人民政府："}, base="request",
)  # fmt: skip
def level_skipped(draft: Draft) -> Iterator[FoundFault]:
    """Yield an addressee more than a level above the sender, by their names: a town's city, a county's province."""
    elements = draft.elements
    if draft.genre not in UPWARD or not elements.head.addressee:
        return
    issuer = elements.issuers[0] if elements.issuers else _own_word(draft)
    own = _level(issuer)
    for name in elements.addressees:
        theirs = _level(name, under=issuer)
        if own and theirs and theirs - own > 1:
            yield FoundFault(elements.head.addressee.at, name, values={"issuer": issuer, "addressee": name})


def _own_word(draft: Draft) -> str:
    """What an unsigned document calls its own place: 我区, 我镇."""
    match = re.search(r"我(?:县|区|旗|乡|镇|街道)", draft.whole)
    return f"{match[0]}人民政府" if match else ""


def _level(organ: str, under: str = "") -> float:
    """The level of an organ: a government's is its unit's, a bureau's half a level below; 0 where it is not certain.

    A city that is reached from a town (``under``) whose county is not named may be of a county's rank; one of the four
    that are provinces has no level between itself and its counties.
    """
    if organ.startswith("国务院"):
        return 6
    name = re.sub(r"人民政府.*|管委会|管理委员会|办事处", "", organ)
    units = re.findall("自治区|地区|省|市|州|盟|县|区|旗|乡|镇|街道", name)
    if not units:
        return 0
    level = next(level for words, level in _UNITS if units[-1] in words.split("|"))
    province = re.search("(?:北京|上海|天津|重庆)市$", name)
    if units[-1] == "市" and (province or not re.search("[县区旗]", under)) and under:
        level = 3 if not province and re.search("[乡镇]|街道", under) else 4
    elif province:
        level = 5
    bureau = not re.search("人民政府|街道|管委会|管理委员会", organ)
    return level - 0.5 if bureau else level


@check(
    "copies-to-lower", "条例", "error", source=_("《党政机关公文处理工作条例》第十五条（一）“不抄送下级机关”"), message=_("上行文抄送了下级机关"),
    remedy=_("删去抄送栏里的下级机关"), bad={"copies": "抄送：县财政局，各村民委员会。"}, base="request",
)  # fmt: skip
def copies_to_lower(draft: Draft) -> Iterator[FoundFault]:
    """Yield an organ below the sender to which an upward document is copied."""
    copies = draft.elements.close.copies
    match = _LOWER.search(copies.value) if copies else None
    if copies and match and draft.genre in UPWARD:
        yield FoundFault(copies.at, match[0])


@check(
    "orders-lower-government", "条例", "warning", source=_("《党政机关公文处理工作条例》第十六条（二）“其他部门和单位不得向下级党委、政府发布指令性公文”"),
    message=_("部门向下级政府发通知，没有注明已经政府同意"), remedy=_("改发下级对口部门；需要政府办理的报政府（办公室）行文，或者经同意后在文中注明“经××人民政府同意”"),
    bad={"title": "云岭县水利局关于加强防汛工作的通知", "number": "云水发〔2026〕7号", "addressee": "各乡镇人民政府：",
         "body": "为做好今年防汛工作，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。", "signature": "云岭县水利局"},
    good={"title": "云岭县水利局关于加强防汛工作的通知", "number": "云水发〔2026〕7号", "addressee": "各乡镇人民政府：",
          "body": "为做好今年防汛工作，经县人民政府同意，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。", "signature": "云岭县水利局"},
)  # fmt: skip
def orders_lower_government(draft: Draft) -> Iterator[FoundFault]:
    """Yield a bureau's notice to governments below that does not say the government has agreed."""
    elements = draft.elements
    bureau = elements.issuers and all(
        re.search(r"(?:局|委员会|(?<!办公)厅|领导小组|指挥部)$", each) for each in elements.issuers
    )
    line = elements.head.addressee
    agreed = re.search(r"经[^，。]{0,20}(?:政府|国务院|党委|领导)[^，。]{0,10}(?:同意|批准|授权)", draft.whole)
    if (
        bureau
        and line
        and draft.genre == "notice"
        and re.search(r"各[^，。]*(?:人民政府|党委)", line.value)
        and not agreed
    ):
        yield FoundFault(line.at, line.value)


@check(
    "internal-unit", "条例", "error", source=_("《党政机关公文处理工作条例》第十七条“部门内设机构除办公厅（室）外不得对外正式行文”"),
    message=_("内设机构对外行文"), remedy=_("改以部门（或部门办公室）名义行文"),
    bad={"signature": "云岭县水利局防汛科", "title": "云岭县水利局关于加强防汛工作的通知"},
)  # fmt: skip
def internal_unit(draft: Draft) -> Iterator[FoundFault]:
    """Yield a signature of a section inside a bureau."""
    signature = draft.elements.close.signature
    for name in draft.elements.issuers if signature else ():
        if _INTERNAL.fullmatch(name) and not name.endswith(("办事处", "管理处")) and signature:
            yield FoundFault(signature.at, name)


@check(
    "request-to-peers", "条例", "error", source=_("《党政机关公文处理工作条例》第八条（十一）“适用于向上级机关请求指示、批准”"),
    message=_("请示主送了下级机关或社会公众"), remedy=_("请示只送上级机关；请求不相隶属机关批准的用函"),
    bad={"addressee": "各村民委员会："}, base="request",
)  # fmt: skip
def request_to_peers(draft: Draft) -> Iterator[FoundFault]:
    """Yield a request addressed to many (各…), who cannot be above the sender."""
    line = draft.elements.head.addressee
    if draft.genre in UPWARD and line and line.value.startswith("各"):
        yield FoundFault(line.at, line.value)

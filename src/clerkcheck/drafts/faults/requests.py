"""Requests, reports and replies: one matter, one request, in its own document, with its closing words."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.elements import passages
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.names import GENRES
from clerkcheck.drafts.phrases import ASKS, ASKS_AT_END, WANTS, sentence_at
from clerkcheck.i18n import _

_ITEM = re.compile(r"\s*(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]）|\d[.．、]|[一二三四五]是)")
_APPLIES = re.compile(r"申请[^。；]{0,20}(?:资金|经费|补助|批准|编制)")
_ALSO = re.compile(
    r"(?:请求|恳请|申请)[^。；]{4,200}[。；](?:另外|此外|同时|另)[，,]?[^。；]{0,60}?(?:请求|恳请|申请)[^。；]{2,40}"
)
_TWO = re.compile(r"(?:以下|下列|如下)?(?:两|二|三|四|几|2|3|4)(?:件|个|项)(?:事|事项|问题)")
_RECEIVED = re.compile(
    r"(?:《([^》]{2,60})》|(?<!《)关于([^《》，。；]{2,60}?(?:请示|报告|函)))\s*(（[^（）]{0,60}）|\([^()]{0,60}\))?[^。，；]{0,4}(?:收悉|已收悉|收到)"
)
_FORMAL = re.compile(rf"(?:{'|'.join(sorted(GENRES, key=len, reverse=True))})$")


@check(
    "one-matter", "条例", "error", source=_("《党政机关公文处理工作条例》第十五条（四）“请示应当一文一事”"), message=_("像是请示了 {n} 件事"),
    remedy=_("一件事一份请示，分开行文"), base="request",
    bad={"body": "我镇防汛物资仓库年久失修，镇中心小学校舍也需扩建。为此：\n一、恳请安排仓库修缮资金50万元。\n二、恳请批准镇中心小学扩建校舍。"},
)  # fmt: skip
def one_matter(draft: Draft) -> Iterator[FoundFault]:
    """Yield the second matter that a request asks for: in a numbered item, in a sentence, or by 另 and the like."""
    if draft.genre != "request":
        return
    asking = _asking_items(draft)
    if len(asking) > 1:
        yield FoundFault(asking[1], draft.paras[asking[1]].text, values={"n": len(asking)})
        return
    for at, para in draft.body():
        several = re.findall(r"[一二三四]是[^。；]{0,200}?(?:请求|恳请|申请)", para.text)
        said = _TWO.search(para.text)
        more = _ALSO.search(para.text)
        if len(several) > 1 or more or (said and re.search(r"请示|请求|恳请", para.text)):
            words = said[0] if said else more[0] if more else several[1]
            yield FoundFault(at, words, values={"n": max(len(several), 2)})
            return


def _asking_items(draft: Draft) -> list[int]:
    """The numbered items of a request that ask for something, in their own line or in those below."""
    found: dict[int, int] = {}
    item = -1
    for at, para in draft.body():
        if _ITEM.match(para.text):
            item = at
        background = item >= 0 and re.search(
            r"情况|背景|理由|来源|必要性|可行性|概况|依据", draft.paras[item].text[:20]
        )
        if item >= 0 and not background and (ASKS.search(para.text) or _APPLIES.search(para.text)):
            found.setdefault(item, at)
    return list(found.values())


@check(
    "report-asks", "条例", "error", source=_("《党政机关公文处理工作条例》第十五条（四）“不得在报告等非请示性公文中夹带请示事项”"),
    message=_("报告夹带请示事项"), remedy=_("请示事项另写请示（或意见），报告只汇报情况"), base="report", always=True,
    bad={"closing": "以上报告妥否，请批示。"},
)  # fmt: skip
def report_asks(draft: Draft) -> Iterator[FoundFault]:
    """Yield what a report, also one inside another document, asks for: approval or money."""
    for elements, _inside in passages(draft.elements):
        if not elements.genre or elements.genre.genre != "report":
            continue
        for at in reversed(elements.body):
            match = ASKS_AT_END.search(draft.paras[at].text) or ASKS.search(draft.paras[at].text)
            if match:
                yield FoundFault(at, sentence_at(draft.paras[at].text, match.start()))
                break


@check(
    "request-asks-nothing", "条例", "error", source=_("《党政机关公文处理工作条例》第八条（十一）“适用于向上级机关请求指示、批准”"),
    message=_("没有写明请示什么（要钱、要同意，还是要指示）"), remedy=_("在结语前写明请求批准的具体事项"), base="request",
    bad={"body": "我镇防汛物资仓库建于1998年，屋面渗漏，物资受潮。经测算，修缮需经费50万元。"},
)  # fmt: skip
def request_asks_nothing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a request with reasons and a closing phrase that asks for nothing."""
    if draft.genre != "request":
        return
    lines = [(at, para.text) for at, para in draft.body()]
    if lines and not any(WANTS.search(ASKS_AT_END.sub("", text)) for _at, text in lines):
        closing = next(((at, text) for at, text in reversed(lines) if ASKS_AT_END.search(text)), lines[-1])
        yield FoundFault(closing[0], closing[1])


@check(
    "request-closing", "惯例", "note", source=_("办文惯例：请示以“妥否，请批示”一类结尾"), message=_("请示没有结语"),
    remedy=_("末段写“妥否，请批示。”或“以上请示，请予批准。”"), bad={"closing": ""}, base="request",
)  # fmt: skip
def request_closing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a request whose last words do not ask for an answer."""
    lines = [(at, para.text) for at, para in draft.body()]
    asks = re.compile(rf"{ASKS_AT_END.pattern}|请(?:予|[^。]{{0,6}}(?:示|批|复|审))")
    if draft.genre == "request" and lines and not draft.cut and not any(asks.search(text) for _at, text in lines[-2:]):
        yield FoundFault(*lines[-1])


@check(
    "request-contact", "惯例", "warning", source=_("办文惯例：各地规则多要求请示在附注处注明联系人，国家层面现无条文"), message=_("请示没有写联系人和电话"),
    remedy=_("成文日期下一行写“（联系人：×××，电话：……）”；以本地规则为准"), bad={"note": ""}, base="request",
)  # fmt: skip
def request_contact(draft: Draft) -> Iterator[FoundFault]:
    """Yield a request without a person and a telephone to ask."""
    if draft.genre == "request" and not re.search(r"联\s*系\s*人|联系方式|联系电话", draft.whole):
        last = draft.elements.close.date_line
        yield FoundFault(last.at if last else -1, "")


@check(
    "reply-quotes-nothing", "惯例", "note", source=_("办文惯例：批复先引来文标题和文号"), message=_("批复没有引述来文"),
    remedy=_("开头写“《关于……的请示》（×〔20××〕×号）收悉。”"), base="reply",
    bad={"body": "现批复如下：\n一、同意修缮防汛物资仓库。"},
)  # fmt: skip
def reply_quotes_nothing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a reply that does not say what it answers."""
    if draft.genre == "reply" and not re.search(
        r"收悉|收到|请示|来函|来文|《[^》]{1,120}》", "".join(para.text for _at, para in draft.body())
    ):
        at = next(iter(draft.elements.body), -1)
        yield FoundFault(at, draft.paras[at].text if at >= 0 else "")


@check(
    "quoted-without-number", "惯例", "note", source=_("办文惯例：引用公文先引标题，后引发文字号"), message=_("引用的来文没有注文号"),
    remedy=_("在《……》后面用圆括号注明发文字号"), base="reply", always=True,
    bad={"body": "你镇《关于修缮防汛物资仓库的请示》收悉。现批复如下：\n一、同意修缮防汛物资仓库。"},
)  # fmt: skip
def quoted_without_number(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document acknowledged by its title without the number behind it: 《…的请示》收悉."""
    for at, para in draft.body():
        match = _RECEIVED.search(para.text)
        if match and _FORMAL.search(match[1] or match[2]) and not (match[3] and re.search(r"\d+\s*号", match[3])):
            yield FoundFault(at, match[0])


@check(
    "received-comma", "惯例", "note", source=_("办文惯例：引述来文成一句"), message=_("“收悉”后面用了逗号"), remedy=_("“收悉”后用句号"),
    base="reply", always=True,
    bad={"body": "你镇《关于修缮防汛物资仓库的请示》（青政〔2026〕8号）收悉，现批复如下：\n一、同意修缮防汛物资仓库。"},
)  # fmt: skip
def received_comma(draft: Draft) -> Iterator[FoundFault]:
    """Yield 收悉 followed by a comma; the sentence ends there."""
    for at, para in draft.body():
        match = re.search(r"[^，。；]{0,40}收悉[，,](?=现|经|兹|特|根据)", para.text)
        if match:
            yield FoundFault(at, match[0])


@check(
    "report-closing", "惯例", "note", source=_("办文惯例：报告以“特此报告”一类结尾，不要求答复"), message=_("报告用了要求答复的结语"),
    remedy=_("改为“特此报告。”；要答复的另写请示"), base="report", bad={"closing": "专此报告，盼复。"},
)  # fmt: skip
def report_closing(draft: Draft) -> Iterator[FoundFault]:
    """Yield the last words of a report that ask for an answer: 盼复."""
    lines = [(at, para.text) for at, para in draft.body()][-2:]
    if draft.genre == "report":
        for at, text in lines:
            match = re.search(r"[盼望]复|请函复|请答复|望予答复", text)
            if match:
                yield FoundFault(at, text)

"""Names that do not agree: of organs, and of the text that is issued or forwarded."""

import re
from collections import Counter
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.names import ANNEXED_END
from clerkcheck.i18n import _

_NAMES = _("《党政机关公文处理工作条例》第二十条（四）“人名、地名、时间、数字、段落顺序、引文等是否准确”")
_BUREAU = re.compile(r"[省市县区州旗][\u4e00-\u9fff]{2,12}?(?:局|委员会|管理中心|办公室|厅)")
_MOST_NAMES = 300  # each is compared with each
_KINDS = "实施办法|实施细则|管理办法|办法|规定|细则|规则|规程|方案|预案"
_SELF = re.compile(rf"(?<![原根资基成])本({_KINDS})(?!动作)")


@check(
    "organ-name-differs", "条例", "warning", source=_NAMES, message=_("机关名称前后不一：这里写“{odd}”，别处写“{usual}”"), remedy=_("核对后统一"), always=True,
    bad={"body": "现将有关事项通知如下：\n一、县城管执法局牵头落实。\n二、县财政局、县城管法执法局、县水利局每天报送进展。"},
)  # fmt: skip
def organ_name_differs(draft: Draft) -> Iterator[FoundFault]:
    """Yield an organ's name with a character doubled or two swapped: 县城管法执法局 beside 县城管执法局."""
    counted: Counter[str] = Counter()
    places: dict[str, int] = {}
    for at, para in draft.all_lines():
        for part in re.split(r"[、，。；：\s（）()《》“”]", para.text):
            for match in _BUREAU.finditer(part):
                counted[match[0]] += 1
                places.setdefault(match[0], at)
    names = sorted(counted, key=lambda name: (counted[name], len(name) * -1))[:_MOST_NAMES]
    for index, odd in enumerate(names):
        for usual in names[index + 1 :]:
            if _slip(odd, usual):
                yield FoundFault(places[odd], odd, values={"odd": odd, "usual": usual})
                break


def _slip(one: str, other: str) -> bool:
    """Whether two names differ as by a slip of the keys: a character of the name typed once more, or two swapped."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) == len(shorter) + 1:
        for at in range(1, len(longer) - 1):
            if longer[:at] + longer[at + 1 :] == shorter and longer[at] in shorter:
                return True
        return False
    if len(one) != len(other):
        return False
    odd = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(odd) == 2 and odd[1] == odd[0] + 1 and one[odd[0]] == other[odd[1]] and one[odd[1]] == other[odd[0]]


@check(
    "annexed-name-differs", "条例", "warning", source=_NAMES, message=_("被印发的叫“{title}”，文中自称“本{word}”"), remedy=_("文中自称和标题一致"), always=True,
    bad={"annex": "云岭县犬只管理实施办法\n第一条　为了规范犬只管理，制定本实施细则。\n第二条　本实施办法自2026年12月1日起施行，有效期5年。",
         "title": "云岭县人民政府关于印发《云岭县犬只管理实施办法》的通知", "body": "现将《云岭县犬只管理实施办法》印发给你们。"},
    good={"annex": "云岭县犬只管理实施办法\n第一条　为了规范犬只管理，制定本实施办法。\n第二条　本实施办法自2026年12月1日起施行，有效期5年。",
          "title": "云岭县人民政府关于印发《云岭县犬只管理实施办法》的通知", "body": "现将《云岭县犬只管理实施办法》印发给你们。"}, base="measures",
)  # fmt: skip
def annexed_name_differs(draft: Draft) -> Iterator[FoundFault]:
    """Yield what an issued text calls itself where its title says another genre: 本实施细则 under 实施办法."""
    inner = draft.elements.inner
    title = inner.title if inner else draft.elements.title
    kind = ANNEXED_END.search(title)
    body = inner.body if inner else draft.elements.body
    if not kind or draft.genre not in ("notice", "order", ""):
        return
    for at in body:
        for match in _SELF.finditer(draft.paras[at].text):
            if not match[1].endswith(kind[1]):
                yield FoundFault(at, match[0], values={"title": title, "word": match[1]})
                return


@check(
    "annexed-title-differs", "条例", "warning", source=_NAMES, message=_("正文说印发《{said}》，后面的标题是《{title}》"), remedy=_("两处标题写成一样"), always=True,
    bad={"body": "现将《云岭县犬类管理办法》印发给你们，请认真贯彻执行。"}, base="measures",
)  # fmt: skip
def annexed_title_differs(draft: Draft) -> Iterator[FoundFault]:
    """Yield the title in 现将《…》印发给你们 where the text that follows has another."""
    inner = draft.elements.inner
    if not inner or not inner.title or inner.genre:
        return
    for at, para in draft.body():
        match = re.search(r"现将《([^》]{1,120})》(?:[（(][^）)]{0,60}[）)])?[^。]{0,10}(?:印发|发布|转发)", para.text)
        if match and _plain(match[1]) != _plain(inner.title):
            yield FoundFault(at, match[0], values={"said": match[1], "title": inner.title})


def _plain(title: str) -> str:
    return re.sub(r"[\s（）()《》〈〉]", "", title)

"""Numbers of levels in the body: 一、（一）1.（1）."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.elements import passages
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.i18n import _
from clerkcheck.reading.numerals import article_order, chinese_number, is_article_number

_SOURCE = _("GB/T 9704—2012 第7.3.3条“依次可以用‘一、’‘（一）’‘1.’‘（1）’标注”")
_HAN = "[一二三四五六七八九十]{1,3}"
_FIRST = re.compile(rf"({_HAN})、")
_SECOND = re.compile(rf"[（(]({_HAN})[）)]")


@check(
    "level-first-mark", "国标", "warning", source=_SOURCE, message=_("第一层序数后面不是顿号"), remedy=_("写成“一、”"),
    bad={"body": "现将有关事项通知如下：\n一.落实责任。各乡镇要落实防汛责任。\n二.加强值守。各部门要加强值守。"},
)  # fmt: skip
def level_first_mark(draft: Draft) -> Iterator[FoundFault]:
    """Yield a number of the first level that is not written 一、 (一.)."""
    yield from _first(draft, rf"{_HAN}\s*[.．,，]\s*\S.{{0,15}}")


@check(
    "level-second-mark", "国标", "warning", source=_SOURCE, message=_("第二层序数的括号后面不加标点"), remedy=_("写成“（一）”，后面直接接文字"),
    bad={"body": "现将有关事项通知如下：\n一、落实责任\n（一）、各乡镇要落实防汛责任。\n（二）、各部门要加强值守。"},
)  # fmt: skip
def level_second_mark(draft: Draft) -> Iterator[FoundFault]:
    """Yield a number of the second level with a mark behind it: （一）、."""
    yield from _first(draft, rf"[（(]{_HAN}[）)]\s*[、，,.．].{{0,15}}")


@check(
    "level-third-mark", "国标", "note", source=_SOURCE, message=_("第三层序数后面不是“.”"), remedy=_("写成“1.”（阿拉伯数字加圆点）"),
    bad={"body": "现将有关事项通知如下：\n一、落实责任\n（一）各乡镇\n1、落实防汛责任。\n2、加强值守。"},
)  # fmt: skip
def level_third_mark(draft: Draft) -> Iterator[FoundFault]:
    """Yield a number of the third level that is not written 1. (1、)."""
    yield from _first(draft, r"\d{1,2}\s*[、，](?!\d).{0,15}")


@check(
    "level-fourth-mark", "国标", "note", source=_SOURCE, message=_("第四层序数的括号后面不加标点"), remedy=_("写成“（1）”，后面直接接文字"),
    bad={"body": "现将有关事项通知如下：\n一、落实责任\n（一）各乡镇\n1.落实防汛责任\n（1）、加强值守。"},
)  # fmt: skip
def level_fourth_mark(draft: Draft) -> Iterator[FoundFault]:
    """Yield a number of the fourth level with a mark behind it: （1）、."""
    yield from _first(draft, r"[（(]\d{1,2}[）)]\s*[、，,.．].{0,15}")


def _first(draft: Draft, pattern: str) -> Iterator[FoundFault]:
    """The first paragraph that opens in that way."""
    compiled = re.compile(pattern)
    for at, para in draft.body():
        match = compiled.match(para.text)
        if match:
            yield FoundFault(at, match[0])
            return


@check(
    "level-order", "国标", "warning", source=_SOURCE, message=_("层次序数不连续：{before}之后是{number}"), remedy=_("同一层依次编号，不缺号、不重号"),
    bad={"body": "现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。\n三、加强值守。各部门要加强值守。"}, always=True,
)  # fmt: skip
def level_order(draft: Draft) -> Iterator[FoundFault]:
    """Yield a number that does not follow the one before it, also in a document inside this one; 一 begins anew."""
    if draft.cut:
        return
    for elements, _inside in passages(draft.elements):
        yield from _gaps(draft, elements.body, _FIRST)
        yield from _gaps(draft, elements.body, _SECOND, within=_FIRST)


def _gaps(
    draft: Draft, body: range, pattern: re.Pattern[str], within: re.Pattern[str] | None = None
) -> Iterator[FoundFault]:
    last, before = 0, ""
    for at in body:
        text = draft.paras[at].text
        if (within and within.match(text)) or re.match(r"第[一二三四五六七八九十百]+[章条]|附\s*件", text):
            last, before = 0, ""
        match = pattern.match(text)
        if not match:
            continue
        number = chinese_number(match[1])
        if last and number not in (1, last + 1):
            yield FoundFault(at, text[:20], values={"before": before, "number": match[0]})
        last, before = number, match[0]


@check(
    "article-order", "惯例", "warning", source=_("《党政机关公文处理工作条例》第二十条（四）“段落顺序……是否准确”"), message=_("条号不连续：{before}之后是{number}"),
    remedy=_("核对条号，不缺条、不重条"), always=True, base="measures",
    bad={"annex": "云岭县犬只管理办法\n第一条　为了规范犬只管理，制定本办法。\n第三条　本办法自2026年12月1日起施行，有效期5年。"},
)  # fmt: skip
def article_order_kept(draft: Draft) -> Iterator[FoundFault]:
    """Yield an article of an issued regulation that does not follow the one before it: 第三条 after 第一条."""
    inner = draft.elements.inner
    if draft.cut or not inner:
        return
    last, before = (0, 0), ""
    for at in inner.body:
        word = re.match(r"第[一二三四五六七八九十百]+条", draft.paras[at].text)
        if not word or not is_article_number(word[0]):
            continue
        order = article_order(word[0])
        if last[0] and order[0] not in (last[0], last[0] + 1):
            yield FoundFault(at, word[0], values={"before": before, "number": word[0]})
        last, before = order, word[0]

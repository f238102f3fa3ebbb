"""Terms: how long a normative document is valid, when it comes into force, claimed periods of days."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from clerkcheck.drafts.dates import DATE, date_of, years_in
from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.i18n import _

_LOCAL_TERM = _("各地行政规范性文件管理规定（如重庆市第十九条：最长不超过5年，暂行、试行的不超过2年）")
_MEASURES = re.compile(r"(?:办法|规定|细则|规则|措施)(?:[（(](?:试行|暂行)[）)])?$")
_PROVINCIAL = re.compile(r"[省市县区州旗盟镇乡]")
_TERM = re.compile(r"有效期(?:为|至|限为|限|是)?\s*(\d{1,2}\s*年|[一二两三四五六七八九十]{1,3}年)")
_AT_ONCE = re.compile(r"自(?:印发|发布|公布|发文|下发)之日起(?:施行|实施|执行|生效)")
_FROM = re.compile(rf"自\s*({DATE})\s*起(?:施行|实施|执行|生效)")
_UNTIL = re.compile(rf"有效期(?:至|到|截至)\s*({DATE})")
_WORKDAYS = re.compile(
    r"(\d{1,2})\s*个工作日[^。；]{0,30}?[（(]?(?:自|从)?\s*(\d{4}年\d{1,2}月\d{1,2}日)\s*(?:起)?\s*(?:至|到|—|-|－|～|~)\s*((?:\d{4}年)?\d{1,2}月\d{1,2}日)"
    r"|(?:自|从)?\s*(\d{4}年\d{1,2}月\d{1,2}日)\s*(?:起)?\s*(?:至|到|—|-|－|～|~)\s*((?:\d{4}年)?\d{1,2}月\d{1,2}日)[^。；]{0,20}?(\d{1,2})\s*个工作日"
)


def normative_title(draft: Draft) -> str:
    """Return the title of the measures that a local government or bureau issues; "" where the draft is nothing such."""
    elements = draft.elements
    if draft.genre == "order":
        return ""  # what an order publishes are rules (规章), which have no term
    title = elements.inner.title if elements.inner else ""
    if not title:
        match = re.search(r"印发(?:《(.+?)》|(.+?))的通知", elements.title)
        title = (match[1] or match[2]) if match else ""
    whole = re.sub(r"《[^》]{0,120}》", "", draft.whole)
    if not _MEASURES.search(title) or not re.search(r"第[一二三四五六七八九十]+条|[一二三四五六七八九十]+、", whole):
        return ""
    party = any(re.search("中共|中国共产党|[省市县区]委", name) for name in elements.issuers)  # rules of its own
    local = any(_PROVINCIAL.search(name) and not name.startswith("国务院") for name in elements.issuers) and not party
    return title if local else ""


def _trial(draft: Draft, title: str) -> bool:
    return re.search("试行|暂行", f"{title}{draft.elements.title}") is not None


@check(
    "term-missing", "惯例", "warning", source=_LOCAL_TERM, message=_("规范性文件没有写有效期"), remedy=_("附则写明有效期，如“自2026年12月1日起施行，有效期5年”；以本省规定为准"),
    bad={"annex": "云岭县犬只管理办法\n第一条　为了规范犬只管理，制定本办法。\n第二条　本办法自2026年12月1日起施行。"}, base="measures",
)  # fmt: skip
def term_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield an issued normative text of a local government that does not say how long it is valid."""
    title = normative_title(draft)
    if title and not re.search(r"有效期|有效期限|执行期限|施行至|废止日期", draft.whole):
        at = next((at for at, para in draft.all_lines() if re.search("起(?:施行|实施|执行)", para.text)), -1)
        yield FoundFault(at, title)


@check(
    "term-five-years", "惯例", "error", source=_LOCAL_TERM, message=_("有效期 {n} 年，超过 5 年"), remedy=_("改为 5 年以内；以本省规定为准"),
    bad={"annex": "云岭县犬只管理办法\n第一条　为了规范犬只管理，制定本办法。\n第二条　本办法自2026年12月1日起施行，有效期8年。"}, base="measures",
)  # fmt: skip
def term_five_years(draft: Draft) -> Iterator[FoundFault]:
    """Yield a term of validity of more than five years."""
    if normative_title(draft):
        for at, para in draft.all_lines():
            for match in _TERM.finditer(para.text):
                years = years_in(match[1].replace(" ", ""))
                if years and years > 5:
                    yield FoundFault(at, match[0], values={"n": years})


@check(
    "term-trial", "惯例", "error", source=_LOCAL_TERM, message=_("暂行、试行的文件有效期 {n} 年，超过 2 年"), remedy=_("改为 2 年以内，或者去掉“暂行”“试行”；以本省规定为准"),
    bad={"title": "云岭县人民政府关于印发《云岭县犬只管理办法（试行）》的通知",
         "annex": "云岭县犬只管理办法（试行）\n第一条　为了规范犬只管理，制定本办法。\n第二条　本办法自2026年12月1日起施行，有效期5年。",
         "body": "现将《云岭县犬只管理办法（试行）》印发给你们，请认真贯彻执行。"}, base="measures",
)  # fmt: skip
def term_trial(draft: Draft) -> Iterator[FoundFault]:
    """Yield a term of more than two years of a text on trial (试行, 暂行)."""
    title = normative_title(draft)
    if title and _trial(draft, title):
        for at, para in draft.all_lines():
            for match in _TERM.finditer(para.text):
                years = years_in(match[1].replace(" ", ""))
                if years and years > 2:
                    yield FoundFault(at, match[0], values={"n": years})


@check(
    "term-until", "条例", "error", source=_("《党政机关公文处理工作条例》第二十条（四）“时间……是否准确”"), message=_("有效期届满日早于施行日"), remedy=_("核对两个日期"),
    bad={"annex": "云岭县犬只管理办法\n第一条　为了规范犬只管理，制定本办法。\n第二条　本办法自2026年12月1日起施行，有效期至2025年12月1日。"}, base="measures",
)  # fmt: skip
def term_until(draft: Draft) -> Iterator[FoundFault]:
    """Yield an expiry that is not after the day on which the text comes into force."""
    for at, para in draft.all_lines():
        begins, ends = _FROM.search(para.text), _UNTIL.search(para.text)
        first, last = (date_of(begins[1]), date_of(ends[1])) if begins and ends else (None, None)
        if first and last and last <= first and ends:
            yield FoundFault(at, para.text)


@check(
    "effect-at-once", "惯例", "warning", source=_("各地规则多要求规范性文件公布 30 日后施行；《优化营商环境条例》第六十五条：为市场主体留出必要的适应调整期"),
    message=_("自印发之日起就施行，没有缓冲"), remedy=_("一般自公布之日起 30 日后施行；确须立即施行的，说明理由，以本地规则为准"),
    bad={"annex": "云岭县犬只管理办法\n第一条　为了规范犬只管理，制定本办法。\n第二条　本办法自印发之日起施行，有效期5年。"}, base="measures",
)  # fmt: skip
def effect_at_once(draft: Draft) -> Iterator[FoundFault]:
    """Yield a normative text that binds from the day of its issue."""
    if normative_title(draft):
        for at, para in draft.all_lines():
            match = _AT_ONCE.search(para.text)
            if match:
                yield FoundFault(at, match[0])


@check(
    "effect-early", "惯例", "warning", source=_("各地规则多要求规范性文件公布 30 日后施行"), message=_("施行日距成文日期 {n} 天，不满 30 日"),
    remedy=_("改为公布 30 日以后；确须立即施行的，说明理由，以本地规则为准"),
    bad={"annex": "云岭县犬只管理办法\n第一条　为了规范犬只管理，制定本办法。\n第二条　本办法自2026年10月1日起施行，有效期5年。"}, base="measures",
)  # fmt: skip
def effect_early(draft: Draft) -> Iterator[FoundFault]:
    """Yield a normative text that comes into force less than thirty days after its date."""
    day = draft.elements.date
    if day and normative_title(draft):
        for at, para in draft.all_lines():
            match = _FROM.search(para.text)
            begins = date_of(match[1]) if match else None
            if match and begins and begins < day + timedelta(30):
                yield FoundFault(at, match[0], values={"n": (begins - day).days})


@check(
    "repeals-nothing-named", "惯例", "note", source=_("立法技术：废止要写明文件名称"), message=_("没有写明废止的是哪件文件"),
    remedy=_("写明同时废止的文件名称和文号"), base="measures",
    bad={"annex": "云岭县犬只管理办法\n第一条　为了规范犬只管理，制定本办法。\n第二条　本办法自2026年12月1日起施行，有效期5年。原有规定同时废止。"},
)  # fmt: skip
def repeals_nothing_named(draft: Draft) -> Iterator[FoundFault]:
    """Yield a repeal that does not name what it repeals: 原有规定同时废止."""
    if normative_title(draft):
        for at, para in draft.all_lines():
            match = re.search(r"(?:原有|以往|此前|以前|原)(?:的)?(?:有关|相关)?(?:规定|文件|办法)同时废止", para.text)
            if match:
                yield FoundFault(at, match[0])


@check(
    "workdays-claimed", "条例", "warning", source=_("《民法典》第二百零一条“开始的当日不计入”"),
    message=_("写 {claimed} 个工作日，起算日不计入的只有 {counted} 个（算到{needed}才够）"), remedy=_("改截止日，或者改天数"), always=True, base="announcement",
    bad={"body": "现将有关事项公告如下：\n公示期为10个工作日，自2024年3月27日至2024年4月10日。"},
    good={"body": "现将有关事项公告如下：\n公示期为10个工作日，自2024年3月27日至2024年4月11日。"},
)  # fmt: skip
def workdays_claimed(draft: Draft) -> Iterator[FoundFault]:
    """Yield a number of working days greater than the dates from and to beside it have."""
    for at, para in draft.all_lines():
        for match in _WORKDAYS.finditer(para.text):
            claimed = int(match[1] or match[6])
            begin = match[2] or match[4]
            end = match[3] or match[5]
            first = date_of(begin)
            last = date_of(end if "年" in end else begin[:5] + end)
            if first and last and first < last and claimed:
                yield from _short_of(at, match[0], claimed, first, last)


def _short_of(at: int, words: str, claimed: int, first: date, last: date) -> Iterator[FoundFault]:
    from clerkcheck.calendars.workdays import national_calendar

    calendar = national_calendar()
    days = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    facts = [calendar.day(each) for each in days]
    counted = sum(fact.workday for fact in facts)
    if counted < claimed and all(fact.certain for fact in facts):
        needed = calendar.offset(first, claimed, "workday").day
        yield FoundFault(
            at, words, values={"claimed": claimed, "counted": counted, "needed": f"{needed.month}月{needed.day}日"}
        )

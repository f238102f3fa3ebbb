"""What a draft says of its case: each a proposal with its words, for a clerk to take or leave. Nothing is filled by itself."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from clerkcheck.drafts.dates import DATE, date_of, years_in
from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import checks, shortened
from clerkcheck.drafts.model import Spot
from clerkcheck.drafts.names import UPWARD, place_of
from clerkcheck.drafts.phrases import ASKS, sentence_at
from clerkcheck.drafts.sums import Sum, before, sums_in

About = Literal["case", "fact", "date"]
Value = str | int | float | bool | list[str]
_MEETINGS = (
    ("常务会议", "standing"),
    ("全体会议", "plenary"),
    ("办公会", "mayor_office"),
    ("专题会", "special"),
    ("党组会", "party_group"),
)
_DISCLOSURE = (
    (r"主动公开|(?<!不)公开发布|(?<![依不])公开属性[：:]\s*公开", "proactive"), (r"依申请公开", "on_request"), (r"不予公开|不公开", "none"),
)  # fmt: skip
_FUNDS = re.compile(
    r"(?:拨付|补贴|补助|追加|安排)[^。；，]{0,24}?(?:元|资金|经费)|(?:需|需要)(?:总体)?(?:资金|经费)\s*[\d约]|(?:保管费|补贴标准|奖补|奖励资金)[^。；]{0,20}元"
)
_TAX = re.compile(
    r"[^。；，]{0,12}(?:免征|减征|减免|即征即退|先征后返)[^。；，]{0,20}(?:税|费|环节|基金)[^。；，]{0,10}|(?:税|收费|基金)[^。；，]{0,10}(?:免征|减免|即征即退)"
)
_PENALTY = re.compile(
    r"[^。；，]{0,20}(?:撤职|降级|记过|警告|开除|党纪|政纪)[^。；，]{0,12}处分|(?:任命|免去)[^。；，]{2,20}(?:职务|为)"
)
_AREA = re.compile(r"(?:面积|土地)[^。；，\d]{0,12}?(\d+(?:\.\d+)?)\s*(公顷|亩)")
_BUSINESS = re.compile(
    r"[^。；，]{0,16}(?:企业|经营者|市场主体|经营单位|个体工商户)[^。；，]{0,10}(?:不得|应当|必须|须)[^。；，]{0,16}"
)
_WANTING = re.compile(r"(?:请求|恳请|恳求|申请|特请|拟请|请(?:予|县|市|区|省|州|贵|给予|安排|拨付|解决|追加))[^。；]*$")
_ASKED = re.compile(r"(?:共需|总体需|合计|共计|需经费|需资金|经费|安排|拨付|追加)[^。；，\d]{0,10}$")


class DraftProposal(NamedTuple):
    """A value for a case (its title, a fact, a date), with the words of the draft that say so, and their place."""

    about: About
    id: str
    value: Value
    words: str
    where: Spot


def proposals_of(draft: Draft) -> tuple[DraftProposal, ...]:
    """Return what the draft says of its case, in the order in which a case asks."""
    found = [_made(draft, *each) for one in _READERS for each in one(draft)]
    seen: dict[tuple[str, str], DraftProposal] = {}
    for proposal in found:
        seen.setdefault((proposal.about, proposal.id), proposal)
    return tuple(seen.values())


Said = tuple[About, str, Value, str, int]


def _made(draft: Draft, about: About, id: str, value: Value, words: str, at: int) -> DraftProposal:
    return DraftProposal(about, id, value, shortened(words, 80), draft.paras[at].spot if at >= 0 else Spot())


def _name(draft: Draft) -> Iterator[Said]:
    head, genre = draft.elements.head, draft.elements.genre
    if head.title:
        yield "case", "title", head.title.value, head.title.value, head.title.at
        if genre:
            yield "fact", "genre", genre.genre, head.title.value, head.title.at
    elif genre:
        at = next(
            (at for at in reversed(draft.elements.body) if genre.word in draft.paras[at].text),
            draft.elements.body.stop - 1,
        )
        yield "fact", "genre", genre.genre, draft.paras[at].text, at


def _place(draft: Draft) -> Iterator[Said]:
    """The place whose case it is: that of the organs that issue it, or else of the one government it goes up to."""
    elements = draft.elements
    piece = elements.close.signature or elements.head.title or elements.head.mark
    own = {place_of(name) for name in elements.issuers}
    if piece and len(own) == 1 and "" not in own:
        yield "case", "place", own.pop(), piece.value, piece.at
    line = elements.head.addressee
    if line and draft.genre in UPWARD and not any(own) and len(elements.addressees) == 1:
        name = place_of(elements.addressees[0])
        if name:
            yield "case", "place", name, line.value, line.at


def _routing(draft: Draft) -> Iterator[Said]:
    elements = draft.elements
    line, signature = elements.head.addressee, elements.close.signature
    if line and not any("各" in name for name in elements.addressees):
        yield "fact", "addressee_count", len(elements.addressees), line.value, line.at
    lower = re.match(r"各(?:乡|镇|街道|县|区|市|自治县|科|股)", line.value) if line else None
    if line and lower and draft.genre in ("notice", "circular", "opinion", "decision"):
        yield "fact", "addressed_to", "subordinates", line.value, line.at
    if signature and len(elements.issuers) > 1:
        yield "fact", "joint_issue", True, signature.value, signature.at
    if elements.head.secrecy:
        yield "fact", "classified", True, elements.head.secrecy.value, elements.head.secrecy.at


def _requests(draft: Draft) -> Iterator[Said]:
    by_id = {each.id: each for each in checks()}
    if draft.genre == "report":
        for found in by_id["report-asks"].find(draft):
            if found.at in draft.elements.body:
                yield "fact", "contains_request", True, draft.paras[found.at].text, found.at
    if draft.genre != "request":
        return
    several = next(by_id["one-matter"].find(draft), None)
    if several:
        yield "fact", "matters_count", several.values["n"], several.words, several.at
        return
    asking = [(at, para.text) for at, para in draft.body() if ASKS.search(para.text)]
    if len(asking) == 1 and len(ASKS.findall(asking[0][1])) == 1:
        yield "fact", "matters_count", 1, asking[0][1], asking[0][0]


def _disclosure(draft: Draft) -> Iterator[Said]:
    for note in draft.elements.close.notes:
        kinds = {kind for pattern, kind in _DISCLOSURE if re.search(pattern, note.value)}
        if len(kinds) == 1:
            yield "fact", "disclosure", kinds.pop(), note.value, note.at
    head = draft.elements.head
    if draft.genre in ("announcement", "public_notice") and head.title:
        yield "fact", "disclosure", "proactive", head.title.value, head.title.at


def _minutes(draft: Draft) -> Iterator[Said]:
    if draft.genre != "minutes":
        return
    for at, para in enumerate(draft.paras[:6]):
        kinds = [kind for word, kind in _MEETINGS if word in para.text]
        if kinds:
            yield "fact", "minutes_of", kinds[0], para.text, at
        match = re.search(rf"({DATE})[^。]{{0,120}}召开", para.text)
        day = date_of(match[1]) if match else None
        if match and day:
            yield "date", "meeting", day.isoformat(), match[0], at


def _terms(draft: Draft) -> Iterator[Said]:
    for at, para in draft.all_lines():
        at_once = re.search(r"[^。；，]{0,12}自(?:印发|发布|公布)之日起(?:施行|实施|执行)", para.text)
        if at_once:
            yield "fact", "immediate_effect", True, at_once[0], at
        ends = re.search(rf"有效期(?:限)?(?:至|到|截至)\s*({DATE})", para.text)
        last = date_of(ends[1]) if ends else None
        if ends and last:
            yield "date", "expires", last.isoformat(), ends[0], at
        begins = re.search(rf"自\s*({DATE})\s*起(?:施行|实施|执行)[^。]*", para.text)
        day = date_of(begins[1]) if begins else None
        if not begins or not day:
            continue
        yield "date", "effective", day.isoformat(), begins[0], at
        term = re.search(r"有效期(?:为|限为|限|是)?\s*(\S{1,3}年)", begins[0])
        years = years_in(term[1]) if term else None
        if years:
            yield "date", "expires", _years_on(day, years).isoformat(), begins[0], at


def _years_on(day: date, years: int) -> date:
    """The corresponding day some years on: the day on which a period of years ends (民法典第二百零二条)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _nature(draft: Draft) -> Iterator[Said]:
    from clerkcheck.drafts.faults.terms import normative_title

    head, elements = draft.elements.head, draft.elements
    title = normative_title(draft)
    if title:
        at = (
            elements.inner.head.title.at
            if elements.inner and elements.inner.head.title
            else (head.title.at if head.title else -1)
        )
        first = next((para.text for _at, para in draft.all_lines() if re.match("第[一二三]+条", para.text)), "")
        words = f"{title} {first}".strip()
        yield "fact", "normative_document", True, words, at
        yield "fact", "policy_document", True, words, at
    elif head.title and re.search(r"组成人员|任免|任职|免职|表彰", head.title.value):
        yield "fact", "normative_document", False, head.title.value, head.title.at
        if re.search(r"任免|任职|免职|职务任", head.title.value):
            yield "fact", "appointment_document", True, head.title.value, head.title.at
    for id, pattern in (
        ("personnel", _PENALTY),
        ("tax_relief", _TAX),
        ("market_activity", _BUSINESS if title else None),
    ):
        found = _first(draft, pattern) if pattern else None
        if found:
            yield "fact", id, True, found[0], found[1]


def _money(draft: Draft) -> Iterator[Said]:
    found = _first(draft, _FUNDS)
    if found and "自筹" not in draft.paras[found[1]].text:
        yield "fact", "funds", True, found[0], found[1]
    if draft.genre != "request":
        return
    told = [(each, at, para.text) for at, para in draft.body() for each in sums_in(para.text)]
    # What the request asks for in so many words; where it does so without a sum, what it says is needed.
    asked = [one for one in told if _wanted(one[0], one[2])] or [
        one for one in told if _ASKED.search(before(one[2], one[0]))
    ]
    if len({each.yuan for each, _at, _text in asked}) == 1 and all(each.exact for each, _at, _text in asked):
        each, at, text = asked[-1]
        wan = each.yuan / 10_000
        yield "fact", "amount_wan", int(wan) if wan == int(wan) else float(wan), sentence_at(text, each.start), at


def _wanted(each: Sum, text: str) -> bool:
    """Whether a sum stands in the sentence that asks for it, behind the words that ask."""
    return _WANTING.search(re.split("[。；]", before(text, each, 200))[-1]) is not None


def _land(draft: Draft) -> Iterator[Said]:
    areas = [(match, at) for at, para in draft.body() for match in _AREA.finditer(para.text)]
    taken = _first(draft, re.compile(r"[^。；，]{0,12}(?:征收|收回|出让|划拨|征用)[^。；，]{0,6}土地[^。；，]{0,12}"))
    if taken:
        yield "fact", "land", True, taken[0], taken[1]
    if len({match[0] for match, _at in areas}) == 1 and taken:
        match, at = areas[0]
        mu = float(match[1]) * (15 if match[2] == "公顷" else 1)
        yield "fact", "land_area_mu", round(mu, 4), match[0], at


def _first(draft: Draft, pattern: re.Pattern[str]) -> tuple[str, int] | None:
    for at, para in draft.all_lines():
        match = pattern.search(para.text)
        if match:
            return sentence_at(para.text, match.start()), at
    return None


_READERS: tuple[Callable[[Draft], Iterator[Said]], ...] = (
    _name, _place, _routing, _requests, _disclosure, _minutes, _nature, _money, _land, _terms,
)  # fmt: skip

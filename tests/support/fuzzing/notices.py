"""Holiday notices as text, as a page and as JSON, and calendar files: real ones damaged, and made-up ones."""

import json
import random
from functools import cache
from typing import Any

from clerkcheck.calendars.notices import national_notice
from fuzzing.cases import ROOT, day
from fuzzing.noise import encoded, mangled, odd
from fuzzing.run import Attempt

_HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节", "中秋节、国庆节", "三月三", "除夕")
_DAYS = (
    "{m}月{d}日", "{m}月{d}日（周{w}）", "{y}年{m}月{d}日（星期{w}）", "农历{m}月初{d}", "{d}日", "{m}月{d}日、{d}日", "除夕", "当日",
    "{m}月{d}日（周{w}、除夕）", "{m}月{d}日(农历正月初一)", "{m}.{d}", "{m}/{d}",
)  # fmt: skip
_SENTENCES = (
    "{a}至{b}放假，共{n}天。", "{a}至{b}放假调休，共{n}天。", "{a}放假。", "{a}上班。", "{a}、{b}上班。", "{a}放假，与周末连休。",
    "{a}至{b}放假调休,共{n}天。{c}（周{w}）上班。", "鼓励各单位结合带薪年休假等制度落实，安排职工在{a}休息。", "{a}起放假{n}天。",
    "共{n}天。", "放假{n}天。", "{a}至{a}放假", "{a}-{b}放假，{c}补休。", "{a}—{b}，共{n}天；{c}照常上班。", "提倡{a}错峰返程。",
)  # fmt: skip
_CALENDAR_COMMANDS = (
    ("calendar", "2027", "--calendar", "FILE"), ("calendar", "2026-10-10", "--calendar", "FILE"),
    ("due", "2026-12-28", "+3", "--calendar", "FILE"), ("due", "2026-12-28", "-30", "--explain", "--calendar", "FILE"),
    ("calendar", "list", "--calendar", "FILE"), ("calendar", "add", "2027-04-09", "休", "--paper", "通知", "--calendar", "FILE"),
    ("calendar", "remove", "2027", "--calendar", "FILE"), ("calendar", "remove", "2027-04-09", "--calendar", "FILE"),
)  # fmt: skip


def notice(dice: random.Random) -> Attempt:
    """Return a notice or a calendar file, nearly always for the inner door."""
    if dice.random() < 0.3:
        return _calendar(dice)
    json_file = dice.random() < 0.35
    name = "n.json" if json_file else dice.choice(("n.txt", "n.txt", "n.html", "n.ics"))
    text = _as_json(dice) if json_file else _as_events(dice) if name == "n.ics" else _as_text(dice)
    if name == "n.html":
        text = _page(text, dice)
    data = encoded(mangled(text, dice) if dice.random() < 0.8 else text, dice)
    if dice.random() < 0.98:
        return Attempt({name: data}, (name,), "notice")
    kept = dice.choice((("--dry-run",), ("--calendar", "cal.yaml"), ()))
    return Attempt({name: data}, ("calendar", "import", name, *kept), terminal=dice.random() < 0.5)


@cache
def _real() -> tuple[str, ...]:
    text = (ROOT / "tests/data/notice-2027.txt").read_text(encoding="utf-8")
    published = (ROOT / "tests/data/notices-published.txt").read_text(encoding="utf-8").split("----\n")
    ways = text, text.replace("\n", ""), text.replace("（", "(").replace("）", ")"), text.replace("。", "。\n\n")
    return *ways, *published


def _as_text(dice: random.Random) -> str:
    if dice.random() < 0.45:
        return dice.choice(_real())
    year = dice.choice((2027, 2027, 2026, 2028, 2000, 1, 9999))
    head = dice.choice(
        (
            "国务院办公厅关于{y}年部分节假日安排的通知",
            "关于{y}年部分节假日安排通知",
            "现将{y}年元旦等安排通知如下",
            "某省人民政府办公厅关于{y}年部分节假日安排的通知",
            "国务院办公厅关于调整{y}年劳动节假期安排的通知\n国务院办公厅\n2027年3月1日",
            "国务院办公厅关于延长{y}年春节假期的通知\n延长{y}年春节假期至2月12日，2月13日起正常上班。",
            "国务院关于某某胜利70周年纪念日调休放假的通知\n{y}年9月3日全国放假1天。",
        )
    )
    items = [
        f"{dice.choice('一二三四五六七八九十1')}、{dice.choice(_HOLIDAYS)}：{_sentences(dice, year)}"
        for _ in range(dice.randrange(9))
    ]
    end = dice.choice(("", "节假日期间，各地区、各部门要妥善安排好值班。", "国务院办公厅\n2026年11月1日"))
    return "\n".join([head.format(y=year), dice.choice(("", "国办发明电〔2026〕9号")), *items, end])


def _sentences(dice: random.Random, year: int) -> str:
    found = [dice.choice(_SENTENCES) for _ in range(dice.choice((1, 1, 2, 3)))]
    return "".join(
        each.format(
            a=_day(dice, year), b=_day(dice, year), c=_day(dice, year), w=dice.choice("一二三四五六日"), n=_count(dice)
        )
        for each in found
    )


def _count(dice: random.Random) -> str:
    return (
        str(dice.randrange(1, 9)) if dice.random() < 0.9 else dice.choice(("0", "三", "十一", "99999", "-1", odd(dice)))
    )


def _day(dice: random.Random, year: int) -> str:
    month, date = dice.randrange(1, 13), dice.randrange(1, 32)
    if dice.random() < 0.03:
        month, date = dice.choice(((0, 0), (13, 1), (2, 30), (99999999999, 1)))
    return dice.choice(_DAYS).format(y=year, m=month, d=date, w=dice.choice("一二三四五六日"))


def _page(text: str, dice: random.Random) -> str:
    lines = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
    return dice.choice(("<html><body>{}</body></html>", "<!doctype html>{}", "<div style='x'>&nbsp;{}<br/>")).format(
        lines
    )


def _as_events(dice: random.Random) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for _each in range(dice.randrange(12)):
        start = day(dice).replace("-", "")
        marks = ("（休）", "（班）", " 假期 第1天/共3天", " 补班 第1天/共1天", "调休", "", odd(dice))
        event = [
            f"DTSTART;VALUE=DATE:{start}",
            f"DTEND{dice.choice((';VALUE=DATE', ''))}:{dice.choice((start, day(dice).replace('-', ''), start + 'T090000Z', odd(dice)))}",
            f"SUMMARY{dice.choice((';LANGUAGE=zh_CN', ''))}:{dice.choice(_HOLIDAYS)}{dice.choice(marks)}",
            dice.choice(
                ("X-APPLE-SPECIAL-DAY:WORK-HOLIDAY", "RRULE:FREQ=YEARLY", "BEGIN:VALARM", " 折行", "TRANSP:OPAQUE")
            ),
        ]
        dice.shuffle(event)
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return dice.choice(("\n", "\r\n")).join([*lines, "END:VCALENDAR", ""])


def _as_json(dice: random.Random) -> str:
    if dice.random() < 0.3:
        return dice.choice(_known_years())
    data: Any = {
        "year": _or_odd(dice, 2027),
        "papers": _or_odd(dice, ["国办发明电〔2026〕9号"]),
        "days": _or_odd(dice, _entries(dice)),
    }
    if dice.random() < 0.1:
        data[odd(dice)] = odd(dice)
    return json.dumps(data, ensure_ascii=dice.random() < 0.3)


@cache
def _known_years() -> tuple[str, ...]:
    found = []
    for year in (2024, 2025, 2026):
        known = national_notice(year)
        assert known is not None
        days = [{"name": each.name, "date": str(each.date), "isOffDay": not each.workday} for each in known.days]
        found.append(json.dumps({"year": year, "papers": list(known.papers), "days": days}, ensure_ascii=False))
    return tuple(found)


def _entries(dice: random.Random) -> list[Any]:
    return [
        _or_odd(dice, {"name": _or_odd(dice, dice.choice(_HOLIDAYS)), "date": _or_odd(dice, day(dice)), "isOffDay": _or_odd(dice, dice.random() < 0.7)})
        for _ in range(dice.randrange(8))
    ]  # fmt: skip


def _or_odd(dice: random.Random, value: Any) -> Any:
    if dice.random() >= 0.03:
        return value
    return dice.choice((odd(dice), None, [], {}, 0, -1, 10**30, 1e300, True, [value], {"x": value}))


def _calendar(dice: random.Random) -> Attempt:
    local = "".join(
        f"- {{date: {day(dice)}, day: {dice.choice('休班')}, name: \"{dice.choice(_HOLIDAYS)}\", paper: \"某通知\"}}\n" for _ in range(dice.randrange(4))
    )  # fmt: skip
    days = "".join(
        f'  - {{date: 2027-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}, day: {dice.choice("休班")}, name: "元旦"}}\n' for _ in range(dice.randrange(6))
    )  # fmt: skip
    text = "schema: clerkcheck.calendar/1\n"
    if dice.random() < 0.7:
        text += f'notices:\n- year: 2027\n  papers: ["国办发明电〔2026〕8号"]\n  days:\n{days}'
    text += f"local:\n{local}" if dice.random() < 0.7 else ""
    data = encoded(mangled(text, dice) if dice.random() < 0.7 else text, dice)
    if dice.random() < 0.98:
        return Attempt({"cal.yaml": data}, ("cal.yaml",), "calendar")
    words = tuple("cal.yaml" if word == "FILE" else word for word in dice.choice(_CALENDAR_COMMANDS))
    return Attempt({"cal.yaml": data}, words, terminal=dice.random() < 0.5)

"""The pasted text of a notice: past years come back exactly, however pasted; what is not understood is refused."""

import re
from datetime import date

import pytest

from clerkcheck.calendars.notice_lint import lint
from clerkcheck.calendars.notice_text import notice_of_text
from clerkcheck.reading.errors import InputError

# 2015 and 2020: a second paper changed the year, which the text of the first cannot say.
YEARS = [year for year in range(2007, 2027) if year not in (2015, 2020)]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def decided(notice):
    return {day.date: day.workday for day in notice.days}


def read(text):
    return notice_of_text(text, "通知.txt")


@pytest.mark.parametrize("year", YEARS)
def test_the_text_of_a_past_year_says_what_chinesecalendar_says(year, past_text, past_days):
    notice, unused = read(past_text(year))
    lint(notice, "x")
    assert [day[:3] for day in notice.days] == [day[:3] for day in past_days(year)]
    assert (notice.year, notice.papers, unused) == (year, (f"国办发明电〔{year - 1}〕7号",), ())


@pytest.mark.parametrize("full_width", [False, True])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("（", "("),
        ("至", "—"),
        ("至", "～"),
        ("周", "星期"),
        ("周日", "星期天"),
        ("放假调休，共", "放假公休共"),
        ("：", ":"),
        ("月", " 月 "),
        ("\n", "\r\n\n"),
        ("，", " ， "),
        ("、", "、\n"),
        ("日（", "日\u200b（"),
        ("上班", "照常上班"),
        ("一、", "1、"),
        ("一、元旦", "元旦"),
        ("。", "；"),
    ],
)
def test_the_way_of_pasting_changes_nothing(old, new, full_width, past_text):
    for year in (2012, 2019, 2026):
        text = past_text(year).replace(old, new) if old else past_text(year)
        text = text.translate(FULL_WIDTH) if full_width else text
        assert decided(read(text).notice) == decided(read(past_text(year)).notice)


def test_a_web_page_around_the_notice_does_not_count(past_text):
    text = "首页 > 政策 2025-11-04 10:20\n" + past_text(2026) + "责任编辑：某某 2026年1月1日上班\n"
    assert decided(read(text).notice) == decided(read(past_text(2026)).notice)


def item(text, year=2026):
    return f"国务院办公厅关于{year}年部分节假日安排的通知\n{text}"


def days(text, year=2026):
    notice = read(item(text, year)).notice
    return {f"{day.date:%m-%d}": day.kind for day in notice.days}


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("一、元旦：1月1日放假，与周末连休。", 2024, {"01-01": "休"}),
        ("四、劳动节：5月1日放假。", 2019, {"05-01": "休"}),
        ("一、元旦：1月1日放假，1月2日（星期一）补休。", 2017, {"01-01": "休", "01-02": "休"}),
        ("五、端午节：6月12日（星期六）、13日（星期日）上班。", 2010, {"06-12": "班", "06-13": "班"}),
        ("一、元旦：1月1日放假1天。", 2014, {"01-01": "休"}),
        (
            "三、清明节：4月4日—6日放假，共3天。其中，4月4日（清明节）为法定节假日，4月5日（星期六）、6日照常公休。",
            2008,
            {"04-04": "休", "04-05": "休", "04-06": "休"},
        ),
        (
            "一、元旦：12月30日至1月1日放假，共3天。其中，1月1日（星期二）为法定节假日，12月30日（星期日）为公休日，"
            "12月29日（星期六）公休日调至12月31日（星期一），12月29日（星期六）上班。",
            2008,
            {"12-29": "班", "12-30": "休", "12-31": "休", "01-01": "休"},
        ),
        (
            "二、春节：2月6日至12日放假，共7天，将2月2日（星期六）、3日（星期日）两个公休日分别调至11日（星期一）、12日（星期二）。",
            2008,
            {"02-02": "班", "02-03": "班"} | {f"02-{day:02}": "休" for day in range(6, 13)},
        ),
        (
            "一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。",
            2023,
            {"12-31": "休", "01-01": "休", "01-02": "休"},
        ),
    ],
)
def test_wordings_of_past_notices(text, year, expected):
    assert days(text, year) == expected


def test_december_of_the_new_year_item_is_that_of_the_year_before():
    notice = read(item("一、元旦：12月30日（星期日）至1月1日（星期二）放假。", 2019)).notice
    assert [day.date for day in notice.days] == [date(2018, 12, 30), date(2018, 12, 31), date(2019, 1, 1)]


def test_advice_is_handed_back_unread(past_text):
    text = past_text(2026).replace("　　节假日", "　　鼓励各单位安排职工在除夕（2月16日）休息。\n　　节假日")
    understood = read(text)
    assert understood.unused == ("鼓励各单位安排职工在除夕（2月16日）休息",)
    assert decided(understood.notice) == decided(read(past_text(2026)).notice)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("一、元旦：1月1日（周四）至3日（周六）放假调休，共4天。", "写的是共4天，按日期数是3天", 2),
        ("一、元旦：1月1日（周五）放假。", "2026-01-01 是周四，通知写的是周五", 2),
        ("一、元旦：1月1日放假。\n1月1日上班。", "既写了放假，又写了上班", 3),
        ("二、春节：2月28日至30日放假。", "没有 2026年2月30日 这一天", 2),
        ("二、春节：2月23日至15日放假。", "不像一个假期", 2),
        ("二、春节：15日放假。", "“15日”没有写月份", 2),
        ("二、春节：2月15日。", "没有看懂“2月15日”", 2),
        ("二、春节：2月15日至放假。", "没有看懂“至放假”", 2),
        ("二、春节：2月15日放假半天。", "没有看懂", 2),
        ("二、春节：2月15日起放假。", "没有看懂", 2),
        ("二、春节：2月15日放假。下周六上班。", "没有看懂“下周六上班”", 2),
        ("二、春节：2月14日公休日调至2月16日、17日。", "调出 1 天，调到 2 天", 2),
        ("一、元旦：1月1日放假。\n八、胜利纪念日：9月3日放假。", "没有看懂“八、胜利纪念日：9月3日放假”", 3),
        ("一、元旦：2024年12月30日放假。", "不在2026年，也不在上年12月", 2),
        ("1月1日放假。", "没有找到各个节日的安排", 2),
        ("", "没有找到各个节日的安排", 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text, message, line):
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        read(item(text))
    assert caught.value.place.line == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "没有找到通知的标题"),
        ("一、元旦：1月1日放假。", "没有找到通知的标题"),
        ("国务院办公厅关于延长春节假期的通知\n春节假期至2月2日", "没有找到通知的标题"),
        ("广西壮族自治区人民政府办公厅关于2026年部分节假日安排的通知\n一、元旦：1月1日放假。", "这是地方的通知"),
        (item("一、元旦：1月1日放假。") + "\n" + item("一、元旦：1月1日放假。", 2027), "几个年份的通知：2026、2027"),
        (item("现将2025年元旦安排如下。一、元旦：1月1日放假。"), "几个年份的通知：2025、2026"),
    ],
)
def test_without_one_year_nothing_is_read(text, message):
    with pytest.raises(InputError, match=message):
        read(text)


def test_a_wrong_digit_is_found_or_changes_nothing(past_text):
    """Weekdays, totals and the balance with the decree guard every date against a slip of one digit.

    What they let through is four weeks off (February has 28 days in 2026), which is warned of, and a make-up Saturday
    just a week later, which only a clerk who compares the printed table with the paper can see.
    """
    text, right = past_text(2026), decided(read(past_text(2026)).notice)
    slipped = []
    for match in re.finditer(r"\d", text):
        for digit in "0123456789".replace(match[0], ""):
            changed = text[: match.start()] + digit + text[match.end() :]
            try:
                notice = read(changed).notice
                warnings = lint(notice, "x")
            except InputError:
                continue
            if decided(notice) != right and not any("核对月份" in warning for warning in warnings):
                slipped += decided(notice).keys() - right.keys()
    assert slipped == [date(2026, 10, 17)]


@pytest.mark.parametrize(
    "digits", ["3" * 5000, "３" * 5000, "0" * 4999 + "4", "٣" * 40], ids=["ascii", "wide", "zeros", "arabic"]
)
@pytest.mark.parametrize("sentence", ["放假，共{}天", "放假{}天", "放假共{}天"])
def test_a_length_without_end_is_refused_at_its_place(sentence, digits):
    text = (
        "国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）"
        + sentence.format(digits)
        + "。\n"
    )
    with pytest.raises(InputError) as caught:
        notice_of_text(text, "通知.txt")
    assert str(caught.value).startswith("通知.txt 第 2 行第 ")
    assert "按日期数是3天" in str(caught.value)
    assert len(str(caught.value)) < 150

"""Amounts, dates and titles of a case: taken where certain, refused where not; what is left out is unknown."""

from datetime import date

import pytest

from clerkcheck import load_case


def amount(path):
    return load_case(path).facts["amount_wan"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("800", 800),
        ("800万元", 800),
        ("'800 万元'", 800),
        ("0.08亿元", 800),
        ("8000000元", 800),
        ("'8,000,000元'", 800),
        ("800.0", 800),
        ("499.99", 499.99),
        ("0.07亿元", 700),
        ("0.0500亿元", 500),
        ("4999999元", 499.9999),
        ("0", 0),
        ("８００万元", 800),
        ("1亿元", 10000),
        ("'1,000'", 1000),
        ("0.1亿元", 1000),
        ("0.3亿元", 3000),
        ("5.7亿元", 57000),
    ],
)
def test_amounts_are_taken_exactly(write, written, expected):
    assert amount(write(f"facts:\n  amount_wan: {written}\n")) == expected


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("800万", "金额“800万”的单位不明确。以万元计，写 800 或 “800万元”"),
        ("0.5万", "写 0.5 或 “0.5万元”"),
        ("8百万", "“8百万”是用汉字写的数"),
        ("约800", "“约800”不是确定的数"),
        ("800万元左右", "“800万元左右”不是确定的数"),
        ("800元钱", "的单位不明确"),
        ("1e3", "“1e3”是科学记数"),
        ("5千万元", "的单位不明确"),
        ("800美元", "“800美元”不是人民币"),
        ("800-900", "“800-900”是一个范围"),
        ("'1,00'", "“1,00”不是一个数"),
        ("八百万元", "“八百万元”是用汉字写的数"),
        ("''", "不是金额"),
        ("true", "“true”不是金额"),
        ("[800]", "不是金额"),
        (".inf", "不是金额"),
        ("-5", "金额不能是负数：-5"),
        ("-5万元", "金额不能是负数：-5万元"),
        ("-0.01", "金额不能是负数"),
        ("9999999999999999亿元", "金额大得不合理"),
        ("99999999999999", "金额大得不合理"),
    ],
)
def test_amounts_that_are_not_certain_are_refused(refused, written, what):
    line = refused(f"facts:\n  amount_wan: {written}\n")
    assert "第 5 行第 15 列（facts.amount_wan）" in line
    assert what in line


def test_a_refused_amount_is_not_answered_with_another_amount(refused):
    assert "8万元" not in refused("facts:\n  amount_wan: 8百万\n")
    assert "写 1 " not in refused("facts:\n  amount_wan: 1e3\n")


@pytest.mark.parametrize(
    "written", ["2026-12-10", "'2026-12-10'", "2026年12月10日", "2026-12-10 # 周四", "２０２６-12-10"]
)
def test_dates(write, written):
    assert load_case(write(f"dates:\n  meeting: {written}\n")).dates == {"meeting": date(2026, 12, 10)}


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("2026-02-30", "没有 2026-02-30 这一天。2026年2月最后一天是 2026-02-28"),
        ("2024-02-30", "2024年2月最后一天是 2024-02-29"),
        ("2026-11-31", "2026年11月最后一天是 2026-11-30"),
        ("2026-12-32", "2026年12月最后一天是 2026-12-31"),
        ("2026-25-12", "月和日写反了？是不是 2026-12-25"),
        ("2026-13-13", "月份是 1 到 12"),
        ("2026-00-10", "没有 2026-00-10 这一天"),
        ("0000-01-01", "没有 0000-01-01 这一天"),
        ("12月10日", "“12月10日”不是日期。写成 2026-12-10 这样"),
        ("20261210", "不是日期"),
        ("2026/12/10", "不是日期"),
        ("2026-12-10 09:00", "不是日期"),
        ("26-12-10", "不是日期"),
        ("明天", "不是日期"),
        ("[2026-12-10]", "“一个列表”不是日期"),
        ("true", "“true”不是日期"),
    ],
)
def test_dates_that_do_not_exist(refused, written, what):
    line = refused(f"dates:\n  meeting: {written}\n")
    assert "第 5 行第 12 列（dates.meeting）：会议召开日：" in line
    assert what in line


@pytest.mark.parametrize("nothing", ["", "null", "~", "unknown"])
def test_unknown_is_not_an_answer(write, nothing):
    case = load_case(
        write(
            f"facts:\n  land: {nothing}\n  matter: {nothing}\n  amount_wan: {nothing}\n"
            f"dates:\n  meeting: {nothing}\nmaterials:\n  legality_review: {nothing}\n"
        )
    )
    assert case.facts == {} and case.dates == {}
    assert [paper.status for paper in case.materials.values()] == ["unknown"]


def test_what_is_left_out_is_empty(write):
    case = load_case(write())
    assert (case.unit, case.facts, case.materials, case.dates, case.exceptions) == (None, {}, {}, {}, ())


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ('"甲\\e[31m乙"', "含有控制字符 U+001B"),
        ('"甲\\n乙"', "含有换行"),
        ('"甲\\r乙"', "含有换行"),
        ('"甲\\t乙"', "含有制表符"),
        ('"甲\\u202e乙"', "含有控制字符 U+202E"),
        ('"甲\\u2066乙"', "含有控制字符 U+2066"),
        ('"甲\\u200b乙"', "U+200B"),
        ('"甲\\u2028乙"', "U+2028"),
        ('"甲\\0乙"', "U+0000"),
        ('"甲\\x9b31m乙"', "U+009B"),
        ("''", "是空的"),
        ("'  '", "是空的"),
        ("12", "应当是文字"),
        ("[甲]", "应当是文字。写成一行文字"),
        ("|\n  甲\n  乙\n", "含有换行"),
        ("'" + "长" * 201 + "'", "太长（201 字，最多 200 字）"),
    ],
)
def test_titles_that_would_spoil_a_screen_are_refused(refused, title, what):
    line = refused(head=f"pack: qianjiang\nkind: document\ntitle: {title}\n")
    assert "第 3 行第 8 列（title）：title：" in line
    assert what in line


@pytest.mark.parametrize(
    "title",
    [
        "关于[bold]的说明",
        "[red]红[/red]",
        "[/]",
        "[/link=x]",
        "\U0001f600议题",
        "\u3400\U00020000生僻字",
        "a\\b",
        "<script>",
        "“引号”",
        "长" * 200,
    ],
)
def test_odd_but_harmless_titles_are_taken(write, title):
    assert load_case(write(head=f"pack: qianjiang\nkind: document\ntitle: '{title}'\n")).title == title


@pytest.mark.parametrize(
    "where",
    [
        "unit: {}\n",
        "materials: {{lead_review: {{status: done, ref: {}}}}}\n",
        "materials: {{lead_review: {{status: done, issuer: {}}}}}\n",
        "exceptions: [{{clause: qj-49-1, reason: {}, approved_by: 甲}}]\n",
        "exceptions: [{{clause: qj-49-1, reason: 甲, approved_by: {}}}]\n",
    ],
)
def test_every_text_of_a_case_is_guarded(refused, where):
    assert "含有控制字符 U+001B" in refused(where.format('"甲\\e[2J"'))

"""The report a clerk prints: verdict first, then what to do in order of urgency, each thing once, with its articles."""

import re
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import check, load_case, load_pack, national_calendar
from clerkcheck.cells import cells
from clerkcheck.reports.sheet import item_of, sheet_parts
from clerkcheck.reports.sheet_text import render_text
from clerkcheck.reports.verdict import Verdict

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
MINI = str(ROOT / "tests" / "data" / "mini")
DAY = date(2026, 11, 22)
MARKS = "，。、；：？！）】》〉”’」』"


def sheet(path, pack=None, day=DAY):
    case = load_case(path, pack)
    pack = pack or load_pack(case.pack)
    return Verdict(check(case, pack, national_calendar(), day), pack)


@pytest.fixture
def mini(tmp_path):
    """Return the sheet of a case of the small government."""

    def of(text, kind="document", day=DAY):
        path = tmp_path / "case.yaml"
        path.write_text(f"pack: mini\nkind: {kind}\ntitle: 示例事项\n{text}", encoding="utf-8")
        return sheet(path, load_pack(MINI), day)

    return of


@pytest.fixture
def qianjiang(tmp_path):
    def of(text, kind="agenda_item"):
        path = tmp_path / "case.yaml"
        path.write_text(f"pack: qianjiang\nkind: {kind}\ntitle: 示例事项\n{text}", encoding="utf-8")
        return sheet(path)

    return of


def section(found, word):
    return next(([*map(item_of, each.entries)] for each in sheet_parts(found) if each.heading.endswith(word)), ())


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_examples_print_well(path):
    text = render_text(sheet(path))
    text.encode("gbk")
    lines = text.splitlines()
    assert max(cells(line) for line in lines) <= 80
    assert [line for line in lines if line.strip()[:1] in tuple(MARKS)] == []
    assert [line for line in lines if line.endswith(tuple("（《“【〈‘"))] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert "None" not in text and "{" not in text and "\x1b" not in text


@pytest.mark.parametrize("width", [40, 57, 100])
def test_other_widths(width):
    for path in EXAMPLES:
        assert max(cells(line) for line in render_text(sheet(path), width=width).splitlines()) <= width


def test_there_are_examples_of_every_outcome():
    assert {sheet(path).report.outcome for path in EXAMPLES} == {"ready", "deviating", "undetermined", "blocked"}


def test_the_verdict_comes_first(mini):
    found = mini("facts: {major_decision: true}\nmaterials: {legality_review: missing}\n")
    first = render_text(found).splitlines()[0]
    assert first.startswith("不得报送：缺 1 件，待确认 ")


def test_the_words_of_each_outcome():
    words = {path: render_text(sheet(path)).splitlines()[0].partition("：")[0] for path in EXAMPLES}
    assert set(words.values()) == {"可以报送", "不得报送", "待确认", "需说明理由（原则性要求未满足）"}


def test_sections_in_order_and_numbered_without_gaps():
    for path in EXAMPLES:
        headings = [each.heading for each in sheet_parts(sheet(path))]
        names = [heading.partition("、")[2] for heading in headings]
        order = ["须办事项", "待确认", "期限", "会议与签批", "已符合", "提醒"]
        assert names == [name for name in order if name in names]
        assert [heading[0] for heading in headings] == list("一二三四五六"[: len(headings)])
        assert all(each.entries for each in sheet_parts(sheet(path)))


def test_one_missing_paper_is_one_item_with_every_article(qianjiang):
    # the stability assessment is demanded by articles 25 and 49
    found = qianjiang(
        "facts: {meeting: standing, stability_risk: true, mass_impact: true, major_matter: true}\n"
        "materials: {stability_assessment: missing}\n"
    )
    items = [item for item in section(found, "须办事项") if "社会稳定风险评估" in item.title]
    assert [(item.word, item.title) for item in items] == [("缺失", "社会稳定风险评估")]
    basis = dict(items[0].lines)["依据"]
    assert "第二十五条“" in basis and "第四十九条“" in basis


def test_an_article_that_says_so_twice_is_quoted_once():
    for path in EXAMPLES:
        for each in (item for part in sheet_parts(sheet(path)) for item in map(item_of, part.entries)):
            for line in each.lines:
                quoted = re.findall("第[一二三四五六七八九十百]+条“[^”]*”", line.text) if line.label == "依据" else []
                assert len(quoted) == len(set(quoted))


def test_what_blocks_comes_before_what_is_only_normally_so(mini):
    found = mini(
        "facts: {major_decision: true, major_matter: true, genre: report, contains_request: true}\n"
        "materials: {legality_review: missing, department_opinions: missing}\n"
    )
    words = [(item.word, item.title) for item in section(found, "须办事项")]
    assert words == [
        ("不符合", "报告不得夹带请示事项"),
        ("缺失", "合法性审查（审核）意见"),
        ("缺失", "已征求有关部门意见"),
    ]


def test_a_requirement_that_is_only_normal_says_so(mini):
    found = mini("facts: {genre: request, addressee_count: 2}\n")
    assert [item.title for item in section(found, "须办事项")] == ["请示一般只主送一个机关（原则性要求）"]


def test_the_wrong_meeting_is_one_item_that_names_the_right_one(mini):
    found = mini("facts: {amount_wan: 100, staffing: true, meeting: special, tax_relief: false}\n", "agenda_item")
    items = [item for item in section(found, "须办事项") if item.word == "会议不符"]
    assert [item.title for item in items] == ["本议题应提常务会议"]


def test_meetings_that_contradict_each_other(mini):
    found = mini("facts: {amount_wan: 100, tax_relief: true, meeting: special}\n", "agenda_item")
    [item] = [item for item in section(found, "须办事项") if item.word == "会议不符"]
    assert "互相抵触" in item.title


def test_a_paper_of_which_any_would_do(mini):
    found = mini("facts: {funds: true}\nmaterials: {finance_opinion: missing, expert_review: missing}\n")
    assert [item.title for item in section(found, "须办事项")] == ["财政部门明确意见或专家咨询、论证和评估"]


def test_dates_have_weekday_and_working_days_left(mini):
    [item] = section(mini("dates: {meeting: 2026-12-10}\n", "agenda_item"), "期限")
    assert (item.word, item.title) == ("未到期", "议题材料报送截止：12月7日 周一前，余 11 个工作日")
    item = section(mini("dates: {meeting: 2026-12-10}\n", "agenda_item", date(2026, 12, 7)), "期限")[-1]
    assert item.title.endswith("今天到期")
    item = section(mini("dates: {meeting: 2026-12-10}\n", "agenda_item", date(2026, 12, 9)), "期限")[-1]
    assert (item.word, item.title) == ("已过期", "议题材料报送截止：12月7日 周一前，已过 2 个工作日")


def test_a_provisional_date_says_so_and_why(mini):
    [item] = section(mini("dates: {meeting: 2026-12-31}\n", "agenda_item"), "期限")
    assert "12月24日 周四前（暂定，按最早的一天；最迟可能是 12月28日 周一）" in item.title
    assert "2027" in dict(item.lines)["说明"]


def test_dates_come_in_order(mini):
    found = mini("facts: {vital_interests: true}\ndates: {meeting: 2026-12-10}\n", "agenda_item")
    assert [item.title.partition("：")[2].partition(" ")[0] for item in section(found, "期限")] == [
        "11月30日",
        "12月7日",
        "12月21日",
    ]


def test_an_exception_shows_reason_and_who_approved(mini):
    found = mini(
        "facts: {genre: request, addressee_count: 2}\n"
        "exceptions: [{clause: mi-2-2, reason: 联合审批, approved_by: 区长, until: 2026-12-09}]\n"
    )
    assert section(found, "须办事项") == ()
    [item] = [item for item in section(found, "已符合") if item.word == "例外"]
    assert all(part in item.title for part in ("联合审批", "区长", "2026-12-09"))


def test_a_refused_exception_says_why(mini):
    found = mini(
        "facts: {major_decision: true}\nmaterials: {legality_review: missing}\n"
        "exceptions: [{clause: mi-1-1, reason: 急, approved_by: 区长}]\n"
    )
    [item] = section(found, "须办事项")
    assert "例外不成立" in dict(item.lines)["说明"]


def test_signers_and_who_comes_before(mini):
    found = mini("facts: {issued_by: office, major_matter: true}\n")
    items = {item.word: item.title for item in section(found, "会议与签批")}
    assert items["签批"] == "区长（市长）或政府办公室（厅）主任或办公室分管副主任（副秘书长）"
    assert items["此前"].startswith("先经分管副区长")


def test_every_thing_to_do_has_its_basis_and_its_remedy(mini):
    found = mini(
        "facts: {major_decision: true, genre: report, contains_request: true}\nmaterials: {legality_review: missing}\n"
    )
    for item in section(found, "须办事项"):
        lines = dict(item.lines)
        assert re.match("第.+条“.+”", lines["依据"]) and lines["办法"]


def test_colour_adds_nothing_but_colour():
    for path in EXAMPLES:
        plain, coloured = render_text(sheet(path)), render_text(sheet(path), colour=True)
        assert "\x1b[" in coloured
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


def test_a_fact_that_is_asked_names_the_articles_that_wait_for_it(mini):
    titles = [item.title for item in section(mini(""), "待确认")]
    assert "涉及经费或需要财政安排资金（关系到第一条）" in titles
    assert len(titles) == len(set(titles))


def test_the_verdict_is_not_said_twice():
    for path in EXAMPLES:
        found = sheet(path)
        assert found.summary().count(found.outcome_word) == 0


def test_what_certainly_applies_is_reminded_of_first(qianjiang):
    reminders = section(qianjiang("facts: {meeting: standing}\n"), "提醒")
    words = [item.word for item in reminders]
    assert words == sorted(words, key=["", "通用", "如涉及"].index)
    assert set(words) == {"", "通用", "如涉及"}
    assert not any("如涉及" in item.title for item in reminders)


def test_reminders_are_short_on_a_screen_and_lose_no_article(qianjiang):
    found = qianjiang("facts: {meeting: standing}\n")
    reminders = section(found, "提醒")
    text = render_text(found).partition("、提醒\n")[2]
    flat = re.sub(r"\s", "", text)
    assert all(re.sub(r"\s", "", item.brief or item.title) in flat for item in reminders)
    assert text.count("【如涉及】") == text.count("【通用】") == 1
    in_full = sum(cells(item.title) // 72 + 1 for item in reminders)
    assert len(text.splitlines()) < in_full


def test_clauses_not_settled_yet_that_all_allow_the_meeting_are_told_plainly(qianjiang):
    text = "".join(render_text(qianjiang("facts: {meeting: standing}\n"), width=78).split())
    assert "是否适用还没有定，但都允许拟提的这个会议，适用不适用都一样" in text and "各问" not in text

"""The sheet on one page through the command line: what keeps an item from going up stands whole on a full page, too."""

from pathlib import Path

import pytest

FULL = Path(__file__).resolve().parents[1] / "data" / "full-page.yaml"
EXAMPLES = FULL.parents[2] / "examples"


MINUTES = "pack: weidong\nkind: document\ntitle: 第12次常务会议纪要\nfacts: {genre: minutes, issued_by: government}\n"


ITEM = "pack: qianjiang\nkind: agenda_item\ntitle: 关于示例的议题\n"


@pytest.fixture
def sheet(run):
    """The sheet of a case as text, without its breaks of lines."""

    def of(path, *options):
        ran = run("check", path, "-f", "text", "--as-of", "2026-11-29", *options)
        return "".join(line.strip() for line in ran.out.splitlines())

    return of


def test_on_a_full_page_what_is_to_be_mended_has_article_and_remedy(sheet):
    page = sheet(FULL)
    mended = page[page.index("须补正（2 项）") : page.index("签批：")]
    assert "【缺失】合法性审查（审核）意见依据：第十九条、第四十九条；《优化营商环境条例》第六十三条" in mended
    assert "国办发〔2018〕115号二（七）" in mended and "怎样补：送区司法局审核并附审核意见" in mended
    assert "依据：《优化营商环境条例》第六十二条" in mended and "延长征求意见时间" in mended


def test_papers_of_no_effect_give_way_first_and_no_command_is_printed(sheet):
    page = sheet(FULL)
    assert "报送材料 9 件（不影响结论）：√ 有 列席名单（列席单位、汇报人、联系人）" in page and "；未核 7 件" in page
    assert "□】请示（提请审议的报告）" not in page and "--full" not in page


def test_what_is_open_and_each_paper_have_their_articles(sheet):
    asked = sheet(EXAMPLES / "major-decision-water-price.yaml")
    assert "涉及重大公共利益和公众权益、容易引发社会稳定问题（第二十五条、第四十九条）" in asked
    assert "只写第几条的，出自前者" in asked
    listed = sheet(EXAMPLES / "letter-city-transport.yaml")
    assert "【√ 有】不公开（或依申请公开）的理由依据：第三十一条" in listed


def test_a_sheet_that_may_go_up_names_the_articles_that_were_met(sheet, outcome):
    page = sheet(outcome("ready"))
    assert "可以报送" in page and "已符合：" in page
    assert "条" in page.split("已符合：")[1][:80]


def test_nobody_sees_the_usual_papers_of_no_effect_as_empty_boxes(sheet, case):
    page = sheet(case(head=MINUTES))
    assert "一般还附报送材料（不影响结论）：依据文件；份数、版式、字数符合要求" in page
    assert "请示（提请审议的报告）" not in page and "起草说明" not in page  # 纪要 are their own text
    assert "□】依据文件" not in page


def test_papers_of_no_effect_that_are_ticked_stand_apart(sheet, case, tmp_path):
    page = sheet(case("bundle: {request: done}\n", head=MINUTES))
    apart = page[page.index("报送材料（不影响结论）") :]
    assert "【√ 有】请示（提请审议的报告）" in apart and "□】依据文件" in apart and "起草说明" not in apart
    (tmp_path / "办公室.yaml").write_text("bundle: [draft, 合同文本]\n", encoding="utf-8")
    own = sheet(case(head=MINUTES))
    assert "【□】送审稿（正式文本）" in own and "【□】合同文本" in own  # the office's own list is asked for as it is


def test_the_proposed_meeting_and_those_that_the_rules_want_are_told_apart(sheet, case):
    page = sheet(FULL)
    assert "会议：区政府常务会议" in page and "规定的会议：区政府全体会议或区政府常务会议（第" in page
    same = sheet(case("facts: {meeting: standing, policy_document: true}\n", head=ITEM.replace("qianjiang", "weidong")))
    assert same.count("会议：区政府常务会议（第") == 1 and "规定的会议：" not in same  # what says the same is said once


def test_lists_of_things_with_commas_of_their_own_are_told_apart(sheet, case):
    yes = (
        "major_matter",
        "other_departments",
        "towns_streets",
        "vital_interests",
        "funds",
        "land",
        "staffing",
        "urgently_needed",
    )
    page = sheet(case(f"facts: {{meeting: standing, {', '.join(f'{each}: true' for each in yes)}}}\n", head=ITEM))
    told = page[page.index("涉及：属于提请政府研究决定的重大事项；") :]
    assert "；涉及乡镇、街道；" in told and "等 8 项" not in told
    assert "；起草单位（本部门）法治机构、审核机构的合法性审核（审查）意见（第十九条）；" in sheet(FULL)


def test_of_what_is_open_questions_come_first_and_then_papers(sheet, case):
    facts = "{genre: request, issued_by: department, addressed_to: own_government, classified: false}"
    page = sheet(case(f"facts: {facts}\n", head=ITEM.replace("agenda_item", "document")))
    questions, papers = page.index("要回答的 "), page.index("要落实的要件 ")
    assert page.index("待确认（") < questions < papers
    assert "报文单位主要负责人签发（" in page[papers:] and "越级行文（" in page[questions:papers]


def test_no_hint_of_a_form_is_printed_and_no_number_that_says_nothing(sheet, case):
    head = ITEM.replace("qianjiang", "shapingba")
    nothing = "investment_overrun_wan: 0, settlement_overrun_wan: 0"
    page = sheet(case(f"facts: {{meeting: standing, land: true, land_area_mu: 68, {nothing}}}\n", head=head))
    assert "填0" not in page and "超过概算" not in page and "用地面积（亩）：68" in page
    over = sheet(case("facts: {meeting: standing, investment_overrun_wan: 120}\n", head=head))
    assert "项目总投资超过概算批复金额的部分（万元）：120" in over
    chosen = sheet(case("facts: {meeting: mayor_office, matter: emergency_measures}\n", head=ITEM))
    assert "填报：议题事项类别：突发事件的应急措施" in chosen


def test_where_the_office_reviews_no_person_of_it_is_named(sheet, case):
    minutes = MINUTES.replace("issued_by: government", "issued_by: government, minutes_of: standing")
    page = sheet(case(head=minutes))
    assert "此前：先经区政府办公室（第四十八条" in page and "办公室主任" not in page
    item = sheet(case("facts: {meeting: standing}\n", head=ITEM.replace("qianjiang", "jinchuan")))
    assert "此前：先经区政府办公室、分管副区长（第四十七条" in item

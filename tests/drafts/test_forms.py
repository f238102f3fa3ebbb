"""Forms in which real documents come: each by what a careful reader takes from it, and the faults it has or has not."""

import pytest

from clerkcheck.drafts.data import draft_data
from clerkcheck.drafts.reading import draft_report

NOTICE = "各乡镇人民政府：\n现就有关事项通知如下：\n一、落实责任。\n"
SIGNED = "东山区教育局\n2024年5月20日\n（此件主动公开）\n"
FORMS = {
    "mark_of_several": (
        f"东山区教育局\n东山区财政局文件\n东山区水利局\n东教〔2024〕9号\n东山区教育局　东山区财政局\n关于做好招聘工作的通知\n{NOTICE}2024年5月20日",
        {"title": "东山区教育局东山区财政局关于做好招聘工作的通知", "issuers": ["东山区教育局", "东山区财政局"], "number": "东教〔2024〕9号"},
    ),
    "organs_one_a_line": (f"东山区教育局\n东山区财政局\n关于做好招聘工作的通知\n{NOTICE}", {"issuers": ["东山区教育局", "东山区财政局"]}),
    "organ_broken_in_the_line": (f"东山区人力资源和\n社会保障局关于招聘的通知\n{NOTICE}", {"issuers": ["东山区人力资源和社会保障局"]}),
    "organs_in_one_word": (f"东山区教育局东山区财政局关于招聘的通知\n{NOTICE}", {"issuers": None}),
    "category_above": (
        f"B类\n云水县教育局对县十八届人大四次会议第37号建议的答复\n某某代表：\n建议收悉。现答复如下：\n一、加大投入。\n{SIGNED}",
        {"title": "云水县教育局对县十八届人大四次会议第37号建议的答复"},
    ),
    "dated_below_the_title": (
        "中共云水县委　云水县人民政府\n关于表彰先进集体的决定\n（2025年1月20日）\n县委、县政府决定，予以表彰。",
        {"issuers": ["中共云水县委", "云水县人民政府"], "date": "2025-01-20", "genre": "decision"},
    ),
    "order_and_its_rules": (
        "云江省人民政府令\n第312号\n《云江省节水办法》已经省政府常务会议通过，现予公布。\n省　长　某某某\n2023年11月20日\n云江省节水办法\n第一条　为了节水，制定本办法。\n第二条　本办法自2024年1月1日起施行。",
        {"genre": "order", "date": "2023-11-20", "inner.title": "云江省节水办法"},
    ),
    "attachment_of_a_year": (
        f"东山区教育局关于招聘的通知\n{NOTICE}附件：1.2024年岗位表\n2.报名\n登记表\n{SIGNED}",
        {"attachments": ["2024年岗位表", "报名登记表"]},
    ),
    "without_line_breaks": (
        "鄞农发〔2023〕112号鄞江区人民政府：" + "今年是我区与麻山市建立对口合作关系的第二年，" * 15
        + "恳请区人民政府安排专项资金200万元。妥否，请批示。附件：合作方案（联系人：某某，电话：1234567）鄞江区农业农村局2023年9月1日。",
        {"number": "鄞农发〔2023〕112号", "addressees": ["鄞江区人民政府"], "issuers": ["鄞江区农业农村局"], "date": "2023-09-01",
         "attachments": ["合作方案"]},
    ),
    "addressees_that_share_a_head": (
        "东山区教育局关于招聘的通知\n各镇党委、政府，街道党工委、办事处，区直各单位：\n现通知如下：\n一、落实责任。",
        {"addressees": ["各镇党委、政府", "街道党工委、办事处", "区直各单位"]},
    ),
    "addressees_over_two_lines": (
        "国务院办公厅关于监督工作的意见\n国办发〔2018〕37号\n各省、自治区、直辖市人民政府，\n国务院各部委：\n现提出以下意见：\n一、严格。",
        {"addressees": ["各省、自治区、直辖市人民政府", "国务院各部委"]},
    ),
    "addressees_of_which_the_last_is_an_organ": (
        "国务院关于同意设立试验区的批复\n北京市、内蒙古自治区人民政府，商务部：\n请示收悉。现批复如下：\n同意。",
        {"addressees": ["北京市", "内蒙古自治区人民政府", "商务部"]},
    ),
    "signed_by_a_leader": (
        "国务院关于修改条例的决定\n为了改革，予以修改。\n附件：修改的条例\n总理　某某\n2023年7月20日",
        {"attachments": ["修改的条例"], "date": "2023-07-20"},
    ),
    "title_in_the_same_line": (
        "云水县粮食局关于印发应急管理办法（试行）的通知云粮规〔2023〕9号各乡镇人民政府，有关企业：现将办法印发给你们。"
        "云水县粮食局2023年12月25日（此件公开发布）应急管理办法（试行）第一条　为了加强管理，制定本办法。" + "企业应当遵守规定，" * 30 + "报局备案。",
        {"title": "云水县粮食局关于印发应急管理办法（试行）的通知", "number": "云粮规〔2023〕9号", "issuers": ["云水县粮食局"],
         "addressees": ["各乡镇人民政府", "有关企业"], "date": "2023-12-25"},
    ),
    "date_alone_at_the_end_of_the_line": (
        "关于拨付资金的请示市政府：" + "我区需完成路灯采购及安装，" * 25 + "恳请拨付资金100万元。以上妥否，请批复。二○一一年十一月二十日",
        {"title": "关于拨付资金的请示", "addressees": ["市政府"], "date": "2011-11-20"},
    ),
    "number_in_brackets": (
        "国务院办公厅关于改革的复函\n（国办函〔2009〕45号）\n广东省人民政府：\n来文收悉。现函复如下：\n同意。",
        {"number": "国办函〔2009〕45号", "addressees": ["广东省人民政府"]},
    ),
    "remark_below_the_title": (
        "关于改革的复函\n（节选）\n国办函〔2009〕45号\n广东省人民政府：\n来文收悉。现函复如下：\n同意。",
        {"title": "关于改革的复函", "number": "国办函〔2009〕45号", "addressees": ["广东省人民政府"]},
    ),
    "telegram": (
        f"等级　特急·明电　　云政办电〔2025〕9号\n云水县人民政府关于做好防汛工作的紧急通知\n{NOTICE}",
        {"title": "云水县人民政府关于做好防汛工作的紧急通知", "number": "云政办电〔2025〕9号", "urgency": "特急"},
    ),
    "contents_below_the_title": ("云水县城市更新工作方案\n目　录\n一、目标\t1\n一、目标\n完成规划。", {"title": "云水县城市更新工作方案"}),
}  # fmt: skip
HEAD = "云水县人民政府关于修缮仓库的请示\n临江市人民政府：\n"
FAULTS = {
    "read_out_to_a_meeting": (
        "云水县财政局关于2023年财政决算的报告\n—2024年8月27日在县人大常委会第二十次会议上\n各位委员：\n现将有关情况报告如下：\n一、收支情况。",
        {"signer-missing": False, "date-missing": False, "addressee-missing": False},
    ),
    "organ_not_filled_in": ("关于解决经费的请示\nX区财政局：\n恳请拨付经费10万元。\nX乡人民政府\n20xx年12月28日", {"signature-missing": False}),
    "day_without_a_year": (f"东山区教育局关于招聘的通知\n{NOTICE}二、请于6月31日前报送。", {"date-impossible": True}),
    "leap_day_without_a_year": (f"东山区教育局关于招聘的通知\n{NOTICE}二、请于2月29日前报送。", {"date-impossible": False}),
    "total_in_the_next_sentence": (f"{HEAD}屋面需28万元，门窗需18万元。两项合计48万元。恳请安排。", {"amount-sum": True}),
    "quoted_without_a_title": ("云水县人民政府关于联席会议的函\n县水利局：\n你局关于建立联席会议的请示收悉。现函复如下：\n同意。", {"quoted-without-number": True}),
    "serial_not_filled_in": (
        f"东山教〔2025〕××号\n东山区教育局关于招聘的通知\n{NOTICE}", {"number-placeholder": True, "number-empty": False},
    ),
    "month_and_day_left_open": (
        f"东山区教育局关于招聘的通知\n{NOTICE}东山区教育局\n2025年  月  日", {"placeholder-date": True, "date-form": False},
    ),
    "group_without_a_colon": (
        "东山区教育局关于招聘的通知\n各镇人民政府，区直各部门\n现通知如下：\n一、落实责任。",
        {"addressee-colon": True, "addressee-missing": False},
    ),
    "thanks_after_received": (f"云水县教育局对第37号提案的答复\n某某委员：\n提案收悉，感谢您的关心。\n{SIGNED}", {"received-comma": False}),
    "measures_of_the_party": (
        f"中共东山区委办公室　东山区人民政府办公室\n印发《关于治理的若干措施》的通知\n{NOTICE}中共东山区委办公室\n东山区人民政府办公室\n2024年4月1日\n关于治理的若干措施\n为治理，制定以下措施。\n一、加强建设",
        {"term-missing": False},
    ),
}  # fmt: skip
SUMS = {
    "asked_not_invested": (f"{HEAD}项目总投资8.6亿元，需注入1.72亿元。恳请注入资本金1.72亿元。\n妥否，请批示。", 17200),
    "invested_alone": (f"{HEAD}项目总投资8.6亿元。恳请批准立项。\n妥否，请批示。", None),
    "two_sums_asked": (f"{HEAD}恳请安排仓库资金20万元、设备资金30万元。\n妥否，请批示。", None),
}


@pytest.fixture
def told(tmp_path):
    """Return the report of a text as the JSON of the command has it."""

    def read(text):
        path = tmp_path / "draft.txt"
        path.write_text(text, encoding="utf-8")
        return draft_data(*draft_report(str(path)))

    return read


@pytest.mark.parametrize(("text", "wanted"), FORMS.values(), ids=FORMS)
def test_elements(told, text, wanted):
    elements = told(text)["elements"]
    elements |= {f"inner.{key}": value for key, value in elements.get("inner", {}).items()}
    assert {key: elements.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), FAULTS.values(), ids=FAULTS)
def test_faults(told, text, wanted):
    found = {each["id"] for each in told(text)["faults"]}
    assert {id: id in found for id in wanted} == wanted


@pytest.mark.parametrize(("text", "wan"), SUMS.values(), ids=SUMS)
def test_the_sum_asked_for(told, text, wan):
    assert [each["value"] for each in told(text)["proposals"] if each.get("fact") == "amount_wan"] == (
        [wan] if wan else []
    )


def test_valid_until_a_day(told):
    found = told(f"东山区教育局关于招聘的通知\n{NOTICE}二、本通知有效期至2030年4月30日。")["proposals"]
    assert [each["value"] for each in found if each.get("date") == "expires"] == ["2030-04-30"]

"""补正告知单: what goes back to a unit, in words it cannot argue with."""

import itertools
import re
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.cases.model import Case, Material
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.formal_reasons import formal_reason_named, formal_reasons
from clerkcheck.reports.model import Items, Para, Table, texts_of
from clerkcheck.reports.office import load_office, office_beside, plain_office
from clerkcheck.reports.slip import slip_paper
from clerkcheck.reports.verdict import Verdict

BLANK = "＿"
GONGWEN = Path(__file__).resolve().parents[3] / "shared" / "national" / "sources" / "gongwen.txt"


def slip(found, office=None):
    report, pack, _case = found
    return slip_paper(report, pack, office or plain_office())


def paragraphs(paper):
    return [block.text for block in paper.blocks if isinstance(block, Para)]


def reasons(paper):
    return [item for block in paper.blocks if isinstance(block, Items) for item in block.items]


LACKING = "facts: {major_decision: true, specialised: false}\nmaterials: {legality_review: missing}\n"


def test_its_parts_in_order(mini):
    paper = slip(mini(LACKING + "dates: {meeting: 2026-12-10}\n", title="关于示例的议题", unit="区某局"))
    said = paragraphs(paper)
    assert paper.title == "补正告知单"
    assert paper.number == f"〔{BLANK * 4}〕{BLANK * 3}号"
    assert said[0] == "区某局："
    assert (
        said[1]
        == "你单位报送的《关于示例的议题》收悉。经对照《示例区人民政府工作规则》（2026年1月1日起施行）审核，尚有下列事项需要补正："
    )
    [first] = [item for item in reasons(paper) if "合法性审查" in item.title]
    assert first.title == "缺要件：合法性审查（审核）意见。"
    assert dict(first.lines) == {"依据": "第一条“须作合法性审查”。", "需补": "补合法性审查。"}
    assert "请于2026年12月7日（星期一）下班前补正后重新报送（依据第五条“提前3个工作日报送”）。" in said
    assert said[-4:-1] == [
        BLANK * 8,
        f"{BLANK * 4}年{BLANK * 2}月{BLANK * 2}日",
        f"（联系人：{BLANK * 4}，电话：{BLANK * 6}）",
    ]
    heading, receipt = paper.blocks[-2:]
    assert heading.text == "补正告知单回执" and dict(receipt.lines)["退回的事项"] == "关于示例的议题"


def test_what_the_text_forbids_comes_first(mini):
    text = (
        "facts: {genre: report, contains_request: true, major_decision: true}\nmaterials: {legality_review: missing}\n"
    )
    paper = slip(mini(text, kind="document"))
    assert "明令不得报送" in paragraphs(paper)[1]
    assert "不得夹带请示事项" in reasons(paper)[0].title
    assert "此外，尚有下列事项需要补正：" in paragraphs(paper)
    starts = [(block.start, len(block.items)) for block in paper.blocks if isinstance(block, Items)]
    assert all(start + n == following for (start, n), (following, _n) in itertools.pairwise(starts))


def test_what_is_only_normally_so_asks_for_a_reason(mini):
    paper = slip(mini("facts: {genre: request, addressee_count: 2}\n", kind="document"))
    assert any("书面说明理由" in text for text in paragraphs(paper))


@pytest.mark.parametrize("pack", ["qianjiang", "chongqing", "shapingba", "jinchuan", "weidong"])
def test_every_reason_has_its_article_and_words(pack, sweeping):
    broken = [dict(item.lines) for item in reasons(slip(sweeping(pack, "agenda_item", True, "missing")))]
    broken = [lines for lines in broken if "需补" in lines]
    assert len(broken) > 3
    assert all(lines["依据"].startswith(("第", "《")) and "“" in lines["依据"] for lines in broken)


@pytest.mark.parametrize(("kind", "articles"), [("agenda_item", ["二十四"]), ("document", ["二十一", "二十四"])])
def test_the_return_is_based_on_the_regulation_on_documents(mini, kind, articles):
    [text] = [text for text in paragraphs(slip(mini(LACKING, kind=kind))) if "公文处理工作条例" in text]
    assert [each for each in ("二十一", "二十四") if f"第{each}条" in text] == articles


def test_nothing_to_mend_no_slip(mini):
    assert slip(mini("")) is None


def test_without_a_meeting_the_day_is_left_to_fill_in(mini):
    assert f"请于{BLANK * 4}年{BLANK * 2}月{BLANK * 2}日（星期{BLANK}）下班前补正后重新报送。" in paragraphs(
        slip(mini(LACKING))
    )


def test_a_day_that_has_passed_is_not_asked_for(mini):
    text = LACKING + "dates: {meeting: 2026-11-24}\n"
    assert any(f"请于{BLANK}" in each for each in paragraphs(slip(mini(text))))


def test_of_a_provisional_day_the_earliest_is_asked_for(mini):
    text = LACKING + "dates: {meeting: 2026-12-31}\n"
    assert any(each.startswith("请于2026年12月24日（星期四）下班前") for each in paragraphs(slip(mini(text))))


def test_another_year_is_named(mini):
    text = LACKING + "dates: {meeting: 2027-03-10}\n"
    assert any(each.startswith("请于2027年3月5日（星期五）下班前") for each in paragraphs(slip(mini(text))))


@pytest.mark.parametrize(("title", "shown"), [
    ("关于《某办法》的通知", "《关于〈某办法〉的通知》"),
    ("《某办法》", "《某办法》"),
    ("{unit}{day}", "《{unit}{day}》"),
])  # fmt: skip
def test_a_title_in_title_marks(mini, title, shown):
    assert f"你单位报送的{shown}收悉" in paragraphs(slip(mini(LACKING, title=f"'{title}'")))[1]


def test_an_unknown_unit_is_left_to_fill_in(mini):
    assert paragraphs(slip(mini(LACKING, unit="")))[0] == f"{BLANK * 6}："


# --- the office's own


@pytest.fixture
def office(tmp_path):
    def of(text, name="办公室.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return of


def test_an_office_of_its_own(office, mini):
    path = office(
        "letterhead: 示例区人民政府办公室\nname: 示例区政府办\ncontact: 王某\nphone: 12345678\nnumber_prefix: 示府办补\n"
        "wording: {closing: '{unit}：特此函告。', deadline: '务请{day}前报来。'}\n"
    )
    paper = slip(mini(LACKING + "dates: {meeting: 2026-12-10}\n"), load_office(path))
    assert paper.letterhead == "示例区人民政府办公室"
    assert paper.number.startswith("示府办补〔")
    said = list(texts_of(paper))
    assert {
        "区某局：特此函告。",
        "务请2026年12月7日（星期一）前报来。",
        "（联系人：王某，电话：12345678）",
        "示例区政府办",
    } <= set(said)


@pytest.mark.parametrize(("text", "line", "what"), [
    ("letterhed: 甲\n", 1, "没有 letterhed 这个键。是不是 letterhead？"),
    ("name: 甲\nwording:\n  openning: 乙\n", 3, "没有 openning 这个键。是不是 opening？"),
    ("name: [甲]\n", 1, "name：应当是文字"),
    ("contact: \"甲\\n乙\"\n", 1, "contact：含有换行"),
    ("wording: 甲\n", 1, "wording 应当是"),
    ("wording: {opening: '{titel}收悉'}\n", 1, "没有 {titel} 这个占位。是不是 title？"),
    ("wording: {opening: '{title.__class__}'}\n", 1, "这个占位"),
    ("- 甲\n", 1, "应当是“键: 值”的形式"),
    ("name: 甲\nname: 乙\n", 2, "写了两次"),
])  # fmt: skip
def test_what_is_wrong_with_an_office_file_and_where(office, text, line, what):
    with pytest.raises(InputError) as caught:
        load_office(office(text))
    assert what in str(caught.value)
    assert caught.value.place.line == line


def test_an_office_file_beside_the_cases_is_found(office, tmp_path):
    assert office_beside(str(tmp_path)) == plain_office()
    office("name: 甲\n", "office.yaml")
    assert office_beside(str(tmp_path)).name == "甲"
    office("name: 乙\n")
    with pytest.raises(InputError, match="办公室文件有两个"):
        office_beside(str(tmp_path))


def test_what_is_open_is_asked_in_plain_words(mini):
    paper = slip(mini(LACKING))
    at = next(n for n, block in enumerate(paper.blocks) if isinstance(block, Para) and "一并确认或者说明" in block.text)
    asked = paper.blocks[at + 1].items
    assert any("涉及经费或需要财政安排资金" in item.title for item in asked)
    assert not any(item.word for item in asked)


# --- reasons of form


def test_much_that_is_open_is_asked_in_two_items():
    """A register leaves most questions open; a paragraph each would make a letter of eight pages."""
    pack = load_pack("qianjiang")
    case = Case("qianjiang", "agenda_item", "示例", "某局", {"meeting": "standing"}, {}, {}, ())
    case.materials["approval_form"] = Material("missing")
    report = check(case, pack, national_calendar(), date(2026, 11, 22))
    paper = slip_paper(report, pack, plain_office())
    *_others, papers, facts = reasons(paper)
    assert papers.title.startswith("是否具备下列") and re.search(r"下列 \d{2} 项情况：", facts.title)
    assert facts.title.endswith("。各项所依据的条款见待确认事项征询单。") and "关系到" not in facts.title
    settled = Verdict(report, pack).to_settle()
    assert sum(text.count("；") + 1 for text in (papers.title, facts.title)) == len(settled) > 8


def ticked(paper):
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert len(table.rows) == 13
    return [text for mark, text in table.rows if mark == "√"]


def test_reasons_of_form_are_ticked_and_reasoned(mini):
    found = [formal_reason_named(each) for each in ("印章", "6")]
    report, pack, _case = mini("facts: {}\n", unit="区某局")
    paper = slip_paper(report, pack, plain_office(), found)
    first, second, *_rest = reasons(paper)
    assert first.title == "形式不符：没有加盖印章，或者与署名不符。"
    assert dict(first.lines)["依据"].startswith("《党政机关公文处理工作条例》第九条“应当加盖发文机关印章")
    assert dict(second.lines)["依据"] == "本办公室办文要求。"
    assert ticked(paper) == ["没有加盖印章，或者与署名不符", "没有注明联系人和电话"]


def test_what_a_broken_clause_says_of_form_is_ticked(mini):
    paper = slip(mini("facts: {genre: request, addressee_count: 2}\n", kind="document"))
    assert ticked(paper) == ["多头主送"]


@pytest.mark.skipif(not GONGWEN.is_file(), reason="the laws (../shared/national) are not on this machine")
def test_the_words_of_form_are_the_regulations():
    text = GONGWEN.read_text(encoding="utf-8")
    quoted = [words for reason in formal_reasons() for _article, words in reason.sources]
    assert len(quoted) == 13 and [words for words in quoted if words not in text] == []

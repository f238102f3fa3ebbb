"""A paper says the same in every format, whatever stands in it, and nothing in it is ever taken for markup."""

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from contextlib import suppress
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.cases.model import Case, Material
from clerkcheck.cells import cells
from clerkcheck.packs.clauses import MaterialClause
from clerkcheck.packs.store import pack_ids
from clerkcheck.planning.case_plan import plan_case
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.calendar.periods_paper import periods_paper
from clerkcheck.reports.check_form import check_form
from clerkcheck.reports.check_paper import check_paper
from clerkcheck.reports.formats import rendered
from clerkcheck.reports.markdown import escaped
from clerkcheck.reports.model import Column as C
from clerkcheck.reports.model import Fields, Heading, Item, Items, Line, Paper, Para, Sign, Table, texts_of
from clerkcheck.reports.office import plain_office
from clerkcheck.reports.one_page import fits_one_page
from clerkcheck.reports.plan_paper import plan_paper
from clerkcheck.reports.plan_text import render_plan
from clerkcheck.reports.slip import slip_paper
from clerkcheck.reports.summary import SummaryItem, summary_paper
from clerkcheck.reports.verdict import Verdict
from wide import wide

DAY = date(2026, 11, 22)
STEMS = (
    "standing-factory-buildings", "major-decision-water-price", "personnel-appointments",
    "major-contract-textile-investment", "request-road-repair", "notice-waste-sorting-rules",
)  # fmt: skip
PLANNED = (
    "standing-factory-buildings", "major-decision-water-price", "notice-waste-sorting-rules",
    "major-contract-textile-investment",
)  # fmt: skip
FORMS = ("text", "html", "docx", "markdown")
NASTY = (
    "<script>alert(1)</script>", "&lt;b&gt; & \"'", "| a | b |", "*x* _y_ `z` ~~q~~ [t](javascript:x) ![i](u)",
    "# 标题", "- 列", "1. 列", "1) 列", "=SUM(A1)", "+1", "@cmd", "-2+3", "<!-- -->", "\\* \\", "$x$", "https://a.b", "{title}",
    "：定义", "    四格", "***", "---", "| --- |", "&#42;", "]]>", "{0.__class__}",
)  # fmt: skip


def plain(text):
    return re.sub(r"\s", "", text)


class Words(HTMLParser):
    """The text of a page, head aside; ``tags`` counts what would act or load."""

    def __init__(self, page):
        super().__init__()
        self.text, self.tags, self.inside = [], Counter(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.tags.update(f"{name}=" for name, _value in attrs if name.startswith(("on", "src", "href")))
        self.inside = tag if tag in ("title", "style") else self.inside

    def handle_endtag(self, tag):
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data):
        self.text += [] if self.inside else [data]


def text_of(data, form):
    """What a reader of the file reads, in its order, without white space."""
    if form == "html":
        return plain("".join(Words(data.decode()).text))
    if form == "docx":
        body = docx.Document(BytesIO(data)).element.body
        return plain("".join(node.text or "" for node in body.iter(qn("w:t"))))
    if form == "xlsx":
        rows = (row for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet.iter_rows())
        return plain("".join(str(cell.value) for row in rows for cell in row if cell.value is not None))
    if form == "markdown":
        tokens = MarkdownIt("commonmark").enable("table").parse(data.decode())
        return plain("".join(each.content for token in tokens for each in token.children or () if each.type == "text"))
    return plain(data.decode())


def left_over(paper, data, form):
    """Take every piece of the paper out of the file in order; raises where one is not there. Returns the rest."""
    text, at, rest = text_of(data, form), 0, []
    for piece in map(plain, texts_of(paper)):
        found = text.find(piece, at)
        assert found >= 0, (form, piece, text[at : at + 80])
        rest.append(text[at:found])
        at = found + len(piece)
    return "".join([*rest, text[at:]])


def assert_same_everywhere(paper):
    for form in ("html", "docx", "markdown"):
        rest = left_over(paper, rendered([paper], form, DAY), form)
        assert set(rest) <= set("：＿.0123456789"), (form, rest)
    text, unsaid = text_of(rendered([paper], "text", DAY), "text"), labels_of_titles(paper)
    assert [piece for piece in map(plain, texts_of(paper)) if piece not in text and piece not in unsaid] == []


def labels_of_titles(paper):
    """Labels that text does not repeat: those of the columns that lead an entry, and of columns that are empty."""
    found = {"序号"}
    for table in (block for block in paper.blocks if isinstance(block, Table)):
        empty = [at for at in range(len(table.columns)) if not any(row[at] for row in table.rows)]
        found |= {plain(table.columns[at].label) for at in (table.title, table.word, *empty) if at is not None}
    return found


def papers_of(report, pack, case):
    yield check_paper(report, pack, case)
    yield check_form(report, pack, case, plain_office())
    for paper in (periods_paper(report, pack, national_calendar()), slip_paper(report, pack, plain_office())):
        if paper is not None:
            yield paper
    with suppress(InputError):  # no day to plan from
        yield plan_paper(plan_case(case, pack, report, national_calendar()), pack)


# --- the same in every format


@pytest.mark.parametrize("stem", wide(STEMS, kept=STEMS[::3]))
def test_an_example_says_the_same_in_every_format(stem, example):
    for paper in papers_of(*example(stem)):
        assert_same_everywhere(paper)


SWEEPS = [
    *((pack, True, "missing") for pack in pack_ids()), ("qianjiang", False, "done"), ("national", None, "unknown")
]  # fmt: skip


@pytest.mark.parametrize(("pack", "answer", "status"), wide(SWEEPS, kept=[SWEEPS[1], *SWEEPS[-2:]]))
def test_every_pack_says_the_same_in_every_format(pack, answer, status, sweeping):
    for kind in ("agenda_item", "document"):
        for paper in papers_of(*sweeping(pack, kind, answer, status)):
            assert_same_everywhere(paper)


def test_a_summary_says_the_same_in_every_format(example):
    entries = [SummaryItem(stem, *example(stem)[:2]) for stem in STEMS] + [
        SummaryItem("坏.yaml", error="坏.yaml 第 3 行：读不了")
    ]
    paper = summary_paper(entries, "第20次常务会议", DAY)
    assert_same_everywhere(paper)
    rest = left_over(paper, rendered([paper], "xlsx", DAY), "xlsx")
    assert rest.replace("议题审核汇总表", "").strip("：") == ""  # the title stands on each sheet


@pytest.mark.parametrize("text", NASTY)
def test_text_is_data_in_every_block_of_every_format(text):
    paper = Paper(
        text, (
            Heading(text), Para(text), Para(text, "right"), Fields((Line(text, text),)),
            Items((Item(text, text, (Line(text, text),)), Item("", text))),
            Table((C(text, 50), C("乙", 50)), ((text, text),), word=1), Sign((text,)),
        ), text, text, "blocked", text,
    )  # fmt: skip
    for form in ("html", "docx", "markdown"):
        left_over(paper, rendered([paper], form, DAY), form)
    page = Words(rendered([paper], "html", DAY).decode())
    assert not {"script", "img", "a", "b", "link", "iframe"} & set(page.tags)
    assert not [tag for tag in page.tags if tag.endswith("=")]


@given(st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" \u3000")).filter(str.strip))
def test_markdown_is_only_text(text):
    text = text.strip()
    for form in ("{}", "- {}", "# {}", "1. 甲\n   - 乙：{}"):
        tokens = MarkdownIt("commonmark").enable("table").parse(form.format(escaped(text)))
        kinds = {each.type for token in tokens for each in token.children or ()}
        assert kinds <= {"text", "text_special"}
        assert not any(token.type in ("html_block", "code_block", "fence", "hr", "table_open") for token in tokens)
        shown = "".join(each.content for token in tokens for each in token.children or ())
        assert plain(text) in plain(shown)


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("width", [60, 80])
def test_text_fits_its_width_and_a_gbk_pipe(stem, width, example):
    from clerkcheck.reports.paper_text import render_paper

    for paper in papers_of(*example(stem)):
        text = render_paper(paper, width=width)
        text.encode("gbk")
        assert max(map(cells, text.splitlines())) <= width
        assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_several_papers_make_one_file(example):
    papers = [check_paper(*example(stem)) for stem in STEMS[:2]]
    for form in ("text", "html", "docx", "markdown"):
        text = text_of(rendered(papers, form, DAY), form)
        assert all(text.count(plain(paper.blocks[0].lines[0].text)) >= 1 for paper in papers)
        assert text.count("送审自查表") == 2


# --- what stands on the self-check sheet


def checklist_of(found):
    paper = check_paper(*found)
    at = next(n for n, block in enumerate(paper.blocks) if isinstance(block, Heading) and "核对清单" in block.text)
    return {row[0]: row[1:] for row in paper.blocks[at + 1].rows}


def test_every_paper_the_rules_name_is_on_the_checklist(sweeping):
    for answer, status in ((True, "missing"), (False, "done"), (None, "unknown")):
        report, pack, case = sweeping("qianjiang", "agenda_item", answer, status)
        labels = "、".join(checklist_of((report, pack, case)))
        rules = [pack.clauses[rule.clause] for rule in pack.kinds["agenda_item"].rules]
        demands = {each for clause in rules if isinstance(clause, MaterialClause) for each in clause.demands}
        assert demands
        for demand in demands:  # of those any of which would do, one that is wanted anyway may stand for all
            papers = (demand,) if isinstance(demand, str) else demand
            assert any(pack.vocabulary.materials[each] in labels for each in papers), demand


def test_words_of_the_checklist(mini):
    rows = checklist_of(mini(
        "facts: {major_decision: true, major_matter: true, funds: false, awards: false, matter: staff, amount_wan: 1}\n"
        "materials:\n  legality_review: {status: done, date: 2026-11-12, ref: 示司审〔2026〕12号, issuer: 区司法局}\n"
        "  department_opinions: missing\n"
        "exceptions: [{clause: mi-1-2, reason: 会前补, approved_by: 区长, until: 2026-12-09}]\n"
    ))  # fmt: skip
    assert rows["合法性审查（审核）意见"] == ("有", "第一条", "2026-11-12，示司审〔2026〕12号，区司法局")
    status, article, note = rows["已征求有关部门意见"]
    assert (status, article) == ("例外", "第一条")
    assert "理由：会前补" in note and "批准：区长" in note
    assert rows["已征求有关乡镇街道（区县）意见"][0] == "待定"
    status, article, note = rows["财政部门明确意见"]
    assert (status, article) == ("不适用", "第一条")
    assert note.startswith("不涉及经费")


@pytest.mark.parametrize("pack", pack_ids())
def test_what_is_not_needed_has_a_reason_in_the_case(pack, sweeping):
    rows = checklist_of(sweeping(pack, "agenda_item", False, "unknown"))
    reasons = [row[2] for row in rows.values() if row[0] == "不适用"]
    assert len(reasons) > 3
    assert [reason for reason in reasons if not reason or "施行期" in reason] == []
    assert any(reason.startswith("不") for reason in reasons)


@pytest.mark.parametrize(("facts", "reason"), [
    ("investment_promotion: false, within_own_authority: false", "并非“招商引资项目”"),
    ("investment_promotion: true, urgent_or_emergency: true, within_own_authority: false", "特别紧急或突发事件"),
    ("investment_promotion: true, urgent_or_emergency: false, within_own_authority: true", "属部门（议题含分管领导）职权范围内"),
])  # fmt: skip
def test_the_reason_is_the_answer_that_decides(mini, facts, reason):
    rows = checklist_of(mini(f"facts: {{{facts}, funds: false}}\n"))
    [row] = [row for label, row in rows.items() if "专家咨询" in label]
    assert row[0] == "不适用" and reason in row[2]


def test_box_verdict_and_places_to_sign(example):
    paper = check_paper(*example("standing-factory-buildings"))
    assert paper.verdict == "不得报送：缺 2 件"
    box = dict(paper.blocks[0].lines)
    assert box["会议"] == "区政府常务会议"
    assert "会议召开日 12月10日 周四" in box["拟定日期"]
    assert paper.blocks[-1] == Sign(("填报人", "审核人", "日期"))
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert [heading[0] for heading in headings] == list("一二三四五六七八"[: len(headings)])


def test_without_the_case_the_sheet_has_what_the_report_has(example):
    report, pack, _case = example("standing-factory-buildings")
    paper = check_paper(report, pack)
    assert paper.verdict == "不得报送：缺 2 件"
    assert "不适用" not in set(texts_of(paper))


# --- periods


def test_the_period_sheet_counts_every_deadline(mini):
    report, pack, _case = mini("facts: {vital_interests: true}\ndates: {meeting: 2026-12-10}\n")
    paper = periods_paper(report, pack, national_calendar())
    assert len([block for block in paper.blocks if isinstance(block, Table)]) == len(report.deadlines) == 3
    table = next(block for block in paper.blocks if isinstance(block, Table) and len(block.rows) == 4)
    assert [row[0] for row in table.rows] == ["2026-12-10", "2026-12-09", "2026-12-08", "2026-12-07"]
    assert [row[2] for row in table.rows] == ["不计", "计入", "计入", "计入"]


def test_no_deadline_no_period_sheet(mini):
    report, pack, _case = mini("", kind="document")
    assert periods_paper(report, pack, national_calendar()) is None


def test_a_provisional_period_shows_its_range(mini):
    report, pack, _case = mini("dates: {meeting: 2026-12-31}\n")
    box = dict(
        next(b for b in periods_paper(report, pack, national_calendar()).blocks[2:] if isinstance(b, Fields)).lines
    )
    assert box["到期"].endswith("暂定")
    assert box["范围"].startswith("最早 2026-12-24")


# --- the plan


def planned(stem, example):
    report, pack, case = example(stem)
    return plan_case(case, pack, report, national_calendar()), pack


@pytest.mark.parametrize("stem", PLANNED)
def test_the_plan_names_each_step_with_its_days_and_article_in_every_format(stem, example):
    plan, pack = planned(stem, example)
    texts = {form: text_of(rendered([plan_paper(plan, pack)], form, DAY), form) for form in FORMS}
    texts["terminal"] = plain(render_plan(plan, pack))
    still_open = [each for each in plan.tasks if each.status != "done"]
    assert still_open
    for task in still_open:
        facts = [task.label, f"{task.end_by.month}月{task.end_by.day}日", *(source_of(task))]
        facts += [] if task.started or task.follows else [f"{task.start_by.month}月{task.start_by.day}日"]
        facts += [pack.vocabulary.materials[each.material] for each in task.papers if isinstance(each.material, str)]
        for form, text in texts.items():
            assert [fact for fact in facts if plain(fact) not in text] == [], form


def source_of(task):
    return (task.source.article, task.source.quote) if task.source else ("规则未定时长",)


def test_the_table_of_steps(example):
    paper = plan_paper(*planned("standing-factory-buildings", example), letterhead="某区人民政府办公室")
    assert (paper.letterhead, paper.landscape) == ("某区人民政府办公室", True)
    assert paper.verdict.startswith("来得及：最先要办的是征求部门意见")
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    rows = {row[1]: row for row in table.rows}
    assert [column.label for column in table.columns] == [
        "情形", "要办什么", "谁办", "时限和依据", "最迟哪天开始", "最迟哪天办完", "余几个工作日"]  # fmt: skip
    consulted = rows["征求部门意见：财政部门明确意见"]
    assert consulted[0] == "待办" and consulted[2].endswith("送出，有关单位办理")
    assert consulted[3].startswith("7 个工作日；依据：第五十三条“除主办部门另有时限要求外")
    assert consulted[4:] == ("11月26日 周四", "12月7日 周一", "余 4 个工作日")
    assert rows["公平竞争审查：公平竞争审查"][3].startswith("规则未定时长，由本单位安排")
    assert rows["报送"][4:] == ("12月7日 周一", "12月7日 周一", "余 11 个工作日")


def test_the_critical_path_stands_in_words_on_the_paper(example):
    plan, pack = planned("standing-factory-buildings", example)
    said = [block.text for block in plan_paper(plan, pack).blocks if isinstance(block, Heading | Para)]
    assert said[0] == "一、关键路径"
    assert said[1].startswith("征求部门意见（7 个工作日，最迟 11月26日 周四 开始） → 报送")
    assert [text[0] for text in said if text[1] == "、" and text[0] in "一二三四"] == ["一", "二", "三", "四"]


# --- Word


@pytest.fixture(scope="module")
def letter():
    from clerkcheck.reports.model import Paper as P

    return rendered(
        [P("标题", (Para("正文"), Heading("一、甲"), Heading("（一）乙", 2)), "抬头", "〔〕号", letter=True)],
        "docx",
        DAY,
    )


def xml(data, name):
    return ZipFile(BytesIO(data)).read(f"word/{name}").decode()


def test_page_and_grid_of_the_standard(letter):
    section = docx.Document(BytesIO(letter)).sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    edges = (section.page_width, section.page_height, section.top_margin, section.left_margin, width, height)
    millimetres = [round(each / 36000) for each in edges]
    assert millimetres == [210, 297, 37, 28, 156, 225]
    pitch = int(re.search(r'w:docGrid[^>]*w:linePitch="(\d+)"', xml(letter, "document.xml"))[1])
    points = 225 / 25.4 * 72
    assert points // (pitch / 20) == 22


def test_fonts_are_named_for_east_asian_text_and_no_theme_font_is_left(letter):
    styles = xml(letter, "styles.xml")
    assert not re.search(r"w:\w+Theme=", styles)
    names = {}
    for style in docx.Document(BytesIO(letter)).styles:
        fonts = style.element.find(".//" + qn("w:rFonts"))
        if fonts is not None:
            names[style.name] = fonts.get(qn("w:eastAsia"))
    assert names["Title"] == "方正小标宋简体"
    assert names["Normal"] == "仿宋_GB2312"
    assert names["Heading 1"] == "黑体"
    assert names["Heading 2"] == "楷体_GB2312"
    table = xml(letter, "fontTable.xml")
    assert all(f'w:name="{name}"' in table for name in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"))
    assert "仿宋;" in table


def test_language_headings_and_page_number(letter):
    assert set(re.findall(r"<w:lang ([^>]*)/>", xml(letter, "styles.xml"))) == {
        'w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"'
    }
    assert re.findall(r'"compatibilityMode"[^>]*w:val="(\d+)"', xml(letter, "settings.xml")) == ["15"]
    document = docx.Document(BytesIO(letter))
    assert [p.style.name for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))] == [
        "Title", "Heading 1", "Heading 2"]  # fmt: skip
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert "".join(node.text or "" for node in footer._element.iter(qn("w:t"))) == "— 1 —"
        assert footer._element.find(".//" + qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_header_rows_repeat_and_short_rows_stay_whole(example):
    data = rendered([check_paper(*example("standing-factory-buildings"))], "docx", DAY)
    tables = docx.Document(BytesIO(data)).tables
    lists = [table for table in tables if table.rows[0].cells[0].text == "序号"]
    assert len(lists) == 3
    for table in lists:
        marks = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows]
        assert marks[0] and not any(marks[1:])
        assert all(row._tr.find(".//" + qn("w:cantSplit")) is not None for row in table.rows)


def test_a_row_longer_than_a_page_may_break():
    paper = Paper("表", (Table((C("甲", 100),), (("长" * 5000,),)),))
    row = docx.Document(BytesIO(rendered([paper], "docx", DAY))).tables[0].rows[1]
    assert row._tr.find(".//" + qn("w:cantSplit")) is None


def test_a_landscape_paper_lies_on_its_side():
    section = docx.Document(
        BytesIO(rendered([summary_paper([SummaryItem("a", error="x")], "会", DAY)], "docx", DAY))
    ).sections[0]
    assert section.page_width > section.page_height
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 257


@pytest.mark.wide
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="soffice 或 pdftotext 没有装")
def test_libreoffice_loses_no_text_and_the_sheet_takes_one_page(tmp_path, example):
    papers = {stem: list(papers_of(*example(stem))) for stem in STEMS[:3]}
    papers["汇总"] = [summary_paper([SummaryItem(stem, *example(stem)[:2]) for stem in STEMS], "会议", DAY)]
    papers["长"] = [Paper("长", (Table((C("甲", 50), C("乙", 50)), (("前" * 3000, "后" * 10),)),))]
    papers |= {f"表-{stem}": [check_form(*example(stem), plain_office())] for stem in STEMS}
    papers |= {f"表-{status}": [everything_answered(status)] for status in ("done", "missing")}
    for name, each in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(rendered(each, "docx", DAY))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    files = [str(tmp_path / f"{name}.docx") for name in papers]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=180)
    for stem in (*STEMS, "done", "missing"):
        info = subprocess.run(
            ["pdfinfo", str(tmp_path / f"表-{stem}.pdf")], check=True, capture_output=True, timeout=60
        )
        assert re.search(rb"Pages: +1\n", info.stdout), stem
    for name, each in papers.items():
        done = subprocess.run(
            ["pdftotext", str(tmp_path / f"{name}.pdf"), "-"], check=True, capture_output=True, timeout=60
        )
        there = Counter(unicodedata.normalize("NFKC", plain(done.stdout.decode())))
        asked = Counter(
            unicodedata.normalize("NFKC", "".join(plain(text) for paper in each for text in texts_of(paper)))
        )
        assert {char: n for char, n in asked.items() if there[char] < n} == {}


# --- spreadsheets


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text, mini):
    report, pack, _case = mini("", title="示例")
    entries = [SummaryItem("x", report._replace(title=text, unit=text), pack), SummaryItem(text, error=text)]
    book = openpyxl.load_workbook(BytesIO(rendered([summary_paper(entries, text, DAY)], "xlsx", DAY)))
    cells_ = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells_)
    held = [str(cell.value) for cell in cells_ if cell.value is not None and text.strip() in str(cell.value)]
    assert len(held) >= 4
    assert not [value for value in held if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_workbook_prints_on_one_page_wide(example):
    entries = [SummaryItem("x", *example(STEMS[0])[:2])]
    sheet = openpyxl.load_workbook(BytesIO(rendered([summary_paper(entries, "会", DAY)], "xlsx", DAY))).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows and sheet.freeze_panes
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert max(heights) > 40 and None not in heights  # LibreOffice works none out


# --- what is not installed


@pytest.mark.parametrize(("form", "package"), [("docx", "python-docx"), ("xlsx", "openpyxl")])
def test_a_package_that_is_missing_is_named(form, package, monkeypatch):
    monkeypatch.setitem(sys.modules, package.removeprefix("python-"), None)
    for module in ("word", "workbook"):
        monkeypatch.delitem(sys.modules, f"clerkcheck.reports.{module}", raising=False)
    with pytest.raises(InputError, match=package) as caught:
        rendered([Paper("表", ())], form, DAY)
    assert "clerkcheck[paper]" in str(caught.value)


# --- the sheet on one page


def test_the_form_has_what_is_decided_and_what_is_filled_in_by_hand(mini):
    text = (
        "facts: {meeting: standing, major_decision: true, specialised: false}\nmaterials: {legality_review: missing}\n"
    )
    report, pack, case = mini(
        f"{text}dates: {{meeting: 2026-12-10}}\nbundle: {{draft: done}}\n", title="示例", unit="某局"
    )
    case.materials["legality_review"] = case.materials["legality_review"]._replace(copies=12, attachment="附件3")
    office = plain_office()._replace(letterhead="某区人民政府办公室", signs=("承办人", "单位负责人", "日期"))
    form = check_form(report, pack, case, office)
    _to_do, asked, bundle = (block for block in form.blocks if isinstance(block, Table))
    rows = {row[1]: row for row in (*asked.rows, *bundle.rows)}
    assert [column.label for column in asked.columns] == ["有无", "材料", "依据", "份数", "附件号"]
    assert [column.label for column in bundle.columns] == ["有无", "材料", "份数", "附件号"]
    assert rows["合法性审查（审核）意见"] == ("□ 缺", "合法性审查（审核）意见", "第一条", "12", "附件3")
    assert rows["送审稿（正式文本）"][0] == "√ 有" and rows["依据文件"][0] == "□"
    assert form.blocks[-1] == Sign(office.signs)
    said = {line.label: line.text for block in form.blocks if isinstance(block, Fields) for line in block.lines}
    assert said["涉及"] == pack.vocabulary.facts["major_decision"].label
    assert said["汇报人"] == "" and "12月7日" in said["期限"]


def busy_form(facts, status):
    """The form of a case of which very much is to be said."""
    pack = load_pack("qianjiang")
    papers = {name: Material(status) for name in pack.vocabulary.materials}
    case = Case("qianjiang", "agenda_item", "示例", "某局", facts | {"meeting": "standing"}, papers, {}, ())
    report = check(case, pack, national_calendar(), DAY)
    return report, pack, check_form(report, pack, case, plain_office())


def everything_answered(status):
    """The form of an item of which everything that can be asked is so."""
    facts = [fact for fact in load_pack("qianjiang").vocabulary.facts.values() if fact.kind != "document"]
    yes = {fact.id: True for fact in facts if fact.type == "bool"}
    chosen = {fact.id: frozenset(set(fact.of) - {"none"}) for fact in facts if fact.type == "choices"}
    return busy_form(yes | chosen, status)[2]


@pytest.mark.parametrize("status", ["done", "missing"])
def test_where_room_is_scarce_less_is_said_of_each_thing(status):
    form = everything_answered(status)
    said = "".join(texts_of(form))
    assert fits_one_page(form) and re.search(r"等 \d+ 项", said) and "--full" not in said
    few = busy_form({"funds": True, "amount_wan": 800}, status)[2]
    mended = [
        row[2] for block in few.blocks if isinstance(block, Table) and len(block.columns) == 4 for row in block.rows
    ]
    assert fits_one_page(few) and not any(re.search(r"等 \d+ 条", each) for each in mended)


def test_where_very_much_is_missing_each_paper_is_named_once_with_what_mends_it():
    """Among what is to be mended, with an article and the remedy; what is of no effect has no line any more."""
    facts = dict.fromkeys(
        ("funds", "government_investment", "normative_document", "market_activity", "stability_risk", "specialised",
         "major_decision", "major_matter", "other_departments", "disagreement", "vital_interests", "land"), True,
    )  # fmt: skip
    report, pack, form = busy_form(facts, "missing")
    lacking = [each for each in Verdict(report, pack).to_do() if each.state == "missing"]
    said = "".join(texts_of(form))
    assert len(lacking) > 14 and fits_one_page(form)
    for each in lacking:
        remedy = re.escape(each.lines[1].text.partition("；")[0])
        assert re.search(rf"{re.escape(each.subject)}（[^，]*[条项）]），{remedy}", said), each.subject
        assert said.count(f"{each.subject}（") == 1, each.subject
    assert "各项的全部依据和怎样补见自查表全文" in said and "报送材料 9 件（不影响结论）：未核 9 件" in said

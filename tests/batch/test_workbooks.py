"""What a workbook holds beside plain values: formulas, errors, merged cells, further headers, cells far out."""

import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import load_pack
from clerkcheck.batch.sources.source_files import Sources
from wide import wide

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
HEADER = ["类型", "事项名称", "单位", "拟提交的会议", "涉及金额（万元）", "会议召开日", "公平竞争审查", "备注"]
ROW = ["议题", "关于{}的议题", "区水利局", "区政府常务会议", 800, date(2026, 12, 10), "有", "急"]


def row(name, **cells):
    """A good row with some cells changed."""
    letters = "ABCDEFGH"
    return [cells.get(letters[n], value.format(name) if n == 1 else value) for n, value in enumerate(ROW)]


def edited(path, change, part="xl/worksheets/sheet1.xml"):
    """Change the XML of a workbook's part."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return path


def with_cell(cell, xml):
    """A change that puts other XML in the place of a cell's."""
    return lambda text: re.sub(rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)', lambda _found: xml, text, count=1)


ERRORS = ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"]


def test_formulas_without_a_value_and_errors_are_said_by_sheet_and_cell(both, workbook):
    def change(sheet):
        sheet.title = "议题"
        sheet.parent.create_sheet("公文").append(HEADER)

    bad = [
        (letter, text) for letter, error in zip("ABCDEFG", ERRORS, strict=True) for text in ("=VLOOKUP(1,A:A,1)", error)
    ]
    path = workbook(
        HEADER,
        row("甲"),
        *(row(f"{n}", **{letter: text}) for n, (letter, text) in enumerate(bad)),
        row("乙"),
        change=change,
    )
    ran = both(path)
    lines = ran.err.splitlines()
    assert len(lines) == len(bad) == 14 and ran.status == 2
    for number, (line, (letter, text)) in enumerate(zip(lines, bad, strict=True), 3):
        said = "是公式，没有存值。用 Excel 或 WPS 打开，存一次再查" if text[0] == "=" else f"是 {text}"
        assert line.startswith(f"错误：{path}（工作表“议题”） {letter}{number}（") and said in line
        assert ran.rows[number - 2]["错误"] in line
    assert [each["结论"] == "读不了" for each in ran.rows] == [False, *[True] * 14, False]


def test_in_a_column_for_people_neither_matters(both, workbook):
    header = [*HEADER, "#经办人"]
    ran = both(workbook(header, [*row("甲", H="=1/0"), "=A1"], [*row("乙", H="#REF!"), "#N/A"]))
    assert (ran.status, ran.err) == (1, "") and len(ran.rows) == 2


def test_formulas_that_have_been_worked_out_are_their_values(both, workbook, qianjiang):
    path = workbook(HEADER, row("甲"), row("乙"), row("丙"))
    edited(path, with_cell("E2", '<c r="E2"><f>400*2+1</f><v>801</v></c>'))
    edited(path, with_cell("D3", '<c r="D3" t="str"><f>IF(A1="","",1)</f><v></v></c>'))  # worked out to nothing
    edited(path, with_cell("C4", '<c r="C4" t="str"><f>A1</f><v>区财政局</v></c>'))
    ran = both(path)
    assert ran.err == "" and [each["单位"] for each in ran.rows] == ["区水利局", "区水利局", "区财政局"]
    facts = [item.case.facts for item in Sources([str(path)], load_pack, qianjiang, "none.csv").items()]
    assert [each["amount_wan"] for each in facts] == [801, 800, 800]
    assert ["meeting" in each for each in facts] == [True, False, True]


@pytest.mark.parametrize("xml", ['<c r="E2"><f>A1*0</f><v>0</v></c>', '<c r="E2" t="n"><f>A1*0</f><v>0</v></c>'])
def test_a_nought_that_the_program_which_wrote_it_never_worked_out(both, workbook, xml):
    path = edited(workbook(HEADER, row("甲")), with_cell("E2", xml))
    assert "E2（涉及金额（万元））：是公式，存的 0 没有算过" in both(path).err
    edited(path, lambda text: text.replace(' fullCalcOnLoad="1"', ""), "xl/workbook.xml")
    assert both(path).err == ""


@pytest.mark.parametrize(
    "xml",
    ['<c r="E3"><f>1</f></c>', '<c r="E3"><f>1</f><v/></c>', '<c r="E3"><f>1</f><v></v></c>', '<c r="E3" s="1"><f t="shared" si="0"/></c>',
     "<c r='E3'><f>1</f></c>"],
    ids=["no-v", "v", "empty-v", "shared", "single-quotes"],
)  # fmt: skip
def test_every_way_in_which_a_formula_has_no_value(both, workbook, xml):
    path = edited(workbook(HEADER, row("甲"), row("乙")), with_cell("E3", xml))
    ran = both(path)
    assert "E3（涉及金额（万元））：是公式，没有存值" in ran.err and ran.rows[0]["结论"] == "待确认"


def test_a_sheet_whose_cells_do_not_say_where_they_stand(both, workbook):
    def bare(text):
        return re.sub(r'(<(?:row|c))\s+r="[A-Z]*\d+"', r"\1", text)

    path = edited(workbook(HEADER, row("甲"), row("乙", E="=1+1"), row("丙")), bare)
    ran = both(path)
    assert "E3（涉及金额（万元））：是公式，没有存值" in ran.err
    assert [each["结论"] == "读不了" for each in ran.rows] == [False, True, False]


def test_a_sheet_whose_elements_have_a_prefix(both, workbook):
    def prefixed(text):
        text = re.sub(r"(</?)(\w)", r"\1x:\2", text)
        return text.replace("<x:worksheet xmlns=", "<x:worksheet xmlns:x=")

    path = edited(workbook(HEADER, row("甲"), row("乙", E="=1+1"), row("丙", F="#N/A")), prefixed)
    ran = both(path)
    assert "E3（" in ran.err and "F4（会议召开日）：是 #N/A" in ran.err and ran.rows[0]["结论"] == "待确认"


def test_rows_and_columns_of_nothing_but_formulas_are_not_lost(both, workbook):
    formulas = [f"={letter}1" for letter in "ABCDEFG"]
    path = workbook(["=A1", *HEADER[:-1]], ["=A1", *row("甲")[:-1]], ["=B1", *formulas])
    ran = both(path)
    assert "A1（表头）：是公式，没有存值" in ran.err
    path = workbook(HEADER, row("甲"), formulas)
    ran = both(path)
    assert [each["行"] for each in ran.rows] == ["2", "3"] and "A3（类型）：是公式，没有存值" in ran.err


def test_a_heading_that_is_a_formula_or_an_error_is_said(both, workbook):
    for heading in ("=A1", "#REF!"):
        ran = both(workbook([*HEADER[:4], heading, *HEADER[5:]], row("甲")))
        assert ran.status == 2 and "E1（表头）：是" in ran.err


def test_words_struck_through_within_a_cell_are_not_read_as_if_they_stood(both, workbook):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    text = CellRichText(TextBlock(InlineFont(strike=True), "800"), "900")
    ran = both(workbook(HEADER, row("甲", E=text), row("乙")))
    assert "E2（涉及金额（万元））：有划掉的字，不清楚算哪些" in ran.err
    assert [each["结论"] == "读不了" for each in ran.rows] == [True, False]


def test_words_struck_through_in_a_shared_text(both, workbook):
    path = workbook(HEADER, row("甲"), row("乙"))
    shared = (
        '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>有</t></si>'
        "<si><r><rPr><strike/></rPr><t>有</t></r><r><t>缺</t></r></si><si><r><rPr><b/></rPr><t>缺</t></r></si></sst>"
    )
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/sharedStrings.xml", shared)
    link = '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    edited(path, lambda text: text.replace("</Relationships>", link), "xl/_rels/workbook.xml.rels")
    edited(path, with_cell("G2", '<c r="G2" t="s"><v>1</v></c>'))
    edited(path, with_cell("G3", '<c r="G3" t="s"><v>2</v></c>'))
    ran = both(path)
    assert "G2（公平竞争审查）：有划掉的字" in ran.err and "G3" not in ran.err


def test_what_a_merged_cell_says_goes_for_each_of_its_rows(both, workbook):
    def merged(sheet):
        for letter in "ACDFG":
            sheet.merge_cells(f"{letter}2:{letter}4")

    apart = both(workbook(HEADER, row("甲"), row("乙"), row("丙"), row("丁")))
    together = both(workbook(HEADER, row("甲"), row("乙"), row("丙"), row("丁"), change=merged))
    assert together == apart and apart.err == ""


@pytest.mark.parametrize(("letter", "value"), [("B", "关于甲的议题"), ("E", "800")])
def test_a_merged_title_or_number_names_its_range(both, workbook, letter, value):
    path = workbook(
        HEADER, row("甲"), row("乙"), row("丙"), change=lambda sheet: sheet.merge_cells(f"{letter}2:{letter}3")
    )
    ran = both(path)
    assert [each["结论"] == "读不了" for each in ran.rows] == [True, True, False]
    for number in (2, 3):
        assert f"{letter}{number}（" in ran.err
    assert ran.err.count(f"{letter}2:{letter}3 合并成了一格，不清楚“{value}") == 2


def test_cells_merged_side_by_side_name_their_range(both, workbook):
    ran = both(workbook(HEADER, row("甲"), row("乙"), change=lambda sheet: sheet.merge_cells("C3:D3")))
    assert "D3（拟提交的会议）：和左边合并成了一格（C3:D3）" in ran.err
    assert [each["结论"] == "读不了" for each in ran.rows] == [False, True]


def test_merged_headings_above_the_table_change_nothing(both, workbook):
    def change(sheet):
        sheet.merge_cells("A1:H1")

    ran = both(workbook(["某次会议议题"], HEADER, row("甲"), change=change))
    assert ran.err == "" and len(ran.rows) == 1


def test_a_table_that_begins_further_right_is_said_by_its_letters(both, workbook):
    blank = [None, None]
    path = workbook([], [*blank, *HEADER], [*blank, *row("甲", E="800万")], [*blank, *row("乙", D="=1")])
    ran = both(path)
    assert "G3（涉及金额（万元））" in ran.err and "F4（拟提交的会议）：是公式" in ran.err


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_same_header_again_is_passed_over_and_counted(both, table, ending):
    rows = [
        ["议题", "关于甲的议题"],
        ["类型", "事项名称"],
        ["议题", "关于乙的议题"],
        ["类型", "事项名称"],
        ["公文", "丙"],
    ]
    path = table(["类型", "事项名称"], *rows, name=f"t.{ending}")
    ran = both(path)
    assert (ran.status, ran.err) == (1, "")
    assert [each["行"] for each in ran.rows] == ["2", "4", "6"] and "表头又出现 2 次（第 3、5 行），略过" in ran.out


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_another_header_begins_another_table(both, table, ending):
    rows = [
        ["议题", "关于甲的议题", "区财政局", "区政府常务会议"],
        [],
        ["类型", "单位", "事项名称", "会议召开日"],
        ["议题", "区水利局", "关于乙的议题", "不是日子"],
        ["议题", "区水利局", "关于丁的议题", "2026-12-10"],
        ["事项名称", "类型", "", ""],
        ["关于丙的函", "公文", "", ""],
    ]
    path = table(["类型", "事项名称", "单位", "拟提交的会议"], *rows, name=f"t.{ending}")
    ran = both(path)
    found = [(each["行"], each["类型"], each["事项名称"], each["单位"]) for each in ran.rows]
    assert found == [
        ("2", "议题", "关于甲的议题", "区财政局"),
        ("5", "", "关于乙的议题", "区水利局"),
        ("6", "议题", "关于丁的议题", "区水利局"),
        ("8", "公文", "关于丙的函", ""),
    ]
    assert ran.status == 2 and "（会议召开日）：“不是日子”不是日期" in ran.err


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_further_header_that_cannot_be_read_is_said_by_its_place(both, table, ending):
    rows = [["议题", "关于甲的议题"], ["事项名称", "类型", "什么"], ["关于乙的议题", "议题", "x"]]
    path = table(["类型", "事项名称"], *rows, name=f"t.{ending}")
    ran = both(path)
    place = {"csv": "第 3 行第 3 列（什么）", "xlsx": "C3（什么）"}[ending]
    assert ran.status == 2 and place in ran.err and "没有“什么”这一列" in ran.err and "关于乙" not in str(ran.rows)


def test_a_title_that_is_a_heading_is_no_header(both, table):
    ran = both(table(["类型", "事项名称", "单位"], ["议题", "标题", "单位"], ["议题", "关于乙的议题", "区水利局"]))
    assert [each["事项名称"] for each in ran.rows] == ["标题", "关于乙的议题"]


@pytest.mark.parametrize(
    "place", wide(["XFD1048576", "SF1048576", "CV1048576", "XFD1040000"], kept=["XFD1048576", "CV1048576"])
)
def test_a_cell_far_out_is_one_message(both, workbook, place):
    path = workbook(HEADER, row("甲"), change=lambda sheet: sheet.__setitem__(place, "误填"))
    good = workbook(HEADER, row("乙"), name="好的.xlsx")
    ran = both(path, good)
    (line,) = ran.err.splitlines()
    assert str(path) in line and f"{place} 还有内容" in line and "大得读不了" in line
    assert ran.status == 2 and [each["结论"] for each in ran.rows] == ["读不了", "待确认"]


def test_cells_far_out_that_are_only_coloured_are_no_matter(both, workbook):
    from openpyxl.styles import PatternFill

    def change(sheet):
        sheet["XFD1048576"].fill = PatternFill("solid", fgColor="FFFF00")

    assert both(workbook(HEADER, row("甲"), change=change)).err == ""


@pytest.mark.parametrize("name", ["far-XFD1048576", "far-SF1048576", "far-CV1048576"])
def test_the_workbooks_that_aborted_the_process(tmp_path, name):
    path = SHARED / "faults" / "08-tables" / f"{name}.xlsx"
    if not path.exists():
        pytest.skip("the shared inputs are not here")
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))\n"
        "from clerkcheck.__main__ import main\n"
        f"raise SystemExit(main(['batch', {str(path)!r}, '-o', {str(tmp_path / 'r.csv')!r}, '--pack', 'qianjiang']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and "大得读不了" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/media/image1.png"])
def test_a_workbook_that_unpacks_to_too_much_is_one_message(both, workbook, monkeypatch, part):
    monkeypatch.setattr("clerkcheck.batch.sources.workbook_parts.MOST_BYTES", 1 << 20)
    path = workbook(HEADER, row("甲"))
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in (parts | {part: parts.get(part, b"") + b" " * (2 << 20)}).items():
            book.writestr(name, data)
    assert path.stat().st_size < 100_000
    ran = both(path)
    (line,) = ran.err.splitlines()
    assert ran.status == 2 and "解压后超过 1 MB" in line


def test_one_cell_of_very_much_text_is_one_message(both, workbook, monkeypatch):
    monkeypatch.setattr("clerkcheck.batch.sources.workbook_parts._LONGEST_PIECE", 1 << 20)
    path = edited(
        workbook(HEADER, row("甲")), with_cell("H2", f'<c r="H2" t="inlineStr"><is><t>{"x" * (3 << 20)}</t></is></c>')
    )
    ran = both(path)
    assert ran.status == 2 and "有一格太长" in ran.err and len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("bound", [1, 26, 27, 52, 53, 100, 676, 701, 702, 703, 16000])
def test_columns_beyond_a_bound_are_found_by_their_letters(bound):
    from clerkcheck.batch.sources.items import column_letters
    from clerkcheck.batch.sources.workbook_extent import letters_beyond

    beyond = re.compile(letters_beyond(bound).decode() + r"\Z")
    for column in (*range(1, 760), 16384):
        found = beyond.match(column_letters(column)) is not None
        assert found is (column > bound) or (bound >= 702 and column > 702)


def test_a_large_sheet_is_looked_through_piece_by_piece(both, workbook, monkeypatch):
    monkeypatch.setattr("clerkcheck.batch.sources.workbook_parts._READ", 4096)
    rows = [row(str(number)) for number in range(300)]
    rows[150][4], rows[299][5] = "=1+1", "#N/A"
    ran = both(workbook(HEADER, *rows, change=lambda sheet: setattr(sheet.row_dimensions[200], "hidden", True)))
    assert "E152（" in ran.err and "F301（" in ran.err and len(ran.err.splitlines()) == 2
    assert "其中 1 行是隐藏的（第 200 行）" in ran.out


FAR = "XFD1048576"
# Ways to write a cell far out that readers of XML understand, in a row that says it is the ninth.
SPELLINGS = {
    "row-says-9": f'<row r="9"><c r="{FAR}"><v>1</v></c></row>',
    "other-attribute-first": f'<row r="9"><c s="0" r="{FAR}"><v>1</v></c></row>',
    "spaces-and-line-break": f'<row r="9"><c s="0"\n r = "{FAR}" ><v>1</v></c></row>',
    "small-letters": f'<row r="9"><c r="{FAR.lower()}"><v>1</v></c></row>',
    "character-reference": '<row r="9"><c r="X&#70;D1048576"><v>1</v></c></row>',
    "formula-first": f'<row r="9"><c r="{FAR}"><f>1+1</f><v>2</v></c></row>',
    "text-of-runs": f'<row r="9"><c r="{FAR}" t="inlineStr"><is><r><t>误填</t></r></is></c></row>',
    "after-a-comment": f'<row r="9"><!-- <c r="A9"> --><c r="{FAR}"><v>1</v></c></row>',
    "no-row": f'<c r="{FAR}"><v>1</v></c>',
    "row-number-alone": '<row r="4294967295"><c><v>1</v></c></row>',
    "row-beyond-all": '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
    "another-prefix": f'<y:row xmlns:y="{{ns}}" r="9"><y:c r="{FAR}"><y:v>1</y:v></y:c></y:row>',
}


@pytest.mark.parametrize(
    "spelling",
    wide(
        SPELLINGS, kept=["other-attribute-first", "character-reference", "no-row", "row-beyond-all", "another-prefix"]
    ),
)
def test_a_cell_far_out_is_found_however_it_is_written(both, workbook, spelling):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = SPELLINGS[spelling].replace("{ns}", space)
    path = edited(workbook(HEADER, row("甲")), lambda text: text.replace("</sheetData>", xml + "</sheetData>"))
    ran = both(path, workbook(HEADER, row("乙"), name="好的.xlsx"))
    (line,) = ran.err.splitlines()
    assert "还有内容" in line and "大得读不了" in line
    assert ran.status == 2 and [each["结论"] for each in ran.rows] == ["读不了", "待确认"]


def test_a_cell_far_out_in_the_middle_of_a_long_sheet_is_found(both, workbook, monkeypatch):
    monkeypatch.setattr("clerkcheck.batch.sources.workbook_parts._READ", 4096)

    def change(text):
        long = "".join(f'<row r="{number}"><c r="A{number}"/></row>' for number in range(3, 3_000))
        half = len(long) // 2
        at = long.index("<row", half)
        return text.replace("</sheetData>", long[:at] + SPELLINGS["row-says-9"] + long[at:] + "</sheetData>")

    ran = both(edited(workbook(HEADER, row("甲")), change))
    assert ran.status == 2 and f"{FAR} 还有内容" in ran.err and len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("most", [1, 9, 10, 19, 100, 909, 1048, 9999])
def test_numbers_up_to_a_bound_are_found_by_their_digits(most):
    from clerkcheck.batch.sources.workbook_extent import numbers_up_to

    within = re.compile(numbers_up_to(most))
    for number in range(12_000):
        assert (within.fullmatch(str(number).encode()) is not None) is (1 <= number <= most)
    assert not within.fullmatch(b"01")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_unit_said_again_counts_from_there_on(both, table, ending):
    """A section with a unit of its own, with and without the headings again; 3200 is what both rows below come to."""
    rows = [
        ["类型", "事项名称", "单位", "涉及金额"],
        ["议题", "关于甲的议题", "区财政局", "3200000"],
        ["", "二、项目类议题", "", "单位：万元"],
        ["类型", "事项名称", "单位", "涉及金额"],
        ["议题", "关于乙的议题", "区水利局", "3200"],
        ["", "", "", "金额单位：元"],
        ["议题", "关于丙的议题", "区水利局", "32000000"],
    ]
    ran = both(table(["", "", "", "单位：元"], *rows, name=f"t.{ending}"))
    assert ran.err == ""
    assert "第 4 行起金额的单位是万元" in ran.out and "第 7 行起金额的单位是元" in ran.out
    assert [each["事项名称"] for each in ran.rows] == ["关于甲的议题", "关于乙的议题", "关于丙的议题"]
    assert len({each["结论"] for each in ran.rows[1:]}) == 1


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('yyyy"年"m"月"', "2026年12月"),
        ("mmm-yy", "2026年12月"),
        ('m"月"', "12月"),
        ("yyyy", "2026年"),
        ("h:mm", "00:00"),
        ("dddd", "周二"),
        ('yyyy"年"m"月"d"日"', None),
        ('[$-804]yyyy"年"m"月"d"日"dddd', None),
        ("yyyy/m/d h:mm", None),
        ('[$-804]m"月"d"日";@', None),
    ],
)
def test_a_date_whose_format_hides_the_day_is_no_day(both, workbook, code, shown):
    def formatted(sheet):
        sheet["C3"].number_format = code

    rows = ["类型", "事项名称", "会议召开日"], ["议题", "关于甲的议题", date(2026, 12, 1)]
    ran = both(workbook([], *rows, change=formatted))
    assert (ran.rows[0]["结论"] == "读不了") is (shown is not None)
    assert shown is None or ("C3（会议召开日）" in ran.err and shown in ran.err)


@pytest.mark.parametrize(("first_column", "made"), [(0, 1), (1, 2)], ids=["as-its-head", "a-column-more-below"])
def test_what_the_head_of_a_large_sheet_made_ready_is_used(both, workbook, monkeypatch, first_column, made):
    """A formula without a value stands before the first column, in a row that the head has not."""
    from clerkcheck.batch.frames import sheet_frames

    monkeypatch.setattr("clerkcheck.batch.sources.workbook_scan.LARGE", 0)
    judges, judge = [], sheet_frames.SheetJudge.judge_at
    monkeypatch.setattr(
        sheet_frames.SheetJudge, "judge_at", lambda self, cell: judges.append(judge(self, cell)) or judges[-1]
    )
    rows = [row(str(number)) for number in range(100)]
    rows[3][4], rows[90][4], rows[50][6] = "很多", "#N/A", "没有的"
    rows = [[""] * first_column + each for each in [HEADER, *rows]]
    if first_column:
        rows[80][0] = "=1+1"
    ran = both(workbook(*rows))
    assert len(ran.rows) == 100 and len(ran.err.splitlines()) == 3
    assert len({id(each) for each in judges if each is not None}) == made


@pytest.mark.parametrize("rows", [9, 99, 999, 12_345])
def test_the_short_pattern_lets_no_rectangle_grow_too_large(rows):
    from clerkcheck.batch.sources.items import column_letters
    from clerkcheck.batch.sources.workbook_extent import MOST_CELLS, _likely_cells

    cells = re.compile(_likely_cells(b'<row r="%d">' % rows, 12 + len(str(rows)), b""))
    many = 10 ** len(str(2 * rows)) - 1
    assert cells.fullmatch(b"A%d" % many) and not cells.fullmatch(b"A%d" % (many + 1)) and not cells.fullmatch(b"A0")
    letters = [column_letters(each).encode() for each in range(1, 16_385)]
    most = max(place for place, each in enumerate(letters, 1) if cells.fullmatch(each + b"1"))
    assert min(702, MOST_CELLS // many - 25) <= most <= MOST_CELLS // many


@pytest.mark.parametrize(
    ("cell", "xml", "said"),
    [
        (
            "H3",
            '<is><r><rPr><color rgb="FFFF0000"/><strike/></rPr><t>急</t></r></is>',
            "其中 1 行有划掉的格子（第 3 行）",
        ),
        ("E3", '<!-- <c r="Z9"> --><f>1+1</f>', "E3（涉及金额（万元））：是公式，没有存值"),
    ],
    ids=["runs-with-a-colour", "formula-behind-a-comment"],
)
def test_marks_are_found_behind_what_begins_alike(both, workbook, cell, xml, said):
    change = with_cell(cell, f'<c r="{cell}" t="inlineStr">{xml}</c>')
    ran = both(edited(workbook(HEADER, row("甲"), row("乙"), row("丙")), change))
    assert said in ran.out + ran.err

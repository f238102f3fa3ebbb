"""The blank workbook: every column can be read back, choices drop down, the example row is no case."""

import docx
import pytest

from clerkcheck import load_pack
from clerkcheck.batch.sources.headings import placed
from wide import packs

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")


@pytest.fixture
def book(batch, tmp_path):
    """Write the template of a pack and open it."""

    def opened(pack):
        ran = batch("template", pack, "-o", tmp_path / "台账.xlsx", "--force", day=None)
        assert ran.status == 0 and "台账.xlsx" in ran.out
        return openpyxl.load_workbook(tmp_path / "台账.xlsx")

    return opened


@pytest.mark.parametrize("pack", packs())
def test_the_example_rows_are_not_counted(book, batch, tmp_path, rows_of, pack):
    book(pack)
    ran = batch(tmp_path / "台账.xlsx", "-o", tmp_path / "r.csv")
    assert ran.status == 2 and "没有一件" in ran.err and rows_of(tmp_path / "r.csv") == []
    assert ran.out.count("示例 1 行（第 2 行）没有算") == 2 and "选项" not in ran.out


def test_what_is_filled_in_below_the_example_is_judged_alone(book, both, tmp_path):
    filled = book("qianjiang")
    for place, text in enumerate(["黔江区", "议题", "关于追加农村公路养护预算的议题"], 1):
        filled["议题"].cell(3, place, text)
    filled.save(tmp_path / "填好.xlsx")
    ran = both(tmp_path / "填好.xlsx")
    assert [(row["工作表"], row["行"], row["结论"]) for row in ran.rows] == [("议题", "3", "待确认")]
    assert ran.status == 1 and "工作表“公文”）：没有一件" in ran.out


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_example_is_no_case_in_any_table(both, table, ending):
    titles = ["（示例）关于甲的议题", "(示例)关于甲的议题", " （示例）改过的", "关于乙（示例）的议题"]
    path = table(["kind", "title"], *(["议题", title] for title in titles), name=f"t.{ending}")
    ran = both(path)
    assert [row["行"] for row in ran.rows] == ["5"] and "示例 3 行（第 2、3、4 行）没有算" in ran.out


@pytest.mark.parametrize("pack", packs())
def test_the_example_answers_no_question(book, pack):
    for sheet in ("议题", "公文"):
        head, example = list(book(pack)[sheet].iter_rows(max_row=2))
        filled = {title.value: cell for title, cell in zip(head, example, strict=True) if cell.value is not None}
        assert 4 <= len(filled) <= 5 and {"规则包", "类型", "事项名称", "单位"} <= set(filled)
        assert all(cell.font.color.rgb.endswith("808080") for cell in filled.values())


def test_a_filled_register_is_not_written_over(book, batch, tmp_path):
    book("qianjiang")
    before = (tmp_path / "台账.xlsx").read_bytes()
    ran = batch("template", "qianjiang", "-o", tmp_path / "台账.xlsx", day=None)
    assert ran.status == 2 and "--force" in ran.err and (tmp_path / "台账.xlsx").read_bytes() == before
    assert batch("template", "qianjiang", "-o", tmp_path / "台账.xlsx", "--force", day=None).status == 0


@pytest.mark.parametrize("pack", packs())
def test_every_heading_means_one_column_and_nothing_judged_is_left_out(book, pack):
    loaded, rules = book(pack), load_pack(pack)
    for kind, name in (("agenda_item", "议题"), ("document", "公文")):
        columns = [placed(cell.value, rules) for cell in loaded[name][1]]
        assert len(set(columns)) == len(columns)
        clauses = [each for each in load_pack(pack).clauses if each.applies_to in (kind, "both")]
        papers = {paper for each in clauses for paper in each.papers}
        assert {column for part, column in columns if part == "materials"} == papers
        own = {fact for each in clauses for fact in each.facts}
        own = {fact for fact in own if load_pack(pack).vocabulary.facts[fact].kind in (None, kind)}
        assert {column for part, column in columns if part == "facts"} >= own


def test_choices_drop_down(book, qianjiang):
    loaded = book("qianjiang")
    sheet, lists = loaded["议题"], loaded["选项"]
    assert lists.sheet_state == "hidden"
    letters = {cell.value: cell.column_letter for cell in sheet[1]}

    def offered(label):
        (rule,) = [each for each in sheet.data_validations.dataValidation if f"{letters[label]}2" in each.sqref]
        cells = lists[rule.formula1.split("!")[1].replace("$", "")]
        return rule, [cell.value for (cell,) in cells]

    facts = qianjiang.vocabulary.facts
    rule, values = offered(facts["meeting"].label)
    assert values == list(facts["meeting"].of.values()) and rule.showErrorMessage
    rule, values = offered(facts["budget_item"].label)
    assert values == list(facts["budget_item"].of.values()) and not rule.showErrorMessage
    assert "|" in rule.prompt and facts["budget_item"].question in rule.prompt
    assert offered(facts["funds"].label)[1] == ["是", "否"]
    assert offered("公平竞争审查")[1] == ["有", "缺"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("template", "qianjiang", "-o", "t.csv"), "只能写成 .xlsx"),
        (("template", "qianjian", "-o", "t.xlsx"), "是不是 qianjiang"),
        (("template", "-o", "t.xlsx"), "缺少：PACK"),
        (("template", "qianjiang"), "缺少：-o/--output"),
        (("template",), "缺少：PACK、-o/--output"),
        (("template", "qianjiang", "-o", "t.xlsx", "--resume"), "不认识：--resume"),
        (("template", "qianjiang", "-o", "no/such/t.xlsx"), "没有这个文件夹"),
    ],
)
def test_a_template_that_cannot_be_written(batch, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    ran = batch(*arguments, day=None)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err and len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("asked", ["-h", "--help"])
@pytest.mark.parametrize("pack", [(), ("qianjiang",)])
def test_its_help_is_its_own(batch, pack, asked):
    ran = batch("template", *pack, asked, day=None)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("用法：clerkcheck batch template [-h] -o FILE [--packs FOLDER] [--force] PACK\n")
    assert "空白台账" in ran.out
    assert all(name in ran.out for name in ("参数", "PACK", "选项", "--output"))
    assert not any(name in ran.out for name in ("SOURCE", "--engine", "--resume", "--as-of"))


def test_the_help_of_batch_leads_to_it(batch):
    ran = batch("--help", day=None)
    assert ran.out.startswith("用法：clerkcheck batch [-h]")
    assert all(name in ran.out for name in ("SOURCE", "--engine", "batch template --help"))


def test_what_is_handed_in_together_has_columns_of_the_offices_own_list(batch, tmp_path, rows_of):
    (tmp_path / "办公室.yaml").write_text("bundle: [draft, {name: 合同文本, for: agenda_item}]\n", encoding="utf-8")
    batch("template", "qianjiang", "-o", tmp_path / "台账.xlsx", day=None)
    heads = [cell.value for cell in openpyxl.load_workbook(tmp_path / "台账.xlsx")["议题"][1]]
    own = ["报送材料：送审稿（正式文本）", "报送材料：合同文本"]
    assert [head for head in heads if head.startswith("报送材料")] == own
    table = tmp_path / "册.csv"
    table.write_text(
        f"规则包,类型,事项名称,{own[0]},{own[1]}\n黔江区,议题,甲,有,缺\n黔江区,议题,乙,几份,\n", encoding="utf-8"
    )
    ran = batch(table, "-o", tmp_path / "r.csv", "--papers", tmp_path / "文书")
    assert "“几份”不是有或缺" in ran.err
    assert [row["结论"] for row in rows_of(tmp_path / "r.csv")] == [
        "待确认",
        "读不了",
    ]  # never judged, but never guessed
    (sheet,) = (tmp_path / "文书").rglob("*送审自查表.docx")
    page = "".join(each.text for each in docx.Document(str(sheet)).paragraphs)  # too full for a box each
    assert "报送材料 2 件（不影响结论）：√ 有 送审稿（正式文本）；□ 缺 合同文本" in page
    for engine in ("plain", "columnar"):
        batch(table, "-o", tmp_path / f"{engine}.csv", "--engine", engine)
    assert (tmp_path / "plain.csv").read_bytes() == (tmp_path / "columnar.csv").read_bytes()

"""A CSV judged in columns gives, row by row, what the plain reader and ``check`` give."""

import csv
import random
from datetime import date

import pytest

pl = pytest.importorskip("polars", reason="没有装 polars（extra batch），列式引擎不测")
pytest.importorskip("narwhals", reason="没有装 narwhals（extra batch），列式引擎不测")

from clerkcheck import check, load_pack, national_calendar  # noqa: E402
from clerkcheck.batch.columnar_csv import CsvJudge, NotColumnar, judge_csv  # noqa: E402
from clerkcheck.batch.columnar_rows import verdict_row  # noqa: E402
from clerkcheck.batch.items import Where  # noqa: E402
from clerkcheck.batch.plans import plan_of  # noqa: E402
from clerkcheck.reading.errors import InputError, InputErrors  # noqa: E402

AS_OF = date(2026, 11, 22)
HEADER = ("事项名称", "kind", "unit", "拟提交的会议", "matter", "amount_wan", "urgent_or_emergency", "vital_interests", "disagreement",
          "m_approval_form", "公平竞争审查", "d_meeting", "d_submitted", "备注")  # fmt: skip
USUAL = (
    ["关于示例事项的议题"], ["议题", "公文", "agenda_item"], ["", "区水利局"], ["", "standing", "mayor_office"],
    ["", "none", "land_and_resources|budget_draft", "budget_draft"], ["", "499.99", "500", "1000"], ["是", "否", ""], ["是", "否", "空"],
    ["是", "false", ""], ["有", "缺", "", "待定"], ["done", "missing", ""], ["", "2026-12-10", "2026年11月5日", "2026/12/24"],
    ["", "2026-12-04", "2026-10-08"], ["", "随便写"],
)  # fmt: skip
ODD = {0: ["", "有\t制表符", "x" * 201, "　全角空格开头", "[/b]"], 1: ["", "通知"], 3: ["没有的会"], 4: ["none|budget_draft", "不知道"],
       5: ["4800万元", "800万", "-5", "1e3", "NaN", "5,000", "５００", "0500"], 6: ["1", "大概"], 9: ["也许"],
       11: ["2026-02-30", "昨天"]}  # fmt: skip


@pytest.fixture(scope="module")
def pack():
    return load_pack("qianjiang")


@pytest.fixture
def table(tmp_path):
    def written(rows, *, header=HEADER, encoding="utf-8-sig", ending="\r\n"):
        path = tmp_path / "台账.csv"
        with open(path, "w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, lineterminator=ending)
            writer.writerow(header)
            writer.writerows(rows)
        return str(path)

    return written


def random_rows(number, seed, *, odd=0.0):
    dice = random.Random(seed)
    for _ in range(number):
        row = [dice.choice(cells) for cells in USUAL]
        if dice.random() < odd:
            place = dice.choice(list(ODD))
            row[place] = dice.choice(ODD[place])
        yield row


def plainly(path, pack):
    """What reading and judging row by row gives: verdicts by row, and errors as text."""
    verdicts, errors = {}, []
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        plan = plan_of(next(rows), pack, Where(path), mixed=False)
        for number, row in enumerate(rows, 2):
            if not any(row):
                continue
            where = Where(path, row=number)
            try:
                case = plan.case(row + [""] * (len(HEADER) - len(row)), where, str(where))
            except InputError as error:
                errors.append(str(error))
                continue
            verdict = verdict_row(check(case, pack, national_calendar(), AS_OF), pack)
            verdicts[number] = {"title": case.title, "unit": case.unit, "kind": case.kind, **verdict}
    return verdicts, errors


def in_columns(path, pack, size):
    verdicts, errors = {}, []
    for batch in CsvJudge(path, pack, national_calendar(), AS_OF).batches(size):
        rows = batch.cases.to_dicts()
        verdicts |= {row.pop("row"): row for row in rows}
        errors += map(str, batch.errors)
    return verdicts, errors


@pytest.mark.parametrize("size", [4096, 1 << 20])
@pytest.mark.parametrize("odd", [0, 0.3])
def test_every_row_comes_out_as_it_does_by_itself(table, pack, size, odd):
    path = table(random_rows(600, 1, odd=odd))
    right, errors = plainly(path, pack)
    found, refused = in_columns(path, pack, size)
    assert list(found) == list(right)
    assert found == right
    assert refused == errors
    assert bool(errors) is bool(odd)


def test_quotes_short_rows_and_empty_lines(table, pack):
    title = '关于“引号”与\n"换行"的议题'
    path = table(
        [["关于甲的议题", "议题"], [], [title, "议题"], ["", ""], ["关于乙，丙的议题", "公文", "", "", "", "500"]],
        ending="\n",
    )
    right, errors = plainly(path, pack)
    found, refused = in_columns(path, pack, 40)
    assert found == right
    assert list(found) == [2, 6]
    assert refused == errors
    assert "换行" in refused[0]


def test_a_bad_cell_is_named_and_the_others_run(table, pack):
    rows = list(random_rows(5, 3))
    rows[2][5] = "800万"
    found, errors = in_columns(table(rows), pack, 1 << 20)
    assert list(found) == [2, 3, 5, 6]
    assert len(errors) == 1
    assert "4" in errors[0]
    assert "800万" in errors[0]


def test_a_table_without_titles_refuses_every_row(table, pack):
    path = table([["议题"], ["公文"]], header=["kind", "unit"])
    found, errors = in_columns(path, pack, 1 << 20)
    assert found == {}
    assert len(errors) == 2


def test_the_result_is_whole_and_holds_no_formula(table, pack, tmp_path):
    rows = list(random_rows(3, 3))
    rows[1][0] = "=HYPERLINK(1)"
    result = tmp_path / "结果.csv"
    rows.append(["坏的一行", "议题", "", "没有的会"])
    refused = []
    assert judge_csv(table(rows), str(result), pack, national_calendar(), AS_OF, refused.append) == 3
    assert "没有的会" in str(refused.pop())
    with open(result, encoding="utf-8-sig", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert titles == [rows[0][0], "'=HYPERLINK(1)", rows[2][0]]


def test_no_case_gives_a_header(table, pack, tmp_path):
    result = tmp_path / "结果.csv"
    assert judge_csv(table([]), str(result), pack, national_calendar(), AS_OF, pytest.fail) == 0
    assert result.read_text(encoding="utf-8-sig").startswith("row,title,unit,kind,outcome,missing,broken")


@pytest.mark.parametrize(
    "text",
    [
        "事项名称,kind\n甲,议题,多一格\n",
        "事项名称,kind,pack\n甲,议题,黔江\n",
        "只有一列\n甲\n",
        '事项名称,kind\n"没有收尾,议题\n',
        "",
    ],
)
def test_what_columns_cannot_do_is_left_to_the_plain_reader(text, pack, tmp_path):
    source, result = tmp_path / "台账.csv", tmp_path / "结果.csv"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(NotColumnar):
        judge_csv(str(source), str(result), pack, national_calendar(), AS_OF, pytest.fail)
    assert [each.name for each in tmp_path.iterdir()] == ["台账.csv"]


def test_other_encodings_are_left_to_the_plain_reader(table, pack, tmp_path):
    path = table(random_rows(50, 2), encoding="gb18030")
    with pytest.raises(NotColumnar):
        judge_csv(path, str(tmp_path / "结果.csv"), pack, national_calendar(), AS_OF, pytest.fail)


def test_an_unknown_heading_is_an_error(table, pack):
    with pytest.raises(InputErrors, match="没有的列"):
        CsvJudge(table([], header=["事项名称", "kind", "没有的列"]), pack, national_calendar(), AS_OF)

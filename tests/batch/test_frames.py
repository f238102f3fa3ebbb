"""A table judged in columns gives, row by row, what the plain reader and ``check`` give."""

import csv
import random
from datetime import date

import pytest

pl = pytest.importorskip("polars", reason="没有装 polars（extra batch），列式引擎不测")
pytest.importorskip("narwhals", reason="没有装 narwhals（extra batch），列式引擎不测")

from clerkcheck import check, load_pack, national_calendar  # noqa: E402
from clerkcheck.batch.frames.csv_frames import CsvJudge  # noqa: E402
from clerkcheck.batch.frames.not_columnar import NotColumnar  # noqa: E402
from clerkcheck.batch.frames.pack_judge import JudgingContext  # noqa: E402
from clerkcheck.batch.frames.sheet_frames import SheetJudge  # noqa: E402
from clerkcheck.batch.sources.heading_map import heading_map_of  # noqa: E402
from clerkcheck.batch.sources.headings import KnownHeadings  # noqa: E402
from clerkcheck.batch.sources.items import Where  # noqa: E402
from clerkcheck.batch.sources.source_sheet import Meter  # noqa: E402
from clerkcheck.batch.sources.table_files import sheets  # noqa: E402
from clerkcheck.batch.sources.table_rows import Rules, TableReader  # noqa: E402
from clerkcheck.reading.errors import InputError, InputErrors  # noqa: E402
from clerkcheck.reports.case_row import remarks_text  # noqa: E402
from clerkcheck.reports.verdict_row import REMARKS, verdict_row  # noqa: E402
from wide import wide  # noqa: E402

AS_OF = date(2026, 11, 22)
HEADER = ("事项名称", "kind", "unit", "拟提交的会议", "matter", "amount_wan", "urgent_or_emergency", "vital_interests", "disagreement",
          "m_approval_form", "公平竞争审查", "d_meeting", "d_submitted", "备注", "d_consulted", "d_consultation_replied")  # fmt: skip
USUAL = (
    ["关于示例事项的议题"], ["议题", "公文", "agenda_item"], ["", "区水利局"], ["", "standing", "mayor_office"],
    ["", "none", "land_and_resources|budget_draft", "budget_draft"], ["", "499.99", "500", "1000", "800万元", "99.5万元", "待定"], ["是", "否", ""], ["是", "否", "空"],
    ["是", "false", ""], ["有", "缺", "", "待定"], ["done", "missing", ""], ["", "2026-12-10", "2026年11月5日", "2026/12/24", "2026-12-12"],
    ["", "2026-12-04", "2026-10-08", "2025-12-11", "2062-12-08"], ["", "随便写"], ["", "2026-11-05", "2026-11-06"],
    ["", "2026-11-05", "2026年11月6日"],
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
        heading_map = heading_map_of(next(rows), pack, Where(path), mixed=False)
        for number, row in enumerate(rows, 2):
            if not any(row):
                continue
            where = Where(path, row=number)
            try:
                case = heading_map.case(row + [""] * (len(HEADER) - len(row)), where, str(where))
            except InputError as error:
                errors.append(str(error))
                continue
            try:
                report = check(case, pack, national_calendar(), AS_OF)
                verdict = verdict_row(report, pack) | {REMARKS: remarks_text(report) or None}
            except InputError as error:  # a date from which a period would end beyond year 9999
                errors.append(error.message)
                continue
            verdicts[number] = {"title": case.title, "unit": case.unit, "kind": case.kind, **verdict}
    return verdicts, errors


def context(pack):
    return JudgingContext(Rules(load_pack, pack), national_calendar(), AS_OF)


def in_columns(path, pack, size=0):
    """What columns give; a CSV is read in columns, too, ``size`` bytes at a time (0: row by row, as a workbook is)."""
    if size:
        judges = [CsvJudge(path, context(pack), Meter(), size=size)]
    else:
        found = sheets(str(path), Meter(), print, KnownHeadings(pack))
        judges = (SheetJudge(TableReader(sheet, Rules(load_pack, pack)), context(pack)) for sheet in found)
    verdicts, errors = {}, []
    for judge in judges:
        for batch in judge.batches():
            for _pack, frame in batch.parts:
                verdicts |= {row.pop("row"): row for row in frame.drop("own").to_dicts()}
            errors += [str(error) for _row, error, _kept in batch.errors]
    return verdicts, errors


@pytest.mark.parametrize(
    ("odd", "size"),
    wide([(odd, size) for odd in (0, 0.3) for size in (0, 4096, 1 << 20)], kept=[(0.3, 4096)]),
)
def test_every_row_comes_out_as_it_does_by_itself(table, pack, size, odd):
    path = table(random_rows(600, 1, odd=odd))
    right, errors = plainly(path, pack)
    found, refused = in_columns(path, pack, size)
    assert list(found) == list(right)
    assert found == right
    assert refused == errors
    assert bool(errors) is bool(odd)


@pytest.mark.parametrize("size", [0, 40])
def test_quotes_short_rows_and_empty_lines(table, pack, size):
    title = '关于“引号”与\n"换行"的议题'
    path = table(
        [["关于甲的议题", "议题"], [], [title, "议题"], ["", ""], ["关于乙，丙的议题", "公文", "", "", "", "500"]],
        ending="\n",
    )
    right, errors = plainly(path, pack)
    found, refused = in_columns(path, pack, size)
    assert found == right
    assert list(found) == [2, 4, 6]  # a line break inside a cell becomes a space
    assert refused == errors == []


@pytest.mark.parametrize("size", [0, 1 << 20])
def test_a_bad_cell_is_named_and_the_others_run(table, pack, size):
    rows = list(random_rows(5, 3))
    rows[2][5] = "800万"
    found, errors = in_columns(table(rows), pack, size)
    assert list(found) == [2, 3, 5, 6]
    assert len(errors) == 1
    assert "4" in errors[0]
    assert "800万" in errors[0]


@pytest.mark.parametrize("size", [0, 1 << 20])
def test_a_date_at_the_end_of_the_calendar_is_an_error_of_its_row_alone(table, pack, size):
    rows = list(random_rows(6, 5))
    for row in rows:
        row[1], row[11] = "议题", "2026-12-10"
    rows[3][11] = rows[3][12] = "9999-12-30"
    path = table(rows)
    right, errors = plainly(path, pack)
    found, refused = in_columns(path, pack, size)
    assert found == right
    assert len(refused) == len(errors) and all(
        message in shown and "第 5 行" in shown for message, shown in zip(errors, refused, strict=True)
    )


@pytest.mark.parametrize("size", [0, 1 << 20])
def test_a_table_without_titles_refuses_every_row(table, pack, size):
    path = table([["议题"], ["公文"]], header=["kind", "unit"])
    found, errors = in_columns(path, pack, size)
    assert found == {}
    assert len(errors) == 2


@pytest.mark.parametrize(
    "text",
    [
        "事项名称,kind\n甲,议题,多一格\n",
        "只有一列\n甲\n",
        '事项名称,kind\n"没有收尾,议题\n',
        "",
    ],
)
def test_what_columns_cannot_read_is_said_before_anything_comes_out(text, pack, tmp_path):
    source = tmp_path / "台账.csv"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(NotColumnar):
        in_columns(str(source), pack, 1 << 20)


def test_a_row_wider_than_the_header_is_an_error_of_its_own(pack, tmp_path):
    source = tmp_path / "台账.csv"
    source.write_text("事项名称,kind\n甲,议题,多一格\n乙,公文\n", encoding="utf-8")
    found, errors = in_columns(str(source), pack)
    assert list(found) == [3]
    assert len(errors) == 1 and "比表头多出几格" in errors[0] and "第 2 行第 3 列" in errors[0]


def test_other_encodings_are_read_row_by_row(table, pack):
    rows = list(random_rows(50, 2))
    path = table(rows, encoding="gb18030")
    with pytest.raises(NotColumnar):
        in_columns(path, pack, 1 << 20)
    assert in_columns(path, pack) == in_columns(table(rows), pack)


@pytest.mark.parametrize(("size", "error"), [(0, InputErrors), (1 << 20, NotColumnar)])
def test_an_unknown_heading_is_an_error(table, pack, size, error):
    with pytest.raises(error, match=r"没有的列|认不出的列名"):
        in_columns(table([], header=["事项名称", "kind", "没有的列"]), pack, size)

"""What an office settles holds for the rows of its registers as for its case files: layers, place and step."""

import pytest

ROW = ["关于资金安排的议题", "议题", "常务会议"]
COLUMNS = ["事项名称", "类型", "拟提交的会议"]


@pytest.fixture
def judged(batch, table, tmp_path, rows_of):
    """The row of a register beside an office file, and what was said; with ``more`` arguments."""

    def ran(office, pack, *more):
        (tmp_path / "办公室.yaml").write_text(office, encoding="utf-8")
        result = tmp_path / "结论.csv"
        said = batch(table(COLUMNS, ROW), "-o", result, "--force", "--pack", pack, *more)
        return rows_of(result)[0], said

    return ran


@pytest.mark.parametrize("engine", [pytest.param("plain", marks=pytest.mark.wide), "columnar"])
def test_layers_and_place_hold_for_a_register(judged, engine):
    if engine == "columnar":
        pytest.importorskip("polars")
    use = ("--engine", engine)
    both, local = judged("{}\n", "qianjiang", *use)[0], judged("layers: local\n", "qianjiang", *use)[0]
    assert int(local["待确认项数"]) < int(both["待确认项数"])
    assert local == judged("{}\n", "qianjiang", "--layers", "local", *use)[0]
    assert both == judged("layers: local\n", "qianjiang", "--layers", "all", *use)[0]
    assert "县政府常务会议" in judged("place: 禾谷县\n", "national", *use)[0]["应提会议"]


def test_the_step_of_an_office_holds_for_a_register(judged):
    whole, submitted = judged("{}\n", "national")[0], judged("step: submit\n", "national")[0]
    assert int(submitted["待确认项数"]) < int(whole["待确认项数"])
    assert "办公室文件写了 step" in judged("step: submit\n", "national", "--engine", "columnar")[1].err


def test_a_bad_office_file_is_said_with_its_place(judged):
    row, said = judged("layers: lokal\n", "qianjiang")
    assert said.status == 2
    assert row["结论"] == "读不了"
    assert "办公室.yaml 第 1 行第 9 列（layers）" in said.err
    assert "是不是 local？" in said.err


@pytest.mark.parametrize("engine", ["plain", "columnar"])
def test_a_column_of_a_layer_left_out_is_carried_over_and_said(batch, table, tmp_path, rows_of, engine):
    if engine == "columnar":
        pytest.importorskip("polars")
    columns, result = [*COLUMNS, "预算调整方案", "依法不予公开或者依法需要保密"], tmp_path / "结论.csv"
    register = table(columns, [*ROW, "有", "否"])
    said = batch(register, "-o", result, "--pack", "qianjiang", "--layers", "local", "--engine", engine)
    (row,) = rows_of(result)
    assert row["结论"] == "待确认" and row["台账其他列"] == "预算调整方案：有；依法不予公开或者依法需要保密：否"
    assert "只查本地规则，这几列没有用到：预算调整方案、依法不予公开或者依法需要保密" in said.out + said.err
    batch(register, "-o", result, "--force", "--pack", "qianjiang", "--engine", engine)
    assert rows_of(result)[0]["台账其他列"] == ""


def test_rows_that_name_their_packs_may_fill_it(batch, table, tmp_path, rows_of):
    rows = [["qianjiang", *ROW, "有"], ["national", *ROW, "有"]]
    batch(table(["规则包", *COLUMNS, "预算调整方案"], *rows), "-o", tmp_path / "结论.csv", "--layers", "local")
    assert [row["结论"] for row in rows_of(tmp_path / "结论.csv")] == ["待确认", "待确认"]

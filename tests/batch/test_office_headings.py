"""台账对照.yaml: what an office calls the columns of its registers, written at the first refusal and read from then on."""

import pytest

NAME = "台账对照.yaml"
HEADER = ["序号", "议题名称", "汇报单位", "分管领导", "列席单位", "是否征求意见", "资金（万元）", "上会时间"]
ROW = ["1", "关于甲的议题", "区水利局", "王五", "区财政局", "是", "800", "2026-12-10"]


@pytest.fixture
def again(batch, tmp_path):
    """Judge once more by each engine, the file left as it is; both must say the same."""

    def judged(path, rows_of):
        found = []
        for engine in ("plain", "auto"):
            output = tmp_path / "again.csv"
            ran = batch(path, "-o", output, "--pack", "qianjiang", "--engine", engine, "--force")
            found.append((ran.status, ran.out, ran.err, rows_of(output)))
        assert found[0] == found[1]
        return found[0]

    return judged


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_it_is_written_at_the_first_refusal_and_used_from_then_on(both, again, table, rows_of, tmp_path, ending):
    path = table(HEADER, ROW, name=f"t.{ending}")
    ran = both(path)
    written = (tmp_path / NAME).read_text(encoding="utf-8")
    assert ran.status == 2 and "没有“分管领导”这一列" in ran.err and f"已写好 {tmp_path / NAME}" in ran.out
    assert "分管领导: 不用\n" in written and "列席单位: 不用\n" in written
    assert "是否征求意见: public_consultation？  # 公开征求意见\n" in written
    assert "涉及金额（万元）" in next(line for line in written.splitlines() if line.startswith("资金"))
    assert "汇报单位" not in written and "上会时间" not in written  # known without it

    status, out, err, _rows = again(path, rows_of)  # a proposal with a question mark counts for nothing
    assert status == 2 and "没有“是否征求意见”这一列" in err and "分管领导" not in err and "还没有核对" in out
    assert (tmp_path / NAME).read_text(encoding="utf-8") == written

    (tmp_path / NAME).write_text(
        "分管领导: 不用\n列席单位: 不用\n是 否 征求意见: 公开征求意见\n资金（万元）: 涉及金额（万元）\n",
        encoding="utf-8",
    )
    status, _out, err, (row,) = again(path, rows_of)
    plain = both(table(["序号", "议题名称", "汇报单位", "公开征求意见", "涉及金额（万元）", "会议召开日"],
                       [*ROW[:3], *ROW[5:]], name=f"p.{ending}")).rows[0]  # fmt: skip
    same = [name for name in row if name not in ("出处", "台账其他列")]
    assert (status, err) == (1, "") and [row[name] for name in same] == [plain[name] for name in same]
    assert row["台账其他列"] == "序号：1；分管领导：王五；列席单位：区财政局"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("单位类别: 公开征求意", ["第 2 行", "没有“公开征求意”这一项", "是不是 public_consultation"]),
        ("单位类别:", ["第 2 行", "没有写对应哪一项", "不用"]),
        ("单位类别: [a]", ["第 2 行", "应当是文字"]),
        ("单位类别: 单位\n单 位类别: 标题", ["第 3 行", "写了两次"]),
        (
            "单位类别：单位\n汇报单位: 单位",
            ["第 2 行第 5 列", "单位类别 后面的“：”是全角冒号", "写成英文冒号加一个空格"],
        ),
        ("汇报单位: 单位\n单位类别：单位", ["第 3 行第 5 列", "单位类别 后面的“：”是全角冒号"]),
        ("单位类别：单位", ["第 2 行第 5 列", "单位类别 后面的“：”是全角冒号"]),
        ("单位类别：单位\n汇报单位：单位", ["第 2 行第 5 列", "单位类别 后面的“：”是全角冒号"]),
        ("单位类别:单位\n汇报单位: 单位", ["第 2 行第 5 列", "单位类别 的冒号后面没有空格"]),
        ("单位类别: 'a", [NAME, "引号没有关上"]),
        ("单位类别: 涉及金额", ["没有“单位类别”这一列", "涉及金额（元）"]),
        ("单位类别: 单位", ["“单位类别”和“汇报单位”是同一列"]),
    ],
    ids=[
        "unknown",
        "empty",
        "list",
        "twice",
        "wide-colon",
        "last",
        "only",
        "all",
        "no-space",
        "broken",
        "no-unit",
        "same-column",
    ],
)
def test_what_is_wrong_with_it_is_said_by_file_and_line(again, table, rows_of, tmp_path, line, said):
    (tmp_path / NAME).write_text(f"# 我们的列名\n{line}\n", encoding="utf-8")
    path = table(["议题名称", "汇报单位", "单位类别"], ["关于甲的议题", "区水利局", "x"])
    status, _out, err, _rows = again(path, rows_of)
    assert status == 2 and all(each in err for each in said), err


def test_a_folder_of_registers_gets_one_file_and_passes_it_over(batch, tmp_path, rows_of):
    home = tmp_path / "d"
    home.mkdir()
    (home / "甲.csv").write_text("议题名称,经办科室\n关于甲的议题,办公室\n", encoding="utf-8")
    (home / "乙.csv").write_text("议题名称,承办人\n关于乙的议题,张三\n", encoding="utf-8")
    first = batch(home, "-o", tmp_path / "r.csv", "--pack", "qianjiang")
    assert first.status == 2 and {"经办科室: 不用", "承办人: 不用"} <= set(
        (home / NAME).read_text("utf-8").splitlines()
    )
    second = batch(home, "-o", tmp_path / "r.csv", "--pack", "qianjiang")
    assert second.status == 1 and second.err == "" and NAME in second.out and "不是案件" in second.out
    assert [row["台账其他列"] for row in rows_of(tmp_path / "r.csv")] == ["承办人：张三", "经办科室：办公室"]


def test_what_it_says_goes_before_what_the_program_knows(again, table, rows_of, tmp_path):
    (tmp_path / NAME).write_text("单位: 不用\n", encoding="utf-8")
    path = table(["议题名称", "汇报单位", "涉及金额（万元）", "单位"], ["关于甲的议题", "区水利局", "800", "万元"])
    status, _out, err, (row,) = again(path, rows_of)
    assert (status, err, row["单位"], row["台账其他列"]) == (1, "", "区水利局", "单位：万元")


def test_a_table_that_is_no_register_is_refused_once_and_nothing_is_proposed(both, table, tmp_path):
    ran = both(table(["姓名", "电话", "科室"], ["张三", "12345", "办公室"], ["李四", "23456", "财务科"]))
    assert ran.status == 2 and ran.err.count("\n") == 1 and "不像台账" in ran.err and not (tmp_path / NAME).exists()


def test_the_unit_of_an_amount_is_not_proposed(both, again, table, rows_of, tmp_path):
    path = table(["议题名称", "金额"], ["关于甲的议题", "620"])
    assert both(path).status == 2
    assert '金额: "？"  # 涉及金额（万元）或涉及金额（元）\n' in (tmp_path / NAME).read_text(encoding="utf-8")
    assert again(path, rows_of)[0] == 2
    (tmp_path / NAME).write_text("金额: 涉及金额（元）\n", encoding="utf-8")
    assert again(path, rows_of)[0] == 1


def test_where_it_cannot_be_written_that_is_said(both, table, tmp_path, monkeypatch):
    import builtins

    real = builtins.open

    def refusing(name, mode="r", *rest, **options):
        if str(name).endswith(NAME) and "r" not in mode:
            raise PermissionError(13, "no")
        return real(name, mode, *rest, **options)

    monkeypatch.setattr(builtins, "open", refusing)
    ran = both(table(["议题名称", "承办人"], ["关于甲的议题", "张三"]))
    assert ran.status == 2 and f"{NAME} 写不了" in ran.out and not (tmp_path / NAME).exists()


def test_the_unit_written_over_a_column_goes_before_the_word_of_the_office(again, table, rows_of, tmp_path):
    path = table(["议题名称", "资金（元）", "用地（公顷）"], ["关于甲的议题", "2000000", "3"])
    (tmp_path / NAME).write_text("资金（元）: 涉及金额（万元）\n用地（公顷）: 用地面积（亩）\n", encoding="utf-8")
    status, _out, err, _rows = again(path, rows_of)  # 2000000万元 would be asked about
    assert (status, err) == (1, "")


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("分管领导", "不用"),
        ("经办人员", "不用"),
        ("会签单位名单", "不用"),
        ("公开征求的意见", "public_consultation？"),
        ("涉及的金额", "？"),
    ],
)
def test_the_message_and_the_file_propose_the_same(both, table, tmp_path, heading, meant):
    ran = both(table(["议题名称", heading], ["关于甲的议题", ""]))
    (line,) = [each for each in (tmp_path / NAME).read_text(encoding="utf-8").splitlines() if each[0] not in "#"]
    assert line.startswith(f"{heading}: {meant}") or line.startswith(f'{heading}: "{meant}"')
    told = line.partition("# ")[2]
    said = {"不用": "列名见 clerkcheck batch template qianjiang。", "？": f"写明是以什么计的：{told}。"}
    assert said.get(meant, f"是不是 {meant.rstrip('？')}（{told}）？") in ran.err
    assert "是不是" not in ran.err or meant not in said


def test_no_column_is_proposed_that_a_blank_register_has_not(both, table, tmp_path, qianjiang):
    from clerkcheck.batch.sources.headings import placed
    from clerkcheck.batch.template import columns_of

    blank = {
        placed(each.text, qianjiang) for kind in ("agenda_item", "document") for each in columns_of(qianjiang, kind)
    }
    words = qianjiang.vocabulary
    labels = {**words.dates, **words.materials, **{name: each.label for name, each in words.facts.items()}}
    headings = [f"{label}情况".replace("（", "").replace("）", "") for label in labels.values()][::7]
    both(table(["议题名称", *headings], ["关于甲的议题", *[""] * len(headings)]))
    lines = (tmp_path / NAME).read_text(encoding="utf-8").splitlines()
    meant = [
        each.partition(": ")[2].partition("？")[0]
        for each in lines
        if "？" in each and '"？"' not in each and each[0] != "#"
    ]
    assert len(meant) > 3 and {placed(each.strip('"'), qianjiang) for each in meant} <= blank


def test_a_later_register_is_told_the_lines_to_add(again, table, rows_of, tmp_path):
    (tmp_path / NAME).write_text("分管领导: 不用\n", encoding="utf-8")
    path = table(HEADER, ROW)
    status, out, _err, _rows = again(path, rows_of)
    assert status == 2 and "没有写 列席单位、是否征求意见、资金（万元），加上这几行：\n" in out
    _said, *lines = out[out.index("加上这几行") :].splitlines()
    assert lines[:2] == ["  列席单位: 不用", "  是否征求意见: public_consultation？  # 公开征求意见"]
    added = "".join(f"{each.strip().replace('？', '').partition('  #')[0]}\n" for each in lines[:3])
    (tmp_path / NAME).write_text(f"分管领导: 不用\n{added}", encoding="utf-8")
    assert again(path, rows_of)[0] == 1


def test_a_column_under_the_label_of_before_is_read_as_before(both, table):
    """A document that only the 分管领导 may decide is none of a department's: the label says so since."""
    labels = "属分管领导、部门职权范围内可自行决定的事项", "属部门（议题含分管领导）职权范围内可自行决定的事项"
    header = ["类型", "议题名称", "发文（报文）名义", "主送对象", "文种"]
    row = ["公文", "关于甲的通知", "政府办公室（厅）", "下级机关或社会公众", "通知", "是"]
    for label in labels:
        (found,) = both(table([*header, label], row)).rows
        assert found["结论"] == "不得报送" and "第五十七条" in found["不符合之处"]

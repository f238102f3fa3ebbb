"""The columnar engine says what ``check`` says: property tests on random cases of every shipped pack."""

import random
from datetime import date

import pytest

pl = pytest.importorskip("polars", reason="没有装 polars（extra batch），列式引擎不测")
nw = pytest.importorskip("narwhals", reason="没有装 narwhals（extra batch），列式引擎不测")

from pathlib import Path  # noqa: E402

from clerkcheck import check, load_pack, national_calendar  # noqa: E402
from clerkcheck.batch.frames.result_cells import table_of  # noqa: E402
from clerkcheck.batch.sources.items import BatchItem, Where  # noqa: E402
from clerkcheck.cases.model import Case, Material  # noqa: E402
from clerkcheck.columnar.judging import ColumnJudge  # noqa: E402
from clerkcheck.columnar.polars import PolarsEngine, judge_table  # noqa: E402
from clerkcheck.packs.store import pack_ids  # noqa: E402
from clerkcheck.reading.errors import InputError  # noqa: E402
from clerkcheck.reports.case_row import HEADINGS, RowPhrases, remarks_text  # noqa: E402
from clerkcheck.reports.verdict_row import REMARKS, VERDICTS, verdict_columns, verdict_row  # noqa: E402
from columnar_cases import AS_OF, frame_of, number_bounds, random_cases  # noqa: E402
from examples import MORE  # noqa: E402
from wide import packs, wide  # noqa: E402

MINI = str(Path(__file__).resolve().parents[1] / "data" / "mini")


def wanted(cases, pack, **how):
    return [verdict_row(check(case, pack, national_calendar(), AS_OF), pack, **how) for case in cases]


def judged(frame, pack, **how):
    return judge_table(frame, pack, national_calendar(), AS_OF, keep=[], **how)


def drawn(pack, number, seed):
    return random_cases(pack, number_bounds(pack.trees.clauses), number, seed)


@pytest.mark.parametrize("name", packs())
@pytest.mark.parametrize("seed", wide([1, 2], kept=[1]))
def test_random_cases_come_out_as_check_judges_them(name, seed):
    pack = load_pack(name)
    cases = drawn(pack, 250 * MORE, seed)
    right = wanted(cases, pack, statuses=True)
    found = judged(frame_of(cases, pack, lists=seed == 1), pack, statuses=True).to_dicts()
    for case, row, expected in zip(cases, found, right, strict=True):
        assert row == expected, case


@pytest.mark.parametrize("name", packs())
def test_in_words_they_come_out_as_people_read_them(name):
    pack = load_pack(name)
    cases = drawn(pack, 250 * MORE, 3)
    frame = frame_of(cases, pack, lists=True)
    columnar = ColumnJudge(pack, national_calendar(), AS_OF, PolarsEngine(), words=True)
    verdicts = columnar.judge(nw.from_native(frame.lazy()), ["kind"]).to_native().collect()
    texts = {"source": "台账.csv", "sheet": "议题", "title": "随机案件", "unit": None, "own": None}
    rows = verdicts.with_columns(pl.lit(text, dtype=pl.String).alias(column) for column, text in texts.items())
    reports = [check(case, pack, national_calendar(), AS_OF, questions=False) for case in cases]
    said = pl.Series(REMARKS, list(map(remarks_text, reports)))  # of the dates as they stand in a table, not in a frame
    found = table_of([(pack, rows.with_columns(said).with_row_index("row", 2))], pl.DataFrame())
    phrases = RowPhrases(pack)
    for row, (number, case), report in zip(found.iter_rows(), enumerate(cases, 2), reports, strict=True):
        item = BatchItem(Where("台账.csv", "议题", number), case, pack)
        assert [cell if cell is not None else "" for cell in row] == list(phrases.row(item.where.cells, report)), case
    assert found.columns == list(HEADINGS._fields)


def test_the_random_cases_see_every_outcome_and_deadline_status():
    pack = load_pack("qianjiang")
    rows = wanted(drawn(pack, 800, 1), pack)
    assert {row["outcome"] for row in rows} == {"blocked", "undetermined", "deviating", "ready"}
    statuses = {row[name] for row in rows for name in row if name.startswith("status_")}
    assert statuses >= {"met", "missed", "pending", "overdue", "open", None}
    assert {row[name] for row in rows for name in row if name.startswith("provisional_")} == {True, False, None}
    assert any(row["forum"] == "" for row in rows)  # no meeting fits all clauses


def test_columns_that_are_not_there_are_unknown():
    pack = load_pack("qianjiang")
    dice = random.Random(5)
    for _ in range(3):
        case = drawn(pack, 1, dice.random())[0]
        frame = frame_of([case], pack, lists=True)
        names = [name for name in frame.columns if name == "kind" or frame[name][0] is not None]
        assert judged(frame.select(names), pack).to_dicts() == wanted([case], pack)
        assert judged(frame.select("kind"), pack).to_dicts() == wanted(
            [case._replace(facts={}, materials={}, dates={})], pack
        )


def test_order_and_other_columns_stay_and_lazy_stays_lazy():
    pack = load_pack("jinchuan")
    frame = frame_of(drawn(pack, 50, 3), pack, lists=True).with_columns(编号=pl.int_range(50))
    eager = judge_table(frame, pack, national_calendar(), AS_OF)
    assert eager["编号"].to_list() == list(range(50))
    assert eager.columns == [*frame.columns, *verdict_columns(pack)]
    lazy = judge_table(frame.lazy(), pack, national_calendar(), AS_OF, keep=["编号"])
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect().equals(eager.select("编号", *verdict_columns(pack)))


def test_papers_may_be_booleans_and_nan_is_unknown():
    pack = load_pack("qianjiang")
    cases = drawn(pack, 100, 9)
    frame = frame_of(cases, pack, lists=True)
    papers = [name for name in frame.columns if name.startswith("m_")]
    known = [
        pl.when(pl.col(name).is_in(["done", "missing"])).then(pl.col(name) == "done").alias(name) for name in papers
    ]
    assert judged(frame.with_columns(known), pack).to_dicts() == wanted(cases, pack)
    numbers = [name for name, kind in frame.schema.items() if kind == pl.Float64]
    blank = frame.with_columns(pl.lit(float("nan")).alias(name) for name in numbers)
    assert judged(blank, pack).equals(judged(frame.drop(numbers), pack))


@pytest.mark.parametrize(
    "kind",
    [pytest.param(pl.Categorical(), marks=pytest.mark.wide), pl.Enum(["standing", "done", "agenda_item", "document"])],
)
def test_texts_may_be_categories(kind):
    pack = load_pack("qianjiang")
    cases = [each for each in drawn(pack, 300, 2) if each.facts.get("meeting") in ("standing", None)]
    cases = [each._replace(materials={k: v for k, v in each.materials.items() if v.status == "done"}) for each in cases]
    assert len(cases) > 20
    frame = frame_of(cases, pack, lists=True)
    papers = [name for name in frame.columns if name.startswith("m_")]
    coded = frame.with_columns(pl.col("kind", "meeting", *papers).cast(kind))
    assert judged(coded, pack).to_dicts() == wanted(cases, pack)


def test_a_pack_of_ones_own():
    pack = load_pack(MINI)
    cases = drawn(pack, 200, 4)
    assert judged(frame_of(cases, pack, lists=False), pack).to_dicts() == wanted(cases, pack)


def test_a_clause_not_in_force_on_the_day_says_nothing():
    pack = load_pack("qianjiang")
    dated = pack._replace(clauses=tuple(c._replace(in_force_from="2026-11-23") for c in pack.clauses))
    case = Case(
        "qianjiang", "agenda_item", "示例", None, {"meeting": "standing"}, {"approval_form": Material("missing")}, {}
    )
    frame = frame_of([case], pack, lists=True)
    assert judged(frame, dated)["outcome"].to_list() == ["ready"]
    assert judged(frame, pack)["outcome"].to_list() != ["ready"]


def test_what_check_refuses_has_no_outcome():
    pack = load_pack("qianjiang")
    start = date(9999, 12, 30)
    case = Case("qianjiang", "document", "示例", None, {}, {}, {"received": start, "consulted": start})
    with pytest.raises(InputError):
        check(case, pack, national_calendar(), AS_OF)
    kindless = pl.DataFrame({"kind": ["letter", None]}, schema={"kind": pl.String})
    assert judged(frame_of([case], pack, lists=True), pack)["outcome"].to_list() == [None]
    assert judged(kindless, pack)["outcome"].to_list() == [None, None]


@pytest.mark.parametrize(
    ("column", "cells", "word"),
    [
        ("urgent_or_emergency", ["是"], "布尔"),
        ("amount_wan", ["500"], "数字"),
        ("meeting", [3], "文字"),
        ("d_meeting", ["2026-12-10"], "日期"),
        ("m_approval_form", [1], "文字"),
        ("matter", ["land"], "列表"),
    ],
)
def test_a_column_of_the_wrong_type_is_named(column, cells, word):
    frame = pl.DataFrame({"kind": ["document"], column: cells})
    with pytest.raises(InputError) as caught:
        judged(frame, load_pack("qianjiang"))
    assert column in str(caught.value)
    assert word in str(caught.value)


def test_a_frame_without_kind_is_refused():
    with pytest.raises(InputError, match="kind"):
        judged(pl.DataFrame({"meeting": ["standing"]}), load_pack("qianjiang"))


def test_no_rows_give_no_rows():
    pack = load_pack("qianjiang")
    frame = frame_of(drawn(pack, 1, 1), pack, lists=True).clear()
    found = judged(frame, pack)
    assert found.height == 0
    assert found.columns == list(verdict_columns(pack))


@pytest.mark.parametrize("name", pack_ids())
def test_no_id_of_a_pack_is_the_name_of_a_verdict_column(name):
    pack = load_pack(name)
    assert not {*pack.vocabulary.facts} & {*VERDICTS, *verdict_columns(pack, statuses=True)}
    assert not any(fact.startswith(("_", "m_", "d_")) for fact in pack.vocabulary.facts)

"""A pack of several instruments, each with a head of its own: grouped, cited by name, dated, and wrong in every way."""

import csv
import io
import json

import pytest

from clerkcheck.cli.main import run

HEAD = """id: two
region: 演示区
regulation: 演示的几部法规
government: 区政府
files: [act.yaml, notice.yaml, future.yaml, extra.yaml]
groups:
  core: [act, notice, future]
  finance: [extra]
vocabulary:
  extend:
    issued_by: {internal_unit: 部门内设机构}
"""
INSTRUMENT = """instrument:
  id: {id}
  regulation: 《{name}》
  document_number: null
  issued: null
  in_force: {from_}
  rank: {rank}
{more}articles:
"""
CLAUSE = """  - id: {id}
    quote: '{quote}'
    kind: {kind}
    applies_to: agenda_item
    modality: must
    gist: {gist}
    remedy: {remedy}
    {keys}
"""


def instrument(name, title, rank="law", *, from_="2020-01-01", more=""):
    return INSTRUMENT.format(id=name, name=title, from_=from_, rank=rank, more=more)


def paper(clause, words, keys, *, kind="material", gist="须经审查", remedy="补审查"):
    return CLAUSE.format(id=clause, quote=words, kind=kind, keys=keys, gist=gist, remedy=remedy)


FILES = {
    "pack.yaml": HEAD,
    "act.yaml": instrument("act", "演示法")
    + "- article: 第一条\n  skip: 制定目的\n- article: 第二条\n  clauses:\n"
    + paper("aa-2-1", "上会前应当审查", "needs: legality_review\n    step: meeting\n    fallback: true"),
    "notice.yaml": instrument("notice", "演示通知", "state_council_office", more="  partial: true\n")
    + "- article: 第二条\n  clauses:\n"
    + paper("nn-2-1", "送审应当附审查意见", "needs: legality_review\n    when: major_decision")
    + "- article: 二（三）\n  clauses:\n"
    + paper("nn-2-3", "不得临时提交", "forbid: ad_hoc", kind="check", gist="不得临时提交", remedy="改列下次会议"),
    "future.yaml": instrument("future", "未来法", from_="2027-06-01")
    + "- article: 第一条\n  clauses:\n"
    + paper("ff-1-1", "应当征求意见", "needs: public_consultation"),
    "extra.yaml": instrument("extra", "资金法", more="  selected: true\n")
    + "- article: 第九条\n  clauses:\n"
    + paper("ee-9-1", "应当有财政意见", "needs: finance_opinion"),
}
CASE = {
    "pack": "./two",
    "kind": "agenda_item",
    "title": "关于演示的议题",
    "unit": "区财政局",
    "facts": {"major_decision": True, "ad_hoc": False},
    "materials": {"legality_review": "missing"},
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two").mkdir()
    for name, text in FILES.items():
        (tmp_path / "two" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def called(home, capsys):
    """Run a command; its status and both outputs. ``CASE`` stands in case.json."""
    (home / "case.json").write_text(json.dumps(CASE), encoding="utf-8")

    def ran(*arguments):
        status = run(list(arguments))
        out, err = capsys.readouterr()
        return status, out, err

    return ran


def printed(text):
    """What a page says, whatever its line breaks."""
    return "".join(text.split())


AS_OF = ("--as-of", "2026-11-22")
NAMED = "《演示法》第二条“上会前应当审查”；《演示通知》第二条“送审应当附审查意见”"


@pytest.mark.parametrize("form", ["terminal", "text", "html", "markdown"])
def test_each_article_is_cited_with_its_instrument(called, form):
    status, out, _err = called("check", "case.json", *AS_OF, "--full", "--format", form)
    assert status == 1
    assert NAMED in printed(out)


def test_the_slip_cites_them_by_name(called):
    _status, out, _err = called("slip", "case.json", *AS_OF)
    assert NAMED in printed(out)


def test_a_row_of_a_table_cites_them_by_name(called):
    called("batch", "case.json", *AS_OF, "-o", "out.csv")
    with open("out.csv", encoding="utf-8-sig") as stream:
        rows = list(csv.reader(io.StringIO(stream.read())))
    cells = dict(zip(rows[0], rows[1], strict=True))
    assert any("《演示法》第二条、《演示通知》第二条" in cell for cell in cells.values()), cells


def test_the_plan_cites_them_by_name_and_takes_the_paper_once(home, called):
    case = CASE | {"dates": {"meeting": "2026-12-10"}}
    (home / "case.json").write_text(json.dumps(case), encoding="utf-8")
    status, out, _err = called("plan", "case.json", *AS_OF)
    assert status == 0
    assert printed(out).count("合法性审核") >= 1


def test_json_has_the_plain_article_beside_its_regulation(called):
    _status, out, _err = called("check", "case.json", *AS_OF, "--format", "json")
    found = {each["clause"]: each for each in json.loads(out)["findings"]}
    told = {name: (each["regulation"], each["article"], each["step"]) for name, each in found.items()}
    assert told == {
        "aa-2-1": ("《演示法》", "第二条", "meeting"),
        "nn-2-1": ("《演示通知》", "第二条", "submit"),
        "nn-2-3": ("《演示通知》", "二（三）", "submit"),
    }


@pytest.mark.parametrize(("day", "judged"), [("2027-05-31", False), ("2027-06-01", True)])
def test_an_instrument_is_judged_from_the_day_it_is_in_force(called, day, judged):
    _status, out, _err = called("check", "case.json", "--as-of", day, "--format", "json")
    assert ("ff-1-1" in {each["clause"] for each in json.loads(out)["findings"]}) is judged


def test_only_the_core_is_judged_and_keepers_see_all(called):
    _status, out, _err = called("check", "case.json", *AS_OF, "--format", "json")
    assert "ee-9-1" not in out
    assert called("pack", "show", "./two", "ee-9-1")[0] == 0
    assert "《资金法》" in called("pack", "coverage", "./two")[1]
    assert "5 条 5 款" not in called("pack", "lint", "./two")[1]
    assert "6 条 5 款" in called("pack", "lint", "./two")[1]


def test_what_is_kept_of_the_whole_pack_is_never_judged_by(called, monkeypatch, tmp_path):
    """The whole pack and its core are kept compiled beside each other."""
    monkeypatch.setenv("CLERKCHECK_CACHE", str(tmp_path / "cache"))
    for _time in range(2):
        assert called("pack", "show", "./two", "ee-9-1")[0] == 0
        assert "ee-9-1" not in called("check", "case.json", *AS_OF, "--format", "json")[1]
    assert len(list((tmp_path / "cache").glob("*.pack"))) == 2


def test_a_text_with_items_that_is_there_whole_is_covered_and_verified_as_it_stands(home, called):
    """二（三） is no article number: nothing follows from a gap before it, and its text opens at 二、（三）."""
    whole = FILES["notice.yaml"].replace("  partial: true\n", "")
    (home / "two" / "notice.yaml").write_text(whole, encoding="utf-8")
    status, out, _err = called("pack", "coverage", "./two")
    assert status == 0 and "《演示通知》 共 2 条" in out.splitlines()
    texts = {
        "act": "第一条 为了演示。\n第二条 上会前应当审查。\n",
        "notice": "第二条 送审应当附审查意见。\n二、（三）不得临时提交。\n",
        "future": "第一条 应当征求意见。\n",
        "extra": "第九条 应当有财政意见。\n",
    }
    (home / "texts").mkdir()
    for name, text in texts.items():
        (home / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    status, out, _err = called("pack", "verify", "./two", "--source", "texts")
    assert status == 0, out


def test_coverage_says_how_much_of_each_instrument_there_is(called):
    status, out, _err = called("pack", "coverage", "./two")
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "《演示法》 共 2 条"
    assert "《演示通知》 存本不全，收 2 条" in lines
    assert "《资金法》 节选 1 条" in lines


def test_a_report_says_which_instruments_are_held_in_part(called):
    assert "注意：《演示通知》存本不全，只查读到的部分" in called("check", "case.json", *AS_OF)[1]


def test_an_article_is_shown_for_each_instrument_or_for_the_one_named(called):
    both = called("pack", "show", "./two", "第二条")[1]
    assert "《演示法》 第二条" in both and "《演示通知》 第二条" in both
    one = called("pack", "show", "./two", "《演示通知》第二条")[1]
    assert "nn-2-1" in one and "aa-2-1" not in one


def test_a_clause_is_shown_with_its_step_and_what_it_yields_to(called):
    out = called("pack", "show", "./two", "aa-2-1")[1]
    assert "时点：上会前" in out and "让位：全国通则：有本地规定的，从本地规定" in out
    plain = called("pack", "show", "./two", "nn-2-1")[1]
    assert "时点：报送前" in plain and "让位" not in plain


def test_a_value_added_to_a_choice_may_be_answered(home, called):
    case = {**CASE, "kind": "document", "facts": {"issued_by": "internal_unit"}, "materials": {}}
    (home / "case.json").write_text(json.dumps(case), encoding="utf-8")
    assert called("check", "case.json", *AS_OF)[0] == 0


# --- how far the item is to go now


def report(home, called, **parts):
    (home / "case.json").write_text(json.dumps(CASE | parts), encoding="utf-8")
    _status, out, err = called("check", "case.json", *AS_OF, "--format", "json")
    assert err == ""
    return json.loads(out)


NOT_MAJOR = {"major_decision": False, "ad_hoc": False}


@pytest.mark.parametrize(("step", "outcome"), [("submit", "ready"), ("meeting", "blocked"), ("issue", "blocked")])
def test_clauses_of_later_steps_do_not_bear_on_the_outcome(home, called, step, outcome):
    found = report(home, called, step=step, facts=NOT_MAJOR)
    assert found["outcome"] == outcome
    (act,) = (each for each in found["findings"] if each["clause"] == "aa-2-1")
    assert (act["status"], act["step"], act.get("later")) == ("missing", "meeting", step == "submit" or None)


def test_without_a_step_all_of_them_count(home, called):
    found = report(home, called, facts=NOT_MAJOR)
    assert found["outcome"] == "blocked"
    assert not any("later" in each for each in found["findings"])


def test_what_is_looked_at_later_is_not_asked_for(home, called):
    open_ = {"facts": NOT_MAJOR, "materials": {}}
    asked = report(home, called, **open_)
    assert (asked["outcome"], asked["questions"]) == (
        "undetermined",
        [{"material": "legality_review", "clauses": ["aa-2-1"]}],
    )
    now = report(home, called, step="submit", **open_)
    assert (now["outcome"], now["questions"]) == ("ready", [])


@pytest.mark.parametrize("form", ["terminal", "text", "html", "markdown"])
def test_it_stands_under_a_heading_of_its_own(home, called, form):
    report(home, called, step="submit", facts=NOT_MAJOR)
    status, out, _err = called("check", "case.json", *AS_OF, "--full", "--format", form)
    assert status == 0
    to_do, later = out.split("以后各步再查")
    assert "须办事项" not in to_do and "须补正" not in to_do
    assert "上会前：合法性审查（审核）意见" in printed(later) and "《演示法》第二条“上会前应当审查”" in printed(later)


def test_a_step_there_is_none_of_is_told_with_the_nearest(home, called):
    (home / "case.json").write_text(json.dumps(CASE | {"step": "meting"}), encoding="utf-8")
    status, _out, err = called("check", "case.json", *AS_OF)
    assert status == 2
    assert "case.json" in err and "meting" in err and "meeting" in err


# --- what is wrong with the files


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said"),
    [
        ("pack.yaml", "core: [act,", "core: [atc,", 7, ("没有 atc 这部法规", "是不是 act")),
        ("pack.yaml", "  core: [act,", "  cores: [act,", 7, ("groups 里没有 core 这一组", "是不是 cores")),
        ("pack.yaml", "notice, future]", "notice]", 2, ("future.yaml", "future 没有写进哪一组")),
        ("notice.yaml", "id: notice", "id: act", 2, ("法规 act 用了两次",)),
        ("pack.yaml", "    issued_by: {", "    issued_bi: {", 11, ("没有 issued_bi 这个选择题", "是不是 issued_by")),
        ("pack.yaml", "    issued_by: {", "    ad_hoc: {", 11, ("ad_hoc 不是选择题", "只有选择题能加选项")),
        ("pack.yaml", "{internal_unit: ", "{office: ", 11, ("issued_by 已有 office 这个选项",)),
        ("notice.yaml", "- article: 第二条", "- article: 二（三）", 21, ("二（三） 写了两次",)),
        ("act.yaml", "step: meeting", "step: meting", 0, ("meting", "meeting")),
        ("act.yaml", "rank: law", "rank: lore", 0, ("lore", "law")),
        ("act.yaml", "in_force: 2020-01-01", "in_force: 2020-02-30", 6, ("2020-02-30",)),
    ],
    ids=[
        "group",
        "no core",
        "in no group",
        "twice",
        "fact misspelt",
        "no choice",
        "value there",
        "item twice",
        "step",
        "rank",
        "day",
    ],
)
def test_what_is_wrong_is_said_with_its_place(home, called, name, old, new, line, said):
    path = home / "two" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    status, out, err = called("pack", "lint", "./two")
    assert status == 2
    assert name in out + err and (f"第 {line} 行" in out + err or not line)
    for each in said:
        assert each in out + err


def test_a_file_without_an_instrument_beside_ones_with_it(home, called):
    path = home / "two" / "extra.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text("chapter: 第一章\n" + text[text.index("articles:") :], encoding="utf-8")
    head = home / "two" / "pack.yaml"
    head.write_text(HEAD.replace("  finance: [extra]\n", ""), encoding="utf-8")
    status, out, err = called("pack", "lint", "./two")
    assert status == 2
    assert "extra.yaml" in out + err and "缺少 instrument" in out + err


def test_a_chapter_of_one_regulation_without_its_chapter(home, called):
    (home / "one").mkdir()
    head = "id: one\nregion: 演示区\nregulation: 《演示规则》\ngovernment: 区政府\nfiles: [all.yaml]\n"
    (home / "one" / "pack.yaml").write_text(head, encoding="utf-8")
    (home / "one" / "all.yaml").write_text("articles:\n- article: 第一条\n  skip: 无\n", encoding="utf-8")
    status, out, err = called("pack", "lint", "./one")
    assert status == 2
    said = out + err
    assert "all.yaml" in said and "缺少 chapter" in said
    for key in ("document_number", "issued", "in_force", "article_count"):
        assert f"缺少 {key}" in said

"""A government's pack over another: judged together, told as one, and every fault of how they are laid said at its line."""

import csv
import io
import json
import shutil

import pytest

from clerkcheck.cli.main import run
from clerkcheck.packs import witness_search as search

BELOW = {
    "pack.yaml": """id: below
region: 全省
regulation: 演示省的规定
government: 各级政府
files: [act.yaml, order.yaml]
groups: {core: [act, order]}
vocabulary:
  facts:
    province_matter: {type: bool, label: 省里管的事项, question: 是省里管的事项吗？, group: 事项性质}
  materials:
    province_form: {label: 省里的表}
terms:
  weighty: {means: 重大的, is: major_decision}
""",
    "act.yaml": """instrument:
  {id: act, regulation: 《演示法》, document_number: null, issued: null, in_force: 2020-01-01, rank: law}
articles:
- article: 第一条
  clauses:
  - {id: aa-1-1, quote: 应当审查, kind: material, applies_to: agenda_item, modality: must, needs: legality_review,
     gist: 须经合法性审查, remedy: 依法补审查}
  - {id: aa-1-2, quote: 应当协商, kind: material, applies_to: agenda_item, modality: must,
     any_of: [department_opinions, countersignature], gist: 须征求意见, remedy: 补征求意见}
- article: 第二条
  clauses:
  - {id: aa-2-1, quote: 由常务会议决定, kind: forum, applies_to: agenda_item, modality: must, forum: standing,
     fallback: true, gist: 上常务会议, remedy: 改提常务会议}
  - {id: aa-2-2, quote: 不得临时提交, kind: check, applies_to: agenda_item, modality: must_not, forbid: ad_hoc,
     gist: 不得临时动议, remedy: 下次再提}
""",
    "order.yaml": """instrument:
  {id: order, regulation: 《演示令》, document_number: null, issued: null, in_force: 2020-01-01,
   rank: administrative_regulation}
articles:
- article: 第三条
  clauses:
  - {id: bb-3-1, quote: 应当填表, kind: material, applies_to: agenda_item, modality: must, needs: province_form,
     when: weighty and province_matter, gist: 须填省里的表, remedy: 补表}
  - {id: bb-3-2, quote: 会前三日, kind: deadline, applies_to: agenda_item, modality: must, due: submission,
     from: meeting, offset: -3, unit: workday, check: submitted, bound: latest, gist: 提前报送, remedy: 早报}
""",
}
ABOVE = {
    "pack.yaml": """id: above
region: 演示区
regulation: 《演示区工作规则》
government: 区政府
document_number: null
issued: null
in_force: {from: 2021-01-01}
article_count: 3
files: [rules.yaml]
extends: [../below]
vocabulary:
  materials:
    district_form: {label: 区里的表, same_as: province_form}
decides:
  province_matter: {true_when: tendering}
terms:
  weighty: {means: 招标的, is: tendering}
""",
    "rules.yaml": """chapter: 总则
articles:
- article: 第一条
  clauses:
  - {id: up-1-1, quote: 未经审查不得提请, kind: material, applies_to: agenda_item, modality: normally,
     needs: legality_review, gist: 先审查, remedy: 找区司法局}
  - {id: up-1-2, quote: 须有部门意见, kind: material, applies_to: agenda_item, modality: must, refines: aa-1-2,
     needs: prior_coordination, gist: 先协商, remedy: 与部门协商}
- article: 第二条
  clauses:
  - {id: up-2-1, quote: 由区长办公会议决定, kind: forum, applies_to: agenda_item, modality: must, forum: mayor_office,
     refines: aa-2-1, gist: 上区长办公会议, remedy: 改提区长办公会议}
- article: 第三条
  clauses:
  - {id: up-3-1, quote: 提前三个工作日, kind: deadline, applies_to: agenda_item, modality: must, due: submission,
     from: meeting, offset: -3, unit: workday, check: submitted, bound: latest, gist: 提前报送, remedy: 早报}
""",
}
PAPERS = dict.fromkeys(["legality_review", "department_opinions", "countersignature", "prior_coordination"], "missing")
CASE = {
    "pack": "./above",
    "kind": "agenda_item",
    "title": "关于演示的议题",
    "facts": {"ad_hoc": False, "meeting": "mayor_office", "major_decision": False, "tendering": False},
    "materials": {**PAPERS, "district_form": "missing", "province_form": "missing"},
    "dates": {"meeting": "2026-12-10", "submitted": "2026-12-01"},
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, files in (("below", BELOW), ("above", ABOVE)):
        (tmp_path / name).mkdir()
        for file, text in files.items():
            (tmp_path / name / file).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def called(home, capsys):
    """Run a command; its status and both outputs. What is given of a case stands in case.json."""

    def call(*words, **case):
        (home / "case.json").write_text(json.dumps(CASE | case), encoding="utf-8")
        if words[0] in ("check", "batch") and "--layers" not in words and not (home / "办公室.yaml").exists():
            words = (*words, "--layers", "all")
        status = run(list(words))
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def judged(called):
    def judge(*words, **case):
        return json.loads(called("check", "case.json", "--as-of", "2026-11-28", "-f", "json", *words, **case)[1])

    return judge


def facts(**more):
    return {"facts": CASE["facts"] | more}


def statuses(report):
    return {found["clause"]: found["status"] for found in report["findings"]}


@pytest.fixture
def changed(home):
    """Change a file: what stands there for what is to."""

    def change(file, old, new):
        path = home / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def test_one_missing_paper_is_one_line_with_the_law_before_the_local_rule(called):
    _status, said, _err = called("check", "case.json", "--as-of", "2026-11-28")
    flat = said.replace("\n          ", "")
    assert flat.count("合法性审查（审核）意见\n") == 1
    assert "依据：《演示法》第一条“应当审查”；《演示区工作规则》第一条“未经审查不得提请”" in flat
    assert "办法：找区司法局" in flat and "依法补审查" not in flat  # the local remedy, for the one paper
    assert "另按：全国的规定 2 部" in said


def test_what_refines_leads_and_both_are_judged(judged, called):
    found = {each["clause"]: each for each in judged()["findings"]}
    assert (found["aa-1-2"]["status"], found["up-1-2"]["status"]) == ("missing", "missing")
    assert (found["aa-1-2"]["pack"], found["aa-1-2"]["regulation"]) == ("below", "《演示法》")
    assert found["up-1-2"]["pack"] == "above"
    said = called("check", "case.json", "--as-of", "2026-11-28")[1]
    assert "征求有关部门意见或" not in said
    assert "《演示法》第一条“应当协商”；《演示区工作规则》第一条“须有部门意见”" in said.replace("\n          ", "")


def test_the_local_paper_alone_is_not_what_the_law_asks_for(judged):
    papers = {"materials": CASE["materials"] | {"prior_coordination": "done"}}
    assert statuses(judged(**papers))["aa-1-2"] == "missing"


def test_a_fallback_gives_way_as_a_whole(judged):
    report = judged()
    assert report["forum"] == ["mayor_office"]
    assert "aa-2-1" not in statuses(report)


def test_a_paper_that_is_the_same_counts_below_and_not_the_other_way(judged):
    answers = facts(major_decision=True, tendering=True)
    assert statuses(judged(**answers))["bb-3-1"] == "missing"
    papers = {"materials": CASE["materials"] | {"district_form": "done"}}
    assert statuses(judged(**answers, **papers))["bb-3-1"] == "met"


def test_a_fact_that_another_answer_decides_is_not_asked(judged):
    decided = judged(**facts(major_decision=True, tendering=True))
    assert [each["fact"] for each in decided["questions"]] == []
    asked = judged(**facts(major_decision=True))
    assert [each["fact"] for each in asked["questions"]] == ["province_matter"]


def test_each_layer_has_its_own_terms(judged):
    """Above, weighty means what is tendered; below, what is decided as major: the paper goes by the latter."""
    assert "bb-3-1" not in statuses(judged(**facts(tendering=True, province_matter=True)))


def test_an_exception_does_not_hold_where_the_law_says_must(judged):
    exception = {"clause": "up-1-1", "reason": "急", "approved_by": "区长"}
    report = judged(exceptions=[exception])
    found = {each["clause"]: each for each in report["findings"]}["up-1-1"]
    assert (found["status"], report["outcome"]) == ("missing", "blocked")
    assert "例外不成立：《演示法》第一条" in found["message"]
    assert statuses(judged("--layers", "local", exceptions=[exception]))["up-1-1"] == "excepted"


def test_an_exception_from_the_law_does_not_hold_where_the_local_rule_says_must(judged, changed):
    changed("below/act.yaml", "modality: must,\n     any_of", "modality: normally,\n     any_of")
    exception = {"clause": "aa-1-2", "reason": "急", "approved_by": "区长"}
    found = {each["clause"]: each for each in judged(exceptions=[exception])["findings"]}["aa-1-2"]
    assert found["status"] == "missing" and "例外不成立：《演示区工作规则》第一条" in found["message"]
    papers = CASE["materials"] | {"prior_coordination": "done"}
    assert statuses(judged(exceptions=[exception], materials=papers))["aa-1-2"] == "excepted"


def test_exceptions_of_a_layer_that_does_not_judge_stay_in_the_file(judged, called):
    exceptions = [{"clause": "aa-1-2", "reason": "急", "approved_by": "区长"}]
    local = judged("--layers", "local", exceptions=exceptions)
    assert local["pack"]["layers"] == ["above"] and not [
        each for each in local["reminders"] if each["clause"] == "aa-1-2"
    ]
    unknown = [{**exceptions[0], "clause": "aa-1-3"}]
    assert "没有 aa-1-3 这一条款" in called("check", "case.json", "--layers", "local", exceptions=unknown)[2]
    unused = judged(exceptions=exceptions, materials=dict.fromkeys(PAPERS, "done"))["reminders"]
    assert ("aa-1-2", "below") in {(each["clause"], each["pack"]) for each in unused}


def test_deadlines_of_one_day_are_one_line_and_those_of_two_stay_apart(called, changed):
    said = called("check", "case.json", "--as-of", "2026-11-28")[1]
    assert said.count("【已符合】") == 1
    changed("below/order.yaml", "offset: -3", "offset: -4")
    assert called("check", "case.json", "--as-of", "2026-11-28")[1].count("【已符合】") == 2


def test_versions_differ_in_how_they_are_laid(home, capsys):
    """What refines, the same paper, what is decided, answers at odds, and the head of an instrument below."""
    for name in ("above", "below"):
        shutil.copytree(home / name, home / "new" / name)
    edits = {
        "above/rules.yaml": ("refines: aa-1-2,", "refines: aa-1-1, step: issue,"),
        "above/pack.yaml": (
            "same_as: province_form}",
            "}\n  at_odds: [{answers: {funds: false, land: {not: true}}, why: 某}]",
        ),
        "below/act.yaml": ("in_force: 2020-01-01, rank: law", "in_force: 2020-02-01, rank: law"),
    }
    for file, (old, new) in edits.items():
        path = home / "new" / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert run(["pack", "diff", "./above", "./new/above"]) == 0
    said = "".join(capsys.readouterr().out.split())
    for words in ("refines：aa-1-2|refines：aa-1-1", "step：submit|step：issue", "same_as：province_form|same_as：（无）",
                  "at_oddsfunds:false,land:nottruewhy：（无）|why：某"):  # fmt: skip
        assert words in said
    assert run(["pack", "diff", "./below", "./new/below"]) == 0
    said = capsys.readouterr().out
    assert "■ act\nin_force_from：2020-01-01" in said and "fallback" not in said


def test_the_local_rules_alone(judged, called):
    report = judged("--layers", "local")
    assert report["pack"]["layers"] == ["above"]
    assert set(statuses(report)) == {"up-1-1", "up-1-2", "up-2-1", "up-3-1"}
    alone = called("check", "case.json", "--layers", "local", "--as-of", "2026-11-28")[1]
    assert "另按：没有查全国的规定，只查了本地规则" in alone


def test_every_head_names_the_rules_of_each_layer_that_judged(called):
    def head(*words):
        return "".join(called(*words, "--as-of", "2026-11-28")[1].split())

    assert "经对照《演示区工作规则》（2021年1月1日起施行）和国家有关规定2部审核" in head("slip", "case.json")
    assert "（只写第几条的，出自《演示区工作规则》）" in head("slip", "case.json")
    own = "规则：《演示区工作规则》（2021-01-01起施行）"
    assert own + "＋全国的规定2部查询日" in head("summary", ".")
    assert own + "另按：全国的规定2部（" in head("plan", "case.json")
    alone = head("slip", "case.json", "--layers", "local")
    assert "（2021年1月1日起施行）审核" in alone and "国家有关规定" not in alone and "出自" not in alone
    assert own + "，没有查全国的规定查询日" in head("summary", ".", "--layers", "local")
    assert own + "另按：没有查全国的规定" in head("plan", "case.json", "--layers", "local")


def test_an_office_settles_the_layers_and_the_step_of_its_cases(judged, home, changed):
    (home / "办公室.yaml").write_text("layers: all\n", encoding="utf-8")
    assert judged()["pack"]["layers"] == ["above", "below"]
    (home / "办公室.yaml").write_text("layers: all\nstep: submit\n", encoding="utf-8")
    changed("below/act.yaml", "gist: 须征求意见", "step: meeting, gist: 须征求意见")
    later = {each["clause"]: each.get("later", False) for each in judged()["findings"]}
    assert (later["aa-1-2"], later["aa-1-1"]) == (True, False)
    assert judged(step="meeting")["findings"]


def test_a_value_that_an_office_cannot_settle_is_said_at_its_line(called, home):
    (home / "办公室.yaml").write_text("name: 办公室\nlayers: locl\n", encoding="utf-8")
    status, _out, err = called("check", "case.json")
    assert status == 2
    assert "办公室.yaml 第 2 行" in err
    assert "是不是 local" in err


@pytest.mark.parametrize("engine", ["plain", "columnar"])
def test_a_table_tells_them_as_one_too(called, home, engine):
    rows = [
        {"pack": "./above", "kind": "agenda_item", "title": "甲", "meeting": "mayor_office", "ad_hoc": "是",
         "m_legality_review": "缺", "m_prior_coordination": "缺", "m_department_opinions": "缺",
         "m_countersignature": "缺"},
        {"pack": "./above", "kind": "agenda_item", "title": "乙", "meeting": "mayor_office", "ad_hoc": "否",
         "m_legality_review": "有", "m_prior_coordination": "有", "m_department_opinions": "缺",
         "m_countersignature": "缺"},
    ]  # fmt: skip
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    (home / "台账.csv").write_text(text.getvalue(), encoding="utf-8")
    called("batch", "台账.csv", "-o", "结果.csv", "--engine", engine, "--as-of", "2026-11-28")
    found = list(csv.DictReader(io.StringIO((home / "结果.csv").read_text(encoding="utf-8-sig"))))
    assert "合法性审查（审核）意见（《演示法》第一条、《演示区工作规则》第一条）" in found[0]["缺少要件"]
    assert found[0]["缺少要件"].count("《演示法》第一条") == 2
    assert "（《演示法》第一条）" in found[1]["缺少要件"]


def test_a_layer_that_is_changed_is_read_anew(judged, changed):
    assert "aa-1-1" in statuses(judged())
    changed("below/act.yaml", "id: aa-1-1", "id: aa-1-9")
    assert "aa-1-9" in statuses(judged())


FAULTS = [
    ("above/rules.yaml", "refines: aa-1-2", "refines: aa-1-3", "没有 aa-1-3 这一款", "是不是 aa-1-", "rules.yaml 第 7 行"),
    ("above/rules.yaml", "- article: 第三条\n  clauses:\n", "- article: 第三条\n  clauses:\n  - {id: up-3-2, quote: 由区长办公会议决定,"
     " kind: forum, applies_to: agenda_item, modality: must, forum: mayor_office, refines: aa-2-1, gist: 上会, remedy: 改提}\n",
     "aa-2-1 已由 up-2-1 代替", "只由最总括的一款写", "rules.yaml 第"),
    ("above/rules.yaml", "refines: aa-1-2", "refines: aa-2-1", "aa-2-1 是“会议”款，管议题，这一款代替不了", "删去", "rules.yaml 第 7 行"),
    ("above/rules.yaml", "refines: aa-1-2", "refines: [aa-1-2, aa-1-2]", "写了两次", "只留一个", "rules.yaml 第 7 行"),
    ("above/rules.yaml", "needs: legality_review", "needs: prior_coordination, refines: aa-1-2",
     "aa-1-2 已由 up-1-1 细化，两款会同时适用。例如：议题", "用 unless 使两款不同时适用", "rules.yaml 第 7 行"),
    ("above/rules.yaml", "id: up-1-1", "id: aa-1-1", "aa-1-1 在 below 里已有", "换一个号", "rules.yaml 第 5 行"),
    ("above/pack.yaml", "[../below]", "[natoinal]", "没有 natoinal 这个规则包", "是不是 national", "pack.yaml 第 10 行"),
    ("above/pack.yaml", "[../below]", "[national/finanse]", "没有 finanse 这一组", "是不是 finance", "pack.yaml 第 10 行"),
    ("above/pack.yaml", "[../below]", "[../below, national]", "一个包只能叠在一个包上", "", "pack.yaml 第 10 行"),
    ("below/pack.yaml", "terms:", "extends: [../above]\nterms:", "叠成了环", "去掉其中一处", "pack.yaml"),
    ("above/pack.yaml", "same_as: province_form", "same_as: provinc_form", "没有 provinc_form 这个要件", "province_form", "13"),
    ("above/pack.yaml", "province_matter:", "province_mater:", "没有 province_mater 这个是非题", "province_matter", "15"),
    ("above/pack.yaml", "true_when: tendering", "true_when: tenderng", "tenderng", "tendering", "15"),
    ("above/pack.yaml", "{true_when: tendering}", "{}", "至少写一样", "", "15"),
    ("above/pack.yaml", "extends: [../below]\n", "", "没有 extends", "extends: [national]", "rules.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "said"),
    [(edit, said) for *edit, message, remedy, where in FAULTS if (said := (message, remedy, where))],
    ids=[str(number) for number, _each in enumerate(FAULTS)],
)
def test_how_layers_cannot_be_laid(called, changed, home, edit, said):
    changed(*edit)
    status, _out, err = called("check", "case.json")
    assert status == 2
    assert all(each in err for each in said)
    assert called("pack", "lint", "above")[0] == 2
    # An item of another pack is judged all the same.
    (home / "册.csv").write_text("规则包,事项名称,类型\n./above,甲,议题\nqianjiang,乙,议题\n", encoding="utf-8")
    status, _out, err = called("batch", "册.csv", "-o", "果.csv")
    assert status == 2 and all(each in err for each in said) and err.count("错误：") == 1
    rows = csv.DictReader((home / "果.csv").read_text(encoding="utf-8-sig").splitlines())
    assert [row["结论"] for row in rows] == ["读不了", "待确认"]


def test_what_stands_in_a_group_that_was_not_taken_is_said_to(called, changed):
    changed("below/pack.yaml", "{core: [act, order]}", "{core: [order], more: [act]}")
    status, _out, err = called("check", "case.json")
    assert (
        status == 2
        and "rules.yaml 第 7 行" in err
        and "aa-1-2 在 below/more 里，没有引。extends 里加上 below/more" in err
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("when: ad_hoc, refines: aa-1-2", "when: not ad_hoc, needs: prior", id="of other cases"),
        pytest.param("refines: aa-1-2", "any_of: [lead_review, prior", id="of other papers"),
    ],
)
def test_two_may_refine_the_same_where_each_has_its_own(called, changed, first, second):
    """What asks for legality_review stands for its part, or in its cases; so does what asks for prior_coordination."""
    changed("above/rules.yaml", "needs: legality_review", f"needs: legality_review, {first}")
    closing = "]" if "[" in second else ""
    changed("above/rules.yaml", "needs: prior_coordination", f"{second}_coordination{closing}")
    assert called("pack", "lint", "above")[0] == 0
    changed("above/rules.yaml", "needs: legality_review", "needs: prior_coordination")
    assert called("pack", "lint", "above")[0] == (0 if "ad_hoc" in first else 2)


def test_two_that_refine_the_same_where_the_search_gives_up_are_told_of(called, changed, monkeypatch):
    """Whether they meet in one case was not settled: that is said with its line, and the pack judges all the same."""
    own = "needs: prior_coordination, when: {}ad_hoc and tendering, refines: aa-1-2"
    changed("above/rules.yaml", "needs: legality_review", own.format(""))
    changed("above/rules.yaml", "refines: aa-1-2,\n     needs: prior_coordination", own.format("not "))
    said = "【提醒】rules.yaml 第 7 行：up-1-2 与 up-1-1 都细化 aa-1-2，条件太复杂，会不会同时适用"
    status, out, _err = called("pack", "lint", "above")
    assert status == 0 and "都细化" not in out
    monkeypatch.setattr(search, "STEPS", 1)
    status, out, _err = called("pack", "lint", "above")
    assert status == 0 and f"{said}于一件事没有查完。用 terms 分开写" in out.replace("\n    ", "")
    assert called("check", "case.json")[0] == 1


def test_a_group_stays_where_the_layers_below_are_left_out(called, home, changed):
    """The office beside a register leaves out what is below; what was asked for by name (below/more) is no such thing."""
    changed(
        "below/pack.yaml", "groups: {core: [act, order]}", "groups: {core: [act], more: [order]}\nextends: [national]"
    )
    (home / "册.csv").write_text("事项名称,类型,会议召开日\n关于甲的议题,议题,2026-12-10\n", encoding="utf-8")
    (home / "办公室.yaml").write_text("layers: local\n", encoding="utf-8")

    def deadlines(pack):
        status, _out, err = called(
            "batch", "册.csv", "-o", "果.csv", "--force", "--pack", pack, "--as-of", "2026-11-28"
        )
        assert status == 1, err
        return next(csv.DictReader((home / "果.csv").read_text(encoding="utf-8-sig").splitlines()))["期限"]

    assert deadlines("below") == ""
    assert "2026-12-07" in deadlines("below/more")


READS = """  - {id: bb-3-3, quote: 附表应当在会前填好, kind: check, applies_to: agenda_item, modality: must, when: papers.province_form,
     expect: papers.province_form.date < dates.meeting, gist: 表在会前填好, remedy: 补表}
  - {id: bb-3-2,"""


@pytest.mark.parametrize(
    ("province", "district", "expected"),
    [
        pytest.param("missing", "missing", None, id="neither"),
        pytest.param({"status": "done", "date": "2026-12-09"}, "missing", "met", id="theirs"),
        pytest.param("missing", {"status": "done", "date": "2026-12-09"}, "met", id="ours counts as theirs"),
        pytest.param("missing", {"status": "done", "date": "2026-12-10"}, "violated", id="ours, too late"),
        pytest.param("missing", "unknown", "open", id="ours unknown"),
    ],
)
def test_conditions_read_a_paper_that_is_the_same(judged, changed, province, district, expected):
    changed("below/order.yaml", "  - {id: bb-3-2,", READS)
    report = judged(materials=CASE["materials"] | {"province_form": province, "district_form": district})
    assert statuses(report).get("bb-3-3") == expected
    asked = [each["material"] for each in report["questions"] if "bb-3-3" in each["clauses"] and "material" in each]
    assert ("district_form" in asked) == (expected == "open")
    if expected:
        (found,) = (each for each in report["findings"] if each["clause"] == "bb-3-3")
        assert {"material": "district_form", "part": "date"} in found["reads"]
        assert {"date": "meeting"} in found["reads"] and found["facts"] == []


@pytest.mark.parametrize("layers", ["all", "local"])
def test_a_paper_wanted_anyway_leads_those_of_which_any_would_do(tmp_path, capsys, layers):
    """Whether the law judges, too, or the local rules alone: one line, with both articles."""
    facts = {"legislation": "government_rule", "normative_document": True}
    case = {"pack": "chongqing", "kind": "agenda_item", "title": "关于草案的议题", "facts": facts}
    papers = dict.fromkeys(["legality_review", "drafted_by_legal_office"], "missing")
    (tmp_path / "case.json").write_text(json.dumps(case | {"materials": papers}), encoding="utf-8")
    run(["check", str(tmp_path / "case.json"), "--layers", layers, "--as-of", "2026-11-28"])
    said = capsys.readouterr().out.replace("\n          ", "")
    assert said.count("【缺失】") == said.count("【缺失】合法性审查（审核）意见\n") == 1
    assert "第十九条“规范性文件应由法制机构进行合法性审查”；第十七条“由市政府法制机构审查或组织起草”" in said

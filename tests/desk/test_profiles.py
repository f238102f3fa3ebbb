"""Kinds of item: what they propose, what they never answer, what is wrong in their file, and the answers they save."""

import json
import shutil
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from at_the_desk import NOW
from clerkcheck.__main__ import main
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.loading import case_of, load_case
from clerkcheck.cases.model import Case
from clerkcheck.checking.check import check
from clerkcheck.checking.report import BROKEN
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.desk.new_case import Block, begin_case
from clerkcheck.desk.profiles import fitting, profile_called, profiles_of, proposals
from clerkcheck.literals import KINDS
from clerkcheck.packs.store import checklists, load_pack, pack_ids
from clerkcheck.reading.documents import read_json
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_document
from wide import wide
from yaml_files import from_yaml

ROOT = Path(__file__).resolve().parents[2]
CALENDAR = national_calendar()
# Of a broken clause that reads one of these and nothing else that a profile is about, the subject is another.
GENERAL = {"genre", "major_matter", "major_decision", "important", "three_major"}


def stored(value):
    """A plain value as a case has it."""
    return frozenset(value) if isinstance(value, list) else value


def block(pack, profile):
    return {each.fact.id: stored(each.value) for each in proposals(pack, profile)}


@pytest.mark.parametrize("pack_id", pack_ids())
def test_no_profile_answers_its_own_subject_or_what_must_be_said(pack_id):
    pack = load_pack(pack_id)
    for profile in (each for kind in KINDS for each in profiles_of(pack, kind)):
        for each in proposals(pack, profile):
            assert not each.fact.expressly, (profile.id, each.fact.id)
            assert each.fact.id not in profile.about or each.fact.id in {*profile.answers}, (profile.id, each.fact.id)


def broken_cases(pack_id):
    """The scenarios that break a clause: the clause, the case, and the day."""
    pack = pack_at(pack_id)
    for path in sorted((ROOT / "tests" / "scenarios" / pack_id).glob("*.yaml")):
        for entry in from_yaml(path.read_text(encoding="utf-8")):
            if "breaks" not in entry:
                continue
            given, added = entry["given"], entry["breaks"] or {}
            data = {"pack": pack_id, "kind": given["kind"], "title": entry["title"]}
            for part in ("facts", "materials", "dates"):
                merged = {**(given.get(part) or {}), **(added.get(part) or {})}
                data[part] = {key: value for key, value in merged.items() if value is not None}
            case = case_of(read_json(json.dumps(data, default=str), entry["clause"], places=False), pack)
            day = added.get("as_of") or given.get("as_of") or "2026-11-22"
            yield pack.clause(entry["clause"]), case, date.fromisoformat(str(day))


@pytest.mark.parametrize("pack_id", wide(pack_ids(), kept=["qianjiang"]))
def test_no_profile_makes_a_broken_clause_of_its_subject_go_away(pack_id):
    """Even where its block is confirmed unread over the true answers, the clause stays broken."""
    pack, tried = pack_at(pack_id), 0
    blocks = {each.id: block(pack, each) for kind in KINDS for each in profiles_of(pack, kind)}
    for clause, case, day in broken_cases(pack_id):
        said = {fact for fact in clause.facts if case.facts.get(fact) not in (None, False, "none", frozenset(["none"]))}
        for profile in profiles_of(pack, case.kind):
            kept = {fact: stored(value) for fact, value in profile.answers.items() if fact in profile.about}
            other = any(case.facts.get(fact, value) != value for fact, value in kept.items())
            if other or not said & profile.about - GENERAL:
                continue
            tried += 1
            unread = case._replace(facts={**case.facts, **blocks[profile.id]})
            found = check(unread, pack, CALENDAR, day, questions=False).findings
            assert any(f.clause == clause.id and f.status in BROKEN for f in found), (profile.id, clause.id)
    assert tried > 5


@pytest.mark.parametrize(
    ("kind", "title", "label"),
    [
        ("agenda_item", "关于传达学习全市经济工作会议精神的议题", "传达学习"),
        ("agenda_item", "关于追加城区应急供水工程资金的议题", "资金"),
        ("agenda_item", "关于2026年安全生产工作情况汇报的议题", "情况汇报"),
        ("agenda_item", "关于表彰2026年度先进集体的议题", "表彰奖励"),
        ("agenda_item", "关于审定城东片区国有土地上房屋征收补偿方案的议题", "土地与国资"),
        ("agenda_item", "关于城东片区拆迁安置工作实施意见的议题", "土地与国资"),
        ("agenda_item", "关于国有土地上房屋征收与补偿办法的议题", "规范性文件"),
        ("agenda_item", "关于垃圾处理费征收若干政策的议题", "政策措施"),
        ("document", "青溪镇人民政府关于请求支援冲锋舟的请示", "请示"),
        ("document", "关于印发《餐饮油烟管理办法》的通知", "印发规范性文件"),
        ("document", "关于张某某等同志任职的通知", "任免通知"),
    ],
    ids=range(11),
)
def test_a_title_proposes(kind, title, label):
    found = next(fitting(profiles_of(load_pack("qianjiang"), kind), title))
    assert found.label == label


@pytest.mark.parametrize(
    ("profile", "title", "spoken_of"),
    [
        (
            "report",
            "关于档案馆维修情况的报告（请求安排维修资金120万元）",
            {"funds", "budget_item", "amount_wan"},
        ),
        ("notice", "关于恳请支持的通知", {"contains_request"}),
        ("policy", "关于城东片区拆迁补偿方案的议题", {"stability_risk"}),
        ("hear_report", "关于听取经费使用情况汇报的议题", {"funds"}),
        ("staffing", "关于征地机构设置的议题", {"stability_risk"}),
    ],
    ids=range(5),
)
def test_what_the_title_speaks_of_no_block_denies(profile, title, spoken_of):
    """No pack's does."""
    denied, spoken = set(), set()
    for pack in map(load_pack, pack_ids()):
        made = profile_called(pack, profile)
        denied |= {each.fact.id for each in proposals(pack, made, title=title)}
        spoken |= {name for name, words in made.spoken_of.items() if any(word in title for word in words)}
    assert spoken_of <= spoken and not spoken & denied


@pytest.mark.parametrize("pack_id", wide(pack_ids(), kept=["qianjiang"]))
def test_no_block_says_how_a_review_came_out_that_was_not_made(pack_id):
    """A case begins without any review: 合法性审查结论为不合法 is asked where it matters."""
    pack = load_pack(pack_id)
    for profile in (each for kind in KINDS for each in profiles_of(pack, kind)):
        assert "legality_failed" not in {each.fact.id for each in proposals(pack, profile)}, profile.id


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("青溪镇人民政府关于请求支援冲锋舟的请示", {"issued_by": "town_street", "addressed_to": "own_government"}),
        ("黔江区人民政府关于恳请支持的请示", {"issued_by": "government", "addressed_to": "superior_government"}),
        ("区农业农村委关于追加经费的请示", {"issued_by": "department", "addressed_to": "own_government"}),
        ("关于追加经费的请示", {}),
    ],
    ids=["a-town", "the-government", "a-department", "no-name"],
)
def test_a_title_proposes_name_and_addressee_of_a_document(title, proposed):
    pack = load_pack("qianjiang")
    found = {each.fact.id: each.value for each in proposals(pack, profile_called(pack, "request"), title=title)}
    assert found["genre"] == "request"
    assert {name: found[name] for name in ("issued_by", "addressed_to") if name in found} == proposed


def test_what_is_confirmed_is_on_record_with_who_and_when(session_of, start):
    pack = load_pack("qianjiang")
    profile = profile_called(pack, "convey")
    taken = tuple(each for each in proposals(pack, profile) if each.fact.id != "funds")
    session = session_of(
        begin_case(start("empty"), pack, "agenda_item", "关于传达学习的议题", NOW, Block(profile, taken))
    )
    data = read_document(session.path).data
    assert data["profile"] == "convey" and "funds" not in data["facts"] and data["facts"]["land"] is False
    entry = data["history"][-1]
    assert (
        entry["what"].startswith("按〔传达学习〕确认：")
        and "涉及土地" in entry["what"]
        and entry["who"]
        and entry["at"]
    )
    session.confirm(Block(profile, proposals(pack, profile, session.case.facts)))  # later, for what is open
    assert session.case.facts["funds"] is False
    session.undo()
    assert "funds" not in session.case.facts


@pytest.fixture
def packs_with(tmp_path):
    """A folder of packs in which profiles.yaml says something else."""

    def made(old, new, file="profiles.yaml"):
        home = tmp_path / "packs"
        shutil.copytree(checklists(), home)
        path = home / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
        return load_pack("./packs/qianjiang", str(tmp_path))

    return made


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("blocks:\n  rules: [sets_license_penalty", "blocks:\n  rules: [sets_licence_penalty", "sets_license_penalty", id="a-fact-in-a-block"),
        pytest.param("set: {funds: true}", "set: {fund: true}", "funds", id="a-fact-set", marks=pytest.mark.wide),
        pytest.param("set: {genre: letter}", "set: {genre: leter}", "letter", id="a-choice", marks=pytest.mark.wide),
        pytest.param("set: {funds: true}", "set: {funds: 5}", "true 或 false", id="a-type"),
        pytest.param("about: [funds,", "about: [tendering, funds,", "不能替人答“否”", id="its-own-subject"),
        pytest.param("blocks:\n", "blocks:\n  funds: [land]\n", "funds 已是事实名", id="a-block-named-like-a-fact", marks=pytest.mark.wide),
        pytest.param("  awards: [表彰", "  award: [表彰", "awards", id="a-title", marks=pytest.mark.wide),
        pytest.param("before: {policy:", "before: {polcy:", "policy", id="another-kind"),
        pytest.param("    label: 资金\n", "    lable: 资金\n", "label", id="a-key", marks=pytest.mark.wide),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_file_is_said_at_its_line(packs_with, old, new, said):
    pack = packs_with(old, new)
    with pytest.raises(InputError) as caught:
        profiles_of(pack, "agenda_item")
    assert said in str(caught.value) and "profiles.yaml 第" in str(caught.value)


def test_a_block_asks_to_confirm_only_what_decides_something():
    """Of a notice nothing is said about minutes, of what is no rule nothing about what only rules may have."""
    for name, left_out in (("notice", "minutes_of"), ("convey", "sets_license_penalty")):
        pack = load_pack("qianjiang")
        profile = profile_called(pack, name)
        assert left_out in profile.denied and left_out not in block(pack, profile)
        case = Case(pack.id, profile.kind, "试", None, block(pack, profile), {}, {})
        assert left_out not in {each.id for each in check(case, pack, CALENDAR, date(2026, 11, 22)).facts_asked()}
    (genre,) = (each for each in proposals(pack, profile_called(pack, "notice")) if each.fact.id == "genre")
    assert genre.sentence == "文种：通知"


@pytest.mark.parametrize(
    ("pack_id", "profile", "title", "fact"),
    [
        ("jinchuan", "request", "关于召开全区安全生产大会的请示", "convening"),
        ("weidong", "request", "关于召开全区招商大会的请示", "hold_meeting"),
        ("qianjiang", "to_superior", "关于与某公司签订合作协议的请示", "major_contract"),
        ("shapingba", "hear_report", "关于全区招商引资工作情况的汇报", "market_activity"),
        ("national", "staffing", "关于招商局内设机构的议题", "market_activity"),
        ("qianjiang", "land_assets", "关于某招商项目供地的议题", "investment_promotion"),
    ],
)
def test_what_a_title_speaks_of_is_not_denied(pack_id, profile, title, fact):
    pack = load_pack(pack_id)
    chosen = profile_called(pack, profile)
    denied = [{each.fact.id for each in proposals(pack, chosen, title=said)} for said in ("关于甲的请示", title)]
    assert fact in denied[0] and fact not in denied[1]


def test_that_a_request_is_drafted_by_a_department_is_not_denied():
    pack = load_pack("jinchuan")
    for name in ("request", "report", "opinion"):
        assert "government_led" not in {each.fact.id for each in proposals(pack, profile_called(pack, name))}


def test_minutes_are_reminded_of_little_that_only_may_concern_them():
    """What a block denies settles the reminders too, not the questions alone: of rules, markets, contracts, secrets."""
    for pack_id in pack_ids():
        pack = load_pack(pack_id)
        facts = block(pack, profile_called(pack, "minutes")) | {"issued_by": "government", "disclosure": "none"}
        report = check(Case(pack.id, "document", "纪要", None, facts, {}, {}), pack, CALENDAR, date(2026, 11, 22))
        assert len([each for each in report.reminders if not each.certain]) <= 5, pack_id


def test_pack_lint_reads_the_profiles_of_a_pack(packs_with, capsys):
    pack = packs_with("matter: [convey_directives]", "matter: [convey_directive]", "qianjiang/profiles.yaml")
    assert main(["pack", "lint", pack.folder]) == 2
    assert "profiles.yaml 第 3 行" in capsys.readouterr().out


def test_a_pack_may_replace_a_profile_or_add_one(packs_with):
    text = "profiles:\n  convey: {replace: true, label: 学习, kind: agenda_item, deny: [land]}\n  own: {label: 本地的, kind: agenda_item}\n"
    pack = packs_with("", text, "qianjiang/profiles.yaml")
    assert block(pack, profile_called(pack, "convey")) == {"land": False}
    assert profile_called(pack, "own").label == "本地的"


def answers_needed(pack, profile):
    """How many answers an item of a kind takes: the kind, its block, then each page that can still matter."""
    from clerkcheck.checking.pages import next_page

    case, answers = Case(pack.id, profile.kind, "试", None, block(pack, profile), {}, {}), 2
    while (page := next_page(check(case, pack, CALENDAR, date(2026, 11, 22)), pack)) is not None:
        answers += 1
        case = case._replace(facts={**case.facts, **{fact: likely(pack, profile, fact) for fact in page.facts}})
    return answers


def likely(pack, profile, name):
    """What the clerk answers to what the block leaves open: yes to its subject, and no more than there must be."""
    fact = pack.vocabulary.facts[name]
    if fact.type == "bool":
        return name in profile.about or fact.expressly
    if not fact.of:
        return 1
    usual = {"meeting": "standing", "issued_by": "government"}.get(name)
    if name in ("genre", "addressed_to") and profile.id != "minutes":
        return {"genre": "decision", "addressed_to": "subordinates"}[name]
    value = "none" if "none" in fact.of else usual or next(iter(fact.of))
    return frozenset([value]) if fact.type == "choices" else value


def test_few_answers_take_an_item_of_any_kind_to_its_report():
    counts = {
        (pack_id, profile.id): answers_needed(load_pack(pack_id), profile)
        for pack_id in pack_ids()
        for kind in KINDS
        for profile in profiles_of(load_pack(pack_id), kind)
    }
    assert median(counts.values()) <= 8
    assert max(counts.values()) <= 14
    assert max(n for (_pack, name), n in counts.items() if name in ("convey", "hear_report")) <= 4


def test_new_writes_the_answers_of_a_profile_and_names_the_one_that_fits(tmp_path, capsys):
    path = str(tmp_path / "case.yaml")
    title = ("--pack", "qianjiang", "--title", "关于传达学习的议题")
    assert main(["new", path, *title, "--profile", "convey"]) == 0
    case = load_case(path)
    assert case.facts["land"] is False and case.facts["matter"] == {"convey_directives"}
    assert main(["new", str(tmp_path / "other.yaml"), *title]) == 0
    assert "--profile convey" in capsys.readouterr().out
    assert main(["new", str(tmp_path / "wrong.yaml"), *title, "--profile", "convy"]) == 2
    assert "是不是 convey（传达学习）" in capsys.readouterr().err and not (tmp_path / "wrong.yaml").exists()

"""`pack new` drafts from the clauses of the packs there are; what is drafted judges nothing."""

import json
import re
import sys
from pathlib import Path

import pytest

from clerkcheck.cli.main import run
from clerkcheck.packs.loading import read_pack_files
from clerkcheck.packs.store import known_packs, load_pack, shared_vocabulary

SOURCES = Path(__file__).resolve().parents[4] / "shared" / "sources"
TEXT = """云汐县人民政府工作规则

第一章 总则
第一条 为规范县政府工作，制定本规则。
第二章 会议
第二条 县政府工作中的重大事项，必须经县政府全体会议或县政府常务会议讨论决定。
第三条 县政府常务会议的主要任务是：
（一）传达贯彻上级重要会议精神；
（二）讨论决定全县重大水利工程。
第三章 公文
第四条 除主办部门另有时限要求外，一般应在9个工作日内回复。
第五条 未经批准不得越级行文。
第六条 古树名木移植方案应当在开工前12日报县政府办公室备案。
第七条 人事任免文件，由县长签发。
第八条 古树保护方案未经评审的，不得提请县政府讨
论，也不得印发；评审意见应当在收到方案后15日内报送，经县长批准，可以延长至30日。
第九条 修缮方案应当在10日内报送备案，经常务副县长批准，可以延长5日。
第十条 古树养护经费追加不足36万元的，由常务副县长审批。
"""
REQUEST = """pack: ./yunxi
kind: agenda_item
title: 关于审定水利工程的议题
facts: {major_matter: true, meeting: special}
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "云汐.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def drafts(home):
    pytest.importorskip("rapidfuzz")
    assert run(["pack", "new", "yunxi", "--source", "云汐.txt"]) == 0
    files = read_pack_files(home / "yunxi", shared_vocabulary("yunxi/"))
    return {article.article: article.clauses for chapter in files.chapters for article in chapter.entries.articles} | {
        "head": files.head
    }


def test_a_clause_is_drafted_in_the_new_words_from_where_it_came(drafts):
    forum = next(each for each in drafts["第二条"] if each.kind == "forum")
    assert forum.quote == "县政府工作中的重大事项，必须经县政府全体会议或县政府常务会议讨论决定"
    assert (forum.draft, set(forum.forum), forum.modality) == (True, {"plenary", "standing"}, "must")
    assert {each.split()[0] for each in forum.drafted_from} >= {"qianjiang", "weidong"}
    assert "区" not in forum.gist + forum.remedy
    reply = next(each for each in drafts["第四条"] if each.kind == "deadline")
    assert (reply.offset, reply.unit, reply.modality) == (9, "workday", "normally")  # the neighbours have 3 and 7
    ban = next(each for each in drafts["第五条"] if each.kind == "check")
    assert ban.modality == "must_not" and "when" in ban.unsure


def test_words_of_another_pack_are_unsure_and_cite_nothing_of_it(drafts):
    taken = [each for name, found in drafts.items() if name != "head" for each in found if each.drafted_from]
    assert len(taken) > 5
    for each in taken:
        assert {"gist", "remedy"} <= set(each.unsure)
        assert not each.reading or "reading" in each.unsure
        assert not re.search("第[一二三四五六七八九十百]+条|[a-z]{2}-[0-9]+-[0-9]", each.reading), each.reading
    assert any(each.reading for each in taken)


def test_what_lists_and_words_say_is_drafted(drafts):
    works = next(each for each in drafts["第三条"] if "水利" in each.quote)
    assert (works.kind, "standing" in works.forum, works.drafted_from) == ("forum", True, [])
    assert {"kind", "forum"} <= set(works.unsure)
    trees = next(each for each in drafts["第六条"] if not each.drafted_from)
    assert (trees.kind, trees.offset, trees.unit, trees.modality) == ("deadline", -12, "day", "must")
    assert trees.remedy == "待填"
    assert any(each.kind == "signer" and each.signer == ["mayor"] for each in drafts["第七条"])
    assert drafts["第一条"] == []


def test_a_line_broken_amid_a_sentence_cuts_no_quotation(drafts):
    assert "古树保护方案未经评审的，不得提请县政府讨论" in [each.quote for each in drafts["第八条"]]


def test_what_may_be_put_off_is_drafted_with_its_deadline(drafts):
    (whole,) = (each for each in drafts["第八条"] if each.kind == "deadline")
    assert (whole.offset, whole.extend.offset, whole.extend.by) == (15, 30, ["mayor"])
    assert whole.quote.endswith("经县长批准，可以延长至30日") and "extend" in whole.unsure
    (added,) = (each for each in drafts["第九条"] if each.kind == "deadline")
    assert (added.extend.offset, added.extend.unit) == (15, "day")


def test_an_approval_in_the_place_of_a_meeting_is_drafted(drafts):
    (tier,) = (each for each in drafts["第十条"] if each.approval)
    assert (tier.kind, tier.forum, tier.approval.by, tier.modality) == ("forum", None, ["executive_deputy"], "must")
    assert tier.quote.endswith("不足36万元的，由常务副县长审批") and "approval" in tier.unsure


AMOUNTS = """云汐县人民政府工作规则

第一条 300万元以上（不含）的预算追加，由常务会议决定。
第二条 300万元以上的预算追加，由常务会议讨论决定。
第三条 养护经费不足36万元的，由常务副县长审批。
"""


def test_no_draft_of_a_meeting_loses_the_amount(home):
    pytest.importorskip("rapidfuzz")
    (home / "额.txt").write_text(AMOUNTS, encoding="utf-8")
    assert run(["pack", "new", "sums", "--source", "额.txt"]) == 0
    files = read_pack_files(home / "sums", shared_vocabulary("sums/"))
    found = {each.article: each.clauses for chapter in files.chapters for each in chapter.entries.articles}
    (above,), (from_on,), (below,) = (found[each] for each in ("第一条", "第二条", "第三条"))
    assert above.when == "budget_item == supplement and amount_wan > 300"
    assert from_on.when == "budget_item == supplement and amount_wan >= 300"  # not that of a neighbour's other matter
    assert from_on.quote == from_on.gist == "300万元以上的预算追加，由常务会议讨论决定"
    assert (below.when, below.approval.by) == ("amount_wan < 36", ["executive_deputy"])
    assert all("when" in each.unsure for each in (above, from_on, below))


@pytest.mark.usefixtures("drafts")
def test_drafts_judge_nothing_and_are_counted(home, capsys):
    assert load_pack("yunxi/", layers=False).clauses == ()
    capsys.readouterr()
    assert run(["pack", "lint", "./yunxi"]) == 1
    out = capsys.readouterr().out
    assert "第二条有" in out and "款草稿没有确认" in out and "另有草稿" in out
    assert run(["pack", "coverage", "./yunxi"]) == 1
    assert "第二条 【没有交代】草稿" in capsys.readouterr().out
    assert run(["pack", "show", "./yunxi", "第五条"]) == 0 and run(["pack", "show", "./yunxi", "yunxi-5-1"]) == 0
    out = capsys.readouterr().out
    assert "草稿 1 款没有确认：yunxi-5-1" in out and "yunxi-5-1 是草稿" in out
    (home / "案.yaml").write_text(REQUEST, encoding="utf-8")
    run(["check", "案.yaml", "--layers", "local", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert report["findings"] == [] and report["forum"] is None
    assert any("草稿没有确认，没有算进来" in each["text"] for each in report["reminders"])


def test_what_a_condition_names_is_brought(drafts):
    head = drafts.pop("head")
    clauses = [each for clauses in drafts.values() for each in clauses]
    conditions = [getattr(each, key) for each in clauses for key in ("when", "unless", "expect", "forbid")]
    named = " ".join([*conditions, *(each.is_ for each in head.terms.values())])
    own = [*head.terms, *head.vocabulary.facts]
    assert own and all(each in named for each in own)


@pytest.mark.usefixtures("home")
def test_a_bare_skeleton_has_no_drafts(capsys):
    assert run(["pack", "new", "yunxi", "--source", "云汐.txt", "--bare"]) == 0
    assert "都待整理" in capsys.readouterr().out
    assert load_pack("yunxi/").drafts == 0 and not Path("yunxi/source.txt").exists()


@pytest.mark.wide
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the regulations (../shared/sources) are not on this machine")
@pytest.mark.parametrize("pack_id", ["weidong", "qianjiang"])
def test_every_draft_could_be_confirmed(pack_id, tmp_path):
    pytest.importorskip("rapidfuzz")
    from clerkcheck.packs.drafting.making import drafted
    from clerkcheck.packs.skeleton import skeleton
    from clerkcheck.packs.source_text import read_source, split_source

    source = split_source(read_source(str(SOURCES / f"{pack_id}.txt")), pack_id)
    drafts = drafted("demo", source, [folder for name, folder in known_packs().items() if name != pack_id])
    for name, content in skeleton("demo", source, drafts).items():
        lines = [line for line in content.split("\n") if not line.startswith(("    draft:", "    unsure:"))]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    from clerkcheck.reading.errors import InputErrors

    with pytest.raises(InputErrors) as raised:
        load_pack(f"{tmp_path}/")
    assert drafts.open  # they lack what only the keeper knows
    assert all("缺少" in str(error) or "只有其一" in str(error) for error in raised.value.errors)


@pytest.mark.usefixtures("home")
def test_without_rapidfuzz_the_skeleton_is_written_and_it_is_said(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "clerkcheck.packs.drafting.making", None)  # as where its import fails
    assert run(["pack", "new", "yunxi", "--source", "云汐.txt"]) == 0
    out = capsys.readouterr().out
    assert "起草要另装 rapidfuzz" in out and "都待整理" in out

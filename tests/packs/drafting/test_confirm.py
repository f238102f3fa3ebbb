"""`pack confirm`: a walk through the drafts; each decision is in the file at once, and the walk can be broken off."""

import io

import pytest

from clerkcheck.cli.main import run
from clerkcheck.packs.store import load_pack

HEAD = """id: demo
region: 演示区
regulation: 《演示区议事规则》
government: 区政府
document_number: null
issued: null
in_force: {from: null}
article_count: 2
files: [all.yaml]
"""
RULES = """chapter: 全文
articles:
# 看过的条
- article: 第一条
  clauses:
  - id: demo-1-1
    draft: true
    drafted_from: [qianjiang qj-49-1]
    unsure: [when]
    # 问过办公室
    quote: '议题一般应提前3个工作日报送'
    kind: deadline
    applies_to: agenda_item
    when: 'meeting == standing'
    due: submission
    from: meeting
    offset: -3
    unit: workday
    check: submitted
    bound: latest
    modality: normally
    gist: 提前3个工作日报送
    remedy: 按时报送
  - id: demo-1-2
    draft: true
    unsure: [kind, modality]
    quote: '不得临时提交'
    kind: check
    applies_to: agenda_item
    modality: must_not
    gist: 不得临时提交
    remedy: 待填
- article: 第二条
  clauses:
  - id: demo-2-1
    draft: true
    quote: '会议每年一次'
    kind: note
    applies_to: agenda_item
    modality: must
    gist: 会议每年一次
    remedy: 不适用
"""
TEXT = "演示区议事规则\n第一条 议题一般应提前3个工作日报送，不得临时提交。\n第二条 会议每年一次。\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo").mkdir()
    for name, content in {"pack.yaml": HEAD, "all.yaml": RULES, "source.txt": TEXT}.items():
        (tmp_path / "demo" / name).write_text(content, encoding="utf-8")
    return tmp_path / "demo"


@pytest.fixture
def walk(home, monkeypatch, capsys):
    assert home.is_dir()

    def walked(*answers, more=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in answers)))
        capsys.readouterr()
        status = run(["pack", "confirm", "./demo", *more])
        return status, capsys.readouterr().out

    return walked


def test_a_walk_goes_on_where_it_was_broken_off(walk, home):
    status, out = walk("a")  # then the end of the input
    assert status == 1 and "第一条" in out and "议题一般应提前3个工作日报送，不得临时提交。" in out
    assert "？ 4 条件 when：meeting == standing" in out and "即：拟提交的会议是常务会议" in out
    assert "还有 2 款草稿没有确认" in out
    (clause,) = load_pack("./demo").clauses
    assert (clause.id, clause.kind, clause.offset) == ("demo-1-1", "deadline", -3)
    text = (home / "all.yaml").read_text(encoding="utf-8")
    assert "# 看过的条" in text and "# 问过办公室" in text and "drafted_from" not in text
    _status, out = walk("q")
    assert "demo-1-1" not in out and "demo-1-2" in out


def test_what_is_left_open_is_filled_before_it_is_taken(walk):
    _status, out = walk(
        "s", "a", "c", "7", "ad_hoc", "12", "改列下次会议", "2", "没有的", "4", "meting == standing", "", "a", "q"
    )
    assert "还不能采用：check 条款应当有 expect 或 forbid，只有其一" in out
    assert "还不能采用：remedy 还没有填" in out
    assert "没有 没有的" in out and "没有 meting 这个事实。是不是 meeting" in out
    clause = load_pack("./demo").clause("demo-1-2")
    assert (clause.forbid, clause.remedy, clause.modality) == ("ad_hoc", "改列下次会议", "must_not")


def test_keys_of_several_parts_are_asked_for_part_by_part(walk):
    extend = ("12", "0x", "-1", "workday", "政府批准", "government_approval", "县长", "mayor")
    also = ("19", "第二条", "会议每年一次", "第一条", "没有的话", "", "")
    _status, out = walk("c", *extend, *also, "a", "q")
    assert "“0x”不是整数" in out and "没有 政府批准" in out
    assert "可延长至 extend：天数 -1，单位 workday" in out.replace("\n      ", "")
    assert "还不能采用：引文不在第一条里" in out
    walk("c", "19", "第二条", "会议每年一次", "", "12", "", "", "", "", "", "a", "q")
    clause = load_pack("./demo").clause("demo-1-1")
    assert (clause.extension, clause.extenders) == (("government_approval",), ("mayor",))
    assert (clause.extended_offset, clause.also_from) == (-1, (("第二条", "会议每年一次"),))


def test_a_key_of_several_parts_is_left_out_with_one_stroke(walk):
    walk("c", "12", "-1", "workday", "government_approval", "mayor", "12", "-", "", "a", "q")
    assert load_pack("./demo").clause("demo-1-1").extension == ()


def test_a_quotation_must_stand_in_its_article(walk, home):
    _status, out = walk("c", "1", "议题一般应提前5个工作日报送", "4", "-", "", "a", "q")
    assert "引文不在第一条里，最相近的是“议题一般应提前3个工作日报送”" in out
    assert load_pack("./demo").clauses == ()
    text = (home / "all.yaml").read_text(encoding="utf-8")
    assert "提前5个工作日" in text and "meeting == standing" not in text and "draft: true" in text


def test_a_decision_is_taken_back(walk, home):
    before = (home / "all.yaml").read_text(encoding="utf-8")
    assert walk("d", "u", "q")[0] == 1
    assert (home / "all.yaml").read_text(encoding="utf-8") == before
    status, out = walk("a", "d", "d", "议事次数，不涉及送审")
    assert status == 0 and "草稿都确认了" in out
    pack = load_pack("./demo")
    assert [article.skip for article in pack.articles] == ["", "议事次数，不涉及送审"]
    assert [clause.id for clause in pack.clauses] == ["demo-1-1"]
    assert walk()[0] == 0


def test_the_line_ends_of_a_file_are_kept(walk, home):
    whole = (home / "all.yaml").read_bytes().replace(b"\n", b"\r\n")
    (home / "all.yaml").write_bytes(whole)
    _status, out = walk("c", "2", "-", "", "q")
    assert "种类 不能不写" in out
    _status, out = walk("a", "d", "u", "q")
    assert "已撤销 demo-1-2" in out
    written = (home / "all.yaml").read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n") > 30
    assert load_pack("./demo").clause("demo-1-1")


def test_what_another_wrote_is_not_written_over(walk, home, monkeypatch):
    from clerkcheck.cli.pack import confirm

    honest = confirm.confirmed

    def meanwhile(document, draft, said):
        (home / "all.yaml").write_text(RULES + "# 别人写的\n", encoding="utf-8")
        return honest(document, draft, said)

    monkeypatch.setattr(confirm, "confirmed", meanwhile)
    assert walk("a")[0] == 2
    assert (home / "all.yaml").read_text(encoding="utf-8") == RULES + "# 别人写的\n"

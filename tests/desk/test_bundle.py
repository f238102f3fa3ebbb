"""报送材料: what is handed in together is ticked off beside the verdict, by the office's own list."""

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.cases.saving import create
from clerkcheck.desk.bundle import bundle_here, bundle_sentence, set_bundle
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.json import report_data
from clerkcheck.reports.office import load_office

CASE = {"pack": "qianjiang", "kind": "agenda_item", "title": "关于试用的议题"}


@pytest.fixture
def path(tmp_path):
    return create(str(tmp_path / "case.yaml"), CASE).path


def states(session):
    return {line.item.id: line.status for line in bundle_here(session) if line.status != "unknown"}


def test_what_is_at_hand_is_kept_and_changes_no_verdict(path, session_of):
    one, other = session_of(path), session_of(path)
    before = report_data(one.report)
    lines = bundle_here(one)
    assert len(lines) == 9 and lines[1].item.name == "送审稿（正式文本）"
    set_bundle(one, lines[1], "done")
    set_bundle(other, lines[2], "missing")
    assert "起草说明（情况说明）：缺" in other.editor._undo[-1].what
    assert states(other) == load_case(path).bundle == {"draft": "done", "drafting_note": "missing"}
    assert bundle_sentence(bundle_here(other)) == "报送材料 9 件：已有 1 件，缺 1 件，未核 7 件"
    assert report_data(other.report) == before
    other.undo()
    assert load_case(path).bundle == {"draft": "done"}


def test_an_office_gives_its_own_list(path, session_of, tmp_path):
    office = tmp_path / "办公室.yaml"
    office.write_text(
        "bundle:\n- draft\n- 依据文件\n- {name: 合同文本, copies: 3, note: 附资信证明}\n- {name: 电子文本, for: document}\n"
    )
    session = session_of(path)
    set_bundle(session, bundle_here(session)[2], "done")
    session.change({"bundle": {"briefing": "missing"}}, "x")  # an entry of another list is not lost
    found = [(line.item.name, line.item.copies, line.status) for line in bundle_here(session)]
    assert found == [
        ("送审稿（正式文本）", 0, "unknown"), ("依据文件", 0, "unknown"), ("合同文本", 3, "done"),
        ("briefing", 0, "missing"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("bundle: draft", "bundle 应当是列表", id="no list"),
        pytest.param("bundle: [drafting_not]", "是不是 drafting_note（起草说明（情况说明））", id="nearly an id"),
        pytest.param("bundle: [draft, 送审稿（正式文本）]", "写了两次", id="twice"),
        pytest.param("bundle: [{name: 合同, copies: 三}]", "份数应当是 0 到 999 的整数", id="copies"),
        pytest.param("bundle: [{name: 合同, for: 议题}]", "是不是 agenda_item", id="kind"),
        pytest.param("bundle: [{title: 合同}]", "没有 title 这个键", id="key"),
    ],
)
def test_a_bad_list_is_refused_at_its_place(text, said, tmp_path):
    file = tmp_path / "办公室.yaml"
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        load_office(str(file))
    assert said in str(caught.value) and "第 1 行" in str(caught.value)


def test_a_bad_state_in_a_case_is_refused_at_its_place(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text("pack: qianjiang\nkind: agenda_item\ntitle: 甲\nbundle: {draft: 有}\n")
    with pytest.raises(InputError, match=r"第 4 行.*bundle.draft.*是不是 done"):
        load_case(str(file))

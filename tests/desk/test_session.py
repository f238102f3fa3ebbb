"""An open case: what two sessions of one case make of it, what is kept until it can be saved, where its pack is."""

import os
import shutil
from pathlib import Path

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.cases.saving import create, open_stored
from clerkcheck.reading.errors import InputError

BLANK = {"pack": "qianjiang", "kind": "agenda_item", "title": "关于试用的议题"}
MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture
def path(tmp_path):
    return create(str(tmp_path / "case.yaml"), BLANK).path


@pytest.fixture
def two(path, session_of):
    return session_of(path), session_of(path)


def facts(path):
    return open_stored(path).data.get("facts", {})


def history(path):
    return [entry["what"] for entry in open_stored(path).data["history"]]


class TestTwoSessions:
    def test_each_keeps_what_the_other_answered_and_says_so(self, two, path):
        one, other = two
        one.answer("amount_wan", 800)
        assert one.notice == ""
        other.answer("land_area_mu", 3)
        assert "同时改了这一件" in other.notice and "800" in other.notice and "两边的改动都存下了" in other.notice
        assert facts(path) == {"amount_wan": 800, "land_area_mu": 3} == other.editor.data["facts"]
        assert (other.case.facts["amount_wan"], len(history(path))) == (800, 2)
        other.answer("land_area_mu", 4)
        assert other.notice == ""
        one.set_paper("approval_form", "done")
        assert one.editor.data == other.editor.data | {"materials": {"approval_form": "done"}}

    def test_undo_takes_back_only_ones_own(self, two, path):
        one, other = two
        other.answer("land_area_mu", 3)
        other.answer("land_area_mu", 4)
        one.answer("amount_wan", 800)
        other.set_date("meeting", None)  # nothing to save
        other.set_paper("approval_form", "done")
        for expected in ({"land_area_mu": 4}, {"land_area_mu": 3}, {}):
            other.undo()
            assert facts(path) == {"amount_wan": 800} | expected
        for expected in ({"land_area_mu": 3}, {"land_area_mu": 4}):
            other.redo()
            assert facts(path) == {"amount_wan": 800} | expected

    def test_the_same_question_answered_otherwise_is_kept_twice(self, two, path):
        one, other = two
        one.answer("amount_wan", 800)
        other.answer("amount_wan", 900)
        assert "已被别人改动" in other.notice and os.path.basename(other.path) in other.notice
        assert (facts(path), facts(other.path)) == ({"amount_wan": 800}, {"amount_wan": 900})
        other.answer("land_area_mu", 3)
        assert other.notice == "" and facts(other.path) == {"amount_wan": 900, "land_area_mu": 3}

    def test_what_an_editor_has_made_of_it_that_is_no_case_is_not_joined(self, path, session_of):
        session = session_of(path)
        with open(path, "a", encoding="utf-8") as file:
            file.write("facts: {amont_wan: 800}\n")
        session.answer("land_area_mu", 3)
        assert "已被别人改动" in session.notice and facts(session.path) == {"land_area_mu": 3}

    def test_an_editor_is_told_of_too(self, path, session_of):
        session = session_of(path)
        with open(path, "a", encoding="utf-8") as file:
            file.write("facts: {amount_wan: 800}   # 老王填的\n")
        session.answer("land_area_mu", 3)
        assert "别处同时改了这一件：1 处" in session.notice and load_case(path).facts == session.case.facts
        assert "老王填的" in Path(path).read_text(encoding="utf-8")


class TestWhatCannotBeSaved:
    def test_it_is_saved_with_the_next_answer_and_its_line_too(self, path, session_of, monkeypatch):
        session = session_of(path)

        def full(_file):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            session.answer("amount_wan", 800)
            assert "没有存上" in session.notice and "磁盘已满" in session.notice
        assert facts(path) == {} and session.case.facts["amount_wan"] == 800
        session.answer("land_area_mu", 3)
        assert session.notice == "" and facts(path) == {"amount_wan": 800, "land_area_mu": 3}
        assert len(history(path)) == 2
        session.answer("land_area_mu", 4)
        assert len(history(path)) == 3

    def test_a_read_only_case_is_told(self, path, session_of):
        os.chmod(path, 0o444)
        before = Path(path).read_bytes()
        session = session_of(path)
        session.answer("amount_wan", 800)
        assert "没有存上" in session.notice and "只读" in session.notice
        assert (Path(path).read_bytes(), os.listdir(os.path.dirname(path))) == (before, ["case.yaml"])

    @pytest.mark.parametrize("text", ["history: 有过\n", "history: {a: 1}\n", "history: [一, 二]\n"])
    def test_a_history_in_somebodys_own_way_stays(self, path, session_of, text):
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
        before = open_stored(path).data["history"]
        session_of(path).answer("amount_wan", 800)
        after = open_stored(path).data["history"]
        assert after[:-1] == (before if isinstance(before, list) else [before])


class TestOpening:
    def test_a_pack_by_path_is_sought_from_the_cases_folder(self, tmp_path, session_of, monkeypatch):
        shutil.copytree(MINI, tmp_path / "packs" / "mini")
        (tmp_path / "cases").mkdir()
        path = create(str(tmp_path / "cases" / "甲.yaml"), BLANK | {"pack": "../packs/mini", "kind": "document"}).path
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        session = session_of(path)
        assert session.pack.id == "mini" and session.report.outcome
        fact = next(fact for fact in session.pack.vocabulary.facts.values() if fact.type == "bool")
        session.answer(fact.id, True)
        assert facts(path) == {fact.id: True}

    def test_what_is_wrong_with_a_case_is_said_with_its_place(self, path, session_of):
        with open(path, "a", encoding="utf-8") as file:
            file.write("facts: {amont_wan: 800}\n")
        with pytest.raises(InputError, match="第 4 行第 9 列"):
            session_of(path)


class TestLooking:
    """What others write into the file while nothing is answered here."""

    def test_an_answer_that_an_editor_wrote_over_is_told_without_another_answer(self, path, session_of):
        older = Path(path).read_bytes()
        session = session_of(path)
        session.answer("amount_wan", 800)
        Path(path).write_bytes(older + b"# by hand\n")
        assert [session.look(), session.look(), session.look()] == [False, True, False]
        assert "已被别人改动，你的版本另存为" in session.take_notice()
        assert session.path != path and facts(session.path) == {"amount_wan": 800}
        assert Path(path).read_bytes() == older + b"# by hand\n"

    def test_what_another_session_answered_is_taken_over_and_the_file_stays(self, two, path):
        one, other = two
        other.answer("amount_wan", 800)
        before = os.stat(path)
        assert [one.look(), one.look(), one.look()] == [False, True, False]
        assert "同时改了这一件" in one.notice and one.case.facts["amount_wan"] == 800
        assert os.stat(path).st_ino == before.st_ino and not other.look()

    def test_a_file_that_is_still_being_written_is_let_alone(self, path, session_of):
        session = session_of(path)
        session.answer("amount_wan", 800)
        whole = Path(path).read_bytes()
        for length in (10, 20, len(whole)):
            Path(path).write_bytes(whole[:length])
            assert not session.look()
        assert not session.look() and session.path == path and session.notice == ""

    def test_on_leaving_one_look_is_enough(self, path, session_of):
        older = Path(path).read_bytes()
        session = session_of(path)
        session.answer("amount_wan", 800)
        Path(path).write_bytes(older)
        assert session.look(leaving=True) and "另存为" in session.notice

    def test_comments_are_taken_over_without_a_word(self, path, session_of):
        session = session_of(path)
        session.answer("amount_wan", 800)
        with Path(path).open("a", encoding="utf-8") as file:
            file.write("# 等区财政局回函\n")
        session.look()
        session.look()
        session.answer("amount_wan", 900)
        assert session.notice == "" and "等区财政局回函" in Path(path).read_text(encoding="utf-8")

    def test_a_file_that_is_gone_waits_for_the_next_answer(self, path, session_of):
        session = session_of(path)
        os.unlink(path)
        assert not session.look() and not session.look(leaving=True)
        assert os.listdir(os.path.dirname(path)) == []

    def test_a_file_that_nobody_may_write_is_not_complained_of(self, path, session_of):
        session = session_of(path)
        Path(path).write_text(Path(path).read_text(encoding="utf-8") + "unit: 区教委\n", encoding="utf-8")
        os.chmod(path, 0o444)
        assert [session.look() for _look in range(3)] == [False, True, False]
        assert "没有存上" not in session.notice and session.case.unit == "区教委"

"""Case files on disk: comments and order survive, every write is whole, nobody's change is lost."""

import json
import os
import signal
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clerkcheck.cases.loading import load_case
from clerkcheck.cases.saving import Conflict, create, open_stored, save
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.values import ValueProblem, one_line

TEXT = """# 由办公室填
pack: qianjiang                # 规则
kind: agenda_item
title: '关于甲事项的议题'

facts:
  meeting: standing            # 常务会议
  amount_wan: 800
  # 以下待核
  funds: true
materials:
  approval_form: done
  legality_review: {status: done, date: 2026-11-12, ref: 黔江司审〔2026〕12号}
dates: {meeting: 2026-12-10}
"""
NOW = "20261122-100000"


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "甲.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return open_stored(str(path))


def text_of(stored):
    with open(stored.path, encoding="utf-8") as file:
        return file.read()


class TestRoundTrip:
    def test_saving_what_is_there_keeps_data_and_comments(self, stored):
        after = save(stored, stored.data, NOW)
        assert after.data == stored.data == open_stored(stored.path).data
        assert [line for line in text_of(after).splitlines() if "#" in line] == [
            line for line in TEXT.splitlines() if "#" in line
        ]

    def test_one_answer_changes_one_line(self, stored):
        before = text_of(save(stored, stored.data, NOW)).splitlines()
        again = open_stored(stored.path)
        after = text_of(save(again, {**again.data, "facts": {**again.data["facts"], "funds": False}}, NOW)).splitlines()
        assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
            ("  funds: true", "  funds: false")
        ]

    def test_taking_away_and_adding(self, stored):
        facts = {key: value for key, value in stored.data["facts"].items() if key != "amount_wan"}
        data = {**stored.data, "facts": {**facts, "matter": ["plan", "other"]}, "unit": "区教委"}
        del data["dates"]
        after = save(stored, data, NOW)
        assert open_stored(after.path).data == data and "# 常务会议" in text_of(after)

    def test_dates_are_written_bare_and_words_that_yaml_misreads_in_quotes(self, stored):
        data = {**stored.data, "unit": "no", "dates": {"meeting": "2026-12-11"}, "title": "2026年计划"}
        after = save(stored, data, NOW)
        assert "2026-12-11" in text_of(after) and '"2026-12-11"' not in text_of(after)
        case = load_case(after.path)
        assert (case.unit, case.title, case.dates["meeting"]) == ("no", "2026年计划", date(2026, 12, 11))

    @settings(derandomize=True, max_examples=200, deadline=None)
    @given(st.text(max_size=40))
    def test_any_line_of_text_comes_back_as_it_was(self, tmp_path_factory, text):
        try:
            one_line(text)
        except ValueProblem:
            return
        folder = tmp_path_factory.mktemp("text")
        data = {
            "pack": "qianjiang",
            "kind": "document",
            "title": "甲",
            "materials": {"approval_form": {"status": "done"}},
        }
        first = create(str(folder / "甲.yaml"), data)
        changed = {**data, "unit": text, "materials": {"approval_form": {"status": "done", "ref": text}}}
        assert open_stored(save(first, changed, NOW).path).data == changed

    def test_json_stays_json(self, tmp_path):
        path = tmp_path / "甲.json"
        path.write_text(json.dumps({"pack": "qianjiang", "kind": "document", "title": "甲"}), encoding="utf-8")
        stored = open_stored(str(path))
        save(stored, {**stored.data, "facts": {"funds": True}}, NOW)
        assert json.loads(path.read_text(encoding="utf-8"))["facts"] == {"funds": True}
        assert "\\u" not in path.read_text(encoding="utf-8")


class TestSafety:
    def test_private_and_nothing_left_beside(self, stored):
        save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert os.stat(stored.path).st_mode & 0o777 == 0o644
        assert os.listdir(os.path.dirname(stored.path)) == ["甲.yaml"]

    def test_a_new_case_never_replaces_a_file(self, stored):
        with pytest.raises(InputError, match="已存在"):
            create(stored.path, {"title": "别的"})
        assert text_of(stored) == TEXT

    @pytest.mark.parametrize("theirs", [TEXT.replace("800", "900"), None])
    def test_someone_elses_change_is_noticed_and_both_are_kept(self, stored, theirs):
        if theirs is None:
            os.unlink(stored.path)
        else:
            with open(stored.path, "w", encoding="utf-8") as file:
                file.write(theirs)
        with pytest.raises(Conflict) as caught:
            save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert open_stored(caught.value.kept).data["unit"] == "区教委"
        assert os.path.exists(stored.path) == (theirs is not None)
        if theirs is not None:
            assert text_of(stored) == theirs

    def test_two_conflicts_in_one_second(self, stored):
        with open(stored.path, "a", encoding="utf-8") as file:
            file.write("unit: 别人\n")
        kept = []
        for unit in ("一", "二"):
            with pytest.raises(Conflict) as caught:
                save(stored, {**stored.data, "unit": unit}, NOW)
            kept.append(caught.value.kept)
        assert [open_stored(path).data["unit"] for path in kept] == ["一", "二"]

    def test_a_disk_that_fills_up_leaves_the_old_file(self, stored, monkeypatch):
        def full(_file):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(InputError, match="磁盘已满"):
            save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert text_of(stored) == TEXT and os.listdir(os.path.dirname(stored.path)) == ["甲.yaml"]

    @pytest.mark.parametrize("text", ["- 列表\n", "一句话\n", "", "a: [\n"])
    def test_what_is_no_case_is_not_opened(self, tmp_path, text):
        path = tmp_path / "坏.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError):
            open_stored(str(path))
        assert path.read_text(encoding="utf-8") == text

    def test_killed_in_the_middle_of_saving_the_file_is_whole(self, stored):
        """A process that does nothing but save is killed; what stands in the file is one of the states it saved."""
        code = (
            "import sys\n"
            "from clerkcheck.cases.saving import open_stored, save\n"
            "stored = open_stored(sys.argv[1])\n"
            "for n in range(100000):\n"
            "    stored = save(stored, {**stored.data, 'unit': f'第{n}次', 'facts': {'amount_wan': n}}, 'x')\n"
            "    print(n, flush=True)\n"
        )
        for _round in range(5):
            process = subprocess.Popen([sys.executable, "-c", code, stored.path], stdout=subprocess.PIPE, text=True)
            assert process.stdout is not None
            told = [int(process.stdout.readline()) for _line in range(10)]
            process.send_signal(signal.SIGKILL)
            rest = [int(line) for line in process.stdout.read().split()]
            process.wait()
            data = open_stored(stored.path).data
            saved = data["facts"]["amount_wan"]
            assert data["unit"] == f"第{saved}次" and saved >= (told + rest)[-1]

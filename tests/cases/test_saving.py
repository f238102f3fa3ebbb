"""Case files on disk: comments and order survive, every write is whole, nobody's change is lost."""

import itertools
import json
import os
import signal
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.cases.loading import load_case
from clerkcheck.cases.saving import Conflict, create, open_stored, save
from clerkcheck.reading import parts
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.locks import locked
from clerkcheck.reading.written_values import ValueProblem, one_line
from examples import examples

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

    @examples(20)
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
    @pytest.mark.parametrize("mode", [0o600, 0o664], ids=oct)
    def test_the_mode_stays_and_nothing_is_left_beside(self, stored, mode):
        os.chmod(stored.path, mode)
        save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert os.stat(stored.path).st_mode & 0o777 == mode
        assert os.listdir(os.path.dirname(stored.path)) == ["甲.yaml"]

    def test_a_new_case_never_replaces_a_file(self, stored):
        with pytest.raises(InputError, match="已存在"):
            create(stored.path, {"title": "别的"})
        assert text_of(stored) == TEXT

    def test_a_new_case_is_private(self, tmp_path):
        assert os.stat(create(str(tmp_path / "乙.yaml"), {"title": "乙"}).path).st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("theirs", [TEXT.replace("800", "900"), None], ids=["changed", "removed"])
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

    def test_our_copy_can_be_read_by_whoever_reads_the_case(self, stored):
        os.chmod(stored.path, 0o664)
        with open(stored.path, "a", encoding="utf-8") as file:
            file.write("unit: 别人\n")
        with pytest.raises(Conflict) as caught:
            save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert os.stat(caught.value.kept).st_mode & 0o777 == 0o664

    def test_a_read_only_case_is_not_written(self, stored):
        os.chmod(stored.path, 0o444)
        with pytest.raises(InputError, match="文件是只读的"):
            save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert text_of(stored) == TEXT and os.listdir(os.path.dirname(stored.path)) == ["甲.yaml"]

    def test_a_case_that_would_be_too_long_to_be_read_again_is_not_written(self, stored):
        history = [{"at": "昨天", "who": "某", "what": "改" * 400}] * 900
        with pytest.raises(InputError, match="超过 1 MB"):
            save(stored, {**stored.data, "history": history}, NOW)
        assert text_of(stored) == TEXT

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
    def test_a_pipe_in_place_of_the_case(self, stored):
        os.unlink(stored.path)
        os.mkfifo(stored.path)
        with pytest.raises(Conflict) as caught:
            save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert open_stored(caught.value.kept).data["unit"] == "区教委"

    def test_a_folder_in_place_of_the_case_is_said_in_chinese(self, stored):
        os.unlink(stored.path)
        os.mkdir(stored.path)
        with pytest.raises(InputError) as caught:
            save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert "这是文件夹，不是文件" in str(caught.value) and "directory" not in str(caught.value)

    def test_a_lock_that_does_not_come_free_is_said(self, stored, monkeypatch):
        monkeypatch.setattr("clerkcheck.reading.locks.time.monotonic", itertools.count().__next__)
        with locked(os.path.realpath(stored.path), 10), pytest.raises(InputError, match="正在别处保存"):
            save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert text_of(stored) == TEXT
        assert save(stored, {**stored.data, "unit": "区教委"}, NOW).data["unit"] == "区教委"

    def test_a_lock_lost_on_the_way_means_no_write(self, stored, monkeypatch):
        """A process that hung while it held the lock does not write once it goes on."""
        monkeypatch.setattr("clerkcheck.reading.locks.Lock.holds", False)
        with pytest.raises(InputError, match="正在别处保存"):
            save(stored, {**stored.data, "unit": "区教委"}, NOW)
        assert text_of(stored) == TEXT

    def test_what_would_not_read_back_the_same_is_refused_in_every_mode_of_python(self, tmp_path):
        code = (
            "import sys\n"
            "from clerkcheck.cases.saving import create, open_stored, save\n"
            "from clerkcheck.reading.errors import InputError\n"
            "stored = create(sys.argv[1], {'title': '甲'})\n"
            "for data in ({'title': '甲', 'unit': chr(0xd800)}, {'title': ('甲',)}, {'title': '甲', 'facts': {'n': float('inf')}}):\n"
            "    try:\n"
            "        save(stored, data, 'x')\n"
            "    except InputError as error:\n"
            "        print(error.message)\n"
        )
        path = tmp_path / "甲.yaml"
        for option in ((), ("-O",)):
            path.unlink(missing_ok=True)
            ran = subprocess.run(
                [sys.executable, *option, "-c", code, str(path)], capture_output=True, text=True, check=True
            )
            assert ran.stdout.count("读回来不一样") == 3, ran
            assert path.read_text(encoding="utf-8") == "title: 甲\n"

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


def answered(stored, **facts):
    return {**stored.data, "facts": {**stored.data["facts"], **facts}}


@pytest.mark.skipif(os.name != "posix", reason="links are another thing there")
class TestOtherNames:
    def test_a_link_stays_and_the_real_case_is_saved(self, stored, tmp_path):
        (tmp_path / "桌面").mkdir()
        link = tmp_path / "桌面" / "甲.yaml"
        link.symlink_to("../甲.yaml")
        after = save(open_stored(str(link)), answered(stored, funds=False), NOW)
        save(after, answered(after, amount_wan=1), NOW)
        assert link.is_symlink() and open_stored(stored.path).data["facts"]["amount_wan"] == 1

    def test_two_sessions_by_two_names_share_the_lock(self, stored, tmp_path):
        (tmp_path / "乙.yaml").symlink_to("甲.yaml")
        other = open_stored(str(tmp_path / "乙.yaml"))
        save(stored, answered(stored, funds=False), NOW)
        with pytest.raises(Conflict):
            save(other, answered(other, amount_wan=1), NOW)

    def test_a_hard_link_in_the_folder_goes_on_being_one(self, stored, tmp_path):
        os.link(stored.path, tmp_path / "乙.yaml")
        after = save(stored, answered(stored, funds=False), NOW)
        assert os.path.samefile(tmp_path / "乙.yaml", stored.path) and after.remark == ""

    def test_a_hard_link_elsewhere_is_said_once(self, stored, tmp_path):
        (tmp_path / "备份").mkdir()
        os.link(stored.path, tmp_path / "备份" / "甲.yaml")
        after = save(stored, answered(stored, funds=False), NOW)
        assert "硬链接" in after.remark and (tmp_path / "备份" / "甲.yaml").read_text(encoding="utf-8") == TEXT
        assert save(after, answered(after, funds=True), NOW).remark == ""

    @pytest.mark.parametrize("length", [240, 248, 255])
    def test_a_long_name_can_be_saved_and_have_a_copy(self, stored, tmp_path, length):
        name = "甲" * ((length - 5) // 3)
        path = tmp_path / f"{name}{'a' * (length - 5 - len(name.encode()))}.yaml"
        os.rename(stored.path, path)
        opened = open_stored(str(path))
        after = save(opened, answered(opened, funds=False), NOW)
        assert open_stored(after.path).data["facts"]["funds"] is False
        with pytest.raises(Conflict) as caught:
            save(opened, answered(opened, funds=1), NOW)
        assert open_stored(caught.value.kept).data["facts"]["funds"] == 1


class TestTwoPeople:
    """A save with ``accept``: what others answered meanwhile is kept, or both versions are."""

    @staticmethod
    def take(_data):
        """Anything is a case."""

    def theirs(self, stored, **facts):
        other = open_stored(stored.path)
        entry = {"at": "今天", "who": "李四", "what": "别的"}
        save(other, {**answered(other, **facts), "history": [*other.data.get("history", []), entry]}, NOW)

    def test_answers_to_different_questions_are_both_kept(self, stored):
        self.theirs(stored, amount_wan=900)
        mine = {"at": "今天", "who": "张三", "what": "我的"}
        after = save(stored, {**answered(stored, funds=False), "history": [mine]}, NOW, self.take)
        assert after.data == open_stored(stored.path).data
        assert after.data["facts"] == {"meeting": "standing", "amount_wan": 900, "funds": False}
        assert [entry["who"] for entry in after.data["history"]] == ["李四", "张三"]
        assert after.taken == ((("facts", "amount_wan"), 900),)
        assert [line for line in text_of(after).splitlines() if "#" in line] == [
            line.replace("800", "900") for line in TEXT.splitlines() if "#" in line
        ]

    def test_the_same_answer_to_the_same_question_is_no_conflict(self, stored):
        self.theirs(stored, funds=False)
        after = save(stored, answered(stored, funds=False, amount_wan=1), NOW, self.take)
        assert after.data["facts"] == {"meeting": "standing", "amount_wan": 1, "funds": False}

    def test_comments_written_meanwhile_stay(self, stored):
        with open(stored.path, "a", encoding="utf-8") as file:
            file.write("# 等区财政局回函\n")
        after = save(stored, answered(stored, funds=False), NOW, self.take)
        assert "# 等区财政局回函" in text_of(after) and after.taken == ()

    @pytest.mark.parametrize(
        ("theirs", "ours"),
        [
            (("800", "900"), {"amount_wan": 1}),
            (("  funds: true\n", ""), {"funds": False}),
            (("pack: qianjiang", "pack: weidong  "), {"funds": False}),
            (("kind: agenda_item", "kind: document"), {"funds": False}),
            (("funds: true", "funds: [true"), {"amount_wan": 1}),
        ],
        ids=["other-value", "taken-away", "pack", "kind", "broken"],
    )
    def test_what_cannot_be_brought_together_is_kept_twice(self, stored, theirs, ours):
        with open(stored.path, "w", encoding="utf-8") as file:
            file.write(TEXT.replace(*theirs))
        with pytest.raises(Conflict) as caught:
            save(stored, answered(stored, **ours), NOW, self.take)
        assert text_of(stored) == TEXT.replace(*theirs)
        assert open_stored(caught.value.kept).data == answered(stored, **ours)

    def test_what_would_be_no_case_is_kept_twice(self, stored):
        def accept(_data):
            raise InputError("不行")

        self.theirs(stored, amount_wan=900)
        with pytest.raises(Conflict):
            save(stored, answered(stored, funds=False), NOW, accept)

    def test_an_older_state_put_back_by_an_editor_takes_no_answer_away(self, stored):
        entry = {"at": "今天", "who": "张三", "what": "我的"}
        after = save(stored, {**answered(stored, funds=False), "history": [entry]}, NOW, self.take)
        with open(stored.path, "w", encoding="utf-8") as file:
            file.write(TEXT.replace("800", "900"))
        wanted = {**answered(after, meeting="leading_group"), "history": [entry, entry]}
        with pytest.raises(Conflict) as caught:
            save(after, wanted, NOW, self.take)
        assert open_stored(caught.value.kept).data == wanted and "900" in text_of(stored)

    @pytest.mark.parametrize("times", [1, 2, 9])
    def test_an_editor_who_saves_at_the_last_moment(self, stored, monkeypatch, times):
        """Between reading the case and putting ours in its place, as often as it takes."""
        exchange, calls = parts.exchange, itertools.count()
        saved = []

        def late(first, second):
            if next(calls) % 2 == 0 and len(saved) < times:  # every other call puts back what was not ours
                saved.append(first)
                with open(stored.path, "w", encoding="utf-8") as file:
                    file.write(TEXT.replace("800", str(900 + len(saved))))
            return exchange(first, second)

        monkeypatch.setattr(parts, "exchange", late)
        try:
            data = save(stored, answered(stored, funds=False), NOW, self.take).data
        except Conflict as conflict:
            data = open_stored(conflict.kept).data
        assert data["facts"]["funds"] is False
        assert open_stored(stored.path).data["facts"]["amount_wan"] == 900 + len(saved)


def test_a_disk_that_knows_neither_modes_nor_links(stored, tmp_path, monkeypatch):
    """As a memory stick with FAT: new cases, answers and copies are saved there too."""

    def refused(*_arguments, **_options):
        raise PermissionError(1, "not here")

    for name in ("link", "fchmod", "fchown"):
        monkeypatch.setattr(os, name, refused, raising=False)
    monkeypatch.setattr(parts, "exchange", lambda *_names: False)
    after = save(stored, answered(stored, funds=False), NOW)
    assert open_stored(stored.path).data == after.data
    with pytest.raises(Conflict) as caught:
        save(stored, answered(stored, funds=1), NOW)
    assert create(str(tmp_path / "乙.yaml"), {"title": "乙"}).data == {"title": "乙"}
    assert sorted(os.listdir(tmp_path)) == sorted(["乙.yaml", "甲.yaml", os.path.basename(caught.value.kept)])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
class TestKilled:
    """Killed right before or after any step of a save: the case is whole, and the next save begins at once."""

    def killed(self, step, after, links, work):
        """Do ``work`` in a process that kills itself at its nth call of the system; whether it came to that."""
        child = os.fork()
        if child == 0:
            calls = itertools.count()
            for name in ("open", "write", "fsync", "close", "replace", "unlink", "link"):
                setattr(os, name, self.counted(getattr(os, name), calls, step, after))
            parts.exchange = self.counted(parts.exchange, calls, step, after)
            if not links:
                os.link, parts.exchange = self.refused, lambda *_names: False
            try:
                work()
            finally:
                os._exit(0)
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])

    @staticmethod
    def counted(call, calls, step, after):
        def counting(*arguments, **options):
            now = next(calls) == step
            if now and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return call(*arguments, **options)
            finally:
                if now:
                    os.kill(os.getpid(), signal.SIGKILL)

        return counting

    @staticmethod
    def refused(*_names, **_options):
        raise PermissionError(1, "no links here")

    @pytest.mark.parametrize(
        ("after", "links"),
        [
            pytest.param(False, True, id="before-links"),
            pytest.param(True, True, id="after-links", marks=pytest.mark.wide),
            pytest.param(False, False, id="before-no-links", marks=pytest.mark.wide),
            pytest.param(True, False, id="after-no-links", marks=pytest.mark.wide),
        ],
    )
    def test_a_save(self, stored, after, links):
        data, step = answered(stored, funds=False), 0
        while self.killed(step, after, links, lambda: save(open_stored(stored.path), data, NOW)):
            found = open_stored(stored.path)
            assert found.data in (stored.data, data), step
            for name in os.listdir(os.path.dirname(stored.path)):  # a lock in two steps may be left without a holder
                path = os.path.join(os.path.dirname(stored.path), name)
                if name.startswith(".") and os.path.getsize(path) == 0:
                    assert not links or name.endswith(".part")
                    os.utime(path, times=(0, 0))
            save(found, stored.data, NOW)
            assert os.listdir(os.path.dirname(stored.path)) == ["甲.yaml"], step
            step += 1
        assert step > 10 and open_stored(stored.path).data == data

    @pytest.mark.parametrize("after", [False, pytest.param(True, marks=pytest.mark.wide)], ids=["before", "after"])
    def test_a_new_case(self, tmp_path, after):
        data, step = {"title": "甲"}, 0
        path = str(tmp_path / "甲.yaml")
        while self.killed(step, after, True, lambda: create(path, data)):
            if os.path.exists(path):
                assert open_stored(path).data == data, step
                os.unlink(path)
            create(path, data)
            assert os.listdir(tmp_path) == ["甲.yaml"], step
            os.unlink(path)
            step += 1
        assert step > 5

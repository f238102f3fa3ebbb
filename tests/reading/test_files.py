"""Files in and out: what cannot be read is said plainly, what is written is whole or not there."""

import os
import socket
import stat
import subprocess
import sys
import time

import pytest

from clerkcheck.reading import parts
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import Beside, read_document, read_text, refuse_input, write_new, write_over, write_whole
from clerkcheck.reading.parts import machine

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, modes and links are another thing there")
DAY = 24 * 3600


def put(path, data=b"old", mode=0o644):
    path.write_bytes(data)
    path.chmod(mode)
    return path


def mode_of(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def written_over(path, data):
    return write_over(str(path), data, path.read_bytes())


def written_beside(path, data):
    beside = Beside(path)
    with beside.replacing(), open(beside.path, "wb") as file:
        file.write(data)


WAYS = pytest.mark.parametrize("write", [write_whole, written_over, written_beside], ids=["whole", "over", "beside"])


def refusal(path):
    with pytest.raises(InputError) as caught:
        read_text(path)
    assert caught.value.remedy
    return str(caught.value)


def test_utf8_with_and_without_bom(tmp_path):
    path = tmp_path / "a.yaml"
    for data in ("议题".encode(), b"\xef\xbb\xbf" + "议题".encode()):
        path.write_bytes(data)
        assert read_text(path) == "议题"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("题: 1\n议题: 2\n".encode("gbk"), "第 1 行第 1 列：不是 UTF-8 编码。用记事本另存为，编码选 UTF-8"),
        (b"a: 1\nb: " + "议题".encode("gbk"), "第 2 行第 4 列：不是 UTF-8 编码"),
        ("a: 1\n".encode("utf-16"), "不是 UTF-8 编码"),
        ("a: 1\n".encode("utf-32"), "不是 UTF-8 编码"),
        ("a: 1\n".encode("utf-16-le"), "不是文本文件"),
        (b"a: \0\n", "不是文本文件"),
        (b"PK\x03\x04\x14\x00\x00\x00", "不是文本文件"),
        (b"a: \xed\xa0\x80\n", "不是 UTF-8 编码"),
    ],
)
def test_bytes_that_are_not_utf8_text(tmp_path, data, what):
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    assert what in refusal(path)


def test_a_huge_file_is_not_read(tmp_path):
    path = tmp_path / "big.yaml"
    path.touch()
    os.truncate(path, 200 << 20)
    assert "文件超过 1 MB" in refusal(path)


def test_the_limit_itself_is_read(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * (1 << 20))
    assert len(read_text(path)) == 1 << 20
    path.write_bytes(b"a" * ((1 << 20) + 1))
    assert "文件超过 1 MB" in refusal(path)


def test_no_such_file_names_the_nearest(tmp_path):
    (tmp_path / "标准厂房.yaml").touch()
    (tmp_path / "standing-factory.yaml").touch()
    assert "没有这个文件。是不是 标准厂房.yaml？" in refusal(tmp_path / "标准厂.yaml")
    assert "是不是 standing-factory.yaml？" in refusal(tmp_path / "standing-factry.yaml")
    assert "是不是 standing-factory.yaml？" in refusal(tmp_path / "standing-factory.yml")
    assert "没有这个文件。核对文件名" in refusal(tmp_path / "minutes.yaml")


def test_no_such_folder_a_folder_and_a_file_in_place_of_a_folder(tmp_path):
    (tmp_path / "a.yaml").touch()
    assert "没有这个文件夹" in refusal(tmp_path / "no" / "a.yaml")
    assert "这是文件夹，不是文件" in refusal(tmp_path)
    assert "路径中有一段不是文件夹" in refusal(tmp_path / "a.yaml" / "b.yaml")
    assert "文件名太长" in refusal(tmp_path / ("a" * 300))


@pytest.mark.parametrize(("name", "reads"), [("a.json", True), ("A.JSON", True), ("a.yaml", False), ("a", False)])
def test_json_by_name(tmp_path, name, reads):
    path = tmp_path / name
    path.write_text('{"a": 1e2}')
    assert read_document(path).data == {"a": 100.0 if reads else "1e2"}


def test_writing_replaces_the_whole_file(tmp_path):
    path = tmp_path / "out.txt"
    path.write_bytes(b"old and longer")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=r"写不进去：磁盘已满"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_where_nothing_can_be_written(tmp_path):
    with pytest.raises(InputError, match=r"没有这个文件夹.*先建好文件夹"):
        write_whole(tmp_path / "no" / "out.txt", b"")
    with pytest.raises(InputError, match=r"这是文件夹，不是文件。请给出文件名"):
        write_whole(tmp_path, b"")
    assert os.listdir(tmp_path) == []


@posix
class TestWhatIsNoOrdinaryFile:
    """Refused at once: nothing is waited for, nothing is read from a device."""

    def test_a_pipe(self, tmp_path):
        os.mkfifo(tmp_path / "a.yaml")
        assert "不是普通文件" in refusal(tmp_path / "a.yaml")

    def test_a_socket(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)  # a socket's path is short
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("a.yaml")
            assert "不是普通文件" in refusal("a.yaml")

    @pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
    def test_a_device(self, path):
        assert "不是普通文件" in refusal(path)

    @pytest.mark.parametrize("make", [os.mkfifo, lambda path: os.symlink("/dev/null", path)], ids=["pipe", "device"])
    def test_nothing_is_written_there(self, tmp_path, make):
        path = tmp_path / "out.txt"
        make(path)
        before = os.lstat(path).st_mode
        for write in (write_whole, written_beside):
            with pytest.raises(InputError, match="不是普通文件，没有写"):
                write(path, b"new")
        assert os.lstat(path).st_mode == before and os.listdir(tmp_path) == ["out.txt"]


@posix
class TestRights:
    @WAYS
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o222], ids=oct)
    def test_a_file_keeps_its_mode(self, tmp_path, write, mode):
        if mode == 0o222 and os.getuid():
            pytest.skip("only the administrator reads it")
        path = put(tmp_path / "a", mode=mode)
        write(path, b"new")
        assert (path.read_bytes(), mode_of(path)) == (b"new", mode)

    @pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)], ids=oct)
    def test_a_new_file_has_the_usual_mode(self, tmp_path, mask, mode):
        before = os.umask(mask)
        try:
            write_whole(tmp_path / "a", b"new")
            write_new(tmp_path / "b", b"new")
            write_whole(tmp_path / "c", b"new", private=True)
        finally:
            assert os.umask(before) == mask
        assert [mode_of(tmp_path / name) for name in "abc"] == [mode, mode, 0o600]

    @WAYS
    def test_a_read_only_file_is_never_written(self, tmp_path, write):
        path = put(tmp_path / "a", mode=0o444)
        with pytest.raises(InputError, match="文件是只读的，没有写"):
            write(path, b"new")
        assert (path.read_bytes(), mode_of(path)) == (b"old", 0o444) and os.listdir(tmp_path) == ["a"]

    def test_only_its_owner_reads_a_file_that_is_being_written(self, tmp_path):
        beside = Beside(put(tmp_path / "a", mode=0o666))
        with beside.replacing():
            assert mode_of(beside.path) == 0o600
        assert mode_of(tmp_path / "a") == 0o666

    @pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
    def test_what_is_kept_with_the_file_stays(self, tmp_path):
        path = put(tmp_path / "a")
        try:
            os.setxattr(path, "user.note", b"x")
        except OSError:
            pytest.skip("not on this disk")
        write_whole(path, b"new")
        assert os.getxattr(path, "user.note") == b"x"


@posix
class TestLinks:
    @pytest.mark.parametrize("write", [write_whole, written_beside], ids=["whole", "beside"])
    def test_a_link_stays_and_its_file_is_written(self, tmp_path, write):
        (tmp_path / "there").mkdir()
        real, link = put(tmp_path / "there" / "a"), tmp_path / "b"
        link.symlink_to("there/a")
        write(link, b"new")
        assert link.is_symlink() and real.read_bytes() == b"new" == link.read_bytes()

    @WAYS
    def test_the_other_names_of_a_file_in_its_folder_stay_names_of_it(self, tmp_path, write):
        path = put(tmp_path / "a", mode=0o664)
        for name in ("b", "c"):
            os.link(path, tmp_path / name)
        put(tmp_path / "d")
        write(path, b"new")
        assert {name: (tmp_path / name).read_bytes() for name in sorted(os.listdir(tmp_path))} == {
            "a": b"new", "b": b"new", "c": b"new", "d": b"old",
        }  # fmt: skip
        assert os.stat(path).st_nlink == 3

    def test_links_planted_under_the_names_of_0_1_are_not_followed(self, tmp_path):
        victim = put(tmp_path / "victim", b"mine")
        for number in range(os.getpid() - 3, os.getpid() + 300):
            (tmp_path / f".out.txt.{number}.part").symlink_to(victim)
        write_whole(tmp_path / "out.txt", b"new")
        assert victim.read_bytes() == b"mine" and not (tmp_path / "out.txt").is_symlink()

    def test_a_name_that_was_planted_is_refused_not_followed(self, tmp_path, monkeypatch):
        victim = put(tmp_path / "victim", b"mine")
        (tmp_path / "planted").symlink_to(victim)
        monkeypatch.setattr(parts, "unused", lambda folder: os.path.join(folder, "planted"))
        for write in (write_whole, write_new):
            with pytest.raises(InputError):
                write(tmp_path / "out.txt", b"new")
        assert victim.read_bytes() == b"mine"


class TestWhatKilledRunsLeave:
    """Parts of runs that have ended are cleared away by the next write in the folder; no other file ever is."""

    @pytest.fixture
    def ended(self):
        process = subprocess.Popen([sys.executable, "-c", ""])
        process.wait()
        return process.pid

    def left(self, folder):
        write_whole(folder / "out.txt", b"new")
        return set(os.listdir(folder)) - {"out.txt"}

    @posix
    def test_parts_of_ended_processes_go(self, tmp_path, ended):
        put(tmp_path / f".clerkcheck-{machine()}-{ended}-{'0' * 16}.part")
        assert self.left(tmp_path) == set()

    def test_parts_at_work_and_the_young_of_other_machines_stay(self, tmp_path, ended):
        names = {
            f".clerkcheck-{machine()}-{os.getpid()}-{'0' * 16}.part",
            f".clerkcheck-{'0' * 8}-{ended}-{'0' * 16}.part",
            f".甲.yaml.{ended}.part",
        }
        for name in names:
            put(tmp_path / name)
        assert self.left(tmp_path) == names

    def test_old_ones_go_and_what_only_looks_alike_stays(self, tmp_path, ended):
        parts = {f".clerkcheck-{'0' * 8}-{ended}-{'0' * 16}.part", f".甲\n乙.yaml.{ended}.part"}
        others = {".part", "甲.7.part", ".甲.part", ".clerkcheck-notes.part", "甲.yaml"}
        for name in parts | others:
            os.utime(put(tmp_path / name), times=(time.time() - 2 * DAY,) * 2)
        (tmp_path / f".x.{ended}.part").mkdir()
        assert self.left(tmp_path) == others | {f".x.{ended}.part"}

    def test_a_write_that_never_began_leaves_nothing(self, tmp_path):
        Beside(tmp_path / "out.txt")
        with pytest.raises(ZeroDivisionError), Beside(tmp_path / "out.txt").replacing():
            raise ZeroDivisionError
        assert os.listdir(tmp_path) == []


class TestNewFiles:
    def test_nothing_is_replaced(self, tmp_path):
        put(tmp_path / "a")
        assert not write_new(tmp_path / "a", b"new") and write_new(tmp_path / "b", b"new")
        assert {name: (tmp_path / name).read_bytes() for name in sorted(os.listdir(tmp_path))} == {
            "a": b"old", "b": b"new",
        }  # fmt: skip

    @posix
    def test_a_link_that_leads_nowhere_is_a_name_taken(self, tmp_path):
        (tmp_path / "a").symlink_to("nowhere")
        assert not write_new(tmp_path / "a", b"new") and os.listdir(tmp_path) == ["a"]

    @pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
    def test_one_who_comes_between_stays(self, tmp_path, monkeypatch, links):
        """Another writer takes the name after it was found free, on disks with hard links and without."""
        link = os.link

        def late(source, target, **options):
            put(tmp_path / "a", b"theirs")
            if not links:
                raise PermissionError(1, "no links here")
            link(source, target, **options)

        monkeypatch.setattr(os, "link", late)
        try:
            assert not write_new(tmp_path / "a", b"new")
        except InputError:
            assert not links
        assert (tmp_path / "a").read_bytes() == b"theirs" and os.listdir(tmp_path) == ["a"]

    @posix
    def test_a_disk_without_links(self, tmp_path, monkeypatch):
        def refused(*_names, **_options):
            raise PermissionError(1, "no links here")

        monkeypatch.setattr(os, "link", refused)
        assert write_new(tmp_path / "a", b"new", private=True)
        assert ((tmp_path / "a").read_bytes(), mode_of(tmp_path / "a")) == (b"new", 0o600)
        assert os.listdir(tmp_path) == ["a"]


class TestWritingOverWhatIsKnown:
    """Whatever way somebody else writes the file at the last moment, it is not replaced unseen."""

    def editor(self, path, how):
        if how == "in place":
            path.write_bytes(b"theirs")
        elif how == "by a file of his own":
            put(path.parent / "b", b"theirs").replace(path)
        else:
            path.unlink()

    HOW = pytest.mark.parametrize("how", ["in place", "by a file of his own", "taken away"])

    @HOW
    def test_before_the_write(self, tmp_path, how):
        path = put(tmp_path / "a")
        self.editor(path, how)
        assert not write_over(str(path), b"new", b"old")
        assert path.read_bytes() == b"theirs" if how != "taken away" else not path.exists()

    @HOW
    def test_between_the_last_look_and_the_exchange(self, tmp_path, monkeypatch, how):
        path, exchange = put(tmp_path / "a"), parts.exchange

        def late(first, second):
            monkeypatch.setattr(parts, "exchange", exchange)
            self.editor(path, how)
            return exchange(first, second)

        monkeypatch.setattr(parts, "exchange", late)
        assert not write_over(str(path), b"new", b"old")
        assert path.read_bytes() == b"theirs" if how != "taken away" else not path.exists()
        assert [name for name in os.listdir(tmp_path) if name != "a"] == []

    @pytest.mark.parametrize("how", ["in place", "by a file of his own"])
    def test_one_who_saves_again_while_his_first_save_is_put_back(self, tmp_path, monkeypatch, how):
        path, exchange = put(tmp_path / "a.yaml"), parts.exchange

        def late(first, second):
            self.editor(path, how)
            path.write_bytes(path.read_bytes() + os.urandom(4))
            written.append(path.read_bytes())
            return exchange(first, second)

        written: list[bytes] = []
        monkeypatch.setattr(parts, "exchange", late)
        assert not write_over(str(path), b"new", b"old")
        assert len(written) == 2 and {each.read_bytes() for each in tmp_path.glob("*.yaml")} == set(written)

    @pytest.mark.parametrize("how", ["in place"])
    def test_where_files_cannot_be_exchanged(self, tmp_path, monkeypatch, how):
        path, replace = put(tmp_path / "a"), os.replace

        def late(first, second):
            monkeypatch.setattr(os, "replace", replace)
            self.editor(path, how)
            replace(first, second)

        monkeypatch.setattr(parts, "exchange", lambda *_names: False)
        monkeypatch.setattr(os, "replace", late)
        assert not write_over(str(path), b"new", b"old")
        assert path.read_bytes() == b"theirs" and os.listdir(tmp_path) == ["a"]

    @pytest.mark.parametrize("exchanged", [True, False], ids=["exchange", "no-exchange"])
    @pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
    def test_where_nobody_comes_between(self, tmp_path, monkeypatch, exchanged, links):
        def refused(*_names, **_options):
            raise PermissionError(1, "no links here")

        if not exchanged:
            monkeypatch.setattr(parts, "exchange", lambda *_names: False)
        if not links:
            monkeypatch.setattr(os, "link", refused)
        path = put(tmp_path / "a")
        assert write_over(str(path), b"new", b"old")
        assert path.read_bytes() == b"new" and os.listdir(tmp_path) == ["a"]


class TestInputsAreNoOutput:
    def test_a_file_that_was_read(self, tmp_path):
        path = put(tmp_path / "a.json", b"{}")
        refuse_input(str(path))
        read_document(path)
        with pytest.raises(InputError, match="输出文件就是要读的文件，没有写"):
            refuse_input(str(path))

    @posix
    def test_under_another_name(self, tmp_path):
        path = put(tmp_path / "a.json", b"{}")
        (tmp_path / "b").symlink_to(path)
        os.link(path, tmp_path / "c")
        read_document(path)
        for name in "bc":
            with pytest.raises(InputError):
                refuse_input(str(tmp_path / name))

    @pytest.mark.parametrize("name", ["a.yaml", "a.YML"])
    def test_what_only_people_write(self, tmp_path, name):
        refuse_input(str(tmp_path / name))
        with pytest.raises(InputError, match="没有写"):
            refuse_input(str(put(tmp_path / name)))


@posix
@pytest.mark.parametrize("length", [240, 248, 255])
def test_a_name_as_long_as_may_be(tmp_path, length):
    name = "甲" * 83
    path = tmp_path / (name + "a" * (length - len(name.encode())) if length >= 249 else name[: length // 3])
    for data in (b"one", b"two"):
        write_whole(path, data)
        assert path.read_bytes() == data
    assert written_over(path, b"three") and os.listdir(tmp_path) == [path.name]

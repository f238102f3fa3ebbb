"""Files in and out: what cannot be read is said plainly, what is written is whole or not there."""

import os

import pytest

from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_document, read_text, write_whole


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

"""``clerkcheck doctor``: what is wrong with a machine is named with its remedy, and the status says whether it works."""

import importlib.util
import os
import re
import select
import subprocess
import sys

import pytest

if sys.platform != "win32":
    import pty


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"CLERKCHECK_{name}", str(tmp_path / "own" / name.lower()))
    monkeypatch.setattr("clerkcheck.packs.store.pack_ids", lambda: ("qianjiang",))
    return tmp_path / "own"


def finding(out, what):
    """The words of one finding, its remedy included, without line breaks."""
    found = re.search(rf"^(好|注意|不行) +({what}.*(?:\n      .*)*)", out, re.M)
    return found[1], re.sub(r"\n *", "", found[2])


def test_a_machine_with_everything_works_and_nothing_is_left_behind(run, own_folders):
    done = run("doctor")
    assert (done.status, done.err, own_folders.exists()) == (0, "", False), done.out
    assert "不行" not in done.out
    for what in (
        "clerkcheck ",
        "输出编码",
        "放假通知",
        "规则包：黔江区",
        "选装 paper：已装",
        "数据",
        "缓存",
        "当前文件夹",
    ):
        assert finding(done.out, what)[0] in ("好", "注意"), what
    assert done.out.splitlines()[-1].startswith("结论：能用")


def test_what_does_not_work_is_named_with_its_remedy(run, own_folders, monkeypatch, tmp_path):
    (own_folders / "data").mkdir(parents=True)
    (own_folders / "data" / "notices.yaml").write_text("schema: other\n", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CLERKCHECK_CACHE", str(tmp_path / "file" / "cache"))
    real = importlib.util.find_spec
    monkeypatch.setattr(
        "clerkcheck.cli.doctor.machine_findings.find_spec", lambda name: None if name == "docx" else real(name)
    )
    done = run("doctor")
    assert (done.status, done.out.splitlines()[-1][:8]) == (1, "结论：2 处不行")
    level, words = finding(done.out, "放假通知")
    assert (level, "notices.yaml" in words, "怎么办：" in words) == ("不行", True, True)
    level, words = finding(done.out, "缓存")
    assert (level, "CLERKCHECK_CACHE" in words) == ("不行", True)
    level, words = finding(done.out, "选装 paper")
    assert (level, 'pip install "clerkcheck[paper]"' in words) == ("注意", True)


def test_an_output_without_chinese_still_says_what_to_set(start):
    done = start("doctor", PYTHONIOENCODING="ascii")
    assert (done.status, b"(set PYTHONUTF8=1)" in done.out) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
@pytest.mark.parametrize(
    ("ambiguous", "level"), [(1, "好"), (2, "不行"), (None, "注意")], ids=["narrow", "wide", "mute"]
)
def test_the_terminal_is_asked_how_wide_it_draws(ambiguous, level):
    """A made-up terminal: draws marks and frames ``ambiguous`` cells wide, or says nothing when asked."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "clerkcheck", "doctor"]
    surroundings = {**os.environ, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=surroundings) as process:
        os.close(theirs)
        out = b""
        while part := read_part(ours):
            out += part
            if ambiguous and part.endswith(b"\x1b[6n"):
                char = out.decode(errors="replace").rpartition("\r")[2].removesuffix("\x1b[6n")
                column = 1 + (2 if char in "汉（" else ambiguous)
                os.write(ours, f"\x1b[1;{column}R".encode())
    os.close(ours)
    written = out.decode().replace("\r\n", "\n")
    text = re.sub(r".*\r|\x1b\[K", "", written)  # what was drawn to be measured is written over
    assert finding(text, "字宽")[0] == level
    assert process.returncode == (1 if ambiguous == 2 else 0)


def read_part(descriptor):
    if not select.select([descriptor], [], [], 300)[0]:
        return b""
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the program has ended
        return b""

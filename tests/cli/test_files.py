"""What a command may write over, and what it refuses to wait for: every input is safe from every output."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from clerkcheck.reading.files import read_text

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
posix = pytest.mark.skipif(os.name != "posix", reason="pipes, modes and links are another thing there")
CALENDAR = 'schema: clerkcheck.calendar/1\nlocal:\n- {date: 2026-12-09, day: 休, name: "三月三", paper: "通知"}\n'
OFFICE = "letterhead: 某区人民政府办公室\n"


@pytest.fixture
def desk(tmp_path, outcome):
    """A folder with a case, its own pack, a calendar, and the office's settings (one beside the case, one to be named)."""
    case = outcome("blocked")
    shutil.copytree(MINI, tmp_path / "packs" / "mini", ignore=shutil.ignore_patterns("__pycache__"))
    case.write_text(case.read_text(encoding="utf-8").replace(MINI.as_posix(), "./packs/mini"), encoding="utf-8")
    (tmp_path / "cal.yaml").write_text(CALENDAR, encoding="utf-8")
    (tmp_path / "cal.json").write_text('{"schema": "clerkcheck.calendar/1"}', encoding="utf-8")
    (tmp_path / "办公室.yaml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "set.json").write_text('{"letterhead": "某区"}', encoding="utf-8")
    return tmp_path


OVER_INPUTS = {
    "check-case": ("check blocked.yaml", "blocked.yaml"),
    "check-calendar": ("check blocked.yaml --calendar cal.yaml", "cal.yaml"),
    "check-calendar-json": ("check blocked.yaml --calendar cal.json", "cal.json"),
    "check-office": ("check blocked.yaml --office set.json", "set.json"),
    "check-office-beside": ("check blocked.yaml", "办公室.yaml"),
    "check-pack": ("check blocked.yaml", "packs/mini/pack.yaml"),
    "check-rules": ("check blocked.yaml", "packs/mini/rules.yaml"),
    "check-text": ("check blocked.yaml -f text", "cal.yaml"),
    "slip-calendar": ("slip blocked.yaml --calendar cal.json", "cal.json"),
    "slip-office": ("slip blocked.yaml --office set.json", "set.json"),
    "slip-pack": ("slip blocked.yaml", "packs/mini/pack.yaml"),
    "summary-case": ("summary .", "blocked.yaml"),
    "summary-calendar": ("summary . --calendar cal.json", "cal.json"),
    "summary-pack": ("summary .", "packs/mini/rules.yaml"),
    "plan-calendar": ("plan blocked.yaml --calendar cal.json", "cal.json"),
}


@pytest.mark.parametrize(("command", "output"), OVER_INPUTS.values(), ids=OVER_INPUTS)
def test_no_output_over_an_input(desk, run, monkeypatch, command, output):
    monkeypatch.chdir(desk)
    before = (desk / output).read_bytes()
    ran = run(*command.split(), "-o", output)
    assert ran.status == 2 and "没有写" in ran.err and len(ran.err.splitlines()) == 1
    assert (desk / output).read_bytes() == before


@posix
@pytest.mark.parametrize("link", [os.symlink, os.link], ids=["link", "hard-link"])
def test_nor_by_another_name(desk, run, monkeypatch, link):
    monkeypatch.chdir(desk)
    link(desk / "cal.json", desk / "out.json")
    ran = run("check", "blocked.yaml", "--calendar", "cal.json", "-o", "out.json")
    assert (
        ran.status == 2 and "没有写" in ran.err and (desk / "out.json").read_bytes() == (desk / "cal.json").read_bytes()
    )


def test_an_output_of_before_is_replaced(desk, run, monkeypatch):
    monkeypatch.chdir(desk)
    for _time in range(2):
        assert run("check", "blocked.yaml", "-o", "out.json").status == 1
        assert read_text("out.json").startswith("{")
        os.utime("out.json", times=(1, 1))


@posix
class TestRights:
    @pytest.mark.parametrize("mode", [0o600, 0o664], ids=oct)
    def test_an_output_keeps_its_mode(self, run, outcome, tmp_path, mode):
        target = tmp_path / "out.html"
        target.touch()
        target.chmod(mode)
        assert run("check", outcome("ready"), "-o", target).status == 0
        assert stat.S_IMODE(target.stat().st_mode) == mode and target.stat().st_size > 0

    @pytest.mark.parametrize(("command", "name"), [("check", "out.json"), ("batch", "out.jsonl")])
    def test_a_read_only_output_is_not_written(self, run, outcome, tmp_path, command, name):
        target = tmp_path / name
        target.write_text("旧", encoding="utf-8")
        target.chmod(0o444)
        ran = run(command, outcome("ready"), "-o", target)
        assert ran.status == 2 and "文件是只读的，没有写" in ran.err and target.read_text(encoding="utf-8") == "旧"

    @pytest.mark.parametrize(("command", "name"), [("check", "out.json"), ("batch", "out.jsonl")])
    def test_a_link_leads_to_the_output(self, run, outcome, tmp_path, command, name):
        (tmp_path / "there").mkdir()
        (tmp_path / name).symlink_to("there/real")
        assert run(command, outcome("ready"), "-o", tmp_path / name).status == 0
        assert (tmp_path / name).is_symlink() and (tmp_path / "there" / "real").stat().st_size > 0


@posix
class TestPipes:
    """A pipe or a device is refused at once, whichever command meets it."""

    @pytest.mark.parametrize("command", ["check", "slip", "plan"])
    def test_as_a_case(self, run, tmp_path, command):
        os.mkfifo(tmp_path / "a.yaml")
        ran = run(command, tmp_path / "a.yaml")
        assert ran.status == 2 and "不是普通文件" in ran.err and len(ran.err.splitlines()) == 1

    @pytest.mark.parametrize("command", ["summary", "batch"])
    def test_among_the_cases_of_a_folder(self, run, outcome, tmp_path, command):
        outcome("ready")
        (tmp_path / "out").mkdir()
        os.mkfifo(tmp_path / "a.yaml")
        target = tmp_path / "out" / ("x.csv" if command == "batch" else "x.txt")
        ran = run(command, tmp_path, "-o", target)
        assert ran.status == 2 and "a.yaml" in ran.err and "不是普通文件" in ran.err
        assert "ready" in target.read_text(encoding="utf-8-sig")

    @pytest.mark.parametrize(("command", "name"), [("check", "out.json"), ("batch", "out.jsonl")])
    def test_as_the_output(self, run, outcome, tmp_path, command, name):
        os.mkfifo(tmp_path / name)
        ran = run(command, outcome("ready"), "-o", tmp_path / name)
        assert ran.status == 2 and "不是普通文件，没有写" in ran.err
        assert stat.S_ISFIFO(os.stat(tmp_path / name).st_mode)

    def test_a_device_as_the_output(self, run, outcome):
        ran = run("check", outcome("ready"), "-o", "/dev/null")
        assert ran.status == 2 and "不是普通文件，没有写" in ran.err


class TestNew:
    def test_nothing_is_replaced(self, run, tmp_path):
        path = tmp_path / "甲.yaml"
        assert run("new", path, "--pack", "qianjiang").status == 0
        before = path.read_bytes()
        ran = run("new", path, "--pack", "weidong")
        assert ran.status == 2 and "文件已存在，没有改动" in ran.err and path.read_bytes() == before

    @posix
    def test_a_link_that_leads_nowhere_is_not_followed(self, run, tmp_path):
        (tmp_path / "甲.yaml").symlink_to("乙.yaml")
        assert run("new", tmp_path / "甲.yaml", "--pack", "qianjiang").status == 2
        assert os.listdir(tmp_path) == ["甲.yaml"]

"""Where a pack may lie: named by id or by a path from the case's own folder, in every command and in the app alike."""

import builtins
import os
import shutil
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from clerkcheck.__main__ import main
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.saving import open_stored
from clerkcheck.desk.case_line import judged_line
from clerkcheck.desk.session import Session
from clerkcheck.packs.store import load_pack
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.rows_plan import plan_rows

DATA = Path(__file__).resolve().parents[1] / "data"
TODAY = date(2026, 11, 22)
posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder of packs beside a folder of cases; the program is started from elsewhere."""
    shutil.copytree(DATA / "mini", tmp_path / "office" / "packs" / "own")
    (tmp_path / "office" / "cases").mkdir()
    (tmp_path / "start").mkdir()
    monkeypatch.chdir(tmp_path / "start")
    return tmp_path / "office"


def case_of(office, pack, name="case.yaml"):
    path = office / "cases" / name
    path.write_text(
        f"pack: '{pack}'\nkind: document\ntitle: 关于某事的函\ndates: {{published: 2026-12-10}}\n", encoding="utf-8"
    )
    return path


def opened(path):
    return Session(open_stored(str(path)), national_calendar(), TODAY, lambda: datetime.now(UTC))


def table_of(office, pack, ending=".csv"):
    path = office / "cases" / f"t{ending}"
    path.write_text(f"pack,kind,title\n{pack},document,关于某事的函\n", encoding="utf-8")
    return path


ROADS = ["../packs/own", "./../packs/own/", "../cases/../packs/own", "..\\packs\\own"]


@pytest.mark.parametrize("pack", ROADS)
class TestTheSameRuleEverywhere:
    @pytest.mark.parametrize("name", ["check", "slip", "plan"])
    def test_a_command_that_takes_a_case(self, office, pack, name, capsys):
        assert main([name, str(case_of(office, pack)), "--as-of", "2026-11-22"]) in (0, 1)
        assert capsys.readouterr().err == "" or name == "slip"

    @pytest.mark.parametrize("name", ["summary", "batch"])
    def test_a_command_that_takes_a_folder(self, office, pack, name, capsys):
        case_of(office, pack)
        result = ["-o", str(office / "result.csv")] if name == "batch" else []
        assert main([name, str(office / "cases"), *result]) == 1
        assert "读不了" not in capsys.readouterr().out

    def test_a_row_of_a_table(self, office, pack, capsys):
        assert main(["batch", str(table_of(office, pack)), "-o", str(office / "result.csv")]) == 1
        assert "读不了" not in capsys.readouterr().out

    def test_the_app(self, office, pack):
        session = opened(case_of(office, pack))
        assert session.pack.id == "mini"
        assert "办理计划" in plan_rows(session)[0].text
        assert judged_line(session.path, national_calendar(), TODAY, load_pack).error == ""


def test_a_pack_knows_its_folder(office):
    assert Path(opened(case_of(office, "../packs/own")).pack.folder).resolve() == office / "packs" / "own"


AWAY = {
    "share": ("//host/share/x", "在网络上"),
    "windows-share": ("\\\\host\\share\\x", "在网络上"),
    "mixed-share": ("\\/host/share", "在网络上"),
    "device-share": ("\\\\?\\UNC\\host\\share", "在网络上"),
    "file-address": ("file:///srv/packs/x", "在网络上"),
    "file-share": ("file://host/share/x", "在网络上"),
    "web": ("https://host/x", "在网络上"),
    "smb": ("smb://host/x", "在网络上"),
    "home": ("~/packs/x", "不能以 ~ 开头"),
    "home-of": ("~host/x", "不能以 ~ 开头"),
}
if os.name == "posix":
    AWAY |= {
        "automount": ("/net/host/x", "系统或设备"),
        "automount-up": ("../../../../../../../../../net/host/x", "系统或设备"),
        "zero": ("/dev/zero", "系统或设备"),
        "stdin": ("/dev/stdin", "系统或设备"),
        "process": ("/proc/self/cwd/host", "系统或设备"),
        "system": ("/sys/host", "系统或设备"),
        "link": ("./link/x", "在网络上"),
        "link-to-link": ("./link2/x", "在网络上"),
        "link-to-device": ("./link3", "系统或设备"),
        "linked-file": ("./linked", "在网络上"),
    }
COMMANDS = {
    "check": "check CASE",
    "slip": "slip CASE",
    "plan": "plan CASE",
    "batch": "batch CASE -o RESULT",
    "table": "batch TABLE -o RESULT",
    "summary": "summary FOLDER",
    "show": "pack show PACK",
    "lint": "pack lint PACK",
    "template": "batch template PACK -o BLANK",
}


def command(way, office, pack):
    """Run a command on a case, a table or a folder of cases that name the pack, or on the pack itself."""
    words = {
        "CASE": str(case_of(office, pack)),
        "TABLE": str(table_of(office, pack)) if way == "table" else "",
        "RESULT": str(office / "r.csv"),
        "FOLDER": str(office / "cases"),
        "PACK": pack,
        "BLANK": str(office / "t.xlsx"),
    }
    return main([words.get(word, word) for word in COMMANDS[way].split()])


@pytest.fixture
def watched(office, monkeypatch):
    """Every path that is asked for, whatever the way."""
    asked = []
    if os.name == "posix":
        (office / "cases" / "link").symlink_to("//host/share")
        (office / "cases" / "link2").symlink_to("link")
        (office / "cases" / "link3").symlink_to("/dev/zero")
        (office / "cases" / "linked").mkdir()
        (office / "cases" / "linked" / "pack.yaml").symlink_to("//host/share/pack.yaml")
    for module, name in ((os, "stat"), (os, "lstat"), (os, "scandir"), (os, "listdir"), (os, "open"), (os, "readlink"),
                         (builtins, "open")):  # fmt: skip
        real = getattr(module, name)

        def watching(path=".", *rest, real=real, name=name, **options):
            if name != "readlink" or "host" in str(path):
                asked.append(str(path))
            return real(path, *rest, **options)

        monkeypatch.setattr(module, name, watching)
    return asked


FROM_THE_CURRENT_FOLDER = ("show", "lint", "template")  # where there is no such link
REFUSED = [
    pytest.param(way, kind, id=f"{way}-{kind}")
    for way in COMMANDS
    for kind, (pack, _said) in AWAY.items()
    if not (way in FROM_THE_CURRENT_FOLDER and pack.startswith("./"))
]


@pytest.mark.parametrize(("way", "kind"), REFUSED)
def test_what_leads_away_is_refused_before_it_is_looked_at(office, watched, way, kind, capsys):
    pack, said = AWAY[kind]
    watched.clear()
    assert command(way, office, pack) == 2
    seen = capsys.readouterr()
    told = seen.out + seen.err + ((office / "r.csv").read_text("utf-8") if way in ("batch", "table") else "")
    assert said in told
    assert [path for path in watched if path.startswith(("//", "\\", "/net", "/dev/", "/proc", "/sys"))] == []
    assert not any("host" in path for path in watched)


@pytest.mark.parametrize("kind", AWAY)
def test_the_app_refuses_it_too_in_a_list_and_when_opening(office, watched, kind):
    pack, said = AWAY[kind]
    path = case_of(office, pack)
    watched.clear()
    assert said in judged_line(str(path), national_calendar(), TODAY, load_pack).error
    with pytest.raises(InputError, match=said):
        opened(path)
    assert not any("host" in path for path in watched)


@posix
@pytest.mark.parametrize("file", ["pack.yaml", "rules.yaml", "../vocabulary.yaml", "../steps.yaml"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_a_pack_file_that_is_no_ordinary_file_is_refused(office, file, kind, capsys):
    path = office / "packs" / "own" / file
    chapter = next((office / "packs" / "own").glob("[!p]*.yaml"))
    path = chapter if file == "rules.yaml" else path
    if path.exists():
        path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    case = case_of(office, "../packs/own")
    assert main(["plan", str(case)]) == 2
    said = capsys.readouterr().err
    assert any(words in said for words in ("不是普通文件", "系统或设备")), said
    assert path.name in said


@posix
def test_a_case_in_such_a_folder_may_name_a_pack_beside_it(office, monkeypatch):
    """Where the user has gone to already, a mounted host or files in memory, is no way out."""
    monkeypatch.setattr("clerkcheck.reading.reach._SYSTEM", frozenset([str(office).split("/")[1].casefold()]))
    assert main(["check", str(case_of(office, "../packs/own"))]) == 1


@posix
def test_a_pack_reached_by_a_link_on_this_machine_is_read(office):
    (office / "cases" / "shared").symlink_to("../packs")
    assert main(["check", str(case_of(office, "./shared/own"))]) == 1
    (office / "cases" / "round").symlink_to("round")
    assert main(["check", str(case_of(office, "./round/own"))]) == 2


@pytest.mark.parametrize("way", ["check", "batch", "summary", "plan", "slip"])
def test_nothing_is_written_where_the_pack_lies(office, way):
    before = {path: stat.S_IMODE(path.stat().st_mode) for path in (office / "packs").rglob("*")}
    command(way, office, "../packs/own")
    assert {path: stat.S_IMODE(path.stat().st_mode) for path in (office / "packs").rglob("*")} == before


def test_a_message_names_the_place_in_the_case(office, capsys):
    main(["check", str(case_of(office, "//host/share"))])
    assert "case.yaml 第 1 行第 7 列（pack）：//host/share 在网络上，不去连接。先复制到本机" in capsys.readouterr().err

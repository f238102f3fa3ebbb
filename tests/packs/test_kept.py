"""Compiled packs: read from the user's own folder alone, only for the very sources they were made from."""

import marshal
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from clerkcheck.__main__ import main
from clerkcheck.packs.kept import keep
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import load_pack

pytestmark = pytest.mark.packs_anew
DATA = Path(__file__).resolve().parents[1] / "data"
CASE = "pack: ./demo\nkind: document\ntitle: 关于示例的函\n"
HEAD = 22  # bytes before what was marshalled: a word of our own and a checksum
# What a planted program does; it finds `open` without any builtins, as every program of Python can.
RUNS = """
for kind in ().__class__.__base__.__subclasses__():
    if kind.__name__ == "catch_warnings":
        kind()._module.__builtins__["open"]({flag!r}, "w").close()
"""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("CLERKCHECK_CACHE", str(folder))
    return folder


@pytest.fixture
def work(tmp_path):
    """A folder with a pack and a case that names it."""
    folder = tmp_path / "work"
    shutil.copytree(DATA / "format", folder / "demo")
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder


@pytest.fixture
def flag(tmp_path):
    """The file that a planted program makes."""
    return tmp_path / "run"


def kept_in(cache):
    (path,) = cache.glob("*.pack")
    return path


def planted(kept, flag):
    """What a compiled pack holds, its programs replaced by ones that make the file ``flag``; and its stamp."""
    stamp, content = marshal.loads(kept.read_bytes()[HEAD:])
    at = Pack._fields.index("kinds")
    kinds = {}
    for kind, (rules, compiled) in content[at].items():
        facts, _code, *rest = marshal.loads(compiled)
        kinds[kind] = rules, marshal.dumps((facts, compile(RUNS.format(flag=str(flag)), "planted", "exec"), *rest))
    return stamp, (*content[:at], kinds, *content[at + 1 :])


@pytest.fixture
def evil(work, cache, flag):
    """The bytes of a compiled pack for this very pack and program, as another's program would write them."""
    load_pack("./demo", str(work))
    stamp, content = planted(kept_in(cache), flag)
    keep("folder", stamp, content)
    data = kept_in(cache).read_bytes()
    shutil.rmtree(cache)
    return data


def touched(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def listed_in_the_app(work):
    from datetime import date

    from clerkcheck.calendars.workdays import national_calendar
    from clerkcheck.desk.shelf import Shelf

    shelf = Shelf(str(work))
    shelf.read(date(2026, 11, 22))
    news = list(shelf.judging(national_calendar(), date(2026, 11, 22)))
    lines = {line.path: line for each in news for line in each.lines.values()}
    assert lines[str(work / "case.yaml")].title == "关于示例的函"


WAYS = {
    "check": lambda work: main(["check", str(work / "case.yaml")]),
    "batch": lambda work: main(["batch", str(work), "-o", str(work.parent / "result.csv")]),
    "slip": lambda work: main(["slip", str(work / "case.yaml")]),
    "summary": lambda work: main(["summary", str(work)]),
    "show": lambda work: main(["pack", "show", str(work / "demo")]),
    "lint": lambda work: main(["pack", "lint", str(work / "demo")]),
    "app": listed_in_the_app,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_compiled_pack_beside_a_pack_is_never_read(work, evil, flag, way):
    beside = work / "demo" / "__pycache__"
    beside.mkdir()
    for name in (f"{sys.implementation.cache_tag}.pack", "folder-00000000.pack"):
        (beside / name).write_bytes(evil)
    WAYS[way](work)
    assert not flag.exists()


def test_what_lies_in_the_own_folder_is_read(work, cache, evil, flag):
    """The other tests would see a planted program run: here it does."""
    load_pack("./demo", str(work))
    kept_in(cache).write_bytes(evil)
    main(["check", str(work / "case.yaml")])
    assert flag.exists()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("cache")
def test_nothing_is_written_beside_a_pack(work, way):
    before = touched(work)
    WAYS[way](work)
    assert touched(work) == before


def as_link(cache):
    elsewhere = cache.parent / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    cache.symlink_to(elsewhere)


def open_to(mode):
    def made(cache):
        cache.mkdir()
        cache.chmod(mode)

    return made


def of_somebody_else(cache):
    if os.geteuid() != 0:
        pytest.skip("only the superuser can give a folder away")
    cache.mkdir(mode=0o700)
    os.chown(cache, 12345, -1)


FOREIGN = {
    "link": as_link,
    "open-to-all": open_to(0o777),
    "open-to-group": open_to(0o770),
    "readable": open_to(0o755),
    "somebody-else": of_somebody_else,
}


@pytest.mark.skipif(os.name != "posix", reason="modes and owners")
@pytest.mark.parametrize("made", FOREIGN)
def test_a_cache_folder_that_others_can_reach_is_neither_read_nor_written(work, cache, evil, flag, made):
    FOREIGN[made](cache)
    name = _name_of_kept(work, cache)
    (cache / name).write_bytes(evil)
    before = {path: path.read_bytes() for path in cache.iterdir()}
    assert main(["check", str(work / "case.yaml")]) == 1
    assert not flag.exists()
    assert {path: path.read_bytes() for path in cache.iterdir()} == before


def _name_of_kept(work, cache):
    """The name under which the pack would be kept."""
    aside = cache.parent / "aside"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLERKCHECK_CACHE", str(aside))
        load_pack("./demo", str(work))
    return kept_in(aside).name


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "open-to-all"])
def test_a_kept_file_that_is_not_an_own_file_is_not_read(work, cache, evil, flag, kind):
    name, planted_at = _name_of_kept(work, cache), cache.parent / "planted"
    cache.mkdir(mode=0o700)
    planted_at.write_bytes(evil)
    if kind == "link":
        (cache / name).symlink_to(planted_at)
    elif kind == "pipe":
        os.mkfifo(cache / name)
    elif kind == "folder":
        (cache / name).mkdir()
    else:
        (cache / name).write_bytes(evil)
        (cache / name).chmod(0o666)
    assert main(["check", str(work / "case.yaml")]) == 1
    assert not flag.exists()
    assert planted_at.read_bytes() == evil


@pytest.mark.usefixtures("cache")
def test_links_planted_for_a_temporary_file_are_not_written_through(work, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("kept")
    for process in range(os.getpid() - 2, os.getpid() + 3):
        for folder in (work / "demo", work / "demo" / "__pycache__"):
            folder.mkdir(exist_ok=True)
            (folder / f"{sys.implementation.cache_tag}.pack.{process}").symlink_to(victim)
    load_pack("./demo", str(work))
    assert victim.read_text() == "kept"


DAMAGE = {
    "empty": lambda data: data[:0],
    "cut": lambda data: data[:100],
    "half": lambda data: data[: len(data) // 2],
    "memory": lambda data: data[:0] + b"(\xff\xff\xff\x7f",
    "memory-in-place": lambda data: data[:HEAD] + b"(\xff\xff\xff\x7f",
    "nested": lambda data: data[:HEAD] + b"(\x01\x00\x00\x00" * 20_000,
    "longer": lambda data: data + b"x",
    "other": lambda data: b"x" * len(data),
    "stamp": lambda data: data.replace(b"3.", b"2.", 1),
}


def flipped(part, data):
    """One bit is the other way round."""
    at = part * (len(data) - 1) // 11
    return data[:at] + bytes([data[at] ^ (1 << part % 8)]) + data[at + 1 :]


DAMAGE |= {f"bit-{part}": partial(flipped, part) for part in range(12)}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_compiled_pack_is_made_anew(work, cache, damage):
    before = load_pack("./demo", str(work))
    kept = kept_in(cache)
    sound = kept.read_bytes()
    kept.write_bytes(DAMAGE[damage](sound))
    again = load_pack("./demo", str(work))
    assert (again.clauses, again.vocabulary) == (before.clauses, before.vocabulary)
    assert main(["check", str(work / "case.yaml")]) == 1
    assert kept.read_bytes()[HEAD:] == sound[HEAD:]


@pytest.mark.parametrize("file", ["demo/rules.yaml", "vocabulary.yaml"])
@pytest.mark.usefixtures("cache")
def test_a_change_of_the_same_size_and_time_is_seen(work, file):
    shutil.copy(Path(__file__).resolve().parents[2] / "checklists" / "vocabulary.yaml", work)
    load_pack("./demo", str(work))
    path = work / file
    before, text = path.stat(), path.read_text(encoding="utf-8")
    changed = text.replace("常务会议", "常委会议")
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    pack = load_pack("./demo", str(work))
    assert "常委会议" in pack.vocabulary.meetings["standing"] + "".join(each.gist for each in pack.clauses)


def test_the_same_files_elsewhere_are_not_compiled_again(work, cache, tmp_path):
    load_pack("./demo", str(work))
    shutil.copytree(work / "demo", tmp_path / "copy")
    pack = load_pack("./copy", str(tmp_path))
    assert len(list(cache.glob("*.pack"))) == 1
    assert Path(pack.folder) == tmp_path / "copy"


def test_not_more_than_the_newest_are_kept(work, cache):
    path = work / "demo" / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    for number in range(70):
        path.write_text(text + f"# {number}\n", encoding="utf-8")
        load_pack("./demo", str(work))
    assert len(list(cache.iterdir())) == 64


NO_HOME = {"unset": None, "empty": "", "relative": "here", "nowhere": "/proc/nowhere"}


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
@pytest.mark.parametrize("home", NO_HOME)
def test_without_a_folder_of_ones_own_a_pack_is_compiled_each_time(work, home):
    kept_out = ("HOME", "XDG_CACHE_HOME", "CLERKCHECK_CACHE", "CLERKCHECK_DATA", "CLERKCHECK_CONFIG", "XDG_DATA_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in kept_out}
    if NO_HOME[home] is not None:
        environment["HOME"] = NO_HOME[home]
    before = touched(work)
    code = "import pwd, sys\npwd.getpwuid = lambda uid: {}[uid]\nfrom clerkcheck.__main__ import main\nsys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "case.yaml"],
        cwd=work, env=environment, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    assert "待确认" in done.stdout.decode()
    assert touched(work) == before

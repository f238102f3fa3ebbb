"""The offline packages: what each kind of machine needs is known and pinned, and the installer takes nothing else."""

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOOLS = Path(__file__).resolve().parents[1] / "tools" / "offline"
sys.path.insert(0, str(TOOLS))
import build  # noqa: E402
from closure import missing, read_wheels  # noqa: E402


def wheel(folder, name, number="1.0", tag="py3-none-any", requires=(), files=()):
    """Write a wheel with nothing in it but what it asks for, and ``files``."""
    info = f"{name}-{number}.dist-info"
    metadata = [
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}",
        *(f"Requires-Dist: {each}" for each in requires),
    ]
    with ZipFile(folder / f"{name}-{number}-{tag}.whl", "w") as archive:
        archive.writestr(f"{info}/METADATA", "\n".join(metadata) + "\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: {tag}\n")
        for path, text in files:
            archive.writestr(path, text)
        archive.writestr(f"{info}/RECORD", "")


@pytest.mark.parametrize(
    ("target", "python", "lacking"),
    [
        ("linux-x64", "3.11", []),
        ("linux-x64", "3.12", ["compiled"]),
        ("linux-arm64", "3.11", ["compiled"]),
        ("windows-x64", "3.11", ["compiled", "only-windows"]),
        ("windows-x64", "3.12", ["compiled", "only-windows"]),
    ],
)
def test_what_is_missing_is_seen_for_each_machine(target, python, lacking, tmp_path):
    wheel(
        tmp_path,
        "app",
        requires=["plain[more]>=1", "only-windows; sys_platform == 'win32'", "old; python_version < '3.10'"],
    )
    wheel(tmp_path, "plain", requires=["compiled>=2; extra == 'more'", "never; extra == 'other'", "app"])
    wheel(tmp_path, "compiled", "1.0", "py3-none-any")  # too old
    wheel(tmp_path, "compiled", "2.0", "cp311-cp311-manylinux_2_17_x86_64")
    found = missing(read_wheels(tmp_path), "app", build.TARGETS[target], python)
    assert sorted(each.name for each in found) == lacking


@pytest.mark.pinned
@pytest.mark.parametrize("target", build.TARGETS)
def test_everything_that_a_machine_needs_is_pinned(target):
    """By what the packages that are installed here ask for on that machine."""
    pins = build._pins()
    for python in build.PYTHONS:
        environment = build.TARGETS[target].environment(python)
        todo, done = [Requirement(f"clerkcheck[{','.join(build.EXTRAS)}]")], set()
        while todo:
            requirement = todo.pop()
            name = canonicalize_name(requirement.name)
            new = {(name, extra) for extra in ("", *requirement.extras)} - done
            done |= new
            if name not in pins:
                assert name == "clerkcheck", f"{requirement} is not in constraints.txt"
            asked = importlib.metadata.requires(name) or [] if new else []
            todo += [
                each
                for each in map(Requirement, asked)
                if not each.marker or any(each.marker.evaluate({**environment, "extra": extra}) for _name, extra in new)
            ]


@pytest.fixture
def package(tmp_path):
    """An unpacked archive of a program that says hello."""
    folder = tmp_path / "package"
    (folder / "wheels").mkdir(parents=True)
    script = [("hello.py", "def main():\n    print('hello')\n")]
    entry = [("clerkcheck-9.9.dist-info/entry_points.txt", "[console_scripts]\nclerkcheck = hello:main\n")]
    wheel(folder / "wheels", "clerkcheck", "9.9", files=[*script, *entry])
    (folder / "wanted.txt").write_text("clerkcheck==9.9\n", encoding="utf-8")
    shutil.copy(TOOLS / "install.py", folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return folder


def installed(package, target):
    environment = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(package / "install.py"), str(target)]
    return subprocess.run(command, capture_output=True, env=environment, timeout=900, check=False)


@pytest.mark.wide  # a virtual environment takes its time; `make offline-try` makes a real one
def test_the_installer_needs_nothing_but_what_lies_beside_it(package, tmp_path):
    done = installed(package, tmp_path / "here")
    assert (done.returncode, "hello" in done.stdout.decode()) == (0, True), done.stderr.decode()


def test_a_damaged_package_and_somebody_elses_folder_are_left_alone(package, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "report.txt").write_text("", encoding="utf-8")
    done = installed(package, tmp_path / "theirs")
    assert (done.returncode, "里有别的东西" in done.stdout.decode()) == (1, True)
    (package / "wheels" / "clerkcheck-9.9-py3-none-any.whl").write_bytes(b"PK")
    (package / "wanted.txt").unlink()
    done = installed(package, tmp_path / "here")
    assert (done.returncode, (tmp_path / "here").exists()) == (1, False)
    assert "2 个文件缺失或损坏" in done.stdout.decode()


def test_the_starters_can_be_read_where_they_run():
    for python in build.PYTHONS:
        assert python in (TOOLS / "install.sh").read_text(encoding="utf-8")
        assert python in (TOOLS / "安装.bat").read_text(encoding="utf-8")
    assert (TOOLS / "安装.bat").read_text(encoding="utf-8").encode("gb18030").isascii() is False
    assert subprocess.run(["sh", "-n", str(TOOLS / "install.sh")], check=False).returncode == 0

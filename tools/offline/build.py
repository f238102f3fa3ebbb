"""``make offline``: an archive for each kind of machine, from which clerkcheck installs without a network.

``python tools/offline/build.py [TARGET…]`` writes build/offline/clerkcheck-VERSION-TARGET.zip or .tar.gz, and
SHA256SUMS beside them; without a target, all. Each archive has the wheels of constraints.txt for every Python it names,
an installer, and the sums of its files. An archive in which a wheel is missing is not written.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from closure import Target, missing, read_wheels
from packaging.utils import canonicalize_name

from clerkcheck import __version__

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = ROOT / "build" / "offline"
PYTHONS = ("3.11", "3.12", "3.13")
EXTRAS = ("paper", "ics", "batch", "draft", "web", "keeper")
_LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}


def _manylinux(machine: str) -> tuple[str, ...]:
    """The C libraries of 2018 and before: an office's Linux is not the newest."""
    modern = [f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)]
    return (*modern, f"manylinux2014_{machine}", f"linux_{machine}")


TARGETS = {
    target.name: target
    for target in (
        Target(
            "windows-x64",
            ("win_amd64",),
            {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
        ),
        Target("linux-x64", _manylinux("x86_64"), {**_LINUX, "platform_machine": "x86_64"}),
        Target("linux-arm64", _manylinux("aarch64"), {**_LINUX, "platform_machine": "aarch64"}),
    )
}


def main() -> None:
    """Build the archives named, or all."""
    names = sys.argv[1:] or list(TARGETS)
    unknown = [name for name in names if name not in TARGETS]
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    OUT.mkdir(parents=True, exist_ok=True)
    own = _own_wheel()
    archives = [_build(TARGETS[name], own) for name in names]
    built = sorted([*OUT.glob("*.zip"), *OUT.glob("*.tar.gz")])
    (OUT / "SHA256SUMS").write_text("".join(_sum_line(path, OUT) for path in built), encoding="utf-8")
    for archive in archives:
        print(f"{archive.relative_to(ROOT)}  {archive.stat().st_size / 1e6:.0f} MB")


def wanted() -> str:
    """Return what is installed."""
    return f"clerkcheck[{','.join(EXTRAS)}]=={__version__}"


def _own_wheel() -> Path:
    folder = OUT / "own"
    shutil.rmtree(folder, ignore_errors=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("clerkcheck-*.whl"))


def _build(target: Target, own: Path) -> Path:
    folder = OUT / f"clerkcheck-{__version__}-{target.name}"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)  # what was downloaded before is not downloaded again
    for old in wheels.glob("clerkcheck-*.whl"):
        old.unlink()
    shutil.copy(own, wheels)
    for python in PYTHONS:
        _complete(wheels, target, python)
    _drop_other_versions(wheels)
    _write_beside(folder, target)
    return _archive(folder, target)


def _complete(wheels: Path, target: Target, python: str) -> None:
    """Download what is missing, and what that asks for, until nothing is."""
    pins = _pins()
    while lacking := list(missing(read_wheels(wheels), wanted(), target, python)):
        names = sorted({canonicalize_name(each.name) for each in lacking})
        unpinned = [name for name in names if name not in pins]
        if unpinned:
            sys.exit(f"{target.name}, Python {python}: not in constraints.txt: {', '.join(unpinned)}")
        before = set(wheels.iterdir())
        platforms = [word for each in target.platforms for word in ("--platform", each)]
        _pip(
            "download", "--no-deps", "--only-binary=:all:", "--dest", str(wheels), *platforms,
            "--python-version", python, "--implementation", "cp", *(f"{name}=={pins[name]}" for name in names),
        )  # fmt: skip
        if set(wheels.iterdir()) == before:
            sys.exit(f"{target.name}, Python {python}: nothing meets {', '.join(map(str, lacking))}")


def _drop_other_versions(wheels: Path) -> None:
    """Take away what an earlier run has left and constraints.txt does not name any more."""
    pins = {**_pins(), "clerkcheck": __version__}
    for wheel in read_wheels(wheels):
        if str(wheel.version) != pins.get(wheel.name):
            (wheels / wheel.file).unlink()


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    return {canonicalize_name(name): number for name, number in pairs}


def _pip(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", *words], check=True)


def _write_beside(folder: Path, target: Target) -> None:
    """Put the installer and its words beside the wheels, then the sums of all files."""
    windows = target.name.startswith("windows")
    starter = "安装.bat" if windows else "install.sh"
    shutil.copy(HERE / "install.py", folder / "install.py")
    text = (HERE / starter).read_text(encoding="utf-8")
    # cmd reads a batch file in the code page of a Chinese Windows.
    data = text.replace("\n", "\r\n").encode("gb18030") if windows else text.encode()
    (folder / starter).write_bytes(data)
    (folder / starter).chmod(0o755)
    words = (HERE / "说明.txt").read_text(encoding="utf-8").format(starter=starter, version=__version__)
    (folder / "说明.txt").write_bytes(b"\xef\xbb\xbf" + words.replace("\n", "\r\n").encode())
    (folder / "wanted.txt").write_text(wanted() + "\n", encoding="utf-8")
    sums = folder / "SHA256SUMS"
    sums.unlink(missing_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums.write_text("".join(_sum_line(path, folder) for path in files), encoding="utf-8")


def _sum_line(path: Path, folder: Path) -> str:
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.relative_to(folder).as_posix()}\n"


def _archive(folder: Path, target: Target) -> Path:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if target.name.startswith("windows"):
        archive = folder.with_name(f"{folder.name}.zip")
        with ZipFile(archive, "w", ZIP_STORED) as file:  # wheels are compressed already
            for path in files:
                kind = ZIP_STORED if path.suffix == ".whl" else ZIP_DEFLATED
                file.write(path, path.relative_to(folder.parent).as_posix(), kind)
        return archive
    archive = folder.with_name(f"{folder.name}.tar.gz")
    with tarfile.open(archive, "w:gz", compresslevel=1) as file:
        for path in files:
            file.add(path, path.relative_to(folder.parent).as_posix())
    return archive


if __name__ == "__main__":
    main()

"""Install clerkcheck from the wheels beside this file, without a network: ``python install.py [FOLDER]``.

The files are compared with SHA256SUMS first; nothing is installed where one is missing or changed. The program goes
into a virtual environment of its own (default ``~/clerkcheck``), which can be deleted as a whole.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHONS = ((3, 11), (3, 12), (3, 13))


def main() -> int:
    """Install; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    wrong = unfit() or damaged()
    if wrong:
        print(f"没有装：{wrong}")
        return 1
    target = Path(sys.argv[1] if len(sys.argv) > 1 else Path.home() / "clerkcheck").expanduser().absolute()
    if target.exists() and any(target.iterdir()) and not (target / "pyvenv.cfg").exists():
        print(f"没有装：{target} 里有别的东西。另给一个新文件夹的名字")
        return 1
    print(f"装到 {target} ……")
    commands = target / ("Scripts" if os.name == "nt" else "bin")
    python = commands / ("python.exe" if os.name == "nt" else "python")
    try:
        subprocess.run([sys.executable, "-m", "venv", str(target)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wanted = (HERE / "wanted.txt").read_text(encoding="utf-8").strip()
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        environment["PIP_CONFIG_FILE"] = os.devnull  # nothing but the wheels beside us, whatever is set up here
        offline = ["--no-index", "--find-links", str(HERE / "wheels"), "--force-reinstall"]
        subprocess.run([*pip, *offline, wanted], check=True, env=environment)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"没有装好：{error}\nLinux 上缺 venv 的，先装系统的 python3-venv 包，再来一次")
        return 1
    program = commands / ("clerkcheck.exe" if os.name == "nt" else "clerkcheck")
    subprocess.run([str(program), "doctor"], check=False)
    print(f"\n装好了。运行：{program}\n想在任何文件夹里直接打 clerkcheck，把 {commands} 加进 PATH")
    return 0


def unfit() -> str:
    """Return why this Python cannot be used, "" where it can."""
    if sys.version_info[:2] in PYTHONS and sys.maxsize > 2**32:
        return ""
    found = f"{sys.version_info[0]}.{sys.version_info[1]}" + ("" if sys.maxsize > 2**32 else "（32 位）")
    return f"要 64 位的 Python 3.11、3.12 或 3.13，这是 {found}（{sys.executable}）"


def damaged() -> str:
    """Return which files are missing or not as they were packed, "" for none."""
    bad = []
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        number, _space, name = line.partition("  ")
        path = HERE / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != number:
            bad.append(name)
    return f"{len(bad)} 个文件缺失或损坏，请重新拷贝、解压：{'、'.join(bad[:5])}" if bad else ""


if __name__ == "__main__":
    sys.exit(main())

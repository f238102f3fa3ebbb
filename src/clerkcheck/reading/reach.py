"""Paths that a file names, such as a case's ``pack: ../packs/x``: ordinary files and folders of this machine only.

Whether a path leads to a network, a device or the system's own folders is known from its words, link by link, before
anything there is asked for: a look at ``//host/share`` is enough for some systems to greet that host.
"""

import os
import re
import stat

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # file:, smb:, https:; one letter is a drive
_SYSTEM = frozenset(["dev", "proc", "sys", "net", "network"])  # on a Unix, in any case; the last two connect to hosts
_ORDINARY = "/dev/shm"  # files in memory
_MOST_LINKS = 40


def stays_here(path: str, beside: str = "") -> bool:
    """Whether there is something at ``path``, seen from the folder ``beside``; raises InputError where it leads away.

    What ``beside`` itself is, a network drive perhaps, is the user's choice.
    """
    _check_words(path)
    root, ahead = _parts(path)
    start = os.path.realpath(beside or ".")
    at = root or start
    links = 0
    while ahead:
        part = ahead.pop()
        if part == "..":
            at = os.path.dirname(at)
            continue
        at = os.path.join(at, part)
        _check_system(at, start, path)
        try:
            target = _plain(os.readlink(at))
        except (OSError, ValueError):  # no link, or nothing at all
            continue
        links += 1
        if links > _MOST_LINKS:
            return False
        _check_network(target, path)
        root, more = _parts(target)
        at = root or os.path.dirname(at)
        ahead += more
    return os.path.lexists(at)


def is_ordinary_file(path: str, beside: str = "") -> bool:
    """Whether a file is there that can be read; raises InputError for a pipe, a device, or where it leads away."""
    if not stays_here(path, beside):
        return False
    if not stat.S_ISREG(os.stat(os.path.join(beside, path)).st_mode):
        raise InputError(_("{path} 不是普通文件").format(path=path), None, _("换成一个 .yaml 文件"))
    return True


def _check_words(path: str) -> None:
    _check_network("//" if _ADDRESS.match(path) else path, path)
    if path.startswith("~"):
        remedy = _("写从案件所在文件夹起的路径，如 ../packs/x")
        raise InputError(_("{path}：路径不能以 ~ 开头").format(path=path), None, remedy)


def _check_network(target: str, path: str) -> None:
    if target.replace("\\", "/").startswith("//"):
        remedy = _("先复制到本机，写从案件所在文件夹起的路径，如 ../packs/x")
        raise InputError(_("{path} 在网络上，不去连接").format(path=path), None, remedy)


def _check_system(at: str, start: str, path: str) -> None:
    if os.name != "posix" or not _SYSTEM.intersection(at.casefold().split("/", 2)[1:2]):
        return
    here = "/".join(start.split("/")[:3])  # such as /net/host, where the user is already
    if not any(f"{each}/".startswith(f"{at}/") or f"{at}/".startswith(f"{each}/") for each in (here, _ORDINARY)):
        raise InputError(_("{path} 指向系统或设备的文件夹，不读").format(path=path), None, _("换成放规则包的文件夹"))


def _parts(path: str) -> tuple[str, list[str]]:
    """The root that a path starts from ("" where it is relative), and its parts, the last one first."""
    drive, rest = os.path.splitdrive(path)
    rooted = bool(drive) or rest.startswith(("/", os.sep))
    parts = re.split(r"[/\\]" if os.sep == "\\" else "/", rest)
    return (drive + os.sep if rooted else ""), [part for part in reversed(parts) if part not in ("", ".")]


def _plain(target: str) -> str:
    r"""A link's target without the ``\\?\`` that Windows puts before a drive."""
    return target[4:] if target[:4] == "\\\\?\\" and target[5:6] == ":" else target

"""The file of a paper (要件): a path from the case's folder, checked to exist, opened by the system."""

import os
import subprocess
import sys

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import nearest
from clerkcheck.reading.written_values import ValueProblem, one_line

# What office programs, viewers and packers open; whatever could run as a program is left to the file manager.
DOCUMENTS = frozenset([
    ".pdf", ".ofd", ".ceb", ".sep", ".doc", ".docx", ".wps", ".rtf", ".odt", ".txt", ".md", ".xls", ".xlsx", ".et",
    ".ods", ".csv", ".ppt", ".pptx", ".dps", ".odp", ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".zip",
    ".rar", ".7z", ".eml", ".mp3", ".mp4",
])  # fmt: skip


def found_file(case_path: str, name: str) -> str | None:
    """Return the path of a case's file, None where there is none; ``name`` is a path from the case's folder."""
    if name.startswith(("\\\\", "//")):  # another computer: looking there would already tell it who looks
        return None
    path = os.path.join(os.path.dirname(os.path.abspath(case_path)), os.path.expanduser(name))
    return path if os.path.isfile(path) else None


def file_named(case_path: str, typed: str) -> str:
    """Return what is written into the case for a file as typed, dropped or pasted (quotes are taken off).

    A file below the case's folder is named from there. Raises ValueProblem for one that does not exist.
    """
    text = one_line(typed).strip().removeprefix("file://").strip("'\"“”")
    path = found_file(case_path, text)
    folder = os.path.dirname(os.path.abspath(case_path))
    if path is None:
        raise ValueProblem(_("没有这个文件：{name}").format(name=text), _nearest(folder, text))
    inside = path.startswith(folder + os.sep)
    return (os.path.relpath(path, folder) if inside else text).replace(os.sep, "/")


def _nearest(folder: str, name: str) -> str:
    place = os.path.join(folder, os.path.expanduser(os.path.dirname(name)))
    try:
        there = [each.name for each in os.scandir(place) if not each.name.startswith(".")]
    except OSError:
        return _("没有文件夹 {folder}").format(folder=place)
    near = nearest(os.path.basename(name), there)
    shown = os.path.join(os.path.dirname(name), near) if near else ""
    return _("是不是 {name}？").format(name=shown) if near else _("写从案件所在文件夹算起的路径，或写全路径")


def open_by_system(path: str) -> None:
    """Have the system open a document or a folder with the program it has for it; raises InputError where it cannot."""
    if not os.path.isdir(path) and os.path.splitext(path)[1].lower() not in DOCUMENTS:
        raise InputError(_("这种文件不从这里打开"), Place(path), _("请在文件管理器里看清楚再打开"))
    command = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        if sys.platform == "win32":
            os.startfile(path)
            return
        subprocess.Popen(  # it goes on by itself, and says nothing on this terminal
            [command, path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError:
        message = _("系统打不开这个文件（没有 {command}）").format(command=command)
        raise InputError(message, Place(path), _("请在文件管理器里打开")) from None

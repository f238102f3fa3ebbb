"""Files in and out: bounded reading in UTF-8, writing that is whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from clerkcheck.i18n import _
from clerkcheck.reading.documents import Document, read_json, read_yaml
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import nearest

MEGABYTE = 1 << 20


def read_text(path: str | os.PathLike[str], *, limit: int = MEGABYTE) -> str:
    """Return the file's text (UTF-8, with or without BOM).

    ``limit`` is the most bytes read. Raises InputError when there is no such file, it is a folder, too large,
    not permitted, or not UTF-8.
    """
    place = Place(str(path))
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise InputError(_("没有这个文件"), place, _similar_file(str(path))) from None
    except IsADirectoryError:
        raise InputError(_("这是文件夹，不是文件"), place, _("给出里面的文件")) from None
    except OSError as error:
        raise InputError(_("读不了：{why}").format(why=_reason(error)), place, _("核对文件名和权限")) from None
    if len(data) > limit:
        raise InputError(_("文件超过 {n} MB，不像是要读的文件").format(n=limit // MEGABYTE), place, _("核对文件名"))
    return _decode(data, place)


def read_document(path: str | os.PathLike[str], *, limit: int = MEGABYTE) -> Document:
    """Read a ``.json`` file as JSON, any other as strict YAML."""
    text = read_text(path, limit=limit)
    return (read_json if str(path).lower().endswith(".json") else read_yaml)(text, str(path))


def write_whole(path: str | os.PathLike[str], data: bytes, *, private: bool = False) -> None:
    """Write ``data`` beside ``path``, then put it in its place: never a half-written file.

    ``private`` files can be read by their owner alone (0600). Raises InputError when the folder is missing or not
    writable, or the file is in use; the old file stays.
    """
    beside = Beside(path)
    with beside.replacing():
        mode = 0o600 if private else 0o666
        with open(beside.path, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)


class Beside:
    """A file being written next to the one it is to replace; ``path`` is where to write."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Take the path of the file to replace; raises InputError when it is a folder or its folder is not there."""
        self.target = os.fspath(path)
        folder, name = os.path.split(self.target)
        if not name or os.path.isdir(self.target):
            raise InputError(_("这是文件夹，不是文件"), Place(self.target), _("请给出文件名"))
        if folder and not os.path.isdir(folder):
            raise InputError(_("没有这个文件夹：{folder}").format(folder=folder), Place(self.target), _("先建好文件夹"))
        self.path = os.path.join(folder, f".{name}.{os.getpid()}.part")

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Put what the block has written into its place, on disk; where the block fails, the old file stays.

        A failure of the system becomes an InputError.
        """
        try:
            yield
            with open(self.path, "r+b") as file:
                os.fsync(file.fileno())
            os.replace(self.path, self.target)
            _settle(os.path.dirname(self.target) or ".")
        except OSError as error:
            raise InputError(
                _("写不进去：{why}").format(why=_reason(error)),
                Place(self.target),
                _("检查权限、磁盘空间，以及文件是否正被打开"),
            ) from None
        finally:
            if os.path.exists(self.path):
                os.unlink(self.path)


def _decode(data: bytes, place: Place) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise InputError(
            _("不是 UTF-8 编码"), Place(place.source, line, column), _("用记事本另存为，编码选 UTF-8")
        ) from None
    if "\0" in text:
        raise InputError(_("不是文本文件"), place, _("请给出 .yaml 或 .json 文件"))
    return text


def _settle(folder: str) -> None:
    """Have the folder's new entry on disk too, so that not even a power cut brings the old file back."""
    if os.name != "posix":
        return  # a folder cannot be opened there, and the system sees to it
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems cannot; the file itself is written
            os.fsync(opened)
    finally:
        os.close(opened)


def _reason(error: OSError) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    reasons = {
        errno.EACCES: _("没有权限"),
        errno.EPERM: _("没有权限"),
        errno.ENOTDIR: _("路径中有一段不是文件夹"),
        errno.ENAMETOOLONG: _("文件名太长"),
        errno.ENOSPC: _("磁盘已满"),
        errno.EROFS: _("磁盘是只读的"),
        errno.EIO: _("磁盘读写出错"),
    }
    return reasons.get(error.errno or 0) or str(error.strerror or error)


def _similar_file(path: str) -> str:
    folder, name = os.path.split(path)
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return _("没有这个文件夹：{folder}").format(folder=folder)
    stems = {os.path.splitext(each)[0]: each for each in names if each.endswith(os.path.splitext(name)[1])}
    best = stems.get(nearest(os.path.splitext(name)[0], stems) or "") or nearest(name, names, least=0.8)
    return _("是不是 {name}？").format(name=best) if best else _("核对文件名")

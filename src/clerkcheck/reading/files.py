"""Files in and out: bounded reading in UTF-8, writing that is whole or not at all."""

import codecs
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from clerkcheck.i18n import _
from clerkcheck.reading import parts
from clerkcheck.reading.documents import Document, read_json, read_yaml
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import nearest

MEGABYTE = 1 << 20
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_YAML = (".yaml", ".yml")  # cases, packs, calendars, an office's settings: no paper is ever written as one
_BUSY = ("EBUSY", "ETXTBSY")  # not every system has a number for each of these
_LOST = ("ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT")
_inputs: set[tuple[int, int, int]] = set()  # device, inode and time of every file that this run has read


def open_file(path: str | os.PathLike[str]) -> BinaryIO:
    """Open an ordinary file for reading bytes; the caller closes it.

    Raises InputError, at once, when there is no such file, it is a folder, a pipe or a device, or not permitted.
    """
    place = Place(str(path))
    try:
        descriptor = os.open(path, _READING)
    except FileNotFoundError:
        raise InputError(_("没有这个文件"), place, _similar_file(str(path))) from None
    except ValueError:  # NUL, half a character: what no file can be called
        raise InputError(_("没有这个文件"), place, _("核对文件名")) from None
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket, or a device that is not there
            raise _no_file(place) from None
        raise InputError(_("读不了：{why}").format(why=reason_of(error)), place, _("核对文件名和权限")) from None
    found = os.fstat(descriptor)
    if stat.S_ISREG(found.st_mode):
        _inputs.add((found.st_dev, found.st_ino, found.st_mtime_ns))
        return open(descriptor, "rb")
    os.close(descriptor)
    if stat.S_ISDIR(found.st_mode):
        raise InputError(_("这是文件夹，不是文件"), place, _("给出里面的文件"))
    raise _no_file(place)


def read_bytes(path: str | os.PathLike[str], *, limit: int = MEGABYTE) -> bytes:
    """Return all that is in an ordinary file; ``limit`` is the most bytes read.

    Raises InputError as ``open_file`` does, and where the file is larger.
    """
    place = Place(str(path))
    try:
        with open_file(path) as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError(_("读不了：{why}").format(why=reason_of(error)), place, _("核对文件名和权限")) from None
    if len(data) > limit:
        raise InputError(_("文件超过 {n} MB，不像是要读的文件").format(n=limit // MEGABYTE), place, _("核对文件名"))
    return data


def read_text(path: str | os.PathLike[str], *, limit: int = MEGABYTE) -> str:
    """Return the file's text (UTF-8, with or without BOM); raises InputError as reading its bytes does, or where it is
    not UTF-8.
    """
    return decoded(read_bytes(path, limit=limit), str(path))


def read_document(path: str | os.PathLike[str], *, limit: int = MEGABYTE) -> Document:
    """Read a ``.json`` file as JSON, any other as strict YAML."""
    return document_of(read_text(path, limit=limit), str(path))


def document_of(text: str, path: str) -> Document:
    """Return what stands in the text of a file: JSON where its name ends in .json, else strict YAML."""
    return (read_json if path.lower().endswith(".json") else read_yaml)(text, path)


def write_whole(path: str | os.PathLike[str], data: bytes, *, private: bool = False) -> None:
    """Write ``data`` beside ``path``, then put it in its place: never a half-written file.

    A file that is there keeps its rights; a new one has the user's usual ones or, where ``private``, can be read by its
    owner alone (0600). Raises InputError when the folder is missing or not writable, the file is protected against
    writing or in use; the old file stays.
    """
    beside = Beside(path, private=private)
    with beside.replacing(), open(beside.path, "wb") as file:
        file.write(data)


def write_new(path: str | os.PathLike[str], data: bytes, *, private: bool = False, like: str = "") -> bool:
    """Write ``data`` as a new file, whole, and return True; False, and nothing done, where one of that name is there.

    It has the rights of the file ``like``, if there is one. Whatever others do at the same time, nothing is ever
    replaced. Raises InputError where it cannot be written.
    """
    target = os.fspath(path)
    folder, name = os.path.split(target)
    if os.path.lexists(target) and name:
        return False
    _folder_of(target)
    with refused_writing(target):
        part = parts.write_part(data, folder, like, 0o600 if private else parts.usual_mode())
        try:
            if not parts.place_new(part, target):
                return False
            parts.settle(folder)
        finally:
            parts.drop(part)
    _clear_leftovers(folder)
    return True


def write_over(target: str, data: bytes, known: bytes) -> bool:
    """Put ``data`` in place of the file ``target`` (no link), whole, if it still holds the bytes ``known``.

    False, and the file as it was, where it does not. Raises InputError where it cannot be written.
    """
    from clerkcheck.reading.links import follow, other_names

    with refused_writing(target):
        refuse_protected(target)
        try:
            names = other_names(target)
            part = parts.write_part(data, os.path.dirname(target), target, 0o600)
            try:
                if not parts.replace_known(part, target, known):
                    return False
            finally:
                parts.drop(part)
            follow(target, names)
        except FileNotFoundError:
            return False  # taken away in the meantime, and its folder perhaps with it
        parts.settle(os.path.dirname(target))
        return True


class Beside:
    """A file being written next to the one it is to replace; ``path`` is where to write."""

    def __init__(self, path: str | os.PathLike[str], *, private: bool = False) -> None:
        """Take the path of the file to replace; a link stays, what it leads to is replaced.

        Raises InputError when it is a folder, a device or a pipe, or read-only, or its folder is not there.
        """
        self.name = os.fspath(path)
        _folder_of(self.name)
        self.target = os.path.realpath(self.name)
        self._folder = _folder_of(self.target)
        refuse_protected(self.target)
        self._private = private
        self.path = parts.unused(self._folder)

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Put what the block has written into its place, on disk; where the block fails, the old file stays.

        A failure of the system becomes an InputError.
        """
        with refused_writing(self.name):
            os.close(os.open(self.path, parts.MAKING, 0o600))
        try:
            with refused_writing(self.name):
                yield
                self._replace()
        finally:
            parts.drop(self.path)
        _clear_leftovers(self._folder)

    def _replace(self) -> None:
        from clerkcheck.reading.links import follow, other_names

        refuse_protected(self.target)
        names = other_names(self.target)
        with open(os.open(self.path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)), "r+b") as file:
            parts.settle_rights(file.fileno(), self.target, 0o600 if self._private else parts.usual_mode())
            os.fsync(file.fileno())
        os.replace(self.path, self.target)
        follow(self.target, names)
        parts.settle(self._folder)


def refuse_protected(target: str) -> None:
    """Raise InputError where ``target`` is no ordinary file, or one that its owner has protected against writing."""
    try:
        found = os.stat(target)
    except OSError:
        return  # not there; whatever else is wrong is said when it is written
    if not stat.S_ISREG(found.st_mode):
        raise InputError(_("这是管道、设备一类，不是普通文件，没有写"), Place(target), _("换一个文件名"))
    # The administrator may write everything: the mode tells what the owner of the file wants.
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise InputError(_("文件是只读的，没有写"), Place(target), _("要改就先去掉只读，或换一个文件名"))


def refuse_input(output: str) -> None:
    """Raise InputError where ``output`` is a file that this run has read, or that holds what people have written.

    A paper must never replace its case, its pack, its calendar or its office's settings.
    """
    try:
        found = os.stat(output)
    except OSError:
        return
    if (found.st_dev, found.st_ino, found.st_mtime_ns) in _inputs:
        raise InputError(_("输出文件就是要读的文件，没有写"), Place(output), _("换一个文件名"))
    if output.lower().endswith(_YAML):
        raise InputError(_("已有的 .yaml 文件是案件、规则包、日历一类，没有写"), Place(output), _("换一个文件名"))


def _clear_leftovers(folder: str) -> None:
    from clerkcheck.reading.abandoned import clear_leftovers

    clear_leftovers(folder)


def _folder_of(target: str) -> str:
    """The folder of a file that is to be written; raises InputError where there is none, or no file's name."""
    folder, name = os.path.split(target)
    if not name or os.path.isdir(target):
        raise InputError(_("这是文件夹，不是文件"), Place(target), _("请给出文件名"))
    if folder and not os.path.isdir(folder):
        raise InputError(_("没有这个文件夹：{folder}").format(folder=folder), Place(target), _("先建好文件夹"))
    return folder


@contextmanager
def refused_writing(target: str) -> Iterator[None]:
    """Turn the system's refusal to write a file into an InputError."""
    try:
        yield
    except OSError as error:
        raise InputError(
            _("写不进去：{why}").format(why=reason_of(error)),
            Place(target),
            _("检查权限、磁盘空间，以及文件是否正被打开"),
        ) from None


def _no_file(place: Place) -> InputError:
    return InputError(_("这是管道、设备一类，不是普通文件"), place, _("给出普通文件"))


def decoded(data: bytes, source: str) -> str:
    """Return the text of a file's bytes; raises InputError, with the place, where they are not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise InputError(_("不是 UTF-8 编码"), Place(source, line, column), _("用记事本另存为，编码选 UTF-8")) from None
    if "\0" in text:
        raise InputError(_("不是文本文件"), Place(source), _("请给出 .yaml 或 .json 文件"))
    return text


def encoded_like(text: str, raw: bytes) -> bytes:
    """Return a text as UTF-8, with the byte order mark and the line ends of Windows where a file's bytes have them."""
    if raw.count(b"\n") == raw.count(b"\r\n") > 0:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return (codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b"") + text.encode()


def reason_of(error: OSError) -> str:
    """Return why the system refused, in Chinese where it is one of the usual reasons."""
    reasons = {
        errno.EACCES: _("没有权限"),
        errno.EPERM: _("没有权限"),
        errno.ENOTDIR: _("路径中有一段不是文件夹"),
        errno.ENAMETOOLONG: _("文件名太长"),
        errno.ENOSPC: _("磁盘已满"),
        errno.EROFS: _("磁盘是只读的"),
        errno.EIO: _("磁盘读写出错"),
        getattr(errno, "EDQUOT", -1): _("磁盘配额已满"),
        errno.EFBIG: _("超过了允许的文件大小"),
        errno.ELOOP: _("链接绕成了圈"),
        errno.ENOENT: _("文件夹已经不在了"),
        errno.EISDIR: _("这是文件夹，不是文件"),
        errno.EMFILE: _("打开的文件太多"),
        errno.ENFILE: _("打开的文件太多"),
        errno.ENOMEM: _("内存不足"),
        **{getattr(errno, name, -1): _("正被占用") for name in _BUSY},
        **{getattr(errno, name, -1): _("磁盘或网络盘断开了") for name in _LOST},
    }
    return reasons.get(error.errno or 0) or _("系统不允许（{why}）").format(why=error.strerror or error)


def _similar_file(path: str) -> str:
    folder, name = os.path.split(path)
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return _("没有这个文件夹：{folder}").format(folder=folder)
    stems = {os.path.splitext(each)[0]: each for each in names if each.endswith(os.path.splitext(name)[1])}
    best = stems.get(nearest(os.path.splitext(name)[0], stems) or "") or nearest(name, names, least=0.8)
    return _("是不是 {name}？").format(name=best) if best else _("核对文件名")

"""A folder of papers that may be written again: what an earlier run wrote is replaced, what people wrote never is.

A list beside the papers keeps the fingerprint of each file written. A file whose content is another by now (a number
filled in, a sentence changed), or of which the list says nothing, is not ours any more: it stays, and the new paper
gets a name with a number.
"""

import os
from collections.abc import Iterator
from hashlib import sha256

from clerkcheck.cases.register import file_stem
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import reason_of, write_new, write_over

LIST = ".clerkcheck-papers"  # hidden, and no case
_MOST_NAMES = 1000


class PaperFolder:
    """Writes papers into a folder, each whole or not at all; ``kept`` are the files of others that stood in the way."""

    def __init__(self, folder: str) -> None:
        """Make the folder where there is none; raises InputError where that, or its list, cannot be done."""
        self.folder = folder
        self.kept: list[str] = []
        self.written: dict[str, str] = {}
        self._made(folder)
        self._list = os.path.join(folder, LIST)
        self._earlier = dict(self._read())

    def write(self, parts: tuple[str, ...], ending: str, data: bytes) -> str:
        """Write a paper under the folders and the name of ``parts`` (made safe for any system); return its path."""
        *folders, name = map(file_stem, parts)
        here = os.path.join(self.folder, *folders)
        self._made(here)
        for number in range(1, _MOST_NAMES):
            stem = name if number == 1 else f"{name}({number})"
            path = os.path.join(here, stem + ending)
            key = os.path.relpath(path, self.folder).replace(os.sep, "/")
            if key in self.written:
                continue
            if self._put(key, path, data):
                return path
            self.kept.append(path)
        raise InputError(_("同名的文件太多"), Place(here), _("换一个文件夹"))

    def finish(self) -> list[str]:
        """Take away what an earlier run wrote and this one did not, unless it was changed; return what was left."""
        left = []
        for key, mark in self._earlier.items():
            path = os.path.join(self.folder, *key.split("/"))
            if key in self.written or path in self.kept or not os.path.exists(path):
                continue
            if _mark_of(path) == mark:
                os.remove(path)
            else:
                left.append(path)
        return left

    def _put(self, key: str, path: str, data: bytes) -> bool:
        """Write a paper; False, and nothing done, where a file stands there that is not ours as we left it."""
        self.written[key] = mark = sha256(data).hexdigest()
        self._note(key, mark)  # before: a run that is killed here leaves a file known as ours
        if write_new(path, data):
            return True
        before = _content(path)
        ours = before is not None and sha256(before).hexdigest() == self._earlier.get(key)
        if before == data or (ours and before is not None and write_over(os.path.realpath(path), data, before)):
            return True
        del self.written[key]
        if key in self._earlier:
            self._note(key, self._earlier[key])
        else:
            self._note(key, "-")
        return False

    def _note(self, key: str, mark: str) -> None:
        try:
            with open(self._list, "a", encoding="utf-8", newline="\n") as file:
                file.write(f"{mark}  {key}\n")
        except OSError as error:
            raise self._refused(error) from None

    def _read(self) -> Iterator[tuple[str, str]]:
        """The names and fingerprints of the list, the last word on each; what is no such line is passed over."""
        try:
            with open(self._list, encoding="utf-8", errors="replace") as file:
                for line in file:
                    mark, _gap, key = line.rstrip("\n").partition("  ")
                    inside = key and not os.path.isabs(key) and ".." not in key.split("/")
                    if inside and (len(mark) == sha256().digest_size * 2 or mark == "-"):
                        yield key, mark
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._refused(error) from None

    def _made(self, folder: str) -> None:
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            message = _("建不了文件夹：{why}").format(why=reason_of(error))
            raise InputError(message, Place(folder), _("换一个文件夹")) from None

    def _refused(self, error: OSError) -> InputError:
        return InputError(_("写不进去：{why}").format(why=reason_of(error)), Place(self._list), _("换一个文件夹"))


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _mark_of(path: str) -> str:
    found = _content(path)
    return "" if found is None else sha256(found).hexdigest()

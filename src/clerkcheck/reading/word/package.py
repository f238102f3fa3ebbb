"""The package that a .docx is: looked at before anything of it is unpacked."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.word import W

MOST_UNPACKED = 96 << 20  # bytes of all parts together; pictures are most of it
_MOST_XML = 16 << 20  # of one part of text: far beyond any document
_MOST_PARTS = 5000
_BODY = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the namespace of a "Strict Open XML Document"
_UNREADABLE = (BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError)


def damaged(path: str) -> InputError:
    """Return the error for a file that is no sound .docx."""
    return InputError(_("不是完好的 .docx 文件"), Place(path), _("用 Word 或 WPS 打开后另存为 .docx，或存为纯文本"))


def refuse_unsafe(data: bytes, path: str) -> None:
    """Raise InputError for a .docx that is damaged, has a password, or is far too large once it is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
    except _UNREADABLE as error:
        raise damaged(path) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(_("文件加了密码，没有读"), Place(path), _("去掉密码后另存一份"))
    large = any(entry.file_size > _MOST_XML for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if large or len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        message = _("解压后超过 {n} MB，没有读").format(n=MOST_UNPACKED >> 20)
        raise InputError(message, Place(path), _("核对文件；图片多的，删去图片后另存一份"))


def parts_of(data: bytes, path: str) -> dict[str, bytes]:
    """Return the parts of a .docx that hold its words and their numbers, by name; raises InputError.

    The text itself is among them; numbering and styles may not be.
    """
    refuse_unsafe(data, path)
    wanted = (_BODY, "word/numbering.xml", "word/styles.xml")
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            found = {name: package.read(name) for name in wanted if name in names}
    except _UNREADABLE as error:
        raise damaged(path) from error
    if _BODY not in found:
        raise InputError(_("不是 Word 文件"), Place(path), _("用 Word 或 WPS 打开，另存为 .docx 或纯文本"))
    if any(b"<!DOCTYPE" in part[:1024] or b"<!ENTITY" in part for part in found.values()):
        raise damaged(path)  # Word writes neither
    return {name: part.replace(_STRICT, W[1:-1].encode()) for name, part in found.items()}

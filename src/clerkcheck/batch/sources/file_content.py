"""What a file holds, told by how it begins: its ending may say something else."""

import re
from zipfile import BadZipFile, ZipFile

from clerkcheck.batch.sources.compound_file import SIGNATURE, CompoundFile
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

WORKBOOK, OLD_WORKBOOK, OPEN_WORKBOOK, DOCUMENT, TEXT, OTHER = "xlsx", "xls", "ods", "docx", "text", "other"
_SAVE_AS_WORKBOOK = _("用 WPS 或 Excel 打开，另存为 .xlsx 再查")
_HEAD = 1 << 12  # bytes
_WEB = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|meta|\?xml|mso)", re.IGNORECASE)


def content_of(path: str) -> str:
    """Return what a file holds; raises InputError, with what to do, for kinds known to hold no table we read.

    ``OTHER``: something of a zip or of bytes that only its ending tells of.
    """
    with open(path, "rb") as file:
        head = file.read(_HEAD)
    if head.startswith(SIGNATURE):
        return _of_compound(path)
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    if _WEB.match(head):
        raise _refused(path, _("内容是网页或 XML，不是表格文件"), _SAVE_AS_WORKBOOK)
    if head.startswith((b"%PDF", b"{\\rtf")):
        raise _refused(path, _("内容是版式文件，不是表格文件"), _("把表格复制到表格文件里，存成 .xlsx 再查"))
    if head.startswith((b"PAR1", b"PK")) or (b"\0" in head and not _looks_wide(head)):
        return OTHER
    return TEXT


def _of_compound(path: str) -> str:
    names = CompoundFile(path).streams
    if "EncryptedPackage" in names:
        raise _refused(path, _("有密码保护"), _("去掉密码再查"))
    if "Workbook" in names or "Book" in names:
        return OLD_WORKBOOK
    if "WordDocument" in names:
        raise _refused(path, _("内容是文字文件（.doc、.wps）"), _("用 WPS 或 Word 打开，另存为 .docx 再查"))
    raise _refused(path, _("不认识里面的内容"), _SAVE_AS_WORKBOOK)


def _of_zip(path: str) -> str:
    try:
        with ZipFile(path) as package:
            names = {name.replace("\\", "/").lower() for name in package.namelist()}
    except (BadZipFile, OSError, ValueError):
        return OTHER
    if "xl/workbook.bin" in names:
        raise _refused(path, _("是二进制工作簿（.xlsb）"), _SAVE_AS_WORKBOOK)
    if "xl/workbook.xml" in names:
        return WORKBOOK
    if "word/document.xml" in names:
        return DOCUMENT
    return OPEN_WORKBOOK if "content.xml" in names else OTHER


def _looks_wide(head: bytes) -> bool:
    """Whether bytes look like UTF-16: with a mark at the start, or every second byte of Latin text is zero."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_without_mark(head) != ""


def wide_without_mark(head: bytes) -> str:
    """Return ``utf-16-le`` or ``utf-16-be`` for text in it that has no mark at its start; "" for anything else."""
    low, high = head[::2].count(0), head[1::2].count(0)
    for name, end, zeros, others in (("utf-16-le", b"\n\0", high, low), ("utf-16-be", b"\0\n", low, high)):
        if end in head and zeros * 40 > len(head) and zeros > 4 * others:
            return name
    return ""


def _refused(path: str, message: str, remedy: str) -> InputError:
    return InputError(message, Place(path), remedy)

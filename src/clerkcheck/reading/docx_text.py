"""The words of a .docx, with the standard library: paragraphs, cells and text boxes in the order of the file."""

import zlib
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_LARGEST = 16 << 20  # bytes of XML: a notice has some tens of thousands


def docx_text(data: bytes, source: str) -> str:
    """Return a paragraph a line; raises InputError naming ``source`` where the bytes are no sound .docx."""
    remedy = _("用 Word 或 WPS 打开，另存为 .docx 或纯文本")
    try:
        with ZipFile(BytesIO(data)) as archive:
            if _BODY not in archive.namelist():
                raise InputError(_("不是 Word 文件"), Place(source), remedy)
            with archive.open(_BODY) as file:
                body = file.read(_LARGEST + 1)
        if len(body) > _LARGEST or b"<!DOCTYPE" in body[:1024] or b"<!ENTITY" in body:
            raise InputError(_("不像是放假通知的 Word 文件"), Place(source), remedy)
        root = ElementTree.fromstring(body)
    except (BadZipFile, zlib.error, ElementTree.ParseError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise InputError(_("不是完好的 .docx 文件"), Place(source), remedy) from None
    return "\n".join("".join(_runs(each)) for each in root.iter(f"{_WORDS}p"))


def _runs(paragraph: ElementTree.Element) -> list[str]:
    """The words of a paragraph without those of the paragraphs in its text boxes, which stand for themselves."""
    found: list[str] = []
    todo = [*reversed(paragraph)]
    while todo:
        element = todo.pop()
        if element.tag == f"{_WORDS}t":
            found.append(element.text or "")
        elif element.tag in (f"{_WORDS}tab", f"{_WORDS}br", f"{_WORDS}cr"):
            found.append(" ")
        elif element.tag not in (f"{_WORDS}p", f"{_WORDS}del", f"{_WORDS}pPr"):
            todo += reversed(element)
    return found

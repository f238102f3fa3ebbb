"""Any draft's file into its text: the one door, which looks at the bytes as well as at the name."""

import os
import re

from clerkcheck.drafts.files.text_files import read_text_draft
from clerkcheck.drafts.model import DraftText
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import MEGABYTE, read_bytes

MOST_BYTES = 48 * MEGABYTE
OFFICE_ENDINGS = (".doc", ".wps", ".wpt", ".rtf", ".odt")
ENDINGS = (".docx", ".txt", ".pdf", *OFFICE_ENDINGS)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of .doc and .wps, and of a .docx with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_draft_text(path: str) -> DraftText:
    """Return the text of a draft's file; raises InputError, one message, for whatever cannot be read."""
    ending = os.path.splitext(path)[1].lower()
    if os.path.isfile(path) and ending not in ENDINGS:
        message = _("读不了 {ending} 文件").format(ending=ending or _("没有扩展名的"))
        raise InputError(message, Place(path), _("另存为 .docx、.txt 或有文字的 .pdf"))
    data = read_bytes(path, limit=MOST_BYTES)
    if not data.strip():
        raise InputError(_("文件是空的"), Place(path), _("核对文件"))
    text = _read(data, ending, path)
    if not text.paras and not any(cell.text for table in text.tables for row in table.rows for cell in row):
        raise InputError(_("文件里没有文字"), Place(path), _("核对文件"))
    _refuse_no_document(text, path)
    return text


def _refuse_no_document(text: DraftText, path: str) -> None:
    """Refuse what no official document is: so that no check ever has to walk through it."""
    most, longest = 300_000, 2000  # characters: of all, and of a run without any mark
    whole = "\n".join(para.text for para in text.paras)
    if len(whole) > most:
        message = _("正文有 {n} 字，不像一篇公文").format(n=len(whole))
        raise InputError(message, Place(path), _("核对文件；附件很长的，另存后分开查"))
    run = max(map(len, re.split("[\n。；，、：,;:]", whole)), default=0)
    if run > longest:
        message = _("有一处 {n} 字没有标点，不像公文").format(n=run)
        raise InputError(message, Place(path), _("核对文件"))


def _read(data: bytes, ending: str, path: str) -> DraftText:
    if data.startswith(_COMPOUND) and _LOCKED in data:
        raise InputError(_("文件加了密码，没有读"), Place(path), _("去掉密码后另存一份"))
    if data.startswith(b"%PDF") or ending == ".pdf":
        from clerkcheck.drafts.files.pdf_files import read_pdf_draft

        return read_pdf_draft(data, path)
    if (ending in OFFICE_ENDINGS and not data.startswith(b"PK")) or ending == ".odt" or data.startswith(_COMPOUND):
        from clerkcheck.drafts.files.office_files import as_docx

        data = as_docx(path if ending in OFFICE_ENDINGS else f"{path}.doc", data)
    if ending == ".txt" and not data.startswith(b"PK\x03\x04"):
        return read_text_draft(data, path)
    from clerkcheck.drafts.files.docx_files import read_docx_draft

    return read_docx_draft(data, path)

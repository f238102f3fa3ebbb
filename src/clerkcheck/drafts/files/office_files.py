"""Drafts as .doc, .wps, .rtf and .odt: made a .docx by LibreOffice where that is installed, refused otherwise."""

import os
import shutil
import subprocess
import tempfile

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


def as_docx(path: str, data: bytes) -> bytes:
    """Return the bytes of an older document as .docx; raises InputError where that cannot be done.

    LibreOffice runs with a profile of its own, which is thrown away, and without macros.
    """
    ending = os.path.splitext(path)[1].lower()
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        message = _("读 {ending} 要装 LibreOffice，这里没有装").format(ending=ending)
        raise InputError(message, Place(path), _("用 Word 或 WPS 打开，另存为 .docx"))
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, f"draft{ending}")
        with open(source, "wb") as file:
            file.write(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        words = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, source]
        try:
            subprocess.run(words, capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL)
            with open(os.path.join(folder, "draft.docx"), "rb") as made:
                return made.read()
        except (OSError, subprocess.SubprocessError):
            remedy = _("用 Word 或 WPS 打开，另存为 .docx")
            raise InputError(_("LibreOffice 没能打开这个文件"), Place(path), remedy) from None

"""The first rows of a large sheet as a small workbook, to be looked at while python-calamine reads all of it."""

from io import BytesIO
from zipfile import ZipFile

from clerkcheck.batch.sources.workbook_parts import Package

LARGE = 8 << 20  # bytes of a sheet, unpacked, from which on its reading takes longer than what is done beside it
_ROWS = 64  # more than a header is looked for in
_MOST_TEXT = 8 << 20  # bytes of the texts that cells share: they are read twice
_KEPT = ("[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
_TEXTS = "xl/sharedstrings.xml"


def first_rows(package: Package, part: str, piece: bytes) -> BytesIO | None:
    """Return a workbook of which the sheet ``part`` has only its first rows, all in ``piece``, which begins the part.

    None where they are not all in it, or the texts that cells share are too many.
    """
    prefix = package.prefix(part)
    at = 0
    for _row in range(_ROWS):
        at = piece.find(b"<" + prefix + b"row ", at + 1)
        if at < 0:
            return None
    names = [part, *(name for name in _KEPT if package.has(name))]
    if package.has(_TEXTS):
        if package.size(_TEXTS) > _MOST_TEXT:
            return None
        names.append(_TEXTS)
    held = BytesIO()
    with ZipFile(held, "w") as book:
        for name in names:
            ends = b"</%bsheetData></%bworksheet>" % (prefix, prefix)
            book.writestr(name, piece[:at] + ends if name == part else package.whole(name))
    held.seek(0)
    return held

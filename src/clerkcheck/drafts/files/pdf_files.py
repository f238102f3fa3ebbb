"""Drafts as .pdf with a text layer, through pypdf (the extra ``draft``)."""

import logging
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from clerkcheck.cells import cells
from clerkcheck.drafts.dates import DATE
from clerkcheck.drafts.files.pdf_glyphs import placed_lines
from clerkcheck.drafts.files.text_files import paragraphs
from clerkcheck.drafts.model import DraftPara, DraftText
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_MOST_PAGES = 300
_MOST_DRAWN = 2 << 20  # bytes that draw a page; a full page of characters takes a twentieth of it
_FULL, _NARROW = 0.8, 30  # of the widest line: what goes on in the next; cells: a page whose lines go on nowhere
_HAN = r"[\u2014\u3001-\u9fff\uff00-\uffef]"
# Some printers to PDF write the radical for the character that looks like it: ⽉ ⽇ ⼈ ⺠ for 月 日 人 民.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | dict(
    zip(
        map(ord, "⺟⺠⺩⺫⺬⺮⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳"),
        "母民王罒示竹肉虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_PAGE_NUMBER = re.compile(r"^[—\-－–·\s]*\d{1,3}[—\-－–·\s]*$|^第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?$")
# A printed line goes on in the next unless it ends a paragraph: with one of these marks, or well before the margin.
_HEAD_LINES, _ENDS_IN_NUMBER = 8, re.compile(r"[〔\[]\d{4}[〕\]]\d+号$")
_CENTRED = "\u3000" * 3
_ENDS = "。！？：；:;!?"
_OPENS = re.compile(
    r"^(?:[（(](?:此件|本件|联系|公开|主动|依申请|不予|征求意见|送审|草案|讨论|审议|代拟|试行|暂行|\d{4}年).*[）)]$"
    r"|[\u4e00-\u9fff]{1,14}[〔\[]\d{4}[〕\]](?:第)?\d+号(?:\s|$)|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、]|附件|抄送|第[一二三四五六七八九十百]+[章条])"
)


def read_pdf_draft(data: bytes, path: str) -> DraftText:
    """Return the paragraphs of a PDF with its pages; raises InputError where it is damaged, locked, or a scan."""
    lines = [
        (line, number)
        for number, text in enumerate(_pages(data, path), 1)
        for line in text.splitlines()
        if line.strip() and not _PAGE_NUMBER.match(line.strip())
    ]
    paras: list[DraftPara] = []
    for text, page in _joined(lines):
        paras += paragraphs(text, path, page, len(paras))
    if sum(len(para.text) for para in paras) < 10:
        remedy = _("是扫描件的，用原来的 Word 文件，或先作文字识别")
        raise InputError(_("PDF 里没有文字层，读不出来"), Place(path), remedy)
    return DraftText(path, "pdf", tuple(paras))


def _pages(data: bytes, path: str) -> list[str]:
    try:
        from pypdf import PdfReader
    except ImportError:
        remedy = _('pip install "clerkcheck[draft]"，或另存为纯文本')
        raise InputError(_("读 PDF 要另装 pypdf"), Place(path), remedy) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are of no use to a clerk
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not _unlocked(reader):
            raise InputError(_("文件加了密码，没有读"), Place(path), _("去掉密码后另存一份"))
        if len(reader.pages) > _MOST_PAGES:
            message = _("超过 {n} 页，不像一篇公文").format(n=_MOST_PAGES)
            raise InputError(message, Place(path), _("核对文件"))
        return [_text(page, path) for page in reader.pages]
    except InputError:
        raise
    except Exception as error:  # pypdf and its codecs raise all sorts of things for damaged files
        raise InputError(_("不是完好的 PDF 文件"), Place(path), _("重新导出 PDF，或用原来的 Word 文件")) from error


def _unlocked(reader: Any) -> bool:
    """Whether a PDF that is encrypted opens without a password, as one does that only forbids printing."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # an algorithm for which pypdf wants a package that is not installed
        return False


def _text(page: Any, path: str) -> str:
    if sum(map(len, _drawn(page))) > _MOST_DRAWN:
        message = _("有一页的内容解压后超过 {n} MB，没有读").format(n=_MOST_DRAWN >> 20)
        raise InputError(message, Place(path), _("核对文件；用原来的 Word 文件"))
    try:
        text = "\n".join(placed_lines(page))
    except (
        Exception
    ):  # fonts that do not say what they mean, or are damaged: the text in the order in which it is drawn
        text = page.extract_text() or ""
    text = text.translate(_RADICALS)
    # Chinese that a typesetter spread over the line comes with spaces between the characters and beside figures.
    return re.sub(rf"(?<={_HAN}) (?={_HAN}|\d)|(?<=\d) (?={_HAN})", "", text)


def _drawn(page: Any) -> Iterator[bytes]:
    """The unpacked streams that draw a page: its own, and those of the forms that it draws."""
    contents = page.get_contents()
    yield contents.get_data() if contents is not None else b""
    forms = (page.get("/Resources") or {}).get("/XObject") or {}
    for each in forms.values():
        form = each.get_object()
        if form.get("/Subtype") == "/Form":
            yield form.get_data()


def _joined(lines: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Printed lines, each with its page, as paragraphs again, which may go on from one page to the next."""
    widths = [cells(line.rstrip()) for line, _page in lines]
    widest = max(widths, default=0)
    found: list[tuple[str, int]] = []
    for index, (line, page) in enumerate(lines):
        before = lines[index - 1][0].rstrip() if index else ""
        full = bool(index) and widths[index - 1] >= widest * _FULL and widest >= _NARROW
        # In the middle, or at the right, or the number above the title: a line by itself.
        placed = before.startswith(_CENTRED) or (index < _HEAD_LINES and _ENDS_IN_NUMBER.search(before))
        goes_on = full and not placed and before[-1] not in _ENDS and not line.startswith((" ", "\u3000"))
        if goes_on and found and not (_OPENS.match(line.strip()) or re.fullmatch(DATE, line.strip())):
            found[-1] = (found[-1][0] + line.strip(), found[-1][1])
        else:
            found.append((line.strip(), page))
    return found

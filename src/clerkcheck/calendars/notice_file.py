"""A notice in any of the files in which offices keep one: told apart by content, whatever the name says."""

from clerkcheck.calendars.notice_ics import notices_of_ics
from clerkcheck.calendars.notice_json import notice_of_json
from clerkcheck.calendars.notice_text import Understood, notice_of_text
from clerkcheck.calendars.notices import Notice
from clerkcheck.i18n import _, listed
from clerkcheck.reading.documents import read_json
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import MEGABYTE, decoded, read_bytes
from clerkcheck.reading.saved_page import is_page, text_of_page
from clerkcheck.reading.word.text import docx_text

_LARGEST = 8 * MEGABYTE  # a page saved with its pictures in it
_MOST_WORDS = 300_000  # characters; a page with a notice has some thousands
_ENCODINGS = ("gb18030", "utf-16-le", "utf-16-be", "big5")
_TELLING = ("放假", "假期", "补班", "（休）")  # a notice, or a calendar of holidays, has one of these
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", ".doc / .wps"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def read_notice(path: str, year: int | None = None) -> Understood:
    """Return the notice in a file: text, a saved page (.html, .mht), .docx, .ics, or holiday-cn's JSON.

    ``year`` chooses among those of a calendar with several. Raises InputError(s) with the place.
    """
    data = read_bytes(path, limit=_LARGEST)
    _refuse_others(data, path)
    if data.startswith(b"PK\x03\x04"):
        return notice_of_text(docx_text(data, path), path)
    text = _text(_page_of_archive(data), path)
    start = text.lstrip()
    if start[:15].upper() == "BEGIN:VCALENDAR":
        return Understood(_of_year(notices_of_ics(text, path), year, path), ())
    if start[:1] in ("{", "[") or path.lower().endswith(".json"):
        return Understood(notice_of_json(read_json(text, path)), ())
    words = text_of_page(text) if is_page(text) else text
    if sum(map(len, words.split())) > _MOST_WORDS:
        raise InputError(_("文字太多，不像是放假通知"), Place(path), _("只留通知的全文，存成文本文件"))
    return notice_of_text(words, path)


def _refuse_others(data: bytes, path: str) -> None:
    for mark, kind in _OTHERS:
        if data.startswith(mark):
            message = _("这是 {kind} 文件，读不了").format(kind=kind)
            raise InputError(message, Place(path), _("打开后把通知全文复制到记事本里存成文本文件，或另存为 .docx"))


def _text(data: bytes, path: str) -> str:
    """Return the text in UTF-8, UTF-16, GB18030 or Big5: the first in which it speaks of holidays."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        try:
            return decoded(data, path)
        except InputError:
            encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(word in text for word in _TELLING):
            return text
    return decoded(data, path)


def _page_of_archive(data: bytes) -> bytes:
    """Return the page of a web archive (.mht), else the bytes as they are."""
    if b"multipart/related" not in data[:4096].lower() or b"mime-version" not in data[:4096].lower():
        return data
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            return content
    return data


def _of_year(notices: list[Notice], year: int | None, path: str) -> Notice:
    found = {notice.year: notice for notice in notices}
    if year is None and len(found) == 1:
        return notices[0]
    if year in found:
        return found[year]
    have = listed(map(str, found))
    if year is not None:
        message = _("日历里没有{year}年的安排").format(year=year)
        raise InputError(message, Place(path), _("有的是 {have}").format(have=have))
    message = _("日历里有几年的安排：{years}").format(years=have)
    raise InputError(message, Place(path), _("加 --year 2027 这样，说明导入哪一年"))

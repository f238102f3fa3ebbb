"""Drafts as plain text, in whatever encoding: UTF-8, UTF-16, GB18030 (GBK, GB2312), Big5."""

from collections.abc import Iterator

from clerkcheck.drafts.model import DraftPara, DraftText, Spot
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_USUAL = frozenset("的一是在和有为不人大中了关于各市县区政府办公通知请示报告工作年月日號號關於縣區辦報")
_MOST_LINES = 20_000
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1a")


def read_text_draft(data: bytes, path: str) -> DraftText:
    """Return the lines with words of a text file as paragraphs; raises InputError where it is no text, or empty."""
    return DraftText(path, "text", tuple(paragraphs(decoded(data, path), path)))


def paragraphs(text: str, path: str, page: int = 0, before: int = 0) -> Iterator[DraftPara]:
    """Yield the lines with words; ``before`` is how many such lines earlier pages had."""
    lines = [line.strip() for line in text.replace("\x1a", "").splitlines() if line.strip()]
    if len(lines) + before > _MOST_LINES:
        raise InputError(_("段落太多，不像一篇公文"), Place(path), _("核对文件"))
    for number, line in enumerate(lines, before + 1):
        yield DraftPara(line, Spot(number, page))


def decoded(data: bytes, path: str) -> str:
    """Return the text of a file's bytes; raises InputError where no usual encoding makes Chinese text of them."""
    text = _decoded(data)
    if text is None or _CONTROLS & set(text):
        raise InputError(_("不是文本文件，或编码不认识"), Place(path), _("用记事本另存为，编码选 UTF-8"))
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tried(data, encoding)
    text = _tried(data, "utf-8")
    if text is not None and "\0" not in text:
        return text
    if data[:2000].count(0) > len(data[:2000]) // 20 or len(data) % 2 == 0:
        wide = [each for code in ("utf-16-le", "utf-16-be") if (each := _tried(data, code)) and _share(each) > 0.02]
        if wide and data.count(b"\n\0") + data.count(b"\0\n"):
            return max(wide, key=_share)
    eastern = [each for code in ("gb18030", "big5") if (each := _tried(data, code)) is not None and "\0" not in each]
    return max(eastern, key=_share, default=None)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share(text: str) -> float:
    """The share of characters that are usual in official documents: what a wrong encoding does not give."""
    return sum(char in _USUAL for char in text) / max(len(text), 1)

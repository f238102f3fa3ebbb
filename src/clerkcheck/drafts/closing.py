"""What stands after the body: attachments listed, signature, date, notes, copies, printing."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from clerkcheck.drafts.dates import DATE, date_of
from clerkcheck.drafts.model import DraftPara
from clerkcheck.drafts.names import is_organ, organs
from clerkcheck.drafts.pieces import TextPiece

_DATE_LINE = re.compile(rf"(?P<organ>\D{{2,60}}?)?\s*(?P<date>{DATE})")
_ODD_DATE = re.compile(
    r"(?P<placeholder>[\dX×x＊*〇○二零一]{1,4}\s*年\s*[\dX×x＊*一二三四五六七八九十]{0,3}\s*月\s*[\dX×x＊*一二三四五六七八九十]{0,3}\s*日|[×X\d_＿\s]*年[_＿\s]*月[_＿\s]*日)"
    r"|(?P<short>\d{2,4}\s*[.．/\-]\s*\d{1,2}\s*[.．/\-]\s*\d{1,2}日?|\d{2}年\d{1,2}月\d{1,2}日|二[〇○零OＯ0][一二三四五六七八九〇○零]{2}年.{1,3}月.{1,3}日)"
    r"|(?P<damaged>(?:19|20)\d{4,6}日?)"
)
_ATTACHED = re.compile(r"附\s*件?\s*(?P<own>[0-9一二三四五六七八九十]{0,2})\s*[:：]\s*(?P<rest>\S.*)")
_ITEM = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.．、]\s*")
# The number of an attachment in its list; 1.2024年 is the first and its year, 1.5 is a number.
NUMBERED = r"\d{1,2}\s*[.．、](?:(?!\d)|(?=(?:19|20)\d{2}))"
_LONGEST_NAME = 40
_LEADER = re.compile(r"(?:[省市县区州旗乡镇部局厅]\s*长|总\s*理|主\s*[任席])\s*[：:]?\s*\S{1,6}")
_NOTE = re.compile(r"[（(].+[）)]$")
_BARE_NOTE = re.compile(r"(?:此件|本件)?(?:主动公开|公开发布|依申请公开|不予公开|公开属性.*)|联系人.{0,6}[:：].*")
_CC = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送)\s*[:：]?\s*\S")
_PRINTED = re.compile(
    rf"(?P<organ>.{{0,40}}?)\s*(?P<date>{DATE}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)\s*(?P<word>印\s*发|印)?"
)
_FILE = re.compile(r"[-·•\s]*附件【(.+?)】|.*已下载\d*次")
_SIGNED_AWAY = re.compile(r"[（(].*(?:落款|署名|印章|盖章).*[）)]")


class Closing(NamedTuple):
    """The elements after the body. ``body_end``: the index after the body's last paragraph; ``end``: after the notes.

    ``odd_date``: what stands in the date's place and is no day (a placeholder, damaged, or of another form).
    ``misplaced``: the attachments are listed after the date. ``files``: names of files that a web page had attached.
    """

    attachments: tuple[TextPiece, ...] = ()
    attachment_note: TextPiece | None = None
    misplaced: bool = False
    signature: TextPiece | None = None
    day: date | None = None
    date_line: TextPiece | None = None
    odd_date: TextPiece | None = None
    notes: tuple[TextPiece, ...] = ()
    copies: TextPiece | None = None
    printed: TextPiece | None = None
    files: tuple[TextPiece, ...] = ()
    signed_away: bool = False
    body_end: int = 0
    end: int = 0


def closing_of(paras: Sequence[DraftPara], start: int, end: int, *, regulation: bool = False) -> Closing:
    """Return what stands after the body of a document whose body begins at ``start``.

    ``regulation``: its dates are part of its articles, so nothing is taken for its signature.
    """
    found = None if regulation else _date_at(paras, start, end)
    if found is None:
        return _without_date(paras, start, end, regulation=regulation)
    at, day, odd = found
    signature, first = _signature(paras, start, at)
    notes, after = _notes(paras, at + 1, end)
    note, attached, body_end = _attachments(paras, start, first)
    late = _attachments(paras, at + 1, min(end, at + 1 + len(notes) + 12)) if not attached else (None, (), 0)
    misplaced = bool(late[1]) and not attached
    if misplaced:
        after = max(after, late[1][-1].at + 1)
        notes, after = (*notes, *(more := _notes(paras, after, end))[0]), max(after, more[1])
    copies, printed = _tail(paras, after, end)
    return Closing(
        attachments=attached or late[1], attachment_note=note or late[0], misplaced=misplaced, signature=signature,
        day=day, date_line=TextPiece(paras[at].text, at) if odd is None else None, odd_date=odd, notes=notes,
        copies=copies, printed=printed, files=_files(paras, after, end),
        signed_away=any(_SIGNED_AWAY.fullmatch(paras[each].text) for each in range(start, at)),
        body_end=body_end, end=after,
    )  # fmt: skip


def _without_date(paras: Sequence[DraftPara], start: int, end: int, *, regulation: bool) -> Closing:
    copies, printed = _tail(paras, start, end)
    stops = [piece.at for piece in (copies, printed) if piece]
    last = min(stops, default=end)
    if regulation:
        return Closing(copies=copies, printed=printed, body_end=last, end=last)
    notes: tuple[TextPiece, ...] = ()
    while last - 1 > start and (_NOTE.fullmatch(paras[last - 1].text) or _BARE_NOTE.fullmatch(paras[last - 1].text)):
        last -= 1
        notes = (TextPiece(paras[last].text, last), *notes)
    signature = None
    if last - 1 > start and not re.search("[。：；]", paras[last - 1].text) and organs(paras[last - 1].text):
        last -= 1
        signature = TextPiece(paras[last].text, last)
    note, attached, body_end = _attachments(paras, start, last)
    return Closing(
        attachments=attached, attachment_note=note, signature=signature, notes=notes, copies=copies, printed=printed,
        files=_files(paras, body_end, end), body_end=body_end, end=end,
    )  # fmt: skip


def _date_at(paras: Sequence[DraftPara], start: int, end: int) -> tuple[int, date | None, TextPiece | None] | None:
    """The first line that is a date, after some line of the body: its index, the day, or what is there instead."""
    for at in range(start + 1, end):
        text = paras[at].text
        match = _DATE_LINE.fullmatch(text)
        if match and (not match["organ"] or organs(match["organ"])):
            day = date_of(match["date"])
            return at, day, None if day else TextPiece(text, at)
        if _ODD_DATE.fullmatch(text):
            return at, None, TextPiece(text, at)
    return None


def _signature(paras: Sequence[DraftPara], start: int, at: int) -> tuple[TextPiece | None, int]:
    """The lines above the date that name organs; the index of the first of them (of the date where there is none)."""
    own = _DATE_LINE.fullmatch(paras[at].text)
    lines = [own["organ"]] if own and own["organ"] else []
    first = at
    while first - 1 > start and len(lines) < 6:
        text = paras[first - 1].text
        if len(text) > 80 or re.search("[。：；，:;]", text) or not organs(text) or _ITEM.match(text):
            break
        first -= 1
        lines.insert(0, text)
    if not lines and first - 1 > start and _SIGNED_AWAY.fullmatch(paras[first - 1].text):
        return None, first - 1
    return (TextPiece("\u3000".join(lines), first) if lines else None), first


def _notes(paras: Sequence[DraftPara], at: int, end: int) -> tuple[tuple[TextPiece, ...], int]:
    notes: list[TextPiece] = []
    while at < end and len(notes) < 4:
        text = paras[at].text
        if not (_NOTE.fullmatch(text) or _BARE_NOTE.fullmatch(text)):
            break
        notes.append(TextPiece(text, at))
        at += 1
    return tuple(notes), at


def _attachments(
    paras: Sequence[DraftPara], start: int, end: int
) -> tuple[TextPiece | None, tuple[TextPiece, ...], int]:
    """The line that lists the attachments, their names, and where the body ends before it."""
    for at in range(end - 1, max(start - 1, end - 40), -1):
        match = _ATTACHED.fullmatch(paras[at].text)
        if not match:
            continue
        lines = [(match["rest"], at)]
        for following in range(at + 1, end):
            text = paras[following].text
            more = _ATTACHED.fullmatch(text)
            if more or _ITEM.match(text):
                lines.append((more["rest"] if more else text, following))
            elif len(text) <= _LONGEST_NAME and not (
                _LEADER.fullmatch(text) or re.search("[。：；]|^[（(].*[）)]$", text)
            ):
                lines[-1] = (lines[-1][0] + text, lines[-1][1])  # a name goes on in the next line
            else:
                break
        earlier = at
        while match["own"] and earlier - 1 > start and (above := _ATTACHED.fullmatch(paras[earlier - 1].text)):
            earlier -= 1
            lines.insert(0, (above["rest"], earlier))
        names = tuple(TextPiece(name, line) for text, line in lines for name in _names(text))
        return TextPiece(paras[earlier].text, earlier), names, earlier
    return None, (), end


def _names(text: str) -> list[str]:
    """The names of a line such as 1.任务分工表 2.联系人名单."""
    parts = re.split(rf"(?:^|[\s；;。])\s*{NUMBERED}\s*", text) if re.match(r"\s*\d{1,2}\s*[.．、]", text) else [text]
    return [re.sub(r"[。；;，,、\s]+$", "", part).strip() for part in parts if part.strip()]


def _tail(paras: Sequence[DraftPara], start: int, end: int) -> tuple[TextPiece | None, TextPiece | None]:
    copies = next(
        (TextPiece(paras[at].text, at) for at in range(end - 1, start - 1, -1) if _CC.match(paras[at].text)), None
    )
    printed = None
    for at in range(end - 1, max(start - 1, end - 6), -1):
        match = _PRINTED.fullmatch(paras[at].text)
        if match and (match["word"] or (copies and at > copies.at)):
            printed = TextPiece(paras[at].text, at)
            break
    return copies, printed


def _files(paras: Sequence[DraftPara], start: int, end: int) -> tuple[TextPiece, ...]:
    return tuple(TextPiece(paras[at].text, at) for at in range(start, end) if _FILE.match(paras[at].text))


def signed_by_one(signature: str) -> bool:
    """Whether a signature names one organ alone."""
    return is_organ(signature.strip())

"""Text that has come without its line breaks, parted again where that is certain: addressee, signature, date, note."""

import re

from clerkcheck.drafts.dates import DATE
from clerkcheck.drafts.model import DraftPara, DraftText
from clerkcheck.drafts.names import TITLE_END, is_organ

_LONG = 300
_FEW = 4
_ADDRESSED = re.compile(r"((?:各|[^。；：]{0,12}(?:政府|委员会|局|厅))[^。；：]{0,300}[：:])(?=[^\s])")
_TITLED = re.compile(
    rf"((?:关于|[\u4e00-\u9fff]{{2,30}}(?:关于|转发|印发|批转))[^。；：，]{{2,80}}?{TITLE_END.pattern.removesuffix('$')})"
    r"(?=[\u4e00-\u9fff]{1,12}[〔\[（(]\d{4}|各[^。]{1,200}[：:]|[^。；：，]{1,16}(?:政府|委员会|[局厅部委])[：:]|为|根据|按照|因|现[将就])"
)
_LAST_DATE = re.compile(rf"(?<=[。！）)])\s*({DATE})[。]?\s*$")
_NUMBERED = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[（(]\d{4}[〕\]）)]\d{1,5}号(?=\s*(?:各|[^。]{0,20}(?:人民政府|局|委员会)))"
)
_CLOSING = re.compile(rf"(?<=[。！）)])([^。，；：]{{2,40}}?)\s*({DATE})[。]?\s*([（(][^（）()]{{2,30}}[）)])?")
_BEFORE = re.compile(r"(?<=[。！？])\s*(?=附件[：:])|(?=[（(]联系人)")
_CHAPTER = re.compile(r"(?=第[一二三四五六七八九十百]+[章条][\s\u3000])")


def unfolded(text: DraftText) -> DraftText:
    """Return the text with run-together paragraphs parted; every part keeps the place of its paragraph.

    Only a text of very few and very long paragraphs is touched: one that was copied without its line breaks.
    """
    if len(text.paras) > _FEW or not any(len(para.text) > _LONG for para in text.paras):
        return text
    found: list[DraftPara] = []
    for para in text.paras:
        parts = _parts(para.text) if len(para.text) > _LONG else [para.text]
        found += [para._replace(text=part.strip()) for part in parts if part.strip()]
    return text._replace(paras=tuple(found), flattened=len(found) > len(text.paras))


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    titled = _TITLED.match(text)
    if titled:
        parts.append(titled[1])
        text = text[titled.end() :]
    numbered = _NUMBERED.match(text)
    if numbered:
        parts.append(numbered[0])
        text = text[numbered.end() :]
    addressed = _ADDRESSED.match(text)
    if addressed:
        parts.append(addressed[1])
        text = text[addressed.end() :]
    for closing in _CLOSING.finditer(text):
        if is_organ(closing[1].strip()):
            parts += _BEFORE.split(text[: closing.start()])
            parts += [closing[1], closing[2], closing[3] or ""]
            return parts + _articles(text[closing.end() :])
    dated = _LAST_DATE.search(text)
    if dated:
        return [*parts, *_BEFORE.split(text[: dated.start()]), dated[1]]
    return parts + _articles(text)


def _articles(text: str) -> list[str]:
    """A regulation by its title, its chapters and its articles: each number stands apart from what follows it."""
    return _CHAPTER.split(text)

"""Turns of phrase by which a document is known, or asks for something."""

import re
from collections.abc import Sequence

from clerkcheck.drafts.heading import DraftHeading
from clerkcheck.drafts.names import TitleGenre

# The usual last words of a request; a report must not end so (条例第十五条（四）).
ASKS_AT_END = re.compile(
    r"(?:妥否|当否|可否|是否妥当|能否|如无不妥|如无不当|以上(?:意见|请示|报告|事项)?(?:如无不妥|妥否|当否|可否))[^。]{0,8}?"
    r"[，,]?\s*(?:请|敬请|恳请|呈请|望)[^。]{0,4}(?:批示|批复|审批|指示|批准|审示|核示|批转|审定|答复|示)"
    r"|(?:请予|敬请|恳请)(?:批准|批复|审批|批示|审定|支持解决)[^。]{0,4}[。]?$"
)
_ASKING = r"(?:请求|恳请|恳求|特申请|现申请|拟申请|特请|拟请|请予以?|请(?:县|市|区|省|州|贵|给予|安排|拨付|解决|批准|同意|审批|核定|追加|协调|支持|帮助))"
ASKS = re.compile(
    rf"{_ASKING}[^。；]{{0,60}}?(?:批准|同意|审批|批复|批转|安排|解决|支持|核准|核定|明确|拨付|拨款|追加|审定|审核|帮助|给予|补助|万元|协调|减免|授权)"
)
WANTS = re.compile(rf"{_ASKING}|申请|建议|拟(?!定于)|同意|批准(?!的)")
_SIGNS: Sequence[tuple[str, str]] = (
    (r"特此公告", "公告"), (r"特此通告", "通告"), (r"特此(?:函复|函告|函达|复函)|(?:现|特)?(?:函复|函告)如下", "函"),
    (r"现(?:将.{0,40})?批复如下", "批复"), (r"特此通报|予以通报", "通报"), (r"特此报告|(?:汇报|报告)如下", "报告"),
    (r"(?:印发|转发|批转)给你们|特此通知|通知如下", "通知"),
)  # fmt: skip
_MINUTES = re.compile(r"(?:主持召开|召开).{0,60}(?:会议|办公会).{0,40}纪要如下|会议纪要如下")


def genre_of_body(lines: Sequence[str], head: DraftHeading) -> TitleGenre | None:
    """Return the genre of a document without a title, by the words with which it opens or ends; None where unsure."""
    from clerkcheck.drafts.names import GENRES

    text = "\n".join(lines)
    found = {word for pattern, word in _SIGNS if re.search(pattern, text)}
    if _MINUTES.search(text):
        found.add("纪要")
    asks = any(ASKS_AT_END.search(line) for line in lines[-3:])
    if not found and asks and head.addressee:
        # Such an ending alone makes no request; here nothing says that it is a report.
        found.add("请示")
    if len(found) != 1:
        return None
    word = found.pop()
    return TitleGenre(GENRES[word], word)


def sentence_at(text: str, at: int) -> str:
    """Return the sentence of a paragraph in which a place lies."""
    start = max(text.rfind(mark, 0, at) for mark in "。；") + 1
    return re.split("(?<=[。；])", text[start:])[0]

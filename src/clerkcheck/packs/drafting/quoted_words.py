"""What can be read off the words themselves: how binding they are, in how many days, which meeting, whose signature.

The words are folded (``folding``): every place is a 区, a 办公厅 a 办公室, and there is no space among them.
"""

import re
from typing import NamedTuple

from clerkcheck.literals import Modality, Unit
from clerkcheck.packs.quantities import periods

_LONGEST, _MOST_YEARS = 3660, 50  # of a period: what an offset may be
SIGNED = re.compile("签发|签署|审签|批印")  # who signs is said there
DECIDED = re.compile(  # what is decided by a meeting is said there
    "(?:讨论|审议|研究|审定|集体)[^,.;]{0,4}(?:决定|审定|确定|通过)|会议?(?:决定|审定|研究|讨论|审议)"
)
# In this order: 原则上不得 is 原则上. What stands in a name or a label (可行性, 不予公开等属性) binds nobody.
_MODAL: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    ("normally", re.compile("原则上|一般(?=应|要|不|由|按|在|须|只|需|情况下|提前)")),
    ("must_not", re.compile(
        "不得|严禁|禁止|一律不|不再(?=另|转|发|设)|(?<![、,])不予(?!公开[、,等或])|不允许|不可(?!抗|预)|不准|不能(?!出席|参加|到会)|不单独|不发|不审议"
        "|不安排|不以|不批转|不提请|不受理|不由"
    )),
    ("must", re.compile(
        "必须|须|应当|应(?!急|对|用|于|有尽|变|邀)|(?<![重主必需纲摘概扼简])要(?!求|点|素|件|闻|事|务|领|情|内)|方可|均由|一律|负责"
    )),
    ("may", re.compile("可以|(?<![方许认科性认不])可(?!能|行|靠|持|操|控|及|或|发)")),
)  # fmt: skip
_MEETINGS = {
    "plenary": "全体会议", "standing": "常务会", "mayor_office": "区长办公会", "special": "专题会",
    "party_group": "党组会",
}  # fmt: skip
_SIGNERS = (
    ("executive_deputy", r"(?:负责[区政府]*常务工作的|常务)副区长"),
    ("office_deputy", r"办公室(?:分管|相关|有关)*副主任|副秘书长"),
    ("office_director", r"办公室主任"),
    ("secretary_general", r"(?<!副)秘书长"),
    ("deputy", r"(?:分管|主管|有关|相关)(?:的)?(?:区政府)?(?:副区长|领导)|(?<!常务工作的)(?<!常务)副区长"),
    ("meeting_convener", r"(?:会议)?(?:召集人|主持人)|主持(?:召开)?会议的"),
    ("department_head", r"(?:报文|主办|起草)?(?:单位|部门)主要负责(?:人|同志)"),
    ("mayor", r"(?<!副)区长(?!办公)"),
)  # fmt: skip


class Days(NamedTuple):
    """A period as written: how many of which unit."""

    number: int
    unit: Unit


def modality_in(words: str) -> Modality | None:
    """Return how binding words say to be, the weakest of what they say; None where no word of theirs says it."""
    return next((modality for modality, pattern in _MODAL if pattern.search(words)), None)


def days_in(words: str) -> tuple[Days, ...]:
    """Return the periods that words name, in their order."""
    return tuple(
        Days(each.number, each.unit)
        for each in periods(words)
        if 0 < each.number <= (_MOST_YEARS if each.unit == "year" else _LONGEST)  # 2025年 is a date
    )


def meetings_in(words: str) -> tuple[str, ...]:
    """Return the ids of the meetings that words name, in the order of the shared vocabulary."""
    return tuple(meeting for meeting, name in _MEETINGS.items() if name in words)


def signers_in(words: str) -> tuple[str, ...]:
    """Return the roles that words name, in the order they are named."""
    found: list[tuple[int, str]] = []
    for role, pattern in _SIGNERS:
        for match in re.finditer(pattern, words):
            found.append((match.start(), role))
        words = re.sub(pattern, lambda match: "□" * len(match[0]), words)  # 常务副区长 is no 副区长 once more
    return tuple(dict.fromkeys(role for _place, role in sorted(found)))


def numbers_in(words: str) -> tuple[str, ...]:
    """Return the numbers that stand in words as digits, in their order, those of days and of items left out."""
    return tuple(re.findall(r"(?<![0-9(])[0-9]+(?:\.[0-9]+)?(?![0-9]|\)|\.[^0-9]|个?工作日|[日天月年号])", words))

"""What offices call the meetings of a government in their registers: short, by the government, by their number."""

import re
from collections.abc import Mapping

from clerkcheck.batch.sources.cell_words import plain

_GOVERNMENT = r"(?P<of>本级|[省市区县州旗盟])?(?:人民)?政府"
_HEAD = r"(?P<head>县长[(（]区长、市长[)）]|[省市区县州旗盟]长)(?=办公)"
_MEETING = re.compile(rf"(?:{_GOVERNMENT}|{_HEAD})?(?P<name>.+?)会议?")
# Which of a government's meetings: 十八届区政府2026年第5次常务会议, 常务会议(第32次).
_COUNTED = "[0-9〇零一二三四五六七八九十百]{1,4}"
_WHICH = re.compile(rf"[(]?(?:第?{_COUNTED}届|(?:{_COUNTED}年度?)?第{_COUNTED}次)[)]?")


def meeting_named(text: str, labels: Mapping[str, str]) -> str | None:
    """Return the one meeting (by its id in ``labels``) that a name means; None where it is another level's, or none.

    Such names are 常务会议, 县政府常务会, 区政府2026年第5次常务会议.
    """
    wanted = _MEETING.fullmatch(_WHICH.sub("", plain(text)))
    if wanted is None:
        return None
    named = ((name, _MEETING.fullmatch(plain(label))) for name, label in labels.items())
    found = [name for name, each in named if each and each["name"] == wanted["name"] and _one_level(wanted, each)]
    return found[0] if len(found) == 1 else None


def _one_level(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two can be meetings of one government: 常务会议 can be anybody's, 市政府常务会议 is none of 区政府."""
    levels = [_level(each) for each in (one, other)]
    return levels[0] == levels[1] or not all(levels)


def _level(meeting: re.Match[str]) -> str:
    """省、市、区、县…, or "" where the name says none, or any."""
    said: str = meeting["of"] or meeting["head"] or ""
    return "" if said == "本级" or "、" in said else said[:1]

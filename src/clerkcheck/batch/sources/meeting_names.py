"""What offices call the meetings of a government in their registers: short, by the government, by their number."""

import re
from collections.abc import Mapping

from clerkcheck.batch.sources.cell_words import plain
from clerkcheck.i18n import _, listed
from clerkcheck.reading.written_values import shown

_GOVERNMENT = r"(?P<of>本级|[省市区县州旗盟])?(?:人民)?政府"
_HEAD = r"(?P<head>县长[(（]区长、市长[)）]|[省市区县州旗盟]长)(?=办公)"
_MEETING = re.compile(rf"(?:{_GOVERNMENT}|{_HEAD})?(?P<name>.+?)会议?")
# Which of a government's meetings: 十八届区政府2026年第5次常务会议, 常务会议(第32次).
_COUNTED = "[0-9〇零一二三四五六七八九十百]{1,4}"
_WHICH = re.compile(rf"[(]?(?:第?{_COUNTED}届|(?:{_COUNTED}年度?)?第{_COUNTED}次)[)]?")

_NAMED_PLACE = re.compile("[一-鿿]{1,8}([省市区县州旗盟])(?:人民)?政府")  # 重庆市人民政府
# Whose meetings others are that stand in the same column: none of a government, however like one its name is.
_OF_OTHERS = (
    (re.compile(r"(?!.*政府).*(?:[省市区县州旗盟]委|党委|党工委|书记).*|常委会(?:会议)?(?:扩大会议)?"), _("党委")),
    (re.compile(r".*(?:人大|人民代表大会).*"), _("人大")),
    (re.compile(r".*政协.*"), _("政协")),
    (re.compile(r".*(?:领导小组|委员会|规委会|专委会|指挥部|联席会|工作专班).*"), _("议事协调机构")),
    (re.compile(r".*(?:主任|局长|局党组|局务|委务|办务).*"), _("部门")),
)


def without_region(text: str, region: str) -> str:
    """Return a meeting's name without the place of its own government: 区政府常务会议 of 黔江区政府常务会议."""
    return re.sub(rf"(?:[一-鿿]{{2,6}}[省市州])?{re.escape(region)}(?=(?:人民)?政府)", region[-1:], text)


def not_of_the_government(text: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with a meeting that is none of this government, and what to do; None for another text.

    Such are 区委常委会 and, in a district, 市政府常务会议. ``labels``: the government's own meetings by id.
    """
    key = _WHICH.sub("", plain(text))
    wanted = _MEETING.fullmatch(key)
    levels = {_level(each) for label in labels.values() if (each := _MEETING.fullmatch(plain(label)))} - {""}
    whose = next((name for pattern, name in _OF_OTHERS if pattern.fullmatch(key)), "")
    named = _NAMED_PLACE.match(key)
    level = named[1] if named else _level(wanted) if wanted else ""
    if not whose and level and levels and level not in levels:
        whose = _("{level}政府").format(level=level)
    if not whose:
        return None
    message = _("“{value}”是{whose}的会议，不是本级政府的").format(value=shown(text), whose=whose)
    ours = listed(label for label in labels.values() if label.endswith("会议"))
    remedy = _("这一列写提请的政府会议：{ours}；没有定的留空").format(ours=ours)
    if whose == _("党委"):
        remedy += _("；要报党委的，在报请党委的那一列写 有 或 缺")
    return message, remedy


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

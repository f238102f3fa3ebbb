"""Names in official documents: the fifteen genres, organs, document numbers. Patterns that are read, no rule."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from clerkcheck.packs.place_words import LEVELS

# 《党政机关公文处理工作条例》第八条; the ids are those of the vocabulary's fact `genre`.
GENRES = {
    "决议": "resolution", "决定": "decision", "命令": "order", "令": "order", "公报": "communique",
    "公告": "announcement", "通告": "public_notice", "意见": "opinion", "通知": "notice", "通报": "circular",
    "报告": "report", "请示": "request", "批复": "reply", "议案": "motion", "函": "letter", "纪要": "minutes",
}  # fmt: skip
# Usual words that stand for one of them.
ALIASES = {"复函": "letter", "答复": "letter", "答复函": "letter", "预公告": "announcement"}
LABELS = {genre: label for label, genre in GENRES.items() if label != "令"}
UPWARD = ("request", "report")
_TAIL = r"(?:\s*[（(][^（）()]{1,12}[）)])?"
TITLE_END = re.compile(rf"({'|'.join([*ALIASES, *sorted(GENRES, key=len, reverse=True)])}){_TAIL}$")
# Texts that are issued with a notice, and are no genre of their own.
ANNEXED = (
    "办法|规定|细则|规则|规程|条例|方案|规划|计划|要点|总结|预案|制度|准则|标准|守则|章程|清单|目录|导则|指南|纲要|措施|"
    "流程|汇报|请示报告|安排|名单|说明|建议"
)
ANNEXED_END = re.compile(rf"({ANNEXED}){_TAIL}$")
_ORGAN_END = (
    "国务院|政府|办公厅|办公室|委员会|军委|管委会|指挥部|领导小组|联席会议|[^\\W\\d_]厅|局|委|部|院|署|办|处|中心|集团|公司|"
    "银行|支行|学校|大学|中学|小学|医院|协会|联合会|总工会|街道|党组|党委|县委|区委|市委|省委|常委会|政协|法院|检察院|支队|大队|站|所|队|科|股"
)
# X and its like stand for what is not yet filled in.
ORGAN = re.compile(rf"[\u4e00-\u9fff（）“”XxＸ×○]{{0,40}}(?:{_ORGAN_END})(?:（[^（）]{{1,20}}）)?")
_BRACKET = r"[〔\[［【（(﹝]"
_CLOSE = r"[〕\]］】）)﹞]"
# Anything that is meant as a document number; what is wrong with it is said by the faults.
NUMBER = re.compile(
    rf"(?P<code>[\u4e00-\u9fffA-Za-z]{{1,14}})\s*(?P<open>{_BRACKET})\s*(?P<year>[0-9xX×ＸＸ*]{{2,7}})\s*(?P<close>{_CLOSE})?"
    r"\s*(?P<di>第)?\s*(?P<serial>[0-9xX×]*)\s*(?P<hao>号)?"
)
GOOD_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
HIGHER = re.compile(r"(?:国务院|(?:省|市|县|区|州|盟|旗|乡|镇)人民政府)")


_NO_PLACE = re.compile(
    "城市|市场|市政|社区|园区|景区|城区|辖区|灾区|林区|库区|矿区|开发区|新区|特区|国家|中国|总局|公司|大学"
)


class TitleGenre(NamedTuple):
    """A genre as a title has it: the vocabulary's id, and the word that the title writes."""

    genre: str
    word: str


def genre_of(title: str) -> TitleGenre | None:
    """Return the genre with which a title ends, or None; never one inside 《》."""
    match = TITLE_END.search(title.rstrip("。 "))
    if not match or title[: match.start()].count("《") > title[: match.start()].count("》"):
        return None
    word = match[1]
    if re.search(r"(?:请示|申请|意见)报告$|报告请示$|请示函$", title):  # two in one: which of them it is, nobody knows
        return None
    if word == "令" and not re.search(r"(?:政府|国务院|主席|部|委员会|第.{1,6}号)令$", title):
        return None
    return TitleGenre(ALIASES.get(word) or GENRES[word], word)


def is_organ(text: str) -> bool:
    """Whether a text is, as a whole, the name of one organ."""
    return ORGAN.fullmatch(text) is not None


def organs(text: str) -> list[str]:
    """Return the organs that a line names, parted by spaces or 、; none where some part of it is no organ."""
    parts = [part for part in re.split(r"[\s\u3000、]+", text.strip()) if part]
    if not all(map(is_organ, parts)):
        joined = "".join(parts)
        return [joined] if is_organ(joined) and len(max(parts, key=len, default="")) <= 3 else []
    # 东山区教育局东山区财政局: two that nothing parts, nobody knows where.
    return [] if any(part[:3] in part[3:] for part in parts if len(part) > 6) else parts


def issuers_of_title(title: str) -> list[str]:
    """Return the organs with which a title begins, before 关于, 转发, 印发 and the like."""
    match = re.match(r"(.{2,60}?)(?=关于|转发|批转|印发|对)", title)
    if match:
        return organs(match[1])
    alone = re.match(r"[\u4e00-\u9fff]{0,30}?(?:人民政府(?:办公[厅室])?|国务院(?:办公厅)?|管理?委员?会|局)(?=.)", title)
    return organs(alone[0]) if alone else []


def issuers_of_lines(lines: Sequence[str]) -> list[str]:
    """Return the organs of a title by its lines: one below another, parted by spaces, or in one word."""
    one_each = issuers_of_title("\u3000".join(lines))
    if one_each and min(map(len, one_each)) > 3:
        return one_each
    return issuers_of_title("".join(lines)) or issuers_of_title(re.sub(r"\s+", "", "".join(lines)))


def place_of(organ: str) -> str:
    """Return the place whose organ it is, "" where its name does not say of one alone.

    禾谷县人民政府办公室, 禾谷县水利局, 禾谷县青石镇人民政府: all of 禾谷县; 县人民政府 says of none.
    """
    government = re.fullmatch(r"(.+?)人民政府(?:办公[厅室])?", organ)
    name = government[1] if government else organ
    if not government or name[-1] not in LEVELS:
        # A bureau, or a town of a county; of 临江市东山区教育局 it is not certain which of the two.
        units = re.findall(rf"[{LEVELS}]", _NO_PLACE.sub("", name))
        name = name[: name.index(units[0]) + 1] if len(units) == 1 else ""
    name = name.removeprefix("中共")
    return (
        name if re.fullmatch(r"(?![本我该全各贵你])[\u4e00-\u9fff]{2,20}", name) and not _NO_PLACE.search(name) else ""
    )


def addressees_of(line: str) -> list[str]:
    """Return the addressees of a line, its colon left out: one a group of like organs (各…), else one an organ."""
    found: list[str] = []
    for group in re.split("[，,]", line.strip().rstrip("：:").strip()):
        # 街道党工委、办事处: the second is nobody without the first
        bare = re.search("、(?:政府|人民政府|办事处|管委会|委员会|办公室|党组)$", group)
        together = "各" in group or "（" in group or "(" in group or bare
        found += [group] if together else group.split("、")
    return [each.strip() for each in found if each.strip()]

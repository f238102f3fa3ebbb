"""What is written in cells for yes and no, for papers that are there or lacking, and for what is not known.

A dash, a stroke or an unticked box says nothing: it is unknown, never a no.
"""

import re
import unicodedata

from clerkcheck.cases.model import Material
from clerkcheck.i18n import _
from clerkcheck.reading.traditional import simplified

# They come with copied text, and one of them makes ✔ a coloured picture.
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f]")

UNKNOWN = frozenset(
    ["", "空", "unknown", "null", "未知", "不清楚", "待定", "不确定", "未确定", "待确定", "待确认", "待核实",
     "-", "--", "—", "——", "–", "/", "\\", "□", "☐"]
)  # fmt: skip
# What a template offers and writes stands here, since it must be read back whatever language the program speaks.
YES, NO, AT_HAND, LACKING = "是", "否", "有", "缺"
_TICKS, _CROSSES = ("√", "✓", "✔", "☑", "✅", "●"), ("×", "✗", "✘")
_YES = (YES, "有", "true", "yes", "y", "是的", "属于", *_TICKS)
_NO = (NO, "无", "false", "no", "n", "不是", "不属于", "没有", *_CROSSES)
TRUTHS = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
NEARLY_YES = frozenset(["1", "1.0", "对", "涉及"])
NEARLY_NO = frozenset(["0", "0.0", "不涉及", "x"])
INVOLVED, NOT_INVOLVED = "涉及", "不涉及"  # yes and no where the question begins so
_DONE = ("done", AT_HAND, "已有", "是", "已办", "已附", "已附上", "已办理", "已办结", "已提供", "已出具",
         "已取得", "已完成", "已齐备", "齐", "齐全", "已齐", *_TICKS)  # fmt: skip
MISSING = ("missing", LACKING, "无", "否", "没有", "缺少", "尚缺", "未办", "未附", "未办理", "未提供", "未出具",
           "未取得", "未完成", "待补", *_CROSSES)  # fmt: skip
PAPERS = {**dict.fromkeys(_DONE, Material("done")), **dict.fromkeys(MISSING, Material("missing"))}
# What is done with a paper, by how its name says so: 已会签 and 未会签 of 有关部门会签.
_DONE_TO = {"签": re.compile("审签|签批|签署|会签|签发(?!前)"), "会签": re.compile("会签"), "征求": re.compile("征求")}
_CAN = re.compile("(?<![职可性功机智效])能(?=出席|到会|参加|通过)")
# 司审〔2026〕12号; in a column of numbers also 第12号 and 2026-012, but no day (12月5号) and no attachment.
_ISSUER = r"[^\s0-9,;、。:未拟待不月附见]{0,20}"
_NUMBERED = rf"{_ISSUER}[〔\[(【{{](?:19|20)[0-9]{{2}}[〕\])】}}]第?[0-9]{{1,5}}(?:-[0-9]{{1,3}})?号"
_FREELY = (
    rf"{_NUMBERED}|{_ISSUER}(?:(?:19|20)[0-9]{{2}}年?)?第?[0-9]{{1,5}}号"
    rf"|(?!(?:19|20)[0-9]{{2}}[01][0-9][0-3][0-9]\Z){_ISSUER}[0-9]{{4,12}}(?:-[0-9]{{1,5}})?"
)
_REFERENCE = re.compile(
    r"(.{1,6}?)(?:[(]|[,;:] ?)(?:详见|见|参见|附|另附)?(?:附件|附表|附后|后附|材料|.{0,16}〔[0-9]{4}〕[0-9]{1,4}号)"
    r"[0-9一二三四五六七八九十]{0,3}(?:第?[0-9]{1,3}页)?[)]?\Z"
)
_TICKED, _OPEN = frozenset((*_TICKS, "■")), frozenset("□☐○")
_BOXES = re.compile(f"([{''.join(_TICKED | _OPEN)}])")
NOT_NEEDED = frozenset(["不涉及", "不需要", "不适用", "无需", "免", "不用"])  # for a paper: no answer of the table's
_UNDER_WAY = re.compile("正在|办理中|审[核查]中|[待未]出具?|待办|拟办|尚未|还没")


def words_of_paper(name: str) -> dict[str, Material]:
    """Return what says of a paper of this name that it is there, or lacking, and of no other."""
    name = re.sub(r"[(（][^()（）]*[)）]", "", name)
    acts = [act for act, pattern in _DONE_TO.items() if pattern.search(name)]
    return {f"{said}{act}": PAPERS[at_hand] for act in acts for said, at_hand in (("已", "done"), ("未", "missing"))}


def words_of_question(label: str) -> dict[str, bool]:
    """Return what answers a question with this label, and no other: 涉及 and 不涉及, 能 and 不能."""
    found = {INVOLVED: True, NOT_INVOLVED: False} if label.startswith(INVOLVED) else {}
    return found | ({"能": True, "不能": False} if _CAN.search(label) else {})


def paper_remedy(text: str) -> str:
    """Return what to write where a cell (as :func:`plain` has it) does not say whether a paper is there."""
    if text in NOT_NEEDED:
        return _("留空：要不要这份材料，由前面的问题决定")
    return _("还没有办好的写 缺") if _UNDER_WAY.search(text) else _("有的写 有，没有的写 缺，不清楚的留空")


def plain(text: str) -> str:
    """Return a text without what does not matter: full width or half, upper case or lower, blanks around it."""
    return simplified(unicodedata.normalize("NFKC", without_unseen(text)).strip().lower())


def without_unseen(text: str) -> str:
    """Return a text without characters of no width, which part nothing."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


def answer(text: str) -> str:
    """Return what a cell (as :func:`plain` has it) answers: 是 of “□否 ☑是”, 有 of “有（见附件3）”; else itself.

    A form of which nothing is ticked answers nothing (""). What could be read two ways is left as it is.
    """
    chosen = ticked(text)
    if chosen is not None and len(chosen) < 2:
        return chosen[0] if chosen else ""
    refers = _REFERENCE.match(text)
    return refers[1].strip() if refers and (refers[1].strip() in _DONE or refers[1].strip() in _YES) else text


def document_numbers(text: str, *, freely: bool = False) -> bool:
    """Whether a cell (as :func:`plain` has it) holds one document number, or several, and nothing else.

    ``freely``: also one without its year in brackets, as a column of nothing but numbers has it.
    """
    pattern = _FREELY if freely else _NUMBERED
    pieces = re.split(r"[、,;\n]", text.removeprefix("《").removesuffix("》"))
    return all(re.fullmatch(pattern, each.replace(" ", "")) for each in pieces)


def ticked(text: str) -> list[str] | None:
    """Return which words of a form have the tick (☑常务会议 □专题会议); None for a text that is no such form.

    Each word must have one box, all of them before their words, or all of them after.
    """
    parts = [each.strip(" 、,;/") for each in _BOXES.split(text)]
    boxes, words = parts[1::2], parts[::2]
    if not boxes or not any(words):
        return None
    if not words[0]:
        words = words[1:]
    elif not words[-1]:
        words = words[:-1]
    else:
        return None
    if len(words) != len(boxes) or not all(words):
        return None
    chosen = [word for word, box in zip(words, boxes, strict=True) if box in _TICKED]
    if len(words) == 1:  # “√ 是” says it twice; “√ 否” says two things, “□是” nothing that is certain
        return chosen if chosen and TRUTHS.get(chosen[0]) else None
    return chosen

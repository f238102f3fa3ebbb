"""What is written in cells for yes and no, for papers that are there or lacking, and for what is not known.

A dash, a stroke or an unticked box says nothing: it is unknown, never a no.
"""

import unicodedata

from clerkcheck.cases.model import Material

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
_DONE = ("done", AT_HAND, "已有", "是", "已办", "已附", "已附上", "已办理", "已提供", "已出具", *_TICKS)
_MISSING = (
    "missing",
    LACKING,
    "无",
    "否",
    "没有",
    "缺少",
    "尚缺",
    "未办",
    "未附",
    "未办理",
    "未提供",
    "未出具",
    *_CROSSES,
)
PAPERS = {**dict.fromkeys(_DONE, Material("done")), **dict.fromkeys(_MISSING, Material("missing"))}
NOT_NEEDED = frozenset(["不涉及", "不需要", "不适用", "无需", "免", "不用"])  # for a paper: no answer of the table's


def plain(text: str) -> str:
    """Return a text without what does not matter: full width or half, upper case or lower, blanks around it."""
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return folded.replace("\ufe0f", "")  # which makes ✔ a coloured picture

"""Writes docs/faults: a page a group of checks, each check with its source, what to do, and an example of either kind.

``python tools/fault_pages.py`` after a check was added or changed; tests/drafts/test_pages.py holds the pages to it.
"""

import re
import sys
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "faults"
sys.path[:0] = [str(FOLDER.parents[1] / "src"), str(FOLDER.parents[1] / "tests" / "support")]

from clerkcheck.drafts.faults.registry import Check, checks  # noqa: E402
from sample_drafts import BASES as SAMPLES  # noqa: E402
from sample_drafts import SETTINGS  # noqa: E402

GROUPS = {
    "head": "份号、密级、紧急程度、签发人",
    "number": "发文字号",
    "title": "标题",
    "routing": "主送、抄送和行文规则",
    "requests": "请示、报告、批复",
    "levels": "层次序数",
    "punctuation": "标点",
    "leftovers": "占位符、残留和日期差错",
    "amounts": "金额和合计",
    "terms": "有效期、施行日、天数",
    "names": "名称前后一致",
    "closing": "署名、日期、附注、公开属性",
    "attachments": "附件",
    "imprint": "版记",
    "page": "页面和页码",
    "fonts": "字体字号颜色",
    "layout": "位置和缩进",
}
SEVERITIES = {"error": "须改", "warning": "应改", "note": "提示"}
PARTS = {
    "copy_number": "份号",
    "secrecy": "密级",
    "urgency": "紧急程度",
    "head": "版头左上",
    "mark": "发文机关标志",
    "number": "发文字号行",
    "title": "标题",
    "addressee": "主送",
    "body": "正文",
    "closing": "结语",
    "attended": "出席",
    "attachments": "附件说明",
    "signature": "署名",
    "date": "成文日期",
    "note": "附注",
    "annex": "附件或所附文件",
    "table": "表",
    "copies": "抄送",
    "printed": "印发",
    "page": "页面（毫米）",
    "line": "行距（磅）",
    "font": "正文字体",
    "size": "正文字号（磅）",
    "title_font": "标题字体",
    "title_size": "标题字号（磅）",
    "level_font": "第一层标题字体",
    "second_font": "第二层标题字体",
    "colour": "颜色",
    "mark_colour": "标志颜色",
    "signer_font": "签发人字体",
    "imprint_size": "版记字号（磅）",
    "title_align": "标题对齐",
    "mark_align": "标志对齐",
    "number_align": "发文字号对齐",
    "rule": "红色分隔线",
    "addressee_indent": "主送缩进（字）",
    "indent": "段首缩进（字）",
    "date_align": "日期对齐",
    "annex_break": "附件另起一面",
    "annex_font": "附件标识字体",
    "footer": "页脚（# 是页码）",
    "footer_size": "页码字号（磅）",
    "odd_even": "奇偶页不同",
    "restart": "后面的节重新编页码",
}
BASES = {
    "notice": "通知",
    "request": "请示",
    "report": "报告",
    "reply": "批复",
    "measures": "印发办法的通知",
    "minutes": "纪要",
    "letter": "函",
    "announcement": "公告",
}
_LONGEST = 160


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    found = {group: list(each) for group, each in groupby(checks(), lambda check: check.group)}
    result = {f"{group}.md": _page(group, each) for group, each in found.items()}
    lines = [
        "# 草稿检查项",
        "",
        f"`clerkcheck draft` 查 {len(checks())} 处。每处的编号、依据和正反例在下面各页；"
        "本页和各页由 `tools/fault_pages.py` 写出。",
        "",
        "层级：条例（法律、法规、党内法规和两办、国办文件写明的）；国标（GB/T 9704—2012 及其引用的标准）；"
        "惯例（各地要求或办文习惯，没有普遍适用的条文，以本地规则为准）。",
    ]
    for group, each in found.items():
        lines += ["", f"## [{GROUPS[group]}]({group}.md)", "", "| 编号 | 层级 | 程度 | 毛病 |", "|---|---|---|---|"]
        lines += [
            f"| [{one.id}]({group}.md#{one.id}) | {one.level} | {SEVERITIES[one.severity]} | {_cell(_message(one))} |"
            for one in each
        ]
    return {"README.md": "\n".join(lines) + "\n"} | result


def _page(group: str, found: list[Check]) -> str:
    lines = [f"# {GROUPS[group]}"]
    for check in found:
        lines += ["", f"## {check.id}", "", f"{_message(check)}（{check.level}，{SEVERITIES[check.severity]}）", ""]
        lines += [f"- 依据：{check.source}", f"- 办法：{check.remedy}"]
        if check.always:
            lines.append("- 2012年7月1日以前的公文也查")
        if check.word:
            lines.append("- 只查 .docx")
        lines += ["", f"有毛病的（{BASES[check.base]}）：", "", *_parts(check.bad)]
        usual = SETTINGS | SAMPLES[check.base]
        keys = dict.fromkeys([*check.bad, *check.good])
        good = {key: check.good.get(key, usual.get(key, "")) for key in keys}
        lines += [
            "",
            "没有毛病的：",
            "",
            *_parts({key: value for key, value in good.items() if check.bad.get(key) != value}),
        ]
    return "\n".join(lines) + "\n"


def _parts(parts: dict[str, str]) -> list[str]:
    lines = []
    for name, value in parts.items():
        text = value if len(value) <= _LONGEST else value[:_LONGEST] + "……"
        shown = " ⏎ ".join(text.split("\n")) or "（没有）"
        lines.append(f"- {PARTS[name]}：`{shown}`")
    return lines


def _message(check: Check) -> str:
    return re.sub(r"\{[^}]*\}", "……", check.message)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")

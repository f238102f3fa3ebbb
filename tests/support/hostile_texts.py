"""Texts that try to be more than text, a pack and cases that are full of one, and what no output may contain."""

import csv
import json
import zipfile
from html import unescape
from pathlib import Path

CONTROLS = {
    "nul": "\0", "bel": "\a", "backspace": "\b", "vertical-tab": "\v", "form-feed": "\f", "tab": "\t", "newline": "\n",
    "return": "\r", "crlf": "\r\n", "esc": "\x1b[31m", "osc": "\x1b]0;x\a", "csi": "\x9b31m", "unit": "\x1f",
    "delete": "\x7f", "nel": "\x85", "osc-c1": "\x9d0;x\x9c", "line": "\u2028", "paragraph": "\u2029",
    "bidi-left": "\u202a", "bidi-override": "\u202e", "bidi-pop": "\u202c", "bidi-isolate": "\u2066",
    "bidi-end": "\u2069", "mark-left": "\u200e", "mark-right": "\u200f", "mark-arabic": "\u061c",
    "zero-space": "\u200b", "zero-joiner": "\u200d", "zero-non-joiner": "\u200c", "word-joiner": "\u2060",
    "bom": "\ufeff", "soft-hyphen": "\u00ad", "tag": "\U000e0041", "annotation": "\ufff9", "noncharacter": "\ufffe",
    "noncharacter-2": "\uffff", "no-break": "\u00a0", "private": "\ue000",
}  # fmt: skip
FORMULAS = {
    "equals": "=1+1", "hyperlink": '=HYPERLINK("http://x.example","点")', "dde": "=cmd|'/C calc'!A0", "plus": "+1+1",
    "minus": "-1+1", "at": "@SUM(1,1)", "full-equals": "＝1+1", "full-plus": "＋1", "full-minus": "－1",
    "full-at": "＠SUM(1)", "small-equals": "﹦1", "ideographic": "\u3000=1+1",
}  # fmt: skip
MARKUP = {
    "rich": "[red]甲[/red]", "rich-close": "[/]", "rich-link": "[link=http://x.example]甲[/link]",
    "html": "<script>alert(1)</script>", "image": "<img src=x onerror=alert(1)>", "entity": "&#27;[31m&amp;",
    "markdown": "[点](javascript:alert(1)) ![x](http://x.example)", "heading": "# 甲", "pipe": "甲|乙",
    "format": "{0}{name}%s%(x)s${x}", "escaped": "a_x001B_b", "quotes": "\"甲'乙`;,",
}  # fmt: skip
RECORDS = ("BEGIN:VEVENT", "</testcase>", "]]>")
# What a spreadsheet could run stands first in its cell; of the rest, a text that may be quoted (60 characters) holds several.
KEPT = FORMULAS | {
    "tags": "甲".join(MARKUP[name] for name in ("rich", "rich-close", "html", "pipe")),
    "links": "甲".join(MARKUP[name] for name in ("rich-link", "entity")),
    "pictures": "甲".join(MARKUP[name] for name in ("image", "heading", "escaped")),
    "markdown": MARKUP["markdown"],
    "heading": MARKUP["heading"],
    "formats": "甲".join([MARKUP["format"], MARKUP["quotes"], *RECORDS]),
}

_ALLOWED = "\n\u3000"
_FORMULA = "=+-@＝＋－＠﹢﹣﹦﹫"


# --- a pack and cases


def written(data):
    """Plain data as YAML in which a character that YAML would not take stands as an escape."""
    text = json.dumps(data, ensure_ascii=False)
    return "".join(char if char.isprintable() or char == "\u3000" else f"\\U{ord(char):08x}" for char in text)


def make_pack(folder, text):
    """Write the pack ``evil`` with its own vocabulary into a folder; every text in both begins with ``text``."""

    def t(word):
        return text + word

    vocabulary = {
        "groups": [t("组")],
        "kinds": {"agenda_item": t("议题"), "document": t("公文")},
        "meetings": {"standing": t("常务会议"), "plenary": t("全体会议")},
        "facts": {
            "meeting": {
                "type": "choice",
                "of": "meetings",
                "label": t("会议"),
                "group": t("组"),
                "kind": "agenda_item",
            },
            "flag": {"type": "bool", "label": t("是非"), "group": t("组"), "question": t("问"), "help": t("助")},
            "pick": {"type": "choices", "of": {"x": t("子"), "none": t("无")}, "label": t("选"), "group": t("组")},
            "size": {"type": "money_wan", "label": t("金额"), "group": t("组")},
        },
        "materials": {"paper": {"label": t("文件"), "help": t("说明")}, "other": t("别的")},
        "dates": {"meeting": t("会议日"), "submitted": t("报送日")},
        "deadlines": {"submission": t("报送")},
        "signers": {"mayor": t("市长"), "deputy": t("副市长")},
        "modalities": {name: t(name) for name in ("must", "must_not", "normally", "may")},
        "outcomes": {name: t(name) for name in ("blocked", "undetermined", "deviating", "ready")},
    }
    common = {"applies_to": "both", "modality": "must", "quote": t("引"), "gist": t("要旨"), "remedy": t("办法"),
              "reading": t("取义")}  # fmt: skip
    clauses = [
        {"id": "ev-1-1", "kind": "material", "when": "flag", "needs": "paper"},
        {"id": "ev-1-2", "kind": "material", "needs": "other", "modality": "normally"},
        {"id": "ev-1-3", "kind": "forum", "applies_to": "agenda_item", "when": "large", "forum": "standing"},
        {"id": "ev-1-4", "kind": "signer", "signer": "mayor", "also": "deputy"},
        {"id": "ev-1-5", "kind": "deadline", "due": "submission", "from": "meeting", "offset": -3, "unit": "workday",
         "check": "submitted", "bound": "latest"},
        {"id": "ev-1-6", "kind": "check", "modality": "must_not", "forbid": "flag"},
        {"id": "ev-1-7", "kind": "note"},
        {"id": "ev-1-8", "kind": "material", "when": "size >= 100 and pick == x", "any_of": ["paper", "other"]},
    ]  # fmt: skip
    head = {
        "id": "evil", "region": t("某区"), "regulation": t("《规则》"), "government": t("区政府"),
        "document_number": t("〔2026〕1号"), "issued": "2026-01-01", "in_force": {"from": "2026-01-01"},
        "article_count": 2, "files": ["a.yaml"], "terms": {"large": {"means": t("大额"), "is": "size >= 100"}},
        "names": {"meetings": {"plenary": t("全会")}, "signers": {"deputy": t("副职")}},
    }  # fmt: skip
    chapter = {
        "chapter": t("第一章"),
        "articles": [
            {"article": "第一条", "clauses": [{**common, **clause} for clause in clauses]},
            {"article": "第二条", "skip": t("无")},
        ],
    }
    (folder / "evil").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text(written(vocabulary), encoding="utf-8")
    (folder / "evil" / "pack.yaml").write_text(written(head), encoding="utf-8")
    (folder / "evil" / "a.yaml").write_text(written(chapter), encoding="utf-8")


FACTS = {"meeting": "plenary", "flag": True, "pick": ["x"], "size": 200}


def make_cases(folder, title="某件", **more):
    """Write a case of the pack ``evil`` that breaks much of it, and a table with the same."""
    (folder / "cases").mkdir(parents=True)
    case = {
        "pack": "../evil",
        "kind": "agenda_item",
        "title": title,
        "facts": FACTS,
        "dates": {"meeting": "2026-12-10"},
    }
    exception = {"clause": "ev-1-2", "reason": "理由", "approved_by": "某人"}
    (folder / "cases" / "case.yaml").write_text(written(case | {"exceptions": [exception]} | more), encoding="utf-8")
    with open(folder / "table.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["pack", "kind", "title", "unit", "meeting", "flag", "pick", "size", "d_meeting"])
        for number in range(3):
            rows.writerow(["./evil", "agenda_item", title, more.get("unit", ""), "plenary", "true", "x", 200 + number,
                           "2026-12-10"])  # fmt: skip


# --- what no output may contain


def raw(text):
    """The characters of a text that no terminal should be shown."""
    return sorted({f"U+{ord(char):04X}" for char in text if not char.isprintable() and char not in _ALLOWED})


def live(cells):
    """The cells that a spreadsheet could take for a formula."""
    return [cell for cell in cells if isinstance(cell, str) and cell.strip()[:1] and cell.strip()[0] in _FORMULA]


def faults(path):
    """What is wrong with an output file, by its kind; an empty list where nothing is."""
    path = Path(path)
    reader = {".csv": _csv, ".xlsx": _xlsx, ".docx": _zipped, ".parquet": _parquet, ".ics": _ics}.get(
        path.suffix, _text
    )
    return reader(path)


def _text(path):
    text = path.read_bytes().decode()
    opened = [tag for tag in ("<script", "<img") if path.suffix in (".html", ".xml") and tag in text]
    return raw(text) + opened


def _csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    return raw("".join(cells)) + live(cells)


def _ics(path):
    return raw(path.read_bytes().decode().replace("\r\n", "\n"))


def _zipped(path):
    with zipfile.ZipFile(path) as file:
        names = [name for name in file.namelist() if name.endswith((".xml", ".rels")) and "numbering" not in name]
        return raw("".join(unescape(file.read(name).decode()) for name in names).replace("\r\n", "\n"))


def _xlsx(path):
    import openpyxl
    from python_calamine import CalamineWorkbook

    sheets = openpyxl.load_workbook(path).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    book = CalamineWorkbook.from_path(str(path))
    read = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows() for cell in row]
    texts = [str(cell) for cell in read] + [sheet.title for sheet in sheets]
    return raw("".join(texts)) + live(read) + [cell.value for cell in cells if cell.data_type == "f"] + _zipped(path)


def _parquet(path):
    import pyarrow.parquet as pq

    return raw(json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False))

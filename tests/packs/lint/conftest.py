"""A tiny pack to lint, written to disk and read back as any pack is."""

import pytest
import yaml

from clerkcheck.packs.building import build_pack
from clerkcheck.packs.lint import review
from clerkcheck.packs.loading import read_pack_files


def fact(form, **more):
    return {"type": form, "label": "某题", "question": "是吗？", "help": "含甲；不含乙"} | more


SHARED = {
    "groups": ["概况"],
    "kinds": {"agenda_item": "议题", "document": "公文"},
    "meetings": {"plenary": "全体会议", "standing": "常务会议", "special": "专题会议"},
    "facts": {
        "meeting": fact("choice", of="meetings", kind="agenda_item", label="拟提交的会议"),
        "urgent": fact("bool", label="特别紧急"),
        "major": fact("bool", label="重大事项"),
        "amount": fact("money_wan", label="金额"),
        "matter": fact("choices", of={"plan": "规划", "budget": "预算", "none": "以上都不是"}, label="事项类别"),
        "genre": fact("choice", of={"order": "命令", "letter": "函"}, kind="document", label="文种"),
        "never_read": fact("bool"),
    },
    "materials": {"form": "审批单", "advice": "法律意见"},
    "dates": {"meeting": "会议日", "submitted": "报送日"},
    "deadlines": {"submission": "报送截止"},
    "signers": {"mayor": "区长", "deputy": "副区长"},
    "modalities": {"must": "应当", "must_not": "不得", "normally": "原则上", "may": "可以"},
    "outcomes": {"ready": "可以上报"},
}
HEAD = {
    "id": "demo",
    "region": "演示区",
    "regulation": "《演示规则》",
    "government": "区政府",
    "document_number": None,
    "issued": None,
    "in_force": {"from": "2022-11-22"},
    "article_count": 9,
    "files": ["rules.yaml"],
}
KEYS = {
    "material": {"needs": "form"},
    "forum": {"forum": "standing"},
    "signer": {"signer": "mayor"},
    "check": {"expect": "urgent"},
    "note": {},
    "deadline": {
        "due": "submission",
        "from": "meeting",
        "check": "submitted",
        "offset": -3,
        "unit": "workday",
        "bound": "latest",
    },
}


def written_clause(name, kind="material", applies_to="agenda_item", **more):
    plain = {"quote": f"引文{name}", "modality": "must", "gist": f"要旨{name}", "remedy": "改正"}
    own = {} if {"any_of", "forum_not", "forbid"} & set(more) else KEYS[kind]
    return {"id": f"dm-{name}", "kind": kind, "applies_to": applies_to} | plain | own | more


def written(path, data):
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture
def clause():
    """Write a clause: its number, its kind, and whatever differs from the plainest clause of that kind."""
    return written_clause


@pytest.fixture
def reviewed(tmp_path):
    """Lint a pack of one article with these clauses; `articles` follow it, `facts` are added to the shared ones."""

    def build(*clauses, articles=(), facts=None, **head):
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        written(tmp_path / "vocabulary.yaml", SHARED | {"facts": SHARED["facts"] | (facts or {})})
        written(folder / "pack.yaml", HEAD | head)
        first = [{"article": "第一条", "clauses": list(clauses)}] if clauses else []
        written(folder / "rules.yaml", {"chapter": "第一章", "articles": [*first, *articles]})
        files = read_pack_files(folder, tmp_path / "vocabulary.yaml")
        return review(build_pack(files), files)

    return build

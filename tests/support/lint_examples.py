"""The examples of the checks that hold a clause to its words: clauses, and packs of one clause."""

import yaml

PLAIN = {
    "id": "li-1-1",
    "quote": "",
    "kind": "material",
    "applies_to": "agenda_item",
    "needs": "legality_review",
    "modality": "must",
    "gist": "示例",
    "remedy": "改正",
}
_HEAD = {
    "id": "li", "region": "示例县", "regulation": "《示例县人民政府工作规则》", "government": "县政府", "document_number": None,
    "issued": None, "in_force": {"from": "2026-01-01"}, "article_count": 1, "files": ["rules.yaml"],
}  # fmt: skip


def clause_of(keys):
    """Return the plain clause with these keys; one that is None is left out."""
    return {key: value for key, value in {**PLAIN, **keys}.items() if value is not None}


def write_pack(folder, *clauses, articles=None, **head):
    """Write a pack of one article with these clauses, or of these ``articles``, in the shipped vocabulary."""
    folder.mkdir(exist_ok=True)
    listed = articles or [{"article": "第一条", "clauses": [clause_of(each) for each in clauses]}]
    for name, data in (("pack", _HEAD | head), ("rules", {"chapter": "第一章", "articles": listed})):
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder

"""What the checks quote of the regulations and the standard stands there: the sources lie beside the checkout."""

import re
from pathlib import Path

import pytest
import yaml

from clerkcheck.drafts.faults.registry import checks

NATIONAL = Path(__file__).resolve().parents[3] / "shared" / "national"
TEXTS = {
    "党政机关公文处理工作条例": "gongwen",
    "整治形式主义为基层减负若干规定": "burden-2024",
    "优化营商环境条例": "business-environment",
}
pytestmark = pytest.mark.skipif(not NATIONAL.is_dir(), reason="the laws (../shared/national) are not on this machine")


def plain(text):
    return re.sub(r"[\s“”‘’\"'《》〈〉（）()，。、；：—-]", "", text)


def test_what_is_quoted_of_a_regulation_stands_in_it():
    texts = {
        name: plain((NATIONAL / "sources" / f"{file}.txt").read_text(encoding="utf-8")) for name, file in TEXTS.items()
    }
    seen, missing = 0, []
    for check in checks():
        for name, quote in re.findall(r"《([^》]+)》第?[^“”；]*“([^”]*)”", check.source):
            for part in re.split("……", quote) if name in texts else ():
                seen += 1
                missing += [(check.id, part)] if plain(part) not in texts[name] else []
    assert missing == [] and seen > 15


def test_every_clause_of_the_standard_that_is_cited_is_known():
    text = (NATIONAL / "format" / "gbt9704.yaml").read_text(encoding="utf-8")
    clauses = {str(item["clause"]) for item in yaml.safe_load(text)["items"]}
    cited = {
        (check.id, clause) for check in checks() for clause in re.findall(r"GB/T 9704—2012 第([0-9.]+)条", check.source)
    }
    assert {(name, clause) for name, clause in cited if not any(each.startswith(clause) for each in clauses)} == set()


def test_what_is_quoted_of_the_standard_stands_in_it():
    text = plain((NATIONAL / "format" / "gbt9704.yaml").read_text(encoding="utf-8"))
    text += plain((NATIONAL.parent / "facts" / "national.yaml").read_text(encoding="utf-8"))
    quotes = [
        (check.id, part)
        for check in checks()
        if check.source.startswith("GB/T")
        for part in re.findall("“([^”]*)”", check.source)
    ]
    assert [(name, part) for name, part in quotes if plain(part) not in text] == []

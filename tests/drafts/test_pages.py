"""docs/faults is what tools/fault_pages.py writes: a page a group, an entry a check."""

import runpy
from pathlib import Path

from clerkcheck.drafts.faults.registry import checks

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_are_those_of_the_checks():
    made = runpy.run_path(str(ROOT / "tools" / "fault_pages.py"))["pages"]()
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "faults").glob("*.md")}
    assert kept == made, "python tools/fault_pages.py"


def test_what_the_pages_say_of_their_number():
    count = len(checks())
    said = {
        "README.md": "查的 {} 处",
        "README.en.md": "the {} checks",
        "docs/commands.md": "查 {} 处",
        "docs/en/commands.md": "{} checks",
        "CHANGELOG.md": "{} checks",
    }
    for page, words in said.items():
        assert words.format(count) in (ROOT / page).read_text(encoding="utf-8"), page

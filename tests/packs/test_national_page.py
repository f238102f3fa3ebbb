"""docs/national.md says what the packs say now."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_that_of_the_packs():
    spec = importlib.util.spec_from_file_location("national_page", ROOT / "tools" / "national_page.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run tools/national_page.py"

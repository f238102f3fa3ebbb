"""docs/first-item.md, key by key: from the first start to a printed sheet, as a clerk who has read nothing else."""

import re
from pathlib import Path

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.reading.files import read_document

PAGE = Path(__file__).resolve().parents[2] / "docs" / "first-item.md"
MOST_KEYS = 30  # typed text aside


def steps():
    """What is pressed, row by row: a key, or a text in corner brackets."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return [re.findall(r"`([^`]+)`", row.split("|")[1]) for row in rows]


@pytest.mark.asyncio
async def test_the_walk_on_the_page_ends_in_a_printed_sheet(tmp_path, monkeypatch, app_of):
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path / "settings"))
    folder = tmp_path / "送审"
    folder.mkdir()
    keys = [key for step in steps() for key in step]
    assert len(keys) <= MOST_KEYS
    async with app_of(folder).run_test(size=(80, 24)) as pilot:
        for key in keys:
            await pilot.press(*(key[1:-1] if key.startswith("「") else (key,)))
            await pilot.pause()
    (case,) = folder.glob("*.yaml")
    (sheet,) = (each for each in folder.iterdir() if each != case)
    found = load_case(case)
    assert found.title == "关于传达学习全市经济工作会议精神的议题" and len(found.dates) == 2
    assert any("按〔传达学习〕确认" in entry["what"] for entry in read_document(str(case)).data["history"])
    text = sheet.read_text(encoding="utf-8")
    assert text.startswith("可以报送：要件齐全，未发现不符合之处\n") and "本结论依靠" in text

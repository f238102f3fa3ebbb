"""A slice of `make fuzz` that is the same every time, and every input that was kept because it once found something."""

from pathlib import Path

import pytest

from fuzzing import KINDS, made, tried
from fuzzing.run import FIFO
from fuzzing.seeds import replayed

SEEDS = sorted(path.parent for path in Path(__file__).parent.glob("seeds/*/attempt.json"))
SLICE = {"condition": 300, "case": 100, "draft": 40, "notice": 150, "option": 50, "pack": 12, "table": 4}
PATIENCE = 60  # seconds of work after which a hang is a failure; five, as `make fuzz` has it, would time the machine


@pytest.mark.parametrize("kind", KINDS)
def test_made_up_inputs_are_judged_or_refused(tmp_path, kind):
    if kind in ("condition", "table"):  # what makes tables, and values by columns, needs the extra `batch`
        for module in ("polars", "narwhals", "openpyxl", "pyarrow", "python_calamine"):
            pytest.importorskip(module)
    found = {number: tried(made(kind, 0, number), tmp_path, seconds=PATIENCE) for number in range(SLICE[kind])}
    assert {number: fault for number, fault in found.items() if fault} == {}


@pytest.mark.parametrize("folder", SEEDS, ids=lambda folder: folder.name)
def test_what_was_kept_is_judged_or_refused(tmp_path, folder):
    attempt = replayed(folder)
    assert tried(attempt, tmp_path, seconds=PATIENCE) is None
    assert sum(len(data) for data in attempt.files.values() if data != FIFO) < 20_000

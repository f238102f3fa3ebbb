"""Damaged files: no traceback, no internal error, no hang, and no other file's row lost.

CLERKCHECK_DAMAGED says how many of each kind (1,500 Parquet files and 2,000 workbooks were tried for a release).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NUMBER = int(os.environ.get("CLERKCHECK_DAMAGED", "12"))


@pytest.mark.skipif(os.name != "posix", reason="no alarm there")
@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_a_damaged_file_is_one_message(tmp_path, kind):
    pytest.importorskip({"xlsx": "python_calamine", "parquet": "pyarrow"}[kind])
    script = Path(__file__).parent / "damaging.py"
    command = [sys.executable, str(script), kind, "0", str(NUMBER), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    number = (tmp_path / "number").read_text(encoding="ascii")
    assert done.returncode == 0, f"ended by {done.returncode} at number {number}: {done.stderr[-2000:]}"
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["traceback"], found["internal"], found["lost"]) == ([], [], [])
    assert set(found["statuses"]) <= {"1", "2"} and sum(found["statuses"].values()) == NUMBER

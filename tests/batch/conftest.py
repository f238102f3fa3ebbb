"""Running ``clerkcheck batch``, and tables of cases in every format."""

import csv
import json
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from clerkcheck import load_case, load_pack
from clerkcheck.__main__ import main
from clerkcheck.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-22"


class Ran(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def batch(capsys, monkeypatch):
    """Run ``clerkcheck batch`` with arguments, on a fixed day unless another is given."""
    monkeypatch.setitem(COMMANDS, "batch", "")

    def ran(*arguments, day=DAY):
        as_of = ["--as-of", day] if day else []
        status = main(["batch", *map(str, arguments), *as_of])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return ran


@pytest.fixture(scope="session")
def qianjiang():
    return load_pack("qianjiang")


@pytest.fixture
def table(tmp_path):
    """Write a table (.csv, .xlsx, .parquet by the name's ending) from a header and rows."""

    def written(header, *rows, name="cases.csv", encoding="utf-8"):
        path = tmp_path / name
        if name.endswith(".csv"):
            with path.open("w", encoding=encoding, newline="") as file:
                csv.writer(file).writerows([header, *rows])
        elif name.endswith(".xlsx"):
            openpyxl = pytest.importorskip("openpyxl")
            book = openpyxl.Workbook()
            for row in (header, *rows):
                book.active.append(row)
            book.save(path)
        else:
            pyarrow = pytest.importorskip("pyarrow")
            parquet = pytest.importorskip("pyarrow.parquet")
            columns = {name: [row[place] for row in rows] for place, name in enumerate(header)}
            parquet.write_table(pyarrow.table(columns), path)
        return path

    return written


@pytest.fixture
def read(batch, tmp_path):
    """Judge sources and return the .jsonl result as plain data."""

    def results(*sources):
        output = tmp_path / "read.jsonl"
        batch(*sources, "-o", output)
        return [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]

    return results


@pytest.fixture
def rows_of():
    """The rows of a .csv result, as dicts."""

    def rows(path):
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return rows


class Judged(NamedTuple):
    """A run, and the rows of its .csv result."""

    status: int
    out: str
    err: str
    rows: list


@pytest.fixture
def both(batch, rows_of, tmp_path, monkeypatch):
    """Judge sources case by case and by columns, on a fixed day with qianjiang for rows without a pack.

    Both must say the same, in the same words and with the same status; that is returned.
    """
    if find_spec("polars") is not None:
        monkeypatch.setattr("clerkcheck.batch.engines.WORTHWHILE", 0)

    def judged(*sources, pack="qianjiang"):
        runs = []
        for engine in ("plain", "auto"):
            output = tmp_path / f"{engine}.result.csv"
            for source in sources if runs else ():  # what the first run proposes, the second must propose again
                (Path(source).parent / "台账对照.yaml").unlink(missing_ok=True)
            ran = batch(*sources, "-o", output, *(["--pack", pack] if pack else []), "--engine", engine)
            rows = rows_of(output) if output.exists() else []
            output.unlink(missing_ok=True)
            runs.append(Judged(ran.status, ran.out.replace(f"{engine}.result", "result"), ran.err, rows))
        assert runs[0] == runs[1]
        return runs[0]

    return judged


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook of one sheet from rows; ``change`` may do more to the sheet before it is saved."""
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")

    def written(*rows, change=None, name="台账.xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        if change is not None:
            change(book.active)
        book.save(tmp_path / name)
        return tmp_path / name

    return written


@pytest.fixture(scope="session")
def examples():
    """The example cases without exceptions, which have no column."""
    loaded = ((path, load_case(path)) for path in sorted((ROOT / "examples").glob("*.yaml")))
    return [(path, case) for path, case in loaded if not case.exceptions]


@pytest.fixture
def cells_of():
    """A header and a row for a case: by id, or as people write it (labels, 是/否, 有/缺)."""

    def by_id(case):
        texts = {True: "true", False: "false"}
        cells = {"pack": case.pack, "kind": case.kind, "title": case.title, "unit": case.unit or ""}
        for name, value in case.facts.items():
            text = "|".join(sorted(value)) if isinstance(value, frozenset) else value
            cells[name] = texts[value] if isinstance(value, bool) else str(text)
        cells |= {f"materials.{name}": paper.status for name, paper in case.materials.items()}
        return cells | {f"dates.{name}": day.isoformat() for name, day in case.dates.items()}

    def by_label(case):
        pack = load_pack(case.pack)
        words = pack.vocabulary
        cells = {"规则包": pack.region, "类型": words.kinds[case.kind], "事项名称": case.title, "单位": case.unit}
        for name, value in case.facts.items():
            fact = words.facts[name]
            if isinstance(value, bool):
                cells[fact.label] = "是" if value else "否"
            elif isinstance(value, frozenset):
                cells[fact.label] = "、".join(fact.of[each] for each in sorted(value))
            else:
                cells[fact.label] = fact.of.get(value, str(value))
        marks = {"done": "有", "missing": "缺", "unknown": ""}
        cells |= {words.materials[name]: marks[paper.status] for name, paper in case.materials.items()}
        return cells | {words.dates[name]: f"{day:%Y/%m/%d}" for name, day in case.dates.items()}

    return {"ids": by_id, "labels": by_label}

"""Damaged workbooks and Parquet files through ``clerkcheck batch``: run as a script in a process of its own.

python tests/batch/damaging.py KIND FIRST COUNT FOLDER

Each number makes one damaged file, always the same, judged beside a sound one. Printed at the end as JSON: how often each
exit status came, and the numbers of those that printed a traceback, failed inside, or lost the sound file's row. A file
that takes more than a minute, or takes the process with it, ends the script; FOLDER/number tells which it was.
"""

import contextlib
import io
import json
import random
import signal
import sys
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

SECONDS = 60
HEADER = [
    "pack",
    "kind",
    "title",
    "unit",
    "meeting",
    "amount_wan",
    "会议召开日",
    "公平竞争审查",
    "estimate_overrun_pct",
]
GOOD = "pack,kind,title\nqianjiang,议题,好的\n"


def workbook(path: Path) -> None:
    """Write a workbook with everything the scan looks for."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["单位：万元"])
    sheet.append(HEADER)
    for number in range(40):
        cells = [
            "qianjiang",
            "议题",
            f"第{number}件",
            "区水利局",
            "区政府常务会议",
            number * 25.5,
            date(2026, 12, 10),
            "有",
            0.1,
        ]
        sheet.append(cells)
        sheet.cell(number + 3, 9).number_format = "0%"
    sheet["F5"], sheet["F6"], sheet["F7"] = "=1+1", "#REF!", 3000000
    sheet["F7"].number_format = '0!.0,"万"'
    sheet["C8"].font = Font(strike=True)
    sheet.row_dimensions[9].hidden = True
    sheet.merge_cells("D10:D13")
    second = book.create_sheet("公文")
    second.append(HEADER[:3])
    second.append(["黔江区", "公文", "一件公文"])
    book.save(path)


def table(path: Path, dice: random.Random) -> None:
    """Write a Parquet file of columns of many kinds, compressed and encoded in one of several ways."""
    import pyarrow
    import pyarrow.parquet

    days = [date(2026, 12, 10), None, date(2027, 1, 4)]
    times = pyarrow.array([datetime(2026, 12, 10, 9), None, datetime(2026, 12, 9)], pyarrow.timestamp("us", "UTC"))
    columns = {
        "pack": ["qianjiang", "黔江区", "qianjiang"], "kind": ["议题", "公文", "议题"], "title": ["甲", "乙", "丙"],
        "unit": pyarrow.array(["区水利局", None, "区财政局"]).dictionary_encode(), "amount_wan": [1.5, None, 800],
        "会议召开日": days, "d_submitted": times, "funds": [True, None, False],
        "budget_item": [["supplement"], None, ["reserve", "supplement"]],
    }  # fmt: skip
    pyarrow.parquet.write_table(
        pyarrow.table(columns).slice(0, 3), path, compression=dice.choice(["none", "snappy", "zstd", "gzip"]),
        use_dictionary=dice.random() < 0.5, data_page_version=dice.choice(["1.0", "2.0"]), version="2.6",
    )  # fmt: skip


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Flip bits, cut off, cut out, double, overwrite: one to some of these."""
    held = bytearray(data)
    for _time in range(dice.choice([1, 1, 1, 2, 5, 30])):
        if not held:
            break
        at, much = dice.randrange(len(held)), dice.choice([1, 1, 2, 8, 64, 512])
        how = dice.randrange(7)
        if how < 3:
            held[at] ^= 1 << dice.randrange(8)
        elif how == 3:
            held[at : at + much] = dice.randbytes(min(much, len(held) - at))
        elif how == 4:
            del held[at : at + much]
        elif how == 5:
            held[at:at] = held[at : at + much]
        else:
            del held[at:]
    return bytes(held)


def damaged_workbook(source: Path, target: Path, dice: random.Random) -> None:
    """Damage the file as it is, or one of its parts, which is zipped again so that readers come as far as its XML."""
    if dice.random() < 0.4:
        target.write_bytes(damaged(source.read_bytes(), dice))
        return
    with zipfile.ZipFile(source) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    wanted = dice.choice([name for name in parts if name.startswith("xl/") and "theme" not in name])
    parts[wanted] = damaged(parts[wanted], dice)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


def judge(path: Path, folder: Path) -> tuple[int, str]:
    """Judge a file beside a sound one; return the status and what was said, with a line where that row is lost."""
    from clerkcheck.__main__ import main

    result, said = folder / "r.csv", io.StringIO()
    result.unlink(missing_ok=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(["batch", str(path), str(folder / "good.csv"), "-o", str(result), "--as-of", "2026-11-22"])
    kept = result.exists() and ",好的," in result.read_text(encoding="utf-8-sig")
    return status, said.getvalue() + ("" if kept else "\nLOST")


def run(kind: str, first: int, count: int, folder: Path) -> dict[str, object]:
    """Make and judge the files with these numbers."""
    (folder / "good.csv").write_text(GOOD, encoding="utf-8")
    statuses: Counter[str] = Counter()
    bad: dict[str, list[int]] = {"traceback": [], "internal": [], "lost": []}
    source = folder / "sound.xlsx"
    if kind == "xlsx":
        workbook(source)
    for number in range(first, first + count):
        (folder / "number").write_text(str(number), encoding="ascii")
        dice, path = random.Random(f"{kind} {number}"), folder / f"damaged.{kind}"
        if kind == "xlsx":
            damaged_workbook(source, path, dice)
        else:
            table(path, dice)
            path.write_bytes(damaged(path.read_bytes(), dice))
        signal.alarm(SECONDS)
        status, said = judge(path, folder)
        signal.alarm(0)
        statuses[str(status)] += 1
        for name, sign in (("traceback", "Traceback"), ("internal", "内部出错"), ("lost", "LOST")):
            if sign in said:
                bad[name].append(number)
    return {"statuses": statuses, **bad}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))))

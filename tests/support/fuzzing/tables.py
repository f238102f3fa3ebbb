"""Tables of cases as .csv, .jsonl, .xlsx and .parquet, right and wrong in cells, headers, shape and bytes."""

import csv
import io
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from clerkcheck.packs.store import load_pack
from fuzzing.cases import answered, damaged_lines, day
from fuzzing.noise import encoded, flipped, mangled, odd
from fuzzing.run import Attempt

PACKS = ("qianjiang", "chongqing", "jinchuan")
_RESULTS = ("out.csv", "out.csv", "out.jsonl", "out.parquet", "out.xml", "out.xlsx")


def table(dice: random.Random) -> Attempt:
    """Return a table and the engine it is judged by."""
    ending = dice.choice(("csv",) * 6 + ("jsonl",) * 3 + ("xlsx", "parquet"))
    name = f"t.{ending}"
    data = _MAKERS[ending](dice)
    words = ["batch", name, "-o", dice.choice(_RESULTS), "--as-of", "2026-11-22"]
    engine = dice.choice(("auto", "plain", "columnar", "columnar"))
    words += ["--engine", engine, *(("--pack", dice.choice(PACKS)) if dice.random() < 0.5 else ())]
    if engine == "columnar" and words[3] not in ("out.csv", "out.parquet"):
        words[3] = dice.choice(_RESULTS[:2])
    return Attempt({name: data}, tuple(words))


def rows(dice: random.Random) -> list[list[str]]:
    """Return a header and rows as people write them, some of it wrong."""
    pack, wrong = load_pack(dice.choice(PACKS)), dice.choice((0, 0, 0.02, 0.2))
    words = pack.vocabulary
    facts = dice.sample(list(words.facts.values()), dice.randrange(9))
    papers = dice.sample(list(words.materials), dice.randrange(5))
    days = dice.sample(list(words.dates), dice.randrange(min(5, len(words.dates))))
    label = dice.random() < 0.5
    header = ["规则包", "类型", "事项名称"] if label else ["pack", "kind", "title"]
    header += [each.label if label else each.id for each in facts]
    header += [words.materials[each] if label else f"materials.{each}" for each in papers]
    header += [words.dates[each] if label else f"dates.{each}" for each in days]
    found = [header]
    for number in range(dice.choice((0, 1, 3, 8))):
        row = [pack.id, dice.choice(("议题", "公文", "document")), f"第{number}件"]
        row += [_cell(each, dice) for each in facts]
        row += [dice.choice(("有", "缺", "", "done", "不适用")) for _ in papers]
        row += [dice.choice((day(dice), day(dice).replace("-", "/"), "", "待定")) for _ in days]
        found.append(row)
    return [
        [odd(dice) if dice.random() < wrong * (0.2 if row is header else 1) else cell for cell in row] for row in found
    ]


def _cell(fact: Any, dice: random.Random) -> str:
    value = answered(fact, dice)
    if isinstance(value, bool):
        return dice.choice(("是", "否", "true", "0", "√"))
    if isinstance(value, list):
        return dice.choice(("、", "|", "；")).join(value)
    return "" if value is None else dice.choice(("{}", "{}", "{}万元", " {} ", "{}%")).format(value)


def _csv(dice: random.Random) -> bytes:
    file = io.StringIO()
    separator = dice.choice((",",) * 8 + ("\t", ";"))
    csv.writer(file, delimiter=separator, lineterminator=dice.choice(("\r\n", "\n"))).writerows(rows(dice))
    text = file.getvalue()
    return encoded(mangled(text, dice, most=3) if dice.random() < 0.6 else text, dice)


def _xlsx(dice: random.Random) -> bytes:
    data = dice.choice(_books())
    if dice.random() < 0.4:
        return flipped(data, dice)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        unlucky = dice.choice(
            [name for name in old.namelist() if dice.random() < 0.2 or "sheet1" in name or "Strings" in name]
        )
        for name in old.namelist():
            content = old.read(name)
            if name == unlucky:
                content = _other_part(content, dice)
            if name != unlucky or dice.random() < 0.97:
                new.writestr(name, content)
    return out.getvalue()


def _other_part(content: bytes, dice: random.Random) -> bytes:
    if dice.random() < 0.4:
        text = content.decode("utf-8", "replace")
        old, new = dice.choice(((' r="B2"', ' r="XFD3"'), (' r="A2"', ' r="A1000"'), (' t="s"', ' t="e"'), (' t="s"', ' t="d"'), ('<v>', '<v>1e999'),
                                ('<v>', '<v>-'), (' t="s"', ' t="b"'), (' r="A1"', ' r="ZZZZ9"'), ("<row ", '<row r="0" '), ("A1:", "A1:XFD9"), ("</row>", ""), ("<t>", "<t>&#x1b;")))  # fmt: skip
        return text.replace(old, new, dice.choice((1, 5))).encode()
    return encoded(mangled(content.decode("utf-8", "replace"), dice), dice)


@cache
def _books() -> tuple[bytes, ...]:
    import openpyxl

    found = []
    for seed in range(24):
        dice, book = random.Random(f"book {seed}"), openpyxl.Workbook()
        for sheet in range(dice.choice((1, 1, 2))):
            page = book.active if sheet == 0 else book.create_sheet("公文")
            for row in rows(dice):
                page.append([_typed(cell, dice) for cell in row])
        file = io.BytesIO()
        book.save(file)
        found.append(file.getvalue())
    return tuple(found)


def _typed(cell: str, dice: random.Random) -> Any:
    if dice.random() < 0.1:
        return dice.choice(
            (1, 2.5, True, datetime(2026, 12, 10, 9, 30), date(2026, 12, 10), time(9), timedelta(1), None, -1, 10**15)
        )
    return "".join(char for char in cell if char.isprintable())[:500]


def _parquet(dice: random.Random) -> bytes:
    data = dice.choice(_parquets())
    return flipped(data, dice) if dice.random() < 0.6 else data


@cache
def _parquets() -> tuple[bytes, ...]:
    import pyarrow as pa
    from pyarrow import parquet

    found = []
    for seed in range(48):
        dice = random.Random(f"parquet {seed}")
        header, *lines = rows(dice)
        lines = lines or [["qianjiang", "议题", "甲", *[""] * (len(header) - 3)]]
        columns: dict[str, Any] = {}
        for place, name in enumerate(header):
            cells = [line[place].encode("utf-8", "replace").decode() for line in lines]
            columns[name.encode("utf-8", "replace").decode()] = pa.array(cells)
        name = dice.choice(list(columns))
        columns[name] = _odd_column(len(lines), dice)
        file = io.BytesIO()
        parquet.write_table(pa.table(columns), file, compression=dice.choice(("none", "snappy", "zstd")))
        found.append(file.getvalue())
    return tuple(found)


def _odd_column(length: int, dice: random.Random) -> Any:
    import pyarrow as pa

    kind, value = dice.choice(
        (
            (pa.string(), "是"), (pa.large_string(), "议题"), (pa.binary(), b"\xff\xfe"), (pa.bool_(), True), (pa.int8(), -1), (pa.uint64(), 2**64 - 1),
            (pa.float64(), float("nan")), (pa.float64(), float("inf")), (pa.float32(), 0.1), (pa.decimal128(38, 10), 1), (pa.null(), None),
            (pa.date32(), date(2026, 12, 10)), (pa.date64(), date(2026, 12, 10)), (pa.time64("us"), time(9)), (pa.duration("s"), timedelta(1)),
            (pa.timestamp("ns"), 1), (pa.timestamp("us"), 2**62), (pa.timestamp("s", tz="Asia/Shanghai"), datetime(2026, 12, 10, tzinfo=UTC)),
            (pa.timestamp("ms", tz="+07:30"), 0), (pa.list_(pa.string()), ["a", None]), (pa.struct({"status": pa.string()}), {"status": "done"}),
            (pa.list_(pa.struct({"a": pa.int64()})), [{"a": 1}]), (pa.map_(pa.string(), pa.string()), [("a", "b")]), (pa.date32(), 10**8),
            (pa.dictionary(pa.int8(), pa.string()), "qianjiang"), (pa.binary(2), b"ab"), (pa.string(), "\x1b[31m"), (pa.string(), "=1+1"), (pa.float64(), 1e300),
        )
    )  # fmt: skip
    return pa.array([value if number % 3 != 2 else None for number in range(length)], type=kind)


_MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    "csv": _csv, "jsonl": damaged_lines, "xlsx": _xlsx, "parquet": _parquet,
}  # fmt: skip

"""Random tables of every pack, written as people write them and now and then oddly: both engines say the same of each.

Workbooks have what only workbooks have: formulas, errors, formats, merged cells, hidden rows, further headers.
"""

import csv
import random
from datetime import date, timedelta

import pytest

from clerkcheck import load_pack
from clerkcheck.packs.store import pack_ids
from wide import wide

pytest.importorskip("polars")
pytest.importorskip("narwhals")
pytest.importorskip("pyarrow")
openpyxl = pytest.importorskip("openpyxl")

ROWS = 250
ODD = [
    "空", "不清楚", "待定", "１２", "1,000", "0.08亿元", "800万", "500万元", "10%", "１０％", "0.5", "-3", "1e3", "NaN", "TRUE", "是 ", " 否",
    "缺", "√", "2026/1/5", "2026年3月7日", "2026-02-30", "9999-12-30", "none", "无", "a|b", "[/b]", "[red]", "　", "x" * 250, "Y",
    "00012", "３.5",
]  # fmt: skip


class Table:
    """A random table of a pack; ``typed``: some numbers, dates and yes/no are what they are, not texts."""

    def __init__(self, name, *, typed):
        """Choose columns, by id or label."""
        self.dice, self.typed, self.pack = random.Random(f"{name} {typed}"), typed, load_pack(name)
        words, dice = self.pack.vocabulary, self.dice
        self.facts = dice.sample(list(words.facts.values()), min(40, len(words.facts)))
        self.papers, self.dates = dice.sample(list(words.materials), 8), list(words.dates)[:5]
        headings = [fact.id if dice.random() < 0.5 else fact.label for fact in self.facts]
        self.header = ["规则包", "kind", "title", "unit", *headings, *(f"m_{paper}" for paper in self.papers),
                       *(f"d_{day}" for day in self.dates)]  # fmt: skip

    def row(self, number):
        """A row; one in fifty is empty, one in a hundred too short."""
        dice = self.dice
        cells = [
            dice.choice([self.pack.id, self.pack.region]), dice.choice(["议题", "公文", "agenda_item", "document"]),
            self._odd(f"关于第{number}件的议题"), dice.choice(["", "区水利局"]), *map(self._fact, self.facts),
            *(self._odd(dice.choice(["有", "缺", "done", "", ""])) for _ in self.papers), *(self._day() for _ in self.dates),
        ]  # fmt: skip
        if dice.random() < 0.02:
            return [""] * len(cells)
        return cells[: dice.randrange(2, len(cells))] if dice.random() < 0.01 else cells

    def decorate(self, sheet):
        """Put into a sheet what a plain table cannot have."""
        dice, width = self.dice, len(self.header)
        for _time in range(12):
            cell = sheet.cell(dice.randrange(2, ROWS), dice.randrange(3, width + 1))
            cell.value = dice.choice(["=1+1", "#REF!", "#N/A", 0.12, 1.2, 3000000])
            cell.number_format = dice.choice(["General", "0%", '0"元"', '0!.0,"万"', "¥0.00"])
        headed = {60: self.header, 120: self.header[::-1], 124: self.header}
        for _time in range(4):
            top, left = dice.randrange(2, ROWS - 5), dice.randrange(1, width)
            while not headed.keys().isdisjoint(range(top, top + 3)):  # a cell that is merged takes no value
                top += 1
            sheet.merge_cells(
                start_row=top,
                end_row=top + dice.randrange(3),
                start_column=left,
                end_column=left + dice.choice([0, 0, 1]),
            )
        for number in dice.sample(range(2, ROWS), 5):
            sheet.row_dimensions[number].hidden = True
        for number, row in headed.items():
            for place in range(1, width + 2):
                sheet.cell(number, place).value = row[place - 1] if place <= len(row) else None

    def _odd(self, cell):
        return self.dice.choice(ODD) if self.dice.random() < 0.005 else cell

    def _fact(self, fact):
        dice = self.dice
        if dice.random() < 0.35:
            return self._odd("")
        if fact.type == "bool":
            return self._odd(
                dice.choice([True, False] if self.typed and dice.random() < 0.3 else ["是", "否", "否", "无"])
            )
        if fact.type == "choice":
            return self._odd(dice.choice([*fact.of, *fact.of.values()]))
        if fact.type == "choices":
            chosen = dice.sample([value for value in fact.of if value != "none"], min(2, len(fact.of) - 1))
            return self._odd(dice.choice(["|".join(chosen), "、".join(fact.of[each] for each in chosen), chosen[0]]))
        number = dice.choice([0, 1, 30, 49.99, 50, 499, 500, 501, 5000])
        number = int(number) if fact.type == "int" else number
        return self._odd(number if self.typed and dice.random() < 0.7 else str(number))

    def _day(self):
        dice = self.dice
        day = date(2026, 1, 5) + timedelta(dice.randrange(420))
        if dice.random() < 0.3:
            return ""
        written = [day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日"]
        return day if self.typed and dice.random() < 0.5 else self._odd(dice.choice(written))


@pytest.mark.parametrize("ending", wide(["csv", "xlsx", "xlsx-decorated"], kept=["csv", "xlsx-decorated"]))
@pytest.mark.parametrize("name", wide(pack_ids(), kept=["qianjiang"]))
def test_both_engines_say_the_same(batch, tmp_path, name, ending):
    table = Table(name, typed=ending != "csv")
    rows = [table.header, *(table.row(number) for number in range(ROWS))]
    path = tmp_path / f"台账.{ending[:4].rstrip('-')}"
    if ending == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([cell if cell != "" else None for cell in row])
        if ending == "xlsx-decorated":
            table.decorate(book.active)
        book.save(path)
    plain, columns = (judged(batch, path, tmp_path / "结果.csv", engine) for engine in ("plain", "columnar"))
    assert next((pair for pair in zip(plain[1], columns[1], strict=True) if pair[0] != pair[1]), None) is None
    assert plain[0] == columns[0]
    readable = sum(f",{name}," in line for line in plain[1])
    assert ROWS / 2 < readable < ROWS  # most can be read, some cannot


def judged(batch, path, output, engine):
    """What is said, and the lines of the result."""
    ran = batch(path, "-o", output, "--engine", engine)
    assert ran.status == 2, ran.err[-2000:]
    return ran, output.read_text(encoding="utf-8-sig").splitlines()


def test_a_provisional_day_is_the_safe_one_and_how_it_ends_is_said(both, table):
    """The second row goes case by case in the columnar engine, too: its title is odd."""
    header = ["类型", "事项名称", "拟提交的会议", "会议召开日"]
    rows = [["议题", title, "区政府常务会议", "2027-01-06"] for title in ("关于甲的议题", "备注和说明的议题")]
    ran = both(table(header, *rows, ["议题", "关于丙的议题", "区政府常务会议", "2026-12-10"]))
    days = [row["期限"].partition("（第四十九条）")[0] for row in ran.rows]
    assert days[:2] == ["议题材料报送截止 2026-12-29（暂定，按最早的一天） 未到期"] * 2
    assert "暂定" not in days[2]
    assert "2 件有期限是暂定的" in ran.out and "clerkcheck calendar import" in ran.out

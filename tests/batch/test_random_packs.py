"""Rules nobody has written: made-up packs with clauses of every kind are judged alike by both engines."""

import csv
import random

import pytest

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.batch.sources.headings import paper_headings, papers_parted
from clerkcheck.columnar.polars import judge_table
from clerkcheck.reports.verdict_row import verdict_row
from columnar_cases import AS_OF, frame_of, number_bounds, random_cases
from random_packs import RandomPack

SEEDS = range(10)


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_rules_come_out_by_columns_as_check_judges_them(tmp_path, seed):
    pack = load_pack(f"{RandomPack(seed).write(tmp_path)}/")
    cases = random_cases(pack, number_bounds(pack.trees.clauses), 120, seed)
    frame = frame_of(cases, pack, lists=bool(seed % 2))
    found = judge_table(frame, pack, national_calendar(), AS_OF, keep=[], statuses=True).to_dicts()
    for case, row in zip(cases, found, strict=True):
        assert row == verdict_row(check(case, pack, national_calendar(), AS_OF), pack, statuses=True), case


@pytest.mark.parametrize("seed", SEEDS[:5])
def test_their_tables_come_out_alike_in_words(batch, tmp_path, seed):
    folder = RandomPack(seed).write(tmp_path)
    path = tmp_path / "台账.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table(folder, random.Random(f"table {seed}"), 80))
    plain, columns = (judged(batch, path, tmp_path / f"{engine}.csv", engine) for engine in ("plain", "columnar"))
    assert next((pair for pair in zip(plain[1], columns[1], strict=True) if pair[0] != pair[1]), None) is None
    assert plain[0] == columns[0]
    assert len(plain[1]) == 81


def table(folder, dice, rows):
    """A header and rows, as people write them."""
    pack = load_pack(f"{folder}/")
    words, read = pack.vocabulary, list(papers_parted(pack))
    yield [
        "规则包",
        "类型",
        "事项名称",
        *words.facts,
        *(f"m_{name}" for name in words.materials),
        *(f"d_{name}" for name in words.dates),
        *(paper_headings(pack, part, name)[-2] for part, name in read),
    ]
    for number in range(rows):
        yield [
            str(folder),
            dice.choice(("议题", "公文")),
            f"第{number}件",
            *(answered(fact, dice) for fact in words.facts.values()),
            *(dice.choice(("有", "有", "缺", "")) for _ in words.materials),
            *(f"2026-{dice.choice((10, 11, 12))}-{dice.randrange(1, 29):02}" for _ in words.dates),
            *(said_of_paper(part, words.channels, dice) for part, _name in read),
        ]


def said_of_paper(part, channels, dice):
    if dice.random() < 0.2:
        return ""
    if part == "date":
        return f"2026-{dice.choice((10, 11, 12))}-{dice.randrange(1, 29):02}"
    return "、".join(dice.sample([*channels.values()], dice.choice((1, 1, 2))))


def answered(fact, dice):
    if dice.random() < 0.2:
        return ""
    if fact.type == "bool":
        return dice.choice(("是", "否"))
    return dice.choice([*fact.of, *fact.of.values()] if fact.of else ("0", "1", "50", "99", "500", "501"))


def judged(batch, path, output, engine):
    ran = batch(path, "-o", output, "--engine", engine)
    assert ran.status in (0, 1), ran.err[-2000:]
    return ran.status, output.read_text(encoding="utf-8-sig").splitlines()

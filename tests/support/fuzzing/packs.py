"""Packs: made-up ones and the small government of the tests, damaged as text or in their structure."""

import random
from functools import cache
from typing import Any

import yaml

from fuzzing import conditions
from fuzzing.cases import ROOT
from fuzzing.noise import encoded, mangled, odd
from fuzzing.run import Attempt
from random_packs import RandomPack

Files = dict[str, str]
_CASE = "pack: ./pk/\nkind: {kind}\ntitle: 甲\nfacts: {{}}\ndates: {{meeting: 2026-12-03, submitted: 2026-11-20}}\n"
_TABLE = "pack,kind,title\npk/,议题,甲\n./pk/,document,乙\n"
_COMMANDS = (
    ("pack", "lint", "pk/"), ("pack", "lint", "pk/rules.yaml"), ("pack", "show", "pk/"), ("pack", "show", "pk/", "mu-1"),
    ("pack", "show", "pk/", "第一条"), ("pack", "coverage", "pk/"), ("check", "c.yaml", "--as-of", "2026-11-22"),
    ("check", "c.yaml", "-f", "json", "--as-of", "2026-11-22"), ("check", "c.yaml", "--explain", "--as-of", "2026-11-22"),
    ("check", "c.yaml", "-o", "out.html", "--as-of", "2026-11-22"), ("plan", "c.yaml", "--as-of", "2026-11-22"),
    ("plan", "c.yaml", "-f", "json", "--as-of", "2026-11-22"), ("slip", "c.yaml", "--as-of", "2026-11-22"),
    ("batch", "c.yaml", "-o", "out.csv", "--as-of", "2026-11-22"), ("batch", "t.csv", "-o", "out.jsonl", "--as-of", "2026-11-22"),
    ("batch", "t.csv", "-o", "out.csv", "--engine", "columnar", "--as-of", "2026-11-22"),
    ("pack", "verify", "pk/", "--source", "source.txt"), ("batch", "template", "pk/", "-o", "out.xlsx"),
)  # fmt: skip
_MOSTLY = 6  # of the commands, asked most often


def pack(dice: random.Random) -> Attempt:
    """Return a pack in ``pk``, beside it what else a command reads."""
    way = dice.random()
    files = dict(made_up(dice.randrange(40)) if way < 0.8 else mini() if way < 0.98 else shipped(dice.randrange(5)))
    for _ in range(dice.choice((0, 1, 1, 1, 2))):
        name = dice.choice([*files, *[each for each in files if each != "vocabulary.yaml"]])
        files[name] = _damaged(files[name], dice)
    data = {name: encoded(text, dice) for name, text in files.items()}
    data["c.yaml"] = _CASE.format(kind=dice.choice(("agenda_item", "document"))).encode()
    data["t.csv"] = _TABLE.encode()
    data["source.txt"] = "第一条 甲。\n第二条 引文1，引文2。\n".encode()
    words = dice.choice(_COMMANDS if dice.random() < 0.3 else _COMMANDS[:_MOSTLY])
    if way >= 0.98 and words[1] == "lint":
        words = ("pack", "show", "pk/")
    return Attempt(data, words, terminal=words[0] != "batch" and dice.random() < 0.5)


@cache
def made_up(seed: int) -> Files:
    """The files of one of the made-up packs, with a small vocabulary of its own."""
    made = RandomPack(seed, clauses=6)
    rules = {
        "chapter": "第一章",
        "articles": [
            {"article": "第一条", "clauses": made.clauses[::2]},
            {"article": "第二条", "clauses": made.clauses[1::2]},
        ],
    }
    parts = {"vocabulary.yaml": made._shared(), "pk/pack.yaml": made._head(), "pk/rules.yaml": rules}
    return {name: _dumped(data) for name, data in parts.items()}


@cache
def mini() -> Files:
    """The small government of the tests, under the shipped vocabulary."""
    folder = ROOT / "tests/data/mini"
    return {f"pk/{path.name}": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


@cache
def shipped(number: int) -> Files:
    """A shipped pack; packs named by path are read beside the shipped vocabulary."""
    folder = sorted(path.parent for path in (ROOT / "checklists").glob("*/pack.yaml"))[number]
    return {f"pk/{path.name}": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


def _damaged(text: str, dice: random.Random) -> str:
    way = dice.random()
    if way < 0.45:
        return mangled(text, dice)
    data = _loaded(text)
    if not isinstance(data, dict):
        return mangled(text, dice)
    if way < 0.6:
        _other_condition(data, dice)
    else:
        for _ in range(dice.choice((1, 1, 2, 3))):
            _other_value(data, dice)
    try:
        return _dumped(data)
    except (yaml.YAMLError, UnicodeError, RecursionError):
        return mangled(text, dice)


@cache
def _parsed(text: str) -> Any:
    try:
        return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeError, RecursionError):  # such as half a pair of surrogates
        return None


def _loaded(text: str) -> Any:
    from copy import deepcopy

    return deepcopy(_parsed(text)) if len(text) < 40_000 else None


def _other_condition(data: Any, dice: random.Random) -> None:
    """Put another condition where one stands."""
    holders = [(part, key) for part, key in _parts(data) if key in ("when", "unless", "is", "expect", "forbid")]
    if holders:
        part, key = dice.choice(holders)
        part[key] = conditions.text(dice) if dice.random() < 0.5 else RandomPack(dice.randrange(9), 0).condition(3)


def _other_value(data: Any, dice: random.Random) -> None:
    """Change, drop, rename or move one value of the tree."""
    places = list(_parts(data))
    if not places:
        return
    (part, key), (other, there) = dice.choice(places), dice.choice(places)
    way = dice.randrange(6)
    if way == 0:
        del part[key]
    elif way == 1:
        part[key] = _strange(dice)
    elif way == 2 and isinstance(part, dict):
        part[odd(dice)] = part.pop(key)
    elif way == 3:
        part[key] = _copy(other[there])
    elif way == 4:
        part[key] = [part[key]] * dice.choice((1, 2, 3))
    elif isinstance(part[key], str):
        part[key] = mangled(part[key], dice, most=2)


def _copy(value: Any) -> Any:
    from copy import deepcopy

    return deepcopy(value)


def _strange(dice: random.Random) -> Any:
    return dice.choice(
        (odd(dice), odd(dice), None, True, 0, -1, 10**20, 1.5, [], {}, "", [""], {"": ""}, [None], {"a": None})
    )


def _parts(data: Any) -> Any:
    if isinstance(data, dict):
        for key, value in list(data.items()):
            yield data, key
            yield from _parts(value)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield data, number
            yield from _parts(value)


def _dumped(data: Any) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=4096)

"""Cases, as YAML and JSON: the examples damaged, and cases made up from a pack's words."""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from clerkcheck.packs.store import load_pack, pack_ids
from fuzzing.doors import PACKS
from fuzzing.noise import encoded, flipped, mangled, odd
from fuzzing.run import Attempt

ROOT = Path(__file__).resolve().parents[3]
_COMMANDS = (
    ("check", "CASE", "--as-of", "2026-11-22"),
    ("check", "CASE", "-f", "json", "--as-of", "2026-11-22"),
    ("check", "CASE", "-f", "markdown", "--explain", "--as-of", "2026-11-22"),
    ("check", "CASE", "-f", "html", "--as-of", "2026-11-22"),
    ("check", "CASE", "-o", "out.docx", "--as-of", "2026-11-22"),
    ("slip", "CASE", "--as-of", "2026-11-22"),
    ("slip", "CASE", "-o", "out.html", "--as-of", "2026-11-22"),
    ("plan", "CASE", "--as-of", "2026-11-22"),
    ("plan", "CASE", "-f", "json", "--as-of", "2026-11-22"),
    ("plan", "CASE", "-o", "out.ics", "--as-of", "2026-11-22"),
    ("summary", ".", "--as-of", "2026-11-22"),
    ("summary", ".", "-o", "out.xlsx", "--as-of", "2026-11-22"),
    ("batch", ".", "-o", "out.csv", "--as-of", "2026-11-22"),
    ("batch", "CASE", "-o", "out.xml", "--as-of", "2026-11-22"),
)


def case(dice: random.Random) -> Attempt:
    """Return a case file, nearly always for the inner door."""
    name = dice.choice(("c.yaml", "c.yaml", "c.json"))
    text = written(name, dice)
    data = encoded(mangled(text, dice) if dice.random() < 0.7 else text, dice)
    if dice.random() < 0.98:
        return Attempt({name: data}, (name, "mini") if b"mini" in data else (name,), "case")
    words = tuple(name if word == "CASE" else word for word in dice.choice(_COMMANDS))
    return Attempt({name: data}, words, terminal=words[0] != "batch" and dice.random() < 0.5)


def written(name: str, dice: random.Random) -> str:
    """Return the text of a case, before any damage."""
    if dice.random() < 0.3:
        return dice.choice(examples())[name.endswith("json")]
    data = made_up(dice)
    if name.endswith("json"):
        return json.dumps(data, ensure_ascii=dice.random() < 0.3, indent=dice.choice((None, 1, 4)))
    return flow(data, dice)


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """The shipped examples as YAML and as JSON."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.yaml"))]
    return tuple((text, json.dumps(yaml.load(text, yaml.BaseLoader), ensure_ascii=False)) for text in texts)


@cache
def _words(pack: str) -> tuple[list[Any], list[str], list[str], list[str]]:
    found = load_pack(f"{PACKS / pack}/" if pack == "mini" else pack)
    words = found.vocabulary
    return list(words.facts.values()), list(words.materials), list(words.dates), [each.id for each in found.clauses]


def made_up(dice: random.Random) -> dict[str, Any]:
    """Return a case of a shipped pack; how much of it is wrong differs from case to case."""
    pack, wrong = "mini" if dice.random() < 0.8 else dice.choice(pack_ids()), dice.choice((0, 0, 0, 0.05, 0.3))
    facts, papers, dates, clauses = _words(pack)

    def or_wrong(value: Any) -> Any:
        return _wrong(dice) if dice.random() < wrong else value

    case: dict[str, Any] = {
        "pack": or_wrong(pack),
        "kind": or_wrong(dice.choice(("agenda_item", "document"))),
        "title": or_wrong("关于某事的议题"),
        "facts": {each.id: or_wrong(answered(each, dice)) for each in dice.sample(facts, dice.randrange(12))},
        "materials": {each: or_wrong(_paper(dice, or_wrong)) for each in dice.sample(papers, dice.randrange(6))},
        "dates": {each: or_wrong(day(dice)) for each in dice.sample(dates, dice.randrange(min(5, len(dates))))},
    }
    if dice.random() < 0.2:
        case["exceptions"] = or_wrong(
            [{"clause": dice.choice(clauses), "reason": "急", "approved_by": or_wrong("区长")}]
        )
    for key in ("unit", "profile", "step", "state", "notes", "history"):
        if dice.random() < 0.1:
            case[key] = _wrong(dice)
    if dice.random() < wrong:
        case[odd(dice)] = _wrong(dice)
    return case


def answered(fact: Any, dice: random.Random) -> Any:
    """Return an answer that fits the fact."""
    if dice.random() < 0.1:
        return None if dice.random() < 0.5 else "unknown"
    if fact.type == "bool":
        return dice.random() < 0.5
    if fact.type == "choice":
        return dice.choice(list(fact.of))
    if fact.type == "choices":
        return dice.sample(list(fact.of), dice.choice((1, 1, 2)) if len(fact.of) > 1 else 1)
    return dice.choice((0, 1, 99.9, 100, 500, 10000, 12.5))


def day(dice: random.Random) -> str:
    """Return a day, mostly about the year of the examples, sometimes at the ends of time."""
    if dice.random() < 0.05:
        return dice.choice(
            ("0001-01-01", "9999-12-31", "9999-12-01", "2004-01-01", "1949-10-01", "2027-12-31", "2500-06-01")
        )
    return f"{dice.choice((2026, 2026, 2026, 2027, 2025, 2028))}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"


def _paper(dice: random.Random, or_wrong: Any) -> Any:
    status = dice.choice(("done", "missing", "unknown"))
    if dice.random() < 0.7:
        return status
    return {
        "status": or_wrong(status),
        "date": or_wrong(day(dice)),
        "ref": or_wrong("〔2026〕1号"),
        "issuer": or_wrong("某局"),
    }


def _wrong(dice: random.Random) -> Any:
    return dice.choice((odd, odd, odd, lambda dice: [odd(dice)] * dice.randrange(3), lambda dice: {odd(dice): odd(dice)},
                        lambda dice: dice.choice((None, True, 0, -1, 1e300, 10**30, 1.5, [], {}, [[]], [{}], ""))))(dice)  # fmt: skip


def flow(data: Any, dice: random.Random) -> str:
    """Return plain data as YAML, quickly; odd texts are sometimes quoted and sometimes not."""
    if isinstance(data, dict) and dice.random() < 0.8:
        return "\n".join(f"{_scalar(key, dice)}: {_inner(value, dice)}" for key, value in data.items())
    return _inner(data, dice)


def _inner(data: Any, dice: random.Random) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{_scalar(key, dice)}: {_inner(value, dice)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(_inner(each, dice) for each in data) + "]"
    return _scalar(data, dice)


def _scalar(data: Any, dice: random.Random) -> str:
    if isinstance(data, str) and (data.isalnum() or data.replace("-", "").replace("_", "").isalnum()):
        return data
    return str(data) if dice.random() < 0.1 else json.dumps(data, ensure_ascii=dice.random() < 0.2)


def damaged_lines(dice: random.Random) -> bytes:
    """Return lines of JSON, each a case or what is left of one."""
    lines = [json.dumps(made_up(dice), ensure_ascii=dice.random() < 0.2) for _ in range(dice.randrange(1, 8))]
    data = "\n".join(mangled(line, dice, most=2) for line in lines).encode("utf-8", "surrogatepass")
    return flipped(data, dice) if dice.random() < 0.1 else data

"""Made-up governments: random vocabularies, and clauses of every kind with random conditions, written as packs are."""

import random
from pathlib import Path
from typing import Any

import yaml

MEETINGS = {"plenary": "全体会议", "standing": "常务会议", "special": "专题会议"}
SIGNERS = {"mayor": "市长", "deputy": "副市长", "director": "主任"}
PAPERS = {f"paper_{letter}": f"文件{letter}" for letter in "abcde"} | {"paper_f": "文件a"}  # one label twice
DATES = {"meeting": "会议日", "submitted": "报送日", "consulted": "征求日", "issued_on": "印发日"}
CHANNELS = {"portal": "网站", "gazette": "公报", "board": "公告栏"}
KINDS = {"agenda_item": "议题", "document": "公文"}


def _material(dice: random.Random) -> dict[str, Any]:
    """Papers, all or any of them; or one for which silence counts as consent after a day."""
    if dice.random() < 0.3:
        period = {"offset": dice.choice((1, 5, 30)), "unit": dice.choice(("workday", "day", "month"))}
        return {"needs": dice.choice(list(PAPERS)), "deemed": {"from": dice.choice(list(DATES)), **period}}
    if dice.random() < 0.7:
        return {"needs": dice.sample(list(PAPERS), dice.choice((1, 1, 2)))}
    return {"any_of": dice.sample(list(PAPERS), dice.choice((2, 3)))}


def _forum(dice: random.Random) -> dict[str, Any]:
    """Meetings; or an approval in the place of one, with or without meetings that would do as well."""
    meetings = dice.sample(list(MEETINGS), dice.choice((1, 2)))
    if dice.random() < 0.6:
        return {dice.choice(("forum", "forum_not")): meetings}
    approval = {"paper": dice.choice(list(PAPERS)), "by": dice.sample(list(SIGNERS), dice.choice((1, 2)))}
    return {"approval": approval, "modality": dice.choice(("must", "normally", "may"))} | (
        {"forum": meetings} if dice.random() < 0.6 else {}
    )


def _deadline(dice: random.Random) -> dict[str, Any]:
    """The last day or the first; or a last day that can be put off, in days of another unit perhaps."""
    found: dict[str, Any] = {
        "due": "submission",
        "from": dice.choice(list(DATES)),
        "check": dice.choice(list(DATES)),
        "offset": dice.choice((-30, -5, -3, -1, 1, 3, 7, 30)),
        "unit": dice.choice(("workday", "day", "month")),
        "bound": dice.choice(("latest", "latest", "earliest")),
    }
    if found["bound"] == "latest" and dice.random() < 0.5:
        period = {"offset": found["offset"] + dice.choice((2, 5, 31)) or 1, "unit": found["unit"]}
        if dice.random() < 0.3:
            period = {"offset": dice.choice((40, 60, 100)), "unit": dice.choice(("workday", "day", "month"))}
        found["extend"] = {**period, "paper": dice.choice(list(PAPERS)), "by": dice.sample(list(SIGNERS), 1)}
    return found


OWN = {
    "material": _material,
    "forum": _forum,
    "signer": lambda dice: {"signer": dice.sample(list(SIGNERS), dice.choice((1, 2)))},
    "deadline": _deadline,
    "note": lambda _dice: {},
}


class RandomPack:
    """The pack of a seed; ``write`` puts it, with a shared vocabulary of its own, into a folder."""

    def __init__(self, seed: object, clauses: int = 24) -> None:
        self.dice = random.Random(f"pack {seed}")
        self.facts = self._facts()
        self.terms: dict[str, Any] = {}
        for number in range(4):  # a term may name those before it
            self.terms[f"term_{number}"] = {"means": f"情形{number}", "is": self.condition(2)}
        self.clauses = [self._clause(number) for number in range(1, clauses + 1)]

    def condition(self, depth: int) -> str:
        """A condition as it is written."""
        dice = self.dice
        if depth == 0 or dice.random() < 0.3:
            return self._leaf()
        word = dice.choice((" and ", " or "))
        text = word.join(f"({self.condition(depth - 1)})" for _ in range(dice.choice((2, 2, 3))))
        return f"not ({text})" if dice.random() < 0.2 else text

    def write(self, folder: Path) -> Path:
        """Return the folder of the pack, inside ``folder``."""
        pack = folder / "made_up"
        pack.mkdir(parents=True)
        _written(folder / "vocabulary.yaml", self._shared())
        _written(pack / "pack.yaml", self._head())
        articles = [
            {"article": "第一条", "clauses": self.clauses[::2]},
            {"article": "第二条", "clauses": self.clauses[1::2]},
        ]
        _written(pack / "rules.yaml", {"chapter": "第一章", "articles": articles})
        return pack

    def _facts(self) -> dict[str, Any]:
        dice = self.dice
        facts = {f"yes_{n}": {"type": "bool"} for n in range(dice.randrange(3, 7))}
        for n in range(2):
            facts[f"one_{n}"] = {"type": "choice", "of": self._values(dice.randrange(2, 6))}
            facts[f"some_{n}"] = {"type": "choices", "of": self._values(dice.randrange(2, 6)) | {"none": "以上都不是"}}
        for form in ("int", "number", "percent", "money_wan"):
            facts[f"of_{form}"] = {"type": form}
        for number, fact in enumerate(facts.values()):
            kind = dice.choice((None, None, None, None, "agenda_item", "document"))
            fact.update({"label": f"题目{number}", "group": "概况", "expressly": dice.random() < 0.1})
            fact.update({"kind": kind} if kind else {})
        return facts

    def _values(self, number: int) -> dict[str, str]:
        return {f"v{n}": f"选项{n}" for n in range(number)}

    def _leaf(self) -> str:
        dice = self.dice
        if self.terms and dice.random() < 0.2:
            return dice.choice(("", "not ")) + dice.choice(list(self.terms))
        if dice.random() < 0.1:
            return f"kind == {dice.choice(list(KINDS))}"
        if dice.random() < 0.15:
            return self._reading()
        name, fact = dice.choice(list(self.facts.items()))
        if fact["type"] == "bool":
            return dice.choice(("", "not ")) + name
        if "of" not in fact:
            return f"{name} {dice.choice(('<', '<=', '>', '>=', '==', '!='))} {dice.choice((0, 1, 50, 99.5, 500))}"
        values = list(fact["of"])
        if dice.random() < 0.5:
            return f"{name} {dice.choice(('==', '!='))} {dice.choice(values)}"
        return (
            f"{name} {dice.choice(('in', 'not in'))} [{', '.join(dice.sample(values, dice.randrange(1, len(values))))}]"
        )

    def _reading(self) -> str:
        """What is asked of a paper, or which of two dates is first."""
        dice, paper = self.dice, f"papers.{self.dice.choice(list(PAPERS))}"
        if dice.random() < 0.3:
            return dice.choice(("", "not ")) + paper
        if dice.random() < 0.4:
            values = ", ".join(dice.sample(list(CHANNELS), dice.choice((1, 2))))
            return f"{paper}.channel {dice.choice(('in', 'not in'))} [{values}]"
        days = dice.sample([*(f"papers.{name}.date" for name in PAPERS), *(f"dates.{name}" for name in DATES)], 2)
        return dice.choice(("<", "<=", ">", ">=", "==", "!=")).join(days)

    def _clause(self, number: int) -> dict[str, Any]:
        dice = self.dice
        kind = dice.choice(("material", "material", "check", "forum", "signer", "deadline", "deadline", "note"))
        modality = dice.choice(("must", "must", "must_not", "normally", "may"))
        found = {"id": f"mu-{number}", "quote": f"引文{number}", "kind": kind, "modality": modality}
        found |= {"applies_to": dice.choice(("both", *KINDS)), "gist": f"要旨{number % 9}", "remedy": "改正"}
        if dice.random() < 0.85:
            found |= {"when": self.condition(2)} | ({"unless": self.condition(1)} if dice.random() < 0.2 else {})
        if kind == "check":
            found[dice.choice(("expect", "forbid"))] = self.condition(1)
        else:
            found |= OWN[kind](dice)
        if dice.random() < 0.15:
            found["in_force"] = dice.choice(({"from": "2026-11-23"}, {"until": "2026-11-21"}, {"until": "2026-11-22"}))
        duty = dice.choice(("others", "afterwards"))
        return found | ({"duty": duty} if kind == "deadline" and dice.random() < 0.4 else {})

    def _shared(self) -> dict[str, Any]:
        meeting = {"type": "choice", "of": "meetings", "label": "拟上的会", "group": "概况", "kind": "agenda_item"}
        return {
            "groups": ["概况"],
            "kinds": KINDS,
            "meetings": MEETINGS,
            "facts": {"meeting": meeting},
            "materials": PAPERS,
            "dates": DATES,
            "channels": CHANNELS,
            "deadlines": {"submission": "报送截止"},
            "signers": SIGNERS,
            "modalities": {"must": "应当", "must_not": "不得", "normally": "一般", "may": "可以"},
            "outcomes": {"ready": "可以", "deviating": "须说明", "undetermined": "待定", "blocked": "不得"},
        }

    def _head(self) -> dict[str, Any]:
        return {
            "id": "made_up",
            "region": "某市",
            "regulation": "《某市工作规则》",
            "government": "某市政府",
            "document_number": None,
            "issued": None,
            "in_force": {"from": "2022-01-01"},
            "article_count": 2,
            "files": ["rules.yaml"],
            "vocabulary": {"facts": self.facts},
            "terms": self.terms,
        }


def _written(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=4096), encoding="utf-8")

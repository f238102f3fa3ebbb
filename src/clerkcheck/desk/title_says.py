"""What a title says of a document: in whose name it goes, and to whom. Shown as a proposal, never taken silently."""

from collections.abc import Mapping
from typing import Any

from clerkcheck.packs.model import Pack

ABOUT = "关于"
# What the name before 关于 ends in, the longest first, and the name of issue that it means.
_NAMES = (
    ("人民政府办公室", "office"),
    ("人民政府办公厅", "office"),
    ("政府办公室", "office"),
    ("政府党组", "party_group"),
    ("街道办事处", "town_street"),
    ("镇人民政府", "town_street"),
    ("乡人民政府", "town_street"),
    ("人民政府", "government"),
    ("领导小组", "coordination_body"),
    ("指挥部", "coordination_body"),
    ("委员会", "department"),
    ("局", "department"),
    ("委", "department"),
    ("办公室", "department"),
)
_UPWARD = {"request", "report"}
_DOWNWARD = {"notice", "circular", "announcement", "public_notice", "reply", "decision", "order"}
_ABOVE = {"government": "superior_government", "office": "superior_government"}


def said_by(title: str, pack: Pack, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the name of issue and the addressee that a document's title speaks of, as far as the pack knows them.

    ``answers`` are those of its profile, the genre among them.
    """
    facts = pack.vocabulary.facts
    said = _said(title, answers)
    return {name: value for name, value in said.items() if name in facts and value in facts[name].of}


def _said(title: str, answers: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    issuer, about, _rest = title.partition(ABOUT)
    name = next((value for ending, value in _NAMES if about and issuer.strip().endswith(ending)), None)
    if name is not None:
        found["issued_by"] = name
    genre = answers.get("genre")
    if genre in _UPWARD and name is not None:
        found["addressed_to"] = _ABOVE.get(name, "own_government")
    elif genre in _DOWNWARD:
        found["addressed_to"] = "subordinates"
    elif genre == "letter":
        found["addressed_to"] = "peers"
    return found

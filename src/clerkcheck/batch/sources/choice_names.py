"""What may be written in a register for each choice: its label, its id, and what says the same beyond doubt."""

import re
from collections.abc import Iterator, Mapping

from clerkcheck.batch.sources.cell_words import plain
from clerkcheck.i18n import remarked
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import LEVELS

_TURNED = re.compile("([一-鿿]{2,8})(追加|动用|安排|转让)")  # what is done stands first as often
_WITH = re.compile(r"([^()]{2,})及其([^()]{2,})(?:\((厅)\))?")  # 本级政府及其办公室（厅）
OWN_GOVERNMENT = "本级政府"


def names_of(labels: Mapping[str, str]) -> dict[str, str]:
    """Return everything that may be written for each id."""
    names = {plain(label): name for name, label in labels.items()}
    names |= {plain(name): name for name in labels}
    if "none" in labels:
        names.setdefault("无", "none")
    for label, name in list(names.items()):
        if turned := _TURNED.fullmatch(label):  # 追加预算 for 预算追加
            names.setdefault(turned[2] + turned[1], name)
        for part in _parts(label):
            names.setdefault(part, name)
    return names


def _parts(label: str) -> Iterator[str]:
    """What is named together with its own (本级政府及其办公室（厅）), each by itself."""
    if found := _WITH.fullmatch(label):
        whole, own, or_else = found.groups()
        yield from (whole, whole + own)
        if or_else:
            yield whole + own[:-1] + or_else


def in_words(remedy: str, labels: Mapping[str, str]) -> str:
    """Return a remedy without the ids that stand before their labels: registers are filled in words."""
    for name, label in labels.items():
        remedy = remedy.replace(remarked(name, label), label)
    return remedy


def own_government(text: str, pack: Pack) -> str:
    """Return 本级政府 for what the pack's own government is called at home (区政府, 黔江区人民政府); else the text."""
    level = pack.region[-1:]
    if level not in LEVELS or pack.government != f"{level}政府":
        return text
    called = rf"(?:{re.escape(pack.region)}|{level})(?:人民)?政府(?=\Z|办)"
    return re.sub(rf"\A{called}", OWN_GOVERNMENT, plain(text))

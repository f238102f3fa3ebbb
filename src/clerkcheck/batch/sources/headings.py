"""The headings of tables: which a pack knows, the unit that one of amounts names, which row is a row of headings."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from clerkcheck.batch.sources.cell_readers import plain
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.reading.nearest import nearest, suggestion
from clerkcheck.reading.values import UNITS

HEADS = {
    "pack": ("规则包", "地区", "政府"),
    "kind": ("类型", "案件类型"),
    "title": ("事项名称", "标题", "议题名称", "公文标题"),
    "unit": ("单位", "汇报单位", "主办单位"),
}
IGNORED = frozenset(["序号", "编号", "备注", "说明"])
_PREFIXES = {"facts": ("facts.", "f_"), "materials": ("materials.", "m_"), "dates": ("dates.", "d_")}
# The unit of money in the last brackets of a heading, where more may follow: （万元；未超过填0）.
_ANY_UNIT = f"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})"
_UNIT = re.compile(rf"\({_ANY_UNIT}(?=[;,)])[^()]*\)\Z")
_UNIT_LINE = re.compile(rf"单位[:：](?:人民币)?{_ANY_UNIT}")


class UnitLine(NamedTuple):
    """A line above the headings that names the unit of money (单位：元), and where it stands (A2)."""

    unit: str
    at: str


def heading_unit(header: str) -> str:
    """Return the unit of money that a heading names in its last brackets, such as 元 of 涉及金额（元）; "" for none."""
    found = _UNIT.search(plain(header))
    return found["unit"] if found else ""


def unit_line(text: str) -> str:
    """Return the unit of money that a line above the headings names (单位：元); "" where it is no such line."""
    found = _UNIT_LINE.search(re.sub(r"\s", "", text))
    return found["unit"] if found else ""


def head_of(headers: Sequence[Any], name: str) -> int | None:
    """Return the place of the column ``pack``, ``kind``, ``title`` or ``unit``, or None where there is none."""
    wanted = {name, *HEADS[name]}
    return next((place for place, header in enumerate(headers) if plain(str(header)) in wanted), None)


def is_ignored(header: str) -> bool:
    """Whether a column is for people only: no heading, one that begins with #, or one of ``IGNORED``."""
    return not header or header.startswith("#") or header in IGNORED


def looks_like_header(cells: Iterable[Any], known: Iterable[str]) -> bool:
    """Whether a row holds headings: two or more that are ``known``, and no fewer than half of what it holds."""
    filled = [cell for cell in cells if cell != ""]
    names = frozenset(known)
    found = sum(cell.__class__ is str and plain(cell) in names for cell in filled)
    return found >= 2 and 2 * found >= len(filled)


_headings: dict[int, tuple[Pack, dict[str, tuple[str, str]]]] = {}  # by identity: packs are not hashable


def headings(pack: Pack) -> dict[str, tuple[str, str]]:
    """Return every heading a pack's tables may have, with the part of a case and the id it stands for."""
    kept = _headings.get(id(pack))
    if kept is None or kept[0] is not pack:
        kept = _headings[id(pack)] = (pack, _headings_of(pack))
    return kept[1]


@lru_cache(maxsize=1)
def known_elsewhere() -> frozenset[str]:
    """Return the headings that some shipped pack knows."""
    return frozenset(name for each in pack_ids() for name in headings(load_pack(each)))


def nearest_heading(header: str, pack: Pack) -> str:
    """Say which heading was probably meant; never so that a column in another unit would be taken for 万元."""
    unit = heading_unit(header)
    amounts = {fact.id: fact.label for fact in pack.vocabulary.facts.values() if fact.type == "money_wan"}
    if unit:
        variants = [_in_unit(label, unit) for label in amounts.values()]
        found = nearest(header, variants)
        return _("是不是 {name}？").format(name=found) if found else _columns_are_listed(pack)
    labels = _labels(pack)
    found = nearest(header, [*labels, *labels.values()])
    amount = next((label for name, label in amounts.items() if found in (name, label)), None)
    if amount is not None:
        units = _("或").join(_in_unit(amount, each) for each in ("万元", "元"))
        return _("写明是以什么计的：{headings}。").format(headings=units)
    return suggestion(header, labels) or _columns_are_listed(pack)


def _columns_are_listed(pack: Pack) -> str:
    return _("列名见 clerkcheck batch template {pack}。").format(pack=pack.id)


def _labels(pack: Pack) -> dict[str, str]:
    words = pack.vocabulary
    labels = {name: fact.label for name, fact in words.facts.items()} | words.materials | words.dates
    return labels | {name: others[0] for name, others in HEADS.items()}


def _in_unit(label: str, unit: str) -> str:
    """A label of amounts in another unit: 涉及金额（元）; one that names no unit gets it."""
    changed = re.sub(r"（万元(?=[；，）])", f"（{unit}", label)
    return changed if changed != label or unit == "万元" else f"{label}（{unit}）"


def _headings_of(pack: Pack) -> dict[str, tuple[str, str]]:
    words = pack.vocabulary
    labels = {name: fact.label for name, fact in words.facts.items()}
    parts = {"facts": labels, "materials": words.materials, "dates": words.dates}
    names: dict[str, tuple[str, str]] = {}
    for head, others in HEADS.items():
        names |= dict.fromkeys((head, *map(plain, others)), ("heads", head))
    for part, of_part in parts.items():
        for name, label in of_part.items():
            names |= {plain(prefix + name): (part, name) for prefix in _PREFIXES[part]}
            names.setdefault(plain(name), (part, name))  # an id that is both a fact and a date means the fact
            names.setdefault(plain(label), (part, name))
    for fact in words.facts.values():
        if fact.type == "money_wan":
            for unit in UNITS:
                names.setdefault(plain(_in_unit(fact.label, unit)), ("facts", fact.id))
    return names

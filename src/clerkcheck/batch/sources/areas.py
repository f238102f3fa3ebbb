"""Areas of land in cells and headings: a fact that counts 亩 also takes 公顷, 平方公里 and 平方米, which are exact."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from clerkcheck.cases.answers import number_of
from clerkcheck.i18n import _
from clerkcheck.packs.model import Fact
from clerkcheck.reading.written_values import ValueProblem, shown

MU = "亩"
# 亩 each: 15 of them are a 公顷 (国发〔1984〕28号，关于在我国统一实行法定计量单位的命令).
_EACH = {MU: "1", "万亩": "10000", "公顷": "15", "平方公里": "1500", "km2": "1500", "平方米": "0.0015", "m2": "0.0015"}
AREAS = tuple(_EACH)
_UNIT = "|".join(sorted(AREAS, key=len, reverse=True))
_IN_HEADING = re.compile(rf"\((?:单位:?)?({_UNIT})\)")
_CELL = re.compile(rf"((?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,12}})(?:\.[0-9]{{1,6}})?)({_UNIT})?")


def counts_mu(fact: Fact) -> bool:
    """Whether a fact is an area in 亩, as its label says."""
    return fact.type == "number" and f"（{MU}）" in fact.label


def area_unit(heading: str) -> str:
    """Return the unit of area that a heading names in brackets; "" for none."""
    found = _IN_HEADING.search(re.sub(r"\s", "", unicodedata.normalize("NFKC", heading).lower()))
    return found[1] if found else ""


def in_area_unit(label: str, unit: str) -> str:
    """Return the label of an area in another unit: 用地面积（公顷）."""
    return label.replace(f"（{MU}）", f"（{unit}）")


def read_area(fact: Fact, cell: Any, unit: str) -> float | int:
    """Return the 亩 of a cell, a number in ``unit`` or with a unit of its own (2.5公顷); raises ValueProblem."""
    if not isinstance(cell, str):
        return _mu(str(number_of(fact, cell)), unit)
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell).lower())
    found = _CELL.fullmatch(text)
    if found is None:
        message = _("“{value}”不是确定的面积").format(value=shown(cell))
        raise ValueProblem(message, _("写数字，或带上单位，如 “37.5亩”、“2.5公顷”；不清楚的留空"))
    return _mu(found[1].replace(",", ""), found[2] or unit)


def _mu(number: str, unit: str) -> float | int:
    mu = Decimal(number) * Decimal(_EACH[unit])
    return int(mu) if mu == mu.to_integral_value() else float(mu)

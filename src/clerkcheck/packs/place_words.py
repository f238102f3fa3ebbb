"""A pack that holds in any place, in the words of one: 县政府常务会议 instead of 本级政府常务会议.

The level is read from the end of the place's name (组织法's 省、自治区、市、自治州、县、自治县、旗、区 all end so).
"""

import re

from clerkcheck.i18n import _, remarked
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.reading.written_values import ValueProblem, one_line

LEVELS = "省市区县州旗盟"
_LONGEST = 20
_placed: dict[tuple[int, str], tuple[Pack, Pack]] = {}
_KEPT = 32


def place_name(text: str) -> str:
    """Return a place's name as typed, without the space around it; raises ValueProblem where it shows no level."""
    if not text.strip():
        raise ValueProblem(_("没有写地名"), _("写地名全称，如 禾谷县"))
    one_line(text)
    name = re.sub(r"(人民)?政府\Z", "", text.strip())
    if not 2 <= len(name) <= _LONGEST or name[-1] not in LEVELS:
        raise ValueProblem(_("看不出“{name}”是县、区还是市").format(name=name), _("写地名全称，如 禾谷县"))
    return name


def region_with_group(pack: Pack) -> str:
    """Return the name of a pack's place, with what was asked for where that is a group: 全国（national/finance）."""
    return remarked(pack.region, pack.called) if pack.group else pack.region


def is_place(text: str, *, of: str = "") -> bool:
    """Whether a text is the name of a place with its level; ``of``: of the one that is called so without it (黔江)."""
    found = re.fullmatch(rf"([一-鿿]{{1,{_LONGEST - 1}}})[{LEVELS}]", text)
    return found is not None and of in ("", found[1])


def wants_place(pack: Pack) -> bool:
    """Whether a pack is of no place of its own, so that its words gain by one."""
    return not any(each.is_local for each in pack.instruments.values())


def lacks_place(pack: Pack) -> bool:
    """Whether a pack is of no place of its own, and is not said in the words of one either."""
    return wants_place(pack) and pack.region[-1:] not in LEVELS


def placed(pack: Pack, place: str) -> Pack:
    """Return a pack in the words of ``place`` ("" for none); one that has a place of its own stays as it is.

    The same pack comes back for the same place, so that what is worked out for it once serves all its cases.
    """
    if not place or not wants_place(pack):
        return pack
    known = _placed.get((id(pack), place))
    if known is None or known[0] is not pack:
        if len(_placed) >= _KEPT:
            _placed.clear()
        known = _placed[id(pack), place] = (pack, _in_words_of(pack, place))
    return known[1]


def _in_words_of(pack: Pack, place: str) -> Pack:
    level, words = place[-1], pack.vocabulary

    def said(text: str) -> str:
        """Return a text in the words of the place's level: 区长 for 县长（区长、市长）."""
        return text.replace("县长（区长、市长）", f"{level}长").replace("本级政府", f"{level}政府")

    def labels(found: dict[str, str]) -> dict[str, str]:
        """Return labels in those words, by the same ids."""
        return {name: said(label) for name, label in found.items()}

    def fact(each: Fact) -> Fact:
        """Return a fact that is asked in those words."""
        return each._replace(
            label=said(each.label), question=said(each.question), help=said(each.help), of=labels(each.of)
        )

    vocabulary = words._replace(
        facts={name: fact(each) for name, each in words.facts.items()},
        materials=labels(words.materials),
        material_help=labels(words.material_help),
        meetings=labels(words.meetings),
        signers=labels(words.signers),
    )
    return pack._replace(vocabulary=vocabulary, region=place, place=place)

"""What a heading that a pack does not know may stand for: the same for the message and for the file of the office.

Nothing is proposed that the pack's own blank register has no column for.
"""

from collections.abc import Collection
from typing import NamedTuple

from clerkcheck.batch.sources.areas import MU, in_area_unit
from clerkcheck.batch.sources.columns_asked import labels_offered
from clerkcheck.batch.sources.headings import amount_labels, area_labels, heading_unit, in_unit, placed
from clerkcheck.i18n import _, remarked
from clerkcheck.packs.model import Pack
from clerkcheck.reading.nearest import nearest

NOT_USED = "不用"
ASKED = ("？", "?")
_UNMISTAKABLE = 0.6  # how like a heading must be, from 0 to 1, to be proposed


class HeadingProposal(NamedTuple):
    """What a heading may stand for, and the label of that."""

    meant: str
    label: str = ""


def proposal(header: str, pack: Pack) -> HeadingProposal:
    """Return what a heading may stand for; 不用 where it is like nothing that the pack's registers have."""
    offered, amounts = labels_offered(pack), amount_labels(pack)
    stands_for = placed(header, pack)
    if stands_for is not None and stands_for[1] in amounts:  # its unit is nowhere said, and must not be guessed
        return HeadingProposal(ASKED[0], _in_units(amounts[stands_for[1]]))
    unit = heading_unit(header)
    found = nearest(
        header, [in_unit(amounts[name], unit or "万元") for name in amounts if name in offered], least=_UNMISTAKABLE
    )
    if found is not None:
        return HeadingProposal(found + ASKED[0]) if unit else HeadingProposal(ASKED[0], _in_units(found))
    labels = {name: label for name, label in offered.items() if name not in amounts}
    bare = header.removeprefix("是否").removeprefix("有无")
    found = nearest(bare, [*labels.values(), *labels], least=_UNMISTAKABLE)
    name = next((name for name, label in labels.items() if found in (name, label)), None)
    if name is None:
        return HeadingProposal(NOT_USED)
    if name in area_labels(pack):  # in which unit is nowhere said
        return HeadingProposal(ASKED[0], _("或").join(in_area_unit(labels[name], each) for each in (MU, "公顷")))
    part, own = placed(labels[name], pack) or ("", name)
    return HeadingProposal((own if placed(own, pack) == (part, own) else f"{part}.{own}") + ASKED[0], labels[name])


def unless_taken(each: HeadingProposal, taken: Collection[tuple[str, str]], pack: Pack) -> HeadingProposal:
    """Return a proposal, 不用 where another column stands for the same already."""
    return HeadingProposal(NOT_USED) if placed(each.meant.rstrip("".join(ASKED)), pack) in taken else each


def in_a_message(each: HeadingProposal, pack: Pack) -> str:
    """Return what a message says of a heading with this proposal."""
    if each.meant == NOT_USED:
        return _("列名见 clerkcheck batch template {pack}。").format(pack=pack.id)
    if each.meant in ASKED:
        return _("写明是以什么计的：{headings}。").format(headings=each.label)
    name = each.meant.rstrip("".join(ASKED))
    return _("是不是 {name}？").format(name=remarked(name, each.label) if each.label else name)


def _in_units(amount: str) -> str:
    """A label of amounts in two units, one of which its heading must name."""
    return _("或").join(in_unit(amount, each) for each in ("万元", "元"))

"""What a finding is about, in words: a paper, what its clause wants, or that no meeting would do."""

from clerkcheck.i18n import _
from clerkcheck.packs.clauses import Clause, MaterialIds
from clerkcheck.packs.model import Vocabulary


def material_words(words: Vocabulary, material: MaterialIds | None) -> str:
    """Return the label of a paper, or of several of which any would do; "" for None."""
    return words.paper(material) if material is not None else ""


def without_remark(label: str) -> str:
    """Return a label without the remark in brackets at its end: 涉及金额 of 涉及金额（万元）."""
    return (label.rpartition("（")[0] or label) if label.endswith("）") else label


def subject_words(words: Vocabulary, clause: Clause, material: MaterialIds | None) -> str:
    """Return what a finding of ``clause`` is about: the paper, or what the clause wants."""
    return clause.gist if material is None else material_words(words, material)


def no_meeting() -> str:
    """Return what is said where the clauses that apply leave no meeting that fits them all."""
    return _("各条对会议的要求互相抵触，没有一个会议都能符合，请先与政府办公室商定")

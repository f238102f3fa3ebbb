"""The sentences of a report."""

from clerkcheck.i18n import _
from clerkcheck.packs.model import Clause, Pack


def message_of(pack: Pack, clause: Clause, status: str, material: str | tuple[str, ...] | None) -> str:
    """Return one sentence that says how ``clause`` came out; the gist of the clause is part of it."""
    if clause.kind == "material" and material is not None:
        return _paper_message(pack, clause, status, material)
    words = {
        "met": _("符合：{gist}"),
        "violated": _("不符合：{gist}"),
        "open": _("待确认：{gist}"),
        "missed": _("不足期限：{gist}") if clause.bound == "earliest" else _("超过时限：{gist}"),
        "pending": _("时限未到：{gist}"),
        "overdue": _("时限已过，未填办理日期：{gist}"),
    }
    if clause.kind == "signer":
        words["met"] = _("签批：{gist}")
    if clause.kind == "forum" and clause.modality == "may":
        words["met"] = _("可以：{gist}")
    return words[status].format(gist=clause.gist)


def _paper_message(pack: Pack, clause: Clause, status: str, material: str | tuple[str, ...]) -> str:
    ids = (material,) if isinstance(material, str) else material
    label = _("或").join(pack.vocabulary.materials[each] for each in ids)
    words = {"met": _("已具备{label}"), "missing": _("缺{label}：{gist}"), "open": _("待确认{label}：{gist}")}
    return words[status].format(label=label, gist=clause.gist)


def refused_exception(clause: Clause, *, expired: bool, pack: Pack) -> str:
    """Return why an exception does not help a broken clause."""
    if expired:
        return _("（所列例外已过有效期）")
    return _("（所列例外不成立：本条是“{modality}”，只有“原则上、一般”的要求可以例外）").format(
        modality=pack.vocabulary.modalities[clause.modality]
    )


def reminder_text(clause: Clause, *, certain: bool) -> str:
    """Return a note's text; one whose condition is not known says so."""
    text = f"{clause.gist}；{clause.remedy}"
    return text if certain else _("如涉及：{text}").format(text=text)

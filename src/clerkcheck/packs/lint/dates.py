"""Days of pack.yaml that law allows and that are mostly a slip."""

from collections.abc import Iterator, Mapping

from clerkcheck.i18n import _
from clerkcheck.packs.date_checks import precedes
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack

_LATE = "issued-late"
DATE_REMARKS: Mapping[str, str] = {_LATE: _("印发日晚于施行日")}


def date_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield a remark on a regulation that was issued after it came into force: there are such, but few."""
    pack = reviewed.pack
    if not precedes(pack.in_force_from, pack.issued) or reviewed.accepted.covers_remark(_LATE, "issued"):
        return
    text = _("印发日 {issued} 晚于施行日 {from_}").format(issued=pack.issued, from_=pack.in_force_from)
    remedy = _("核对两个日期；原文就是追溯施行的，写进 accepted")
    yield LintRemark("warning", text, reviewed.head_place(("issued",)), remedy, _LATE, "issued")

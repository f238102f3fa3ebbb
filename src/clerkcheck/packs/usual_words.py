"""The words for kinds of case, modalities and outcomes, where a vocabulary does not say how a government says it."""

from collections.abc import Mapping

from clerkcheck.i18n import _
from clerkcheck.literals import CaseKind, Modality, Outcome

KIND_WORDS: Mapping[CaseKind, str] = {"agenda_item": _("议题"), "document": _("公文")}
MODALITY_WORDS: Mapping[Modality, str] = {
    "must": _("必须"), "must_not": _("不得"), "normally": _("原则上"), "may": _("可以"),
}  # fmt: skip
OUTCOME_WORDS: Mapping[Outcome, str] = {
    "ready": _("可以报送"), "deviating": _("需说明理由"), "undetermined": _("待确认"), "blocked": _("不得报送"),
}  # fmt: skip

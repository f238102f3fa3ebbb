"""Dates as they are typed in a hurry: 2026-12-10, 12-10, 12月10日, 1210."""

import re
import unicodedata
from datetime import date

from clerkcheck.i18n import _
from clerkcheck.reading.written_values import ValueProblem, real_date

_WITH_YEAR = (
    r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})",
    r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日?",
    r"([0-9]{4})([0-9]{2})([0-9]{2})",
)
_WITHOUT = (r"([0-9]{1,2})[-./]([0-9]{1,2})", r"([0-9]{1,2})月([0-9]{1,2})日?", r"([0-9]{2})([0-9]{2})")


def typed_date(text: str, year: int) -> date:
    """Return the day that was typed; one without a year is in ``year``. Raises ValueProblem for anything else."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    for patterns, head in ((_WITH_YEAR, ()), (_WITHOUT, (f"{year:04d}",))):
        for pattern in patterns:
            match = re.fullmatch(pattern, plain)
            if match:
                return real_date("-".join((*head, *match.groups())))
    raise ValueProblem(_("“{value}”不是日期").format(value=text.strip()), _("写成 2026-12-10、12-10 或 12月10日"))

"""The nearest right name for a wrong one, for error messages."""

import re
from collections.abc import Iterable, Mapping

from clerkcheck.i18n import _, listed, remarked
from clerkcheck.reading.fullwidth import fullwidth_remedy

_MOST_HOLDING = 5  # labels that hold what was written
# One in place of the other says the reverse.
_OPPOSITES = (
    ("上", "下"), ("有", "无"), ("是", "否"), ("前", "后"), ("本", "外"), ("内", "外"), ("已", "未"), ("可", "不"),
)  # fmt: skip


def nearest(wrong: str, right: Iterable[str], *, least: float = 0.5) -> str | None:
    """Return the name in ``right`` that is most like ``wrong``, or None when none is at least so like it (0 to 1)."""
    from difflib import get_close_matches  # only an error pays for this import

    found = get_close_matches(wrong, [each for each in right if not _turns_round(wrong, each)], n=1, cutoff=least)
    return found[0] if found else None


def _turns_round(wrong: str, right: str) -> bool:
    """Whether a name says the opposite of what was written: 上级政府 of 下级政府."""
    if wrong.isascii():
        return False
    levels = [{char.replace("同", "本") for char in re.findall("[上下同本](?=级)", text)} for text in (wrong, right)]
    if all(levels) and levels[0].isdisjoint(levels[1]):
        return True
    return any(_reverse(wrong, right, one, other) or _reverse(wrong, right, other, one) for one, other in _OPPOSITES)


def _reverse(wrong: str, right: str, one: str, other: str) -> bool:
    return one in wrong and other not in wrong and other in right and one not in right


def _with_label(name: str, labels: Mapping[str, str]) -> str:
    return name + (_("（{remark}）").format(remark=labels[name]) if name in labels else "")


def suggestion(wrong: object, right: Iterable[str] | Mapping[str, str]) -> str:
    """Say in Chinese which of ``right`` was probably meant, or list them all when they are few.

    A mapping gives id to label: a label typed in place of an id is recognised too, whole (or one of those that it
    joins by ／) or in part. Chinese punctuation among ids is named.
    """
    names = list(right)
    given = right.items() if isinstance(right, Mapping) else ()
    labels = {name: label for name, label in given if isinstance(label, str) and label != name}
    by_label = {label: name for name, label in labels.items()}
    for name, label in labels.items():
        for part in label.split("／"):
            by_label.setdefault(part, name)
    text = str(wrong).strip()
    holding = [name for name, label in labels.items() if len(text) > 1 and text in label]
    slip = fullwidth_remedy(text)
    best = (
        by_label.get(text)
        or (nearest(text, names) if not slip else None)
        or (holding[0] if len(holding) == 1 else None)
    )
    best = best or by_label.get(nearest(text, by_label) or "")
    if best:
        return _("是不是 {name}？").format(name=_with_label(best, labels))
    if slip:
        return slip
    if 1 < len(holding) <= _MOST_HOLDING:
        return _("是不是其中一个：{names}？").format(names=listed(_with_label(name, labels) for name in holding))
    if 0 < len(names) <= 12:
        known = listed(remarked(name, labels[name]) if name in labels else name for name in names)
        return _("可用的有：{names}").format(names=known)
    return ""

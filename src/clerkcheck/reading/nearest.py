"""The nearest right name for a wrong one, for error messages."""

from collections.abc import Iterable, Mapping

from clerkcheck.i18n import _, listed, remarked


def nearest(wrong: str, right: Iterable[str], *, least: float = 0.5) -> str | None:
    """Return the name in ``right`` that is most like ``wrong``, or None when none is at least so like it (0 to 1)."""
    from difflib import get_close_matches  # only an error pays for this import

    found = get_close_matches(wrong, list(right), n=1, cutoff=least)
    return found[0] if found else None


def suggestion(wrong: object, right: Iterable[str] | Mapping[str, str]) -> str:
    """Say in Chinese which of ``right`` was probably meant, or list them all when they are few.

    A mapping gives id to label: a label typed in place of an id is recognised too.
    """
    names = list(right)
    labels = dict(right) if isinstance(right, Mapping) else {}
    by_label = {label: name for name, label in labels.items()}
    text = str(wrong)
    best = by_label.get(text) or nearest(text, names) or by_label.get(nearest(text, by_label) or "")
    if best:
        label = _("（{remark}）").format(remark=labels[best]) if best in labels else ""
        return _("是不是 {name}{label}？").format(name=best, label=label)
    if 0 < len(names) <= 12:
        known = listed(remarked(name, labels[name]) if name in labels else name for name in names)
        return _("可用的有：{names}").format(names=known)
    return ""

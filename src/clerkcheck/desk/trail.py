"""The history of a case as its readers want it: who gave an answer and when, what changed since a visit or a print."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from clerkcheck.desk.session import Session
from clerkcheck.i18n import _

_ENDS = "：；、，（）\0"  # between which a label stands whole in a line of the history


class TrailStep(NamedTuple):
    """A line of the history: when (as written, with offset), who, and what was done."""

    at: str
    who: str
    what: str

    @property
    def day(self) -> str:
        """The day and the time, short enough for a column: 11-22 10:00; "" where none is written."""
        found = moment(self.at)
        return found.strftime("%m-%d %H:%M") if found else ""


def moment(text: str) -> datetime | None:
    """Return the time that a line of a history gives, None for what is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.astimezone()


def trail(session: Session) -> list[TrailStep]:
    """Return the history of a case, the oldest first; what is no line of one is left out."""
    kept: Any = session.stored.data.get("history")
    lines = kept if isinstance(kept, list) else []
    return [
        TrailStep(*(str(each.get(key) or "") for key in ("at", "who", "what")))
        for each in lines
        if isinstance(each, dict)
    ]


def given(lines: Sequence[TrailStep], label: str) -> TrailStep | None:
    """Return the last line that names a label as a whole: who answered it last, and when."""
    return next((line for line in reversed(lines) if _names(line.what, label)), None)


def brought(lines: Sequence[TrailStep]) -> TrailStep | None:
    """Return the line by which a case was made from another or a template, with the answers that no line names."""
    heads = copied_words(""), template_words("")
    return next((line for line in lines[:1] if line.what.startswith(heads)), None)


def _names(text: str, label: str) -> bool:
    at = text.find(label)
    while at >= 0:
        before, after = text[at - 1] if at else "\0", text[at + len(label) : at + len(label) + 1] or "\0"
        if before in _ENDS and after in _ENDS:
            return True
        at = text.find(label, at + 1)
    return False


def copied_words(title: str) -> str:
    """Return how the history says that a case was made from another."""
    return _("复制自：{t}").format(t=title)


def template_words(name: str) -> str:
    """Return how the history says that a case was made from a template."""
    return _("按模板新建：{name}").format(name=name)


def printed_words(paper: str) -> str:
    """Return how the history says that a paper was printed."""
    return _("打印：{paper}").format(paper=paper)


def since_print(lines: Sequence[TrailStep]) -> tuple[TrailStep, list[TrailStep]] | None:
    """Return the last print and what was done after it; None where nothing was printed."""
    mark = printed_words("")
    last = next((place for place in range(len(lines) - 1, -1, -1) if lines[place].what.startswith(mark)), None)
    return None if last is None else (lines[last], list(lines[last + 1 :]))


def since(lines: Sequence[TrailStep], visit: str | None) -> list[TrailStep]:
    """Return what was done after a visit (its time as ISO text); nothing where none is known."""
    start = moment(visit) if visit else None
    if start is None:
        return []
    return [line for line in lines if (at := moment(line.at)) is not None and at > start]

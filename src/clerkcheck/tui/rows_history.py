"""The history of a case as rows: what changed since the last visit, since the last print, and all of it."""

from collections.abc import Sequence

from clerkcheck.desk.session import Session
from clerkcheck.desk.trail import TrailStep, since, since_print, trail
from clerkcheck.i18n import _, linked
from clerkcheck.tui.widgets.painted_rows import Row, wrapped


def history_rows(session: Session, visit: str | None, width: int) -> list[Row]:
    """Return the history of a case; ``visit``: when it was last open here (ISO text), None where that is not known."""
    lines = trail(session)
    if not lines:
        return wrapped(_("还没有记下任何改动"), width, style="dim")
    fresh, printed = since(lines, visit), since_print(lines)
    rows = [Row(_("上次打开以来"), "heading")]
    none = _("没有改动") if visit else _("第一次打开这一件")
    rows += _rows(fresh, width) if fresh else wrapped(none, width, first="  ", style="dim")
    rows += [Row(""), Row(_("上次打印以来"), "heading")]
    if printed is None:
        rows += wrapped(_("还没有打印过"), width, first="  ", style="dim")
    else:
        mark, later = printed
        rows += wrapped(_("{day} {who} {what}").format(day=mark.day, who=mark.who, what=mark.what), width, first="  ")
        rows += _rows(later, width) if later else wrapped(_("没有改动"), width, first="  ", style="dim")
    return [*rows, Row(""), Row(_("全部经历（新的在前）"), "heading"), *_rows(lines, width)]


def _rows(lines: Sequence[TrailStep], width: int) -> list[Row]:
    """The lines, the newest first; every one can be brought under the cursor."""
    rows: list[Row] = []
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        rows += wrapped(line.what, width, first=f"  {line.day or '—':<11}  {line.who}  ", rest=" " * 15)
    return rows


def news(session: Session, visit: str | None, me: str) -> str:
    """Return in a sentence what others have done to a case since a visit; "" for nothing."""
    fresh = [line for line in since(trail(session), visit) if line.who != me]
    if not fresh:
        return ""
    people = linked(dict.fromkeys(line.who for line in fresh if line.who))
    return _("上次打开以来 {who} 改了 {n} 处，按 y 看").format(who=people or _("别处"), n=len(fresh))

"""What is recorded of a paper (要件) besides its state, as typed: date, number, issuer, copies, attachment, file."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from clerkcheck.cases.answers import copies_of
from clerkcheck.checking.pages import papers_read
from clerkcheck.desk.attached import file_named
from clerkcheck.desk.exceptions import FieldProblem
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, labelled, listed
from clerkcheck.literals import MaterialStatus
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.typed_answers import split
from clerkcheck.reading.typed_dates import typed_date
from clerkcheck.reading.written_values import ValueProblem, one_line


def field_labels() -> dict[str, str]:
    """Return the fields, in the order in which they are offered, each with its label."""
    return {
        "date": _("日期"),
        "ref": _("文号"),
        "issuer": _("出具单位"),
        "copies": _("份数"),
        "attachment": _("附件号"),
        "file": _("文件"),
    }


def fields_of(session: Session, paper: str) -> dict[str, str]:
    """Return the fields of one paper with their labels: where it was published, too, if a condition reads that.

    Or if the case says so already: nothing that stands in a case may be lost.
    """
    kept = session.case.materials.get(paper)
    asked = paper in papers_read(session.pack, "channel") or (kept is not None and kept.channel)
    return {**field_labels(), "channel": _("发布渠道")} if asked else field_labels()


def field_text(session: Session, paper: str, field: str) -> str:
    """Return what a case has in a field, as it is typed."""
    value = getattr(session.case.materials.get(paper), field, None)
    if field == "channel":
        return listed(session.pack.vocabulary.channels[each] for each in value or ())
    return str(value or "")


def typed_channels(session: Session, text: str) -> list[str]:
    """Return the channels typed, by label or id, one or several with 、 between; raises ValueProblem."""
    channels = session.pack.vocabulary.channels
    by_label = {label: name for name, label in channels.items()} | {name: name for name in channels}
    found: dict[str, None] = {}
    for each in split(unicodedata.normalize("NFKC", text)):
        if each not in by_label:
            remedy = suggestion(each, channels) or _("可用的有：{names}").format(names=listed(channels.values()))
            raise ValueProblem(_("没有“{value}”这个渠道").format(value=each), remedy)
        found[by_label[each]] = None
    return list(found)


def paper_value(
    session: Session, state: MaterialStatus, typed: Mapping[str, str]
) -> MaterialStatus | dict[str, Any] | None:
    """Return what the case is to hold: a word, or a mapping where more is known; None: nothing is.

    ``typed`` has the text of every field. Raises FieldProblem for the first that cannot be.
    """
    parts: dict[str, Any] = {}
    for field, text in typed.items():
        if text.strip():
            try:
                parts[field] = _read(session, field, text)
            except ValueProblem as problem:
                labels = {**field_labels(), "channel": _("发布渠道")}
                message = labelled(labels[field], problem.message)
                raise FieldProblem(field, message, problem.remedy) from None
    if parts:
        return {"status": state, **parts}
    return None if state == "unknown" else state


def _read(session: Session, field: str, text: str) -> Any:
    if field == "date":
        return typed_day(text, session.today).isoformat()
    if field == "channel":
        return typed_channels(session, text)
    if field == "copies":
        digits = unicodedata.normalize("NFKC", text).strip().removesuffix(_("份")).strip()
        return copies_of(int(digits) if digits.isdecimal() else text.strip())
    if field == "attachment":
        return one_line(one_line(text).removeprefix(_("附件")).strip() or text)
    return file_named(session.path, text) if field == "file" else one_line(text)


def typed_day(text: str, today: date) -> date:
    """Return a day as typed; a year not written is this one. Raises ValueProblem."""
    return typed_date(text, today.year)

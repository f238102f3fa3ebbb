"""What is wrong with ``pack.yaml`` itself, and with how its files are instruments or chapters: each at its place."""

from clerkcheck.i18n import _
from clerkcheck.packs.date_checks import check_date, check_period, precedes
from clerkcheck.packs.form_words import HEAD_REMEDIES
from clerkcheck.packs.loading import PackFiles
from clerkcheck.packs.model import CORE
from clerkcheck.packs.schema import Period
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import suggestion


def check_head(files: PackFiles, errors: list[InputError]) -> None:
    """Add an error for each day that is none, each signer there is not, and what is wrong with the instruments."""
    head, document, period = files.head, files.head_document, files.head.in_force or Period()
    check_date(document, ("issued",), head.issued, errors)
    check_period(document, ("in_force",), period, errors)
    if check_date(document, ("review_by",), head.review_by, errors) and precedes(head.review_by, period.from_):
        message = _("review_by 早于施行日 {day}").format(day=period.from_)
        errors.append(document.error(message, ("review_by",), _("写施行以后的一天，如印发满五年；没有就删去")))
    _check_instruments(files, errors)
    for name in head.names.signers:
        if name not in files.shared.signers:
            errors.append(document.error(_("没有 {name}").format(name=name), ("names", "signers", name)))


def _check_instruments(files: PackFiles, errors: list[InputError]) -> None:
    """A pack's files are the chapters of one regulation, which pack.yaml describes, or each is an instrument."""
    head, document = files.head, files.head_document
    ids = {each.entries.instrument.id for each in files.chapters if each.entries.instrument is not None}
    if not ids:
        for key in ("document_number", "issued", "in_force", "article_count"):
            if key not in head.model_fields_set:
                errors.append(document.error(_("缺少 {key}").format(key=key), (), HEAD_REMEDIES[key]))
        if "in_force" in head.model_fields_set and head.in_force is None:
            message = _("in_force 后面没有写哪一天")
            errors.append(document.error(message, ("in_force",), HEAD_REMEDIES["in_force"], key=True))
    for chapter in files.chapters:
        if chapter.entries.instrument is None and (ids or not chapter.entries.chapter):
            missing = "instrument" if ids else "chapter"
            errors.append(chapter.document.error(_("缺少 {key}").format(key=missing), ()))
    for name, wanted in head.groups.items():
        for index, each in enumerate(wanted):
            if each not in ids:
                message = _("没有 {id} 这部法规").format(id=each)
                errors.append(document.error(message, ("groups", name, index), suggestion(each, ids)))
    if head.groups:
        _check_groups(files, errors)


def _check_groups(files: PackFiles, errors: list[InputError]) -> None:
    """What is in no group is never judged, and a pack named alone is its group ``core``."""
    groups, document = files.head.groups, files.head_document
    if CORE not in groups:
        remedy = suggestion(CORE, list(groups)) or _("只写包的 id 时用的就是这一组")
        errors.append(document.error(_("groups 里没有 {name} 这一组").format(name=CORE), ("groups",), remedy))
    grouped = {each for ids in groups.values() for each in ids}
    for chapter in files.chapters:
        entry = chapter.entries.instrument
        if entry is not None and entry.id not in grouped:
            message = _("{id} 没有写进哪一组").format(id=entry.id)
            errors.append(chapter.document.error(message, ("instrument", "id"), _("写进 pack.yaml 的 groups")))


def check_accepted(files: PackFiles, known: list[str], errors: list[InputError]) -> None:
    """Only clauses there are, each once, can be accepted together."""
    for number, entry in enumerate(files.head.accepted):
        least = 1 if entry.remark else 2
        if len(entry.clauses) + (len(entry.articles) if entry.remark else 0) < least:
            at: KeyPath = ("accepted", number, "clauses")
            errors.append(files.head_document.error(_("至少要有 {n} 项").format(n=least), at))
        for index, name in enumerate(entry.clauses):
            path: KeyPath = ("accepted", number, "clauses", index)
            if name not in known:
                message = _("没有 {id} 这一款").format(id=name)
                errors.append(files.head_document.error(message, path, suggestion(name, known)))
            elif name in entry.clauses[:index]:
                errors.append(files.head_document.error(_("{id} 写了两次").format(id=name), path, _("只写一次")))

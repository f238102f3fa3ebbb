"""A copy of a Word draft with its faults as comments (python-docx 1.2), each where it stands."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import Fault, level_words
from clerkcheck.drafts.files.docx_files import opened
from clerkcheck.i18n import _, labelled
from clerkcheck.reading.characters import printable_lines
from clerkcheck.reading.word import W
from clerkcheck.reading.word.package import damaged

AUTHOR = "clerkcheck"


def with_comments(data: bytes, draft: Draft, faults: Sequence[Fault]) -> bytes:
    """Return the bytes of a copy of the draft ``data`` with a comment a fault; its text is not touched.

    What concerns the document as a whole stands at its first paragraph. Raises InputError for a damaged file.
    """
    document = opened(data, draft.text.path)
    try:
        paragraphs = list(document.element.body.iter(W + "p"))
        marks = {para.spot: para.mark for table in draft.text.tables for row in table.rows for para in row}
        for fault in faults:
            mark = draft.paras[fault.at].mark if fault.at >= 0 else marks.get(fault.where, _first_mark(draft))
            # What has no words of its own to hang a comment on is told of at the first that has.
            wanted = [paragraphs[mark], *paragraphs] if 0 <= mark < len(paragraphs) else paragraphs
            runs = next((found for each in wanted if (found := _runs(each, document))), [])
            if runs:
                document.add_comment(runs, text=comment_text(fault), author=AUTHOR, initials="c")
        file = BytesIO()
        document.save(file)
    except Exception as error:  # as in reading it: what is read may still be damaged where comments go
        raise damaged(draft.text.path) from error
    return file.getvalue()


def comment_text(fault: Fault) -> str:
    """Return what a comment says: the fault, its source and what to do, a line each."""
    check = fault.check
    lines = [
        fault.message,
        labelled(_("依据"), _("【{level}】{source}").format(level=level_words()[check.level], source=check.source)),
        labelled(_("办法"), check.remedy),
        f"({check.id})",
    ]
    return printable_lines("\n".join(lines))


def _first_mark(draft: Draft) -> int:
    return next((para.mark for para in draft.paras if para.mark >= 0), -1)


def _runs(paragraph: Any, document: Any) -> list[Any]:
    """The first and the last run of a paragraph, between which a comment stands."""
    from docx.text.run import Run

    children = [each for each in paragraph.iterchildren(W + "r") if each.find(W + "t") is not None]
    # Runs may stand in a link or in a tracked insertion.
    found = children or [each for each in paragraph.iter(W + "r") if each.find(W + "t") is not None]
    return [Run(each, document) for each in (found[:1] + found[-1:])]

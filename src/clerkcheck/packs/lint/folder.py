"""The folder of a pack: called as the pack is, and no chapter in it that the pack does not name."""

import os
import re
from collections.abc import Iterator

from clerkcheck.i18n import _
from clerkcheck.packs.homes import is_pack_id
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import MEGABYTE, read_text
from clerkcheck.reading.reach import is_ordinary_file

_ARTICLES = r"(?m)^articles\s*:"  # what makes a file a chapter


def folder_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield remarks on a folder of another name, and on chapters that nothing reads; none without the files."""
    if reviewed.files is None:
        return
    folder = os.path.dirname(os.path.abspath(reviewed.files.head_document.source))
    name, ours = os.path.basename(folder), reviewed.pack.id
    if is_pack_id(name) and name != ours:
        message = _("id 是 {id}，文件夹叫 {name}：案件里按 id 叫不到它").format(id=ours, name=name)
        yield LintRemark("warning", message, reviewed.head_place(("id",)), _("两处写成一样的"))
    listed = {"pack.yaml", *reviewed.files.head.files}
    for each in sorted(os.listdir(folder)):
        if each.endswith(".yaml") and each not in listed and _is_chapter(folder, each):
            message = _("文件夹里有 {file}，files 没有列，里面的条款不算").format(file=each)
            yield LintRemark(
                "warning", message, reviewed.head_place(("files",)), _("写进 files；不用的，移出这个文件夹")
            )


def _is_chapter(folder: str, name: str) -> bool:
    try:
        found = is_ordinary_file(name, folder) and read_text(os.path.join(folder, name), limit=4 * MEGABYTE)
    except InputError:
        return False
    return bool(found) and re.search(_ARTICLES, str(found)) is not None

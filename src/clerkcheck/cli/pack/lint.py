"""``clerkcheck pack lint [ID…]``: faults of packs, then what a reviewer would remark."""

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from clerkcheck.cells import wrap
from clerkcheck.cli.pack.which_pack import built_from, pack_files, pack_name
from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.packs.store import pack_ids
from clerkcheck.reading.errors import InputError

if TYPE_CHECKING:
    from clerkcheck.packs.lint import LintRemark
    from clerkcheck.packs.model import Pack

_WIDTH = 80


def run(options: Namespace) -> int:
    """Print faults and remarks; return 2 when a pack does not load, 1 when a remark is an error, else 0."""
    names = list(dict.fromkeys(pack_name(each) for each in options.packs or pack_ids()))
    return max(_lint(name, several=len(names) > 1) for name in names)


def _lint(name: str, *, several: bool) -> int:
    try:
        pack, remarks = reviewed(name)
    except InputError as error:
        say(str(error))
        return 2
    if several and remarks:
        say(f"== {pack.id} {pack.regulation}")
    return say_review(pack, remarks)


def reviewed(name: str) -> "tuple[Pack, tuple[LintRemark, ...]]":
    """Return a pack, with all that goes with it loaded and checked, and what is to be remarked; raises InputErrors."""
    from clerkcheck.desk.profiles import check_profiles
    from clerkcheck.packs.lint import review

    files = pack_files(name)
    built = built_from(files, name)
    check_profiles(built.pack._replace(folder=os.path.dirname(files.head_document.source)))
    return built.pack, review(built, files)


def say_review(pack: "Pack", remarks: "tuple[LintRemark, ...]") -> int:
    """Print the remarks and how many there are; return 1 where one is an error, else 0."""
    for remark in remarks:
        say("\n".join(wrap(_said(remark), _WIDTH, rest="    ")))
    say(_summary(pack, remarks))
    return 1 if any(remark.severity == "error" for remark in remarks) else 0


def _said(remark: "LintRemark") -> str:
    severities = {"error": _("错误"), "warning": _("提醒")}
    return _("【{severity}】{remark}").format(severity=severities[remark.severity], remark=remark)


def _summary(pack: "Pack", remarks: "tuple[LintRemark, ...]") -> str:
    errors = sum(remark.severity == "error" for remark in remarks)
    counted = _("{id}：{n} 条 {m} 款").format(id=pack.id, n=len(pack.articles), m=len(pack.clauses))
    if pack.drafts:
        counted = _("{counted}，另有草稿 {n} 款没有确认").format(counted=counted, n=pack.drafts)
    found = _("错误 {a} 处，提醒 {b} 处").format(a=errors, b=len(remarks) - errors) if remarks else _("没有问题")
    return _("{counted}，{found}").format(counted=counted, found=found)

"""``clerkcheck pack new ID --source FILE``: a new pack, drafted from the clauses of those there are."""

import os
import re
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clerkcheck.cli.parser import UsageError
from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import reason_of, write_whole

if TYPE_CHECKING:
    from clerkcheck.packs.drafting.writing import Drafts
    from clerkcheck.packs.source_text import SourceText

_ID = r"[a-z][a-z0-9_]*\Z"


def run(options: Namespace) -> int:
    """Write the folder (never into one that holds anything) and return 0."""
    from clerkcheck.packs.numbering import numbering_remarks
    from clerkcheck.packs.skeleton import skeleton
    from clerkcheck.packs.source_text import SOURCE, read_source, split_source

    if not re.match(_ID, options.pack):
        raise UsageError(
            _("“{id}”不能作规则包的 id").format(id=options.pack),
            None,
            _("用小写英文字母开头，只含小写英文字母、数字、下划线"),
        )
    _refuse_shipped(options.pack)
    text = read_source(options.source)
    source = split_source(text, options.source)
    folder = options.output or options.pack
    _make(folder)
    drafts = None if options.bare else _drafts(options.pack, source)
    files = skeleton(options.pack, source, drafts) | ({SOURCE: text} if drafts else {})
    for name, content in files.items():
        write_whole(os.path.join(folder, name), content.encode())
    shown = os.path.join(folder, "") if os.path.isabs(folder) else os.path.join(".", os.path.normpath(folder), "")
    for line in (*map(_remarked, numbering_remarks(text, source.articles)), *_said(source, drafts, shown)):
        say(line)
    return 0


def _refuse_shipped(pack_id: str) -> None:
    """Raise UsageError for the id of a shipped pack: that one is found first, and the new one never by its id."""
    from itertools import count

    from clerkcheck.packs.store import known_packs, pack_ids

    if pack_id in pack_ids():
        taken = known_packs()
        free = next(name for each in count(2) if (name := f"{pack_id}{each}") not in taken and not os.path.exists(name))
        message = _("{id} 是自带规则包的 id，新写的用了它就叫不到").format(id=pack_id)
        raise UsageError(message, None, _("换一个 id，如 {free}").format(free=free))


def _drafts(pack_id: str, source: "SourceText") -> "Drafts | None":
    """What the other packs let us propose; None where nothing can be, or what reads them is not installed."""
    from clerkcheck.packs.store import known_packs

    try:
        from clerkcheck.packs.drafting.making import drafted
    except ImportError:
        say(_("没有起草：起草要另装 rapidfuzz：pip install 'clerkcheck[keeper]'"))
        return None
    found = drafted(pack_id, source, [folder for name, folder in known_packs().items() if name != pack_id])
    return found if found.total else None


def _said(source: "SourceText", drafts: "Drafts | None", folder: str) -> Iterator[str]:
    articles = len(source.articles)
    if drafts is None:
        yield _("已写好 {folder}：{n} 条，都待整理").format(folder=folder, n=articles)
        yield _("下一步：填 pack.yaml，逐条整理，随时用 clerkcheck pack lint {folder} 看还剩什么").format(folder=folder)
        return
    left = articles - len(drafts.articles)
    yield _("已写好 {folder}：{n} 条，{m} 条起草了 {k} 款，{left} 条待整理").format(
        folder=folder, n=articles, m=len(drafts.articles), k=drafts.total, left=left
    )
    yield _("草稿里拿得准的 {a} 款，拿不准的 {b} 款，只有要点的 {c} 款；没有确认的草稿不参加判断").format(
        a=drafts.certain, b=drafts.total - drafts.certain - drafts.open, c=drafts.open
    )
    yield _("下一步：填 pack.yaml，用 clerkcheck pack confirm {folder} 逐款确认").format(folder=folder)


def _remarked(text: str) -> str:
    return _("【提醒】{text}").format(text=text)


def _make(folder: str) -> None:
    """Make the folder; one that already holds something is left as it is."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        if not os.path.isdir(folder) or os.listdir(folder):
            raise InputError(_("已存在，没有改动"), Place(folder), _("用 -o 另给一个新文件夹")) from None
    except FileNotFoundError:
        raise InputError(_("上一级文件夹不存在"), Place(folder), _("先建好上一级文件夹")) from None
    except OSError as error:
        raise InputError(_("建不了文件夹：{why}").format(why=reason_of(error)), Place(folder)) from None

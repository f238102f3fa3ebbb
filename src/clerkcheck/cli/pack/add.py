"""``clerkcheck pack add FOLDER|ZIP``: a finished pack put where every command and the app find it by id and region."""

import os
from argparse import Namespace

from clerkcheck.cli.pack.lint import reviewed, say_review
from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import pack_ids, regions
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.user_folders import from_home


def run(options: Namespace) -> int:
    """Load and lint the pack beside its place, then move it there; return 0, or 1 where lint finds errors in it.

    Raises InputError where it cannot be read, its id is that of a shipped pack, or one of that id is there already.
    """
    from clerkcheck.packs.incoming import read_incoming
    from clerkcheck.packs.placing import put_in_place, staged

    incoming = read_incoming(options.source)
    with staged(incoming.files, options.source) as folder:
        pack, remarks = reviewed(os.path.join(folder, ""))
        _refuse_id(pack, options.source)
        if say_review(pack, remarks):
            remedy = _("改好再放；要先试用，放在案件旁边，案件里写 pack: ./{id}")
            raise InputError(_("还有错误，没有放进去"), Place(options.source), remedy.format(id=pack.id))
        target = put_in_place(folder, pack.id, replace=options.force)
    if incoming.passed:
        say(_("另有 {n} 个文件不是规则包的，没有放进去").format(n=incoming.passed))
    say(_("已放好：{folder}").format(folder=from_home(target)))
    say(_("案件里写 pack: {id}；表格的“规则包”一列写 {name}").format(id=pack.id, name=_called(pack)))
    return 0


def _refuse_id(pack: Pack, source: str) -> None:
    if pack.id in pack_ids():
        message = _("{id} 是自带的规则包的 id").format(id=pack.id)
        raise InputError(message, Place(os.path.join(source, "pack.yaml")), _("换一个 id，文件夹名也改"))


def _called(pack: Pack) -> str:
    """By what a table may name the pack: its region, where no other pack is called so."""
    return pack.region if list(regions().values()).count(pack.region) == 1 else pack.id

"""``clerkcheck pack remove ID``: a pack of the user's own put into the recycle folder beside it, never deleted."""

import os
import sys
from argparse import Namespace

from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.line.talk import typed
from clerkcheck.packs.homes import kept_folder, kept_packs
from clerkcheck.packs.store import pack_ids
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.user_folders import from_home


def run(options: Namespace) -> int:
    """Ask, unless ``--yes``, then move the pack; return 0, or 1 where the answer is no.

    Raises InputError for a shipped pack, for an id that is none of the user's, and where nobody can be asked.
    """
    from clerkcheck.packs.placing import to_recycle_folder

    name = options.pack
    if name in pack_ids():
        raise InputError(_("{id} 是自带的规则包，移不走").format(id=name), None, _("只能移走自己放进来的"))
    folder = kept_folder(name)
    if folder is None:
        remedy = suggestion(name, kept_packs()) or _("有哪些，用 clerkcheck pack list 看")
        raise InputError(_("自己的规则包文件夹里没有 {id}").format(id=name), None, remedy)
    if not options.yes and not _agreed(name, folder):
        say(_("没有动"))
        return 1
    say(_("已移到：{folder}").format(folder=from_home(to_recycle_folder(folder))))
    say(_("要找回来，把这个文件夹用 clerkcheck pack add 再放一次"))
    return 0


def _agreed(name: str, folder: str) -> bool:
    """Whether the user agrees; raises InputError where the input is at its end."""
    try:
        answer = typed(_("把 {id}（{folder}）移到回收站？是按 y，否按 n：").format(id=name, folder=from_home(folder)))
    except EOFError:
        sys.stdout.flush()
        remedy = _("不能当面问的，加 --yes")
        raise InputError(_("没有回答，没有动"), Place(os.path.join(folder, "")), remedy) from None
    return answer.strip().lower() in ("y", "yes", _("是"))

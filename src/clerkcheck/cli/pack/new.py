"""``clerkcheck pack new ID --source FILE``: the skeleton of a pack, ready to be filled in."""

import os
import re
from argparse import Namespace

from clerkcheck.cli.parser import UsageError
from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import reason_of, write_whole

_ID = r"[a-z][a-z0-9_]*\Z"


def run(options: Namespace) -> int:
    """Write the folder (never into one that holds anything) and return 0."""
    from clerkcheck.packs.skeleton import skeleton
    from clerkcheck.packs.source_text import read_source, split_source

    if not re.match(_ID, options.pack):
        raise UsageError(
            _("“{id}”不能作规则包的 id").format(id=options.pack),
            None,
            _("用小写英文字母开头，只含小写英文字母、数字、下划线"),
        )
    source = split_source(read_source(options.source), options.source)
    folder = options.output or options.pack
    _make(folder)
    for name, text in skeleton(options.pack, source).items():
        write_whole(os.path.join(folder, name), text.encode())
    shown = os.path.join(folder, "") if os.path.isabs(folder) else os.path.join(".", os.path.normpath(folder), "")
    say(_("已写好 {folder}：{n} 条，都待整理").format(folder=shown, n=len(source.articles)))
    say(_("下一步：填 pack.yaml，逐条整理，随时用 clerkcheck pack lint {folder} 看还剩什么").format(folder=shown))
    return 0


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

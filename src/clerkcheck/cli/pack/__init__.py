"""``clerkcheck pack …``: the rule packs as their keepers see them.

An action lives in the module of its name and is imported only when it is called.
"""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from clerkcheck.cli.out import add_page_format
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.i18n import _

_ACTIONS = {
    "list": _("列出规则包"),
    "show": _("看一个规则包、一条或一款"),
    "lint": _("检查规则包的写法（默认全部）"),
    "coverage": _("逐条核对：有条款，或写明为什么没有"),
    "verify": _("拿一份原文核对引文和条号"),
    "diff": _("比较两个政府的规则，或同一规则包的两个版本"),
    "new": _("由一份原文生成规则包：照别处规则包起草"),
    "test": _("试一试规则包里的情景：每一个都要得出它说的结果"),
    "vocabulary": _("列出可用的 id：事实、要件、会议、签批人、日期、期限，名称、说明和取值"),
    "confirm": _("逐款确认草稿：采用、改、不要，随时可以停下"),
    "remove": _("把自己的规则包移到回收站，先问一声；自带的移不走"),
    "add": _("把写好的规则包放进自己的规则包文件夹，以后用 id 或地名来叫"),
}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the actions of ``pack``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="|".join(_ACTIONS))
    made = {name: actions.add_parser(name, help=purpose, description=purpose) for name, purpose in _ACTIONS.items()}
    one = _("规则包的 id 或文件夹")
    made["show"].add_argument("pack", metavar="ID", help=one)
    made["show"].add_argument("part", metavar="CLAUSE", nargs="?", help=_("款号（qj-49-1）或条号（第四十九条）"))
    made["lint"].add_argument("packs", metavar="ID|FILE", nargs="*", help=_("规则包的 id、文件夹或其中的文件"))
    made["coverage"].add_argument("pack", metavar="ID", help=one)
    made["verify"].add_argument("pack", metavar="ID", help=one)
    _source(made["verify"])
    made["verify"].add_argument(
        "--as-of", metavar="DATE", help=_("原文是哪一天的（默认今天）：那天不在施行期的款，原文里可以没有")
    )
    add_page_format(made["verify"])
    made["diff"].add_argument("left", metavar="A", help=one)
    made["diff"].add_argument("right", metavar="B", help=one)
    made["diff"].add_argument("--all", action="store_true", help=_("相同的也列出来"))
    add_page_format(made["diff"])
    made["new"].add_argument("pack", metavar="ID", help=_("新规则包的 id：小写英文字母、数字、下划线"))
    _source(made["new"])
    made["new"].add_argument("--bare", action="store_true", help=_("只生成骨架，不起草"))
    made["test"].add_argument("pack", metavar="ID", help=one)
    made["test"].add_argument("--as-of", metavar="DATE", help=_("按哪一天试（默认今天）；情景自己写了 as_of 的照它"))
    made["vocabulary"].add_argument("word", metavar="WORD", nargs="?", help=_("只列有这个词的，如 金额、合法性"))
    made["vocabulary"].add_argument(
        "--pack", metavar="ID", default="national", help=_("连同哪个规则包自己的词汇（默认只列共用的）")
    )
    made["confirm"].add_argument("pack", metavar="ID", help=one)
    made["confirm"].add_argument("--source", metavar="FILE", help=_("原文（默认规则包文件夹里的 source.txt）"))
    made["remove"].add_argument("pack", metavar="ID", help=_("自己的规则包的 id"))
    made["remove"].add_argument("--yes", action="store_true", help=_("不问"))
    made["add"].add_argument("source", metavar="FOLDER|ZIP", help=_("规则包的文件夹，或装着它的 .zip"))
    made["add"].add_argument("--force", action="store_true", help=_("已有同一个 id 的，换掉"))
    for each in made.values():
        add_packs_option(each)
    made["new"].add_argument("-o", "--output", metavar="FOLDER", help=_("写到哪个新文件夹（默认当前文件夹下的 ID）"))


def run(options: Namespace) -> int:
    """Run one action and return its exit status."""
    module = import_module(f"clerkcheck.cli.pack.{options.action}")
    status: int = module.run(options)
    return status


def _source(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--source",
        metavar="FILE",
        required=True,
        help=_("原文：.docx 或 UTF-8 纯文本，简繁均可；几部法规的，给文件夹"),
    )

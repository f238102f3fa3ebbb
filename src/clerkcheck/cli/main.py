"""The front door: chooses the command, turns every failure into one message and an exit status."""

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module

from clerkcheck.cli.office_in_use import office_in_use
from clerkcheck.cli.packs_in_use import packs_in_use
from clerkcheck.cli.parser import Parser, UsageError, quoted
from clerkcheck.cli.say import say, say_error
from clerkcheck.cli.streams import prepare_streams
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import suggestion

# Command, what it is for. A command lives in the module of its name and is imported only when it is called.
COMMANDS = {
    "check": _("查一件或几件，给出结论、要件、会议、签批、期限"),
    "due": _("推算期限：某日之前或之后第几个工作日（或日、月、年）"),
    "calendar": _("某年的工作日历：休、班、周末，依据何在"),
    "pack": _("规则包：列出、查看、检查、核对条文"),
    "plan": _("倒排计划：从会议或公布之日往回推，每步最迟何时开始"),
    "slip": _("补正告知单：退回的一件要补什么、依据哪条、哪天前"),
    "summary": _("议题审核汇总表：一个文件夹（一次会议）逐件的结论"),
    "batch": _("成批查：文件夹、表格或数据文件进，结论表出"),
    "draft": _("读草稿：公文的毛病（依据、位置、改法），和草稿写到的情况"),
    "new": _("写出一份空白案件文件"),
    "serve": _("在浏览器里用应用，只在本机"),
    "doctor": _("查这台机器：Python、终端、编码、放假通知、规则包、选装的包、能不能写"),
    "completion": _("打印补全脚本：按 Tab 补全命令、选项、规则包和文件名"),
}
# Why standard output may take no more; an error of a file that was named comes as an InputError.
_NOT_WRITTEN = {
    errno.ENOSPC: _("磁盘已满"),
    errno.EDQUOT: _("用完了配额"),
    errno.EFBIG: _("文件太大"),
    errno.EIO: _("读写出错"),
    errno.EBADF: _("输出已关闭"),
}
APP = "open"  # what `clerkcheck [FOLDER|CASE]` without a command opens


def run(arguments: list[str]) -> int:
    """Run the command line; return 0, 1 (some case is not ready), 2 (bad input), 3 (internal error) or 130."""
    prepare_streams()
    try:
        status = _dispatch(arguments)
        sys.stdout.flush()  # what cannot be written is to be known now, not when Python ends
        return status
    except (SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of a library in Rust is no Exception
        return _failed(error)


def _failed(error: BaseException) -> int:
    """Say in one message what went wrong and return the exit status."""
    if isinstance(error, InputError):
        status, text = 2, _("错误：{error}").format(error=error)
    elif isinstance(error, KeyboardInterrupt):
        status, text = 130, _("已中断")
    elif isinstance(error, OSError) and error.filename is None and error.errno in _NOT_WRITTEN:
        sys.stdout = None  # nor would it take the rest
        why = _NOT_WRITTEN[error.errno]
        status, text = 2, _("错误：结果没有全写出去：{why}。腾出空间，或换一处再写").format(why=why)
    else:
        from clerkcheck.faults import INTERNAL_ERROR, fault_sentence

        status, text = INTERNAL_ERROR, fault_sentence(error)
    with suppress(OSError):  # where nothing can be said either, the status says it
        say_error(text)
    return status


def _dispatch(arguments: list[str]) -> int:
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        return _call(name, arguments[1:], f"clerkcheck {name}", COMMANDS[name])
    if name in ("-h", "--help") or (not arguments and not sys.stdout.isatty()):
        return _help()
    if not arguments or name.startswith("-") or os.path.exists(name):
        return _call(APP, arguments, "clerkcheck", _("打开案件文件夹或一件案件"))
    raise UsageError(
        _("没有 {name} 这个命令、文件或文件夹").format(name=quoted(name)), None, suggestion(name, COMMANDS)
    )


def _call(name: str, arguments: list[str], prog: str, purpose: str) -> int:
    module = import_module(f"clerkcheck.cli.{name}")
    parser = Parser(prog=prog, description=purpose)
    module.add_arguments(parser)
    try:
        options = parser.read(arguments)
    except SystemExit as leaving:  # --help, --version
        return int(leaving.code or 0)
    with packs_in_use(options), office_in_use(options):
        status: int = module.run(options)
    return status


def _help() -> int:
    say(_("clerkcheck：送审自查。议题、公文上报之前，查缺什么要件、该上哪个会、谁签、哪天前，条条有依据。") + "\n")
    say(_("用法：clerkcheck [文件夹或案件]     打开应用（--line 行模式，--no-mouse 不用鼠标，--dark 深色）"))
    say(_("      clerkcheck 命令 …           每个命令可加 --help"))
    for command, purpose in COMMANDS.items():
        say(f"  {command:<11}{purpose}")
    return 0

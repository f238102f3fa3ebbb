"""The commands of the register."""

from clerkcheck.desk.case_line import VIEWS
from clerkcheck.i18n import _
from clerkcheck.literals import OUTCOMES
from clerkcheck.tui import rows_cases as rows
from clerkcheck.tui.commands import Command
from clerkcheck.tui.screens.clerk_screen import COMMON

# The commands that need no case.
CASELESS = frozenset(["open", "new", "templates", "folder", "restore", *(each.action for each in COMMON)])
FILTERS = (*OUTCOMES, *VIEWS)  # what the number keys from 1 show
_WORDS = dict[str, str](rows.WORDS.items()) | dict[str, str](rows.view_words().items())
COMMANDS = (
    Command("open", ("enter",), _("打开"), _("打开这一件；在会议（文件夹）上进到里面")),
    Command("new", ("n",), _("新建"), _("新建一件")),
    Command("search", ("slash",), _("查找"), _("边输边找：名称、单位、会议、文件名")),
    Command("print", ("p",), _("打印"), _("印这个文件夹的汇总表、全部补正告知单、全部自查表")),
    Command("mark", ("s",), _("标记"), _("标记这一件：准备中、已报送、已归档")),
    Command("app.quit", ("q", "ctrl+q"), _("退出"), _("离开；答案都已存好")),
    Command("rename", ("t", "f2"), _("改名"), _("改事项名称，文件名跟着改")),
    Command("copy", ("c",), _("复制"), _("照这一件另立一件，只带回答；也可以连要件一起带")),
    Command("templates", ("m",), _("模板"), _("按模板新建一件，或把这一件的回答另存为模板")),
    Command("notes", ("b",), _("备注"), _("给这一件写备注")),
    Command("trash", ("delete",), _("删除"), _("移到本文件夹的回收站，先问一声")),
    Command("folder", ("o",), _("文件夹"), _("换文件夹：上一级、里面的会议，或另输一处")),
    Command("restore", ("r",), _("回收站"), _("从本文件夹的回收站找回一件"), footer=False),
    Command("refit", ("k",), _("换规则"), _("改按别处的规则，或改成议题、公文；不再适用的回答先列出来"), footer=False),
    Command("sort", ("z",), _("排序"), _("换一种排列：最急的在前、按日子、按结论、按名称"), footer=False),
    Command("undo", ("u", "ctrl+z"), _("撤销"), _("找回刚删除的一件"), footer=False),
    Command("up", ("backspace",), _("上一级"), _("回到上一级文件夹"), footer=False),
    *(
        Command(
            f"only('{each}')", (str(number),), _WORDS[each], _("只看“{word}”的").format(word=_WORDS[each]), footer=False
        )
        for number, each in enumerate(FILTERS, 1)
    ),
    Command("only('')", ("0",), _("全部"), _("看全部（已归档的不在内）"), footer=False),
    Command("leave", ("escape",), _("取消"), _("清除查找和筛选；没有的话回到上一级文件夹"), footer=False),
)


def commands_of(commands: tuple[Command, ...], *, empty: bool, narrowed: bool) -> tuple[Command, ...]:
    """Return ``commands`` as the list offers them: in an ``empty`` one those that need no case; the way out of a search
    or a filter, while there is one, where it can be clicked.
    """
    if empty:
        return tuple(each for each in commands if each.action in CASELESS)
    return tuple(each._replace(footer=each.footer or (narrowed and each.action == "leave")) for each in commands)

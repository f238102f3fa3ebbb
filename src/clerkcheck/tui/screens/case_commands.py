"""The commands of the case screen, in the order and the words that suit each of its panels."""

from clerkcheck.i18n import _
from clerkcheck.tui.commands import Command
from clerkcheck.tui.screens.clerk_screen import COMMON

COMMANDS = (
    Command("confirm", ("enter",), _("下一组"), _("确认这一页，进到下一组问题；在要件、日期里打开所在的一行")),
    Command("back", ("backspace",), _("上一组"), _("回到上一页；在日期里清除所在的一行")),
    Command("tick", ("space",), _("勾选"), _("勾选或取消光标所在的一项；在要件里换状态")),
    Command("unsure", ("0",), _("不清楚"), _("这一项不清楚，先留着，不当作“否”")),
    Command("deny", ("minus",), _("答“否”"), _("光标所在的一项答“否”，带 [?] 的就这样答"), footer=False),
    Command("why", ("w",), _("依据"), _("为什么问：条文和原话")),
    Command("file", ("f",), _("文件"), _("在要件里：由系统打开光标所在一件的文件"), footer=False),
    Command("panel('papers')", ("m",), _("要件"), _("要件核对：已有、缺、待定")),
    Command("panel('dates')", ("d",), _("日期"), _("日期和期限")),
    Command("panel('ask')", ("a",), _("问题"), _("回到问题"), footer=False),
    Command("verdict", ("v",), _("结论"), _("把结论全部打开，逐项看依据")),
    Command("report", ("r",), _("报告"), _("预览并打印送审自查表、补正告知单、办理计划")),
    Command("draft", ("c",), _("草稿"), _("读这一件的草稿：写到了什么，逐项采用；有什么毛病"), footer=False),
    Command("undo", ("u", "ctrl+z"), _("撤销"), _("撤销上一步")),
    Command("redo", ("ctrl+y",), _("重做"), _("重做刚撤销的一步"), footer=False),
    Command("answers", ("g",), _("回答"), _("全部回答：谁在什么时候答的，就地改，查找"), footer=False),
    Command("profile", ("i",), _("类别"), _("选事项类别，一次看过、确认这一类的答案"), footer=False),
    Command("retitle", ("t", "f2"), _("改名"), _("改事项名称或单位"), footer=False),
    Command("notes", ("b",), _("备注"), _("给这一件写备注"), footer=False),
    Command("mark", ("s",), _("标记"), _("标记这一件：准备中、已报送、已归档"), footer=False),
    Command("history", ("y",), _("经历"), _("谁在什么时候改了什么；上次打开、上次打印以来改了哪些"), footer=False),
    Command("refit", ("k",), _("换规则"), _("改按别处的规则，或改成议题、公文；不再适用的回答先列出来"), footer=False),
    Command("plan", ("p",), _("倒排"), _("日历、期限和倒排计划"), footer=False),
    Command("rules", ("l",), _("规则"), _("翻阅本规则各条"), footer=False),
    Command("leave", ("escape", "q"), _("返回"), _("回到案件列表；答案都已存好")),
)

# The number keys of the papers: shown there, where they are no answers to a question.
_PAPER_KEYS = (
    Command("digit(1)", ("1",), _("已有"), _("光标所在的要件已有")),
    Command("digit(2)", ("2",), _("缺"), _("光标所在的要件缺")),
    Command("digit(3)", ("3",), _("待定"), _("光标所在的要件待定")),
    Command("digit(4)", ("4",), _("例外"), _("经批准可以不附的，记下例外；只有“原则上、一般”的要求可以")),
)

# Panel -> the actions its footer shows, most wanted first: as many as fit.
_FOOTERS = {
    "ask": (
        "confirm", "back", "why", "panel('papers')", "verdict", "report", "panel('dates')", "unsure", "tick", "undo",
        "leave",
    ),
    "papers": (
        *(each.action for each in _PAPER_KEYS), "confirm", "verdict", "report", "panel('dates')", "why", "file", "back",
        "undo", "leave",
    ),
    "dates": ("confirm", "back", "report", "verdict", "panel('papers')", "plan", "panel('ask')", "undo", "leave"),
}  # fmt: skip
_LABELS = {
    "papers": {"confirm": _("填写"), "back": _("问题")},
    "dates": {"confirm": _("选日子"), "back": _("清除")},
}


def commands_of(panel: str, commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """Return ``commands`` as ask, papers or dates has them: its own labels, and in the footer what it needs."""
    order, labels = _FOOTERS[panel], _LABELS.get(panel, {})
    commands = (*_PAPER_KEYS, *commands) if panel == "papers" else commands
    named = [each._replace(label=labels.get(each.action, each.label)) for each in commands]
    first = sorted((each for each in named if each.action in order), key=lambda each: order.index(each.action))
    rest = [each if each in COMMON else each._replace(footer=False) for each in named if each.action not in order]
    return (*(each._replace(footer=True) for each in first), *rest)


def finished_commands(commands: tuple[Command, ...], *, unsure: bool, before: bool) -> tuple[Command, ...]:
    """Return ``commands`` for when nothing is left to ask: the footer has only what would do something.

    ``unsure``: whether answers were left open, to which Enter goes; ``before``: whether there is a page to go back to.
    """
    shown = {"confirm": unsure, "back": before, "why": False, "unsure": False, "tick": False}
    words = _("答不清楚的")
    named = (each._replace(label=words) if each.action == "confirm" else each for each in commands)
    return tuple(each if shown.get(each.action, True) else each._replace(footer=False) for each in named)


def commands_of_number(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """Return the commands while a number is typed: 0 is a digit then, nothing is ticked, and Esc leaves it open."""
    kept = (each for each in commands if each.action not in ("unsure", "tick", "deny"))
    label, help_ = _("不清楚"), _("这一项不清楚，先留着")
    return tuple(each._replace(label=label, help=help_) if each.action == "leave" else each for each in kept)


def rowless(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """Return the commands of a page that has no row to open or to clear."""
    return tuple(each for each in commands if each.action not in ("confirm", "back", "tick", "unsure", "deny"))

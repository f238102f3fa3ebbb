"""Line mode's list of cases: choose one of a folder, or start a new one."""

import os
import re

from clerkcheck.cases.editing import new_data
from clerkcheck.cases.saving import create
from clerkcheck.i18n import _
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.reading.errors import InputError, printable
from clerkcheck.reading.files import read_document
from clerkcheck.reading.values import ValueProblem, one_line, shown
from clerkcheck.tui.line import Talk

CASE_FILES = (".yaml", ".yml", ".json")
_AT_A_TIME = 20
_NOT_IN_NAMES = r'[\\/:*?"<>|\s\x00-\x1f]+'


def choose_case(talk: Talk, folder: str) -> str:
    """Return the path of the case chosen from ``folder``, or of one made now; raises Leave or InputError."""
    names = case_files(folder)
    start = 0
    while names:
        listed = names[start : start + _AT_A_TIME]
        for number, name in enumerate(listed, start + 1):
            talk.say(title_of(os.path.join(folder, name)), first=f"{number:>3} ", rest="    ")
        more = _("，回车 往下看") if start + _AT_A_TIME < len(names) else ""
        answer = talk.key(_("输入序号打开，n 新建{more}，q 离开 > ").format(more=more))
        if answer == "n":
            break
        if answer.isdigit() and 1 <= int(answer) <= len(names):
            return os.path.join(folder, names[int(answer) - 1])
        if answer:
            talk.say(_("没有“{text}”这一项").format(text=answer))
        else:
            start = start + _AT_A_TIME if more else 0
    return new_case(talk, folder)


def case_files(folder: str) -> list[str]:
    """Return the names of what may be case files, sorted; raises InputError for a folder that cannot be read."""
    try:
        names = os.listdir(folder)
    except OSError as error:
        raise InputError(_("文件夹打不开：{why}").format(why=error.strerror)) from None
    return sorted(name for name in names if name.lower().endswith(CASE_FILES) and not name.startswith("."))


def title_of(path: str) -> str:
    """Return a case's title with its file name, or why it cannot be read."""
    name = os.path.basename(path)
    try:
        data = read_document(path).data
    except InputError as error:
        return _("{name}：读不了，{why}").format(name=name, why=error.message)
    title = data.get("title") if isinstance(data, dict) else None
    return printable(f"{shown(title)}（{name}）" if title else name)


def new_case(talk: Talk, folder: str) -> str:
    """Ask for government, kind and title, write the new case file and return its path."""
    talk.say(_("新建一件"))
    packs = [load_pack(each) for each in pack_ids()]
    for number, pack in enumerate(packs, 1):
        talk.say(f"{pack.region}　{pack.regulation}", first=f"{number:>3} ", rest="    ")
    pack = packs[talk.number(_("哪里的规则 > "), len(packs)) - 1]
    kinds = list(pack.vocabulary.kinds)
    for number, kind in enumerate(kinds, 1):
        talk.say(pack.vocabulary.kinds[kind], first=f"{number:>3} ")
    kind = kinds[talk.number(_("哪一类 > "), len(kinds)) - 1]
    title = ask_title(talk)
    path = free_path(folder, title)
    create(path, new_data(pack.id, kind, title))
    talk.say(_("已建 {name}").format(name=os.path.basename(path)))
    return path


def ask_title(talk: Talk) -> str:
    """Ask for the title until there is one that can be taken."""
    while True:
        try:
            return one_line(talk.line(_("事项名称 > ")))
        except ValueProblem as problem:
            talk.say(_("事项名称{what}").format(what=problem.message))
            talk.say(problem.remedy)


def free_path(folder: str, title: str) -> str:
    """Return a path for a new case made from its title, which no file has yet."""
    stem = re.sub(_NOT_IN_NAMES, "-", title).strip("-. ")[:60] or _("案件")
    number = 1
    while True:
        name = f"{stem}.yaml" if number == 1 else f"{stem}-{number}.yaml"
        if not os.path.exists(os.path.join(folder, name)):
            return os.path.join(folder, name)
        number += 1

"""Line mode's list of cases: choose one of a folder, or start a new one."""

import os
from collections.abc import Sequence

from clerkcheck.cases.register import listing
from clerkcheck.clock import now
from clerkcheck.desk.new_case import Block, Whose, begin_case, offered_as, packs_offered, place_needed
from clerkcheck.desk.profile_file import Profile
from clerkcheck.desk.profiles import fitting, profiles_of, proposals
from clerkcheck.desk.remembered import last_pack
from clerkcheck.i18n import _, remarked
from clerkcheck.line.talk import Talk
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import place_name
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_document
from clerkcheck.reading.typed_answers import picked, split
from clerkcheck.reading.written_values import ValueProblem, counted, one_line, shown

_AT_A_TIME = 20


def choose_case(talk: Talk, folder: str) -> str:
    """Return the path of the case chosen from ``folder``, or of one made now; raises Leave or InputError."""
    found = listing(folder)
    places = [*found.folders, *(seen.path for seen in found.files)]
    start = 0
    while places:
        show_places(talk, places, start, len(found.folders))
        more = _("，回车 往下看") if len(places) > _AT_A_TIME else ""
        answer = talk.key(_("序号 打开，n 新建{more}，q 离开 > ").format(more=more))
        if answer == "n":
            break
        number = counted(answer, len(places))
        if number:
            path = places[number - 1]
            return choose_case(talk, path) if path in found.folders else path
        if answer:
            talk.say(_("没有“{text}”这一项").format(text=shown(answer)))
        else:
            start = start + _AT_A_TIME if start + _AT_A_TIME < len(places) else 0
    return new_case(talk, folder)


def show_places(talk: Talk, places: list[str], start: int, folders: int) -> None:
    """Print the next twenty; the first ``folders`` of all are subfolders."""
    for number, path in enumerate(places[start : start + _AT_A_TIME], start + 1):
        text = _("文件夹 {name}").format(name=os.path.basename(path)) if number <= folders else title_of(path)
        talk.say(text, first=f"{number:>3} ", rest="    ")


def title_of(path: str) -> str:
    """Return a case's title with its file name, or why it cannot be read."""
    name = os.path.basename(path)
    try:
        data = read_document(path).data
    except InputError as error:
        return _("{name}：读不了，{why}").format(name=name, why=error.message)
    title = data.get("title") if isinstance(data, dict) else None
    return remarked(shown(title), name) if title else name


def new_case(talk: Talk, folder: str) -> str:
    """Ask for government, kind and title, write the new case file and return its path."""
    talk.say(_("新建一件"))
    pack = ask_pack(talk, packs_offered(folder))
    place = ask_place(talk) if place_needed(pack, folder) else ""
    kinds = list(pack.vocabulary.kinds)
    kind = kinds[choose(talk, _("哪一类 > "), [pack.vocabulary.kinds[each] for each in kinds])]
    title = ask_title(talk)
    path = begin_case(folder, pack, kind, title, now(), ask_block(talk, pack, kind, title), Whose(place))
    talk.say(_("已建 {name}").format(name=os.path.basename(path)))
    return path


def ask_pack(talk: Talk, packs: Sequence[Pack]) -> Pack:
    """Ask for the government, in the order of the app; Enter takes the one used last."""
    last = next((number for number, pack in enumerate(packs, 1) if pack.id == last_pack()), None)
    prompt = _("哪里的规则 > ") if last is None else _("哪里的规则（回车 照上次，{n}） > ").format(n=last)
    return packs[choose(talk, prompt, [offered_as(pack) for pack in packs], last)]


def ask_place(talk: Talk) -> str:
    """Ask of which place the case is; 县, 区 or 市 must be seen from its name."""
    while True:
        try:
            return place_name(talk.line(_("本地是哪里（全称，如 禾谷县） > ")))
        except ValueProblem as problem:
            talk.say(_("{message}。{remedy}").format(message=problem.message, remedy=problem.remedy))


def ask_block(talk: Talk, pack: Pack, kind: str, title: str) -> Block | None:
    """Ask for the kind of item and have its block of answers confirmed; None where none is wanted."""
    try:
        profiles = profiles_of(pack, kind)
    except InputError as error:
        talk.say(str(error))
        return None
    if not profiles:
        return None
    for number, each in enumerate(profiles, 1):
        talk.say(_("{label}　{help}").format(label=each.label, help=each.help), first=f"{number:>3} ", rest="    ")
    likely = next(fitting(profiles, title), None)
    if likely is not None:
        told = _("按标题像是 {n} {label}；是不是由你定").format(n=profiles.index(likely) + 1, label=likely.label)
        talk.say(told)
    number = talk.number(_("哪一类事项（0 先不选，逐题回答） > "), len(profiles), least=0)
    return confirm_block(talk, pack, profiles[number - 1], title) if number else None


def confirm_block(talk: Talk, pack: Pack, profile: Profile, title: str) -> Block:
    """Show what a profile proposes and take out what is wrong; the rest is confirmed with one Enter."""
    proposed = proposals(pack, profile, title=title)
    talk.say(_("〔{label}〕一般是这样，看一遍：").format(label=profile.label))
    for number, each in enumerate(proposed, 1):
        talk.say(each.sentence, first=f"{number:>3} ", rest="    ")
    while True:
        try:
            text = talk.key(_("不对的输入序号（以后另问），回车 确认其余 > "))
            wrong = {picked(part, len(proposed)) for part in split(text)}
        except ValueProblem as problem:
            talk.problem(problem)
        else:
            return Block(profile, tuple(each for number, each in enumerate(proposed, 1) if number not in wrong))


def choose(talk: Talk, prompt: str, labels: list[str], otherwise: int | None = None) -> int:
    """Return the place, counted from 0, of the label chosen by its number; for Enter alone that of ``otherwise``."""
    for number, label in enumerate(labels, 1):
        talk.say(label, first=f"{number:>3} ", rest="    ")
    return talk.number(prompt, len(labels), otherwise=otherwise) - 1


def ask_title(talk: Talk) -> str:
    """Ask for the title until there is one that can be taken."""
    while True:
        try:
            return one_line(talk.line(_("事项名称 > ")))
        except ValueProblem as problem:
            talk.say(_("事项名称{what}").format(what=problem.message))
            talk.say(problem.remedy)

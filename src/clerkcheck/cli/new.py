"""``clerkcheck new FILE``: a blank case file that says what may stand in it."""

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from clerkcheck.cases.office_rules import office_rules
from clerkcheck.cli.office_in_use import add_office_option
from clerkcheck.cli.option_words import add_kind
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.packs.place_words import place_name, placed, wants_place
from clerkcheck.packs.store import called_pack, is_path, load_pack, name_seen_from
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import write_new
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import ValueProblem, one_line

if TYPE_CHECKING:
    from clerkcheck.desk.new_case import Block


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``new``."""
    parser.add_argument("case", metavar="CASE", help=_("要写的文件，如 标准厂房.yaml"))
    parser.add_argument("--pack", metavar="ID", required=True, help=_("用哪个规则包：id、地名（黔江区）或文件夹"))
    add_packs_option(parser)
    add_kind(parser, default="agenda_item", said=_("写哪一种：议题（默认）或公文"))
    said = _("本地全称，如 禾谷县；只用于没有本地规则包的（--pack national）")
    parser.add_argument("--place", metavar="NAME", default="", help=said)
    add_office_option(parser)
    parser.add_argument("--title", default="", help=_("事项名称"))
    parser.add_argument("--profile", metavar="ID", default="", help=_("事项类别，如 convey 传达学习：写入这一类的答案"))


def run(options: Namespace) -> int:
    """Write the file (never over an existing one) and return 0."""
    title = options.title or _("（在这里写事项名称）")
    try:
        title = one_line(title)
    except ValueProblem as problem:
        raise InputError(_("事项名称{what}").format(what=problem.message), None, problem.remedy) from None
    folder = os.path.dirname(options.case)
    rules = office_rules(folder)
    pack = load_pack(called_pack(options.pack), layers=rules.layers)
    place = _place(pack, options) or (rules.place if wants_place(pack) else "")
    pack = placed(pack, place)
    block = _block(pack, options)
    name = name_seen_from(pack, folder)
    if not write_new(options.case, blank_case(pack, options.kind, title, block, name, place=place).encode()):
        raise InputError(_("文件已存在，没有改动"), Place(options.case), _("换一个文件名"))
    say(_("已写好 {file}：去掉要填的行前面的 #，不清楚的就留着不填").format(file=options.case))
    _say_of_profile(pack, options, block)
    return 0


def _place(pack: Pack, options: Namespace) -> str:
    """The name of the place given; raises InputError where it shows no level, or the pack has a place of its own."""
    if not options.place:
        return ""
    if not wants_place(pack):
        message = _("{region}有自己的规则包，不用写地名").format(region=pack.region)
        raise InputError(message, Place("--place"), _("删去 --place"))
    try:
        return place_name(options.place)
    except ValueProblem as problem:
        raise InputError(problem.message, Place("--place"), problem.remedy) from None


def _block(pack: Pack, options: Namespace) -> "Block | None":
    """The answers of the profile named; raises InputError where there is none of that name for this kind of case."""
    if not options.profile:
        return None
    from clerkcheck.desk.new_case import Block
    from clerkcheck.desk.profiles import profiles_of, proposals

    profiles = {each.id: each for each in profiles_of(pack, options.kind)}
    profile = profiles.get(options.profile)
    if profile is None:
        message = _("没有 {name} 这个事项类别").format(name=options.profile)
        raise InputError(
            message, None, suggestion(options.profile, {each.id: each.label for each in profiles.values()})
        )
    return Block(profile, proposals(pack, profile, title=options.title))


def _say_of_profile(pack: Pack, options: Namespace, block: "Block | None") -> None:
    """Say which answers a profile has written, or which profile the title speaks of."""
    from clerkcheck.desk.profiles import fitting, profiles_of

    if block is not None:
        text = _("已按〔{label}〕写入 {n} 项答案，请逐项看过；不对的删去那一行")
        say(text.format(label=block.profile.label, n=len(block.taken)))
        return
    likely = next(fitting(profiles_of(pack, options.kind), options.title), None)
    if likely is not None:
        text = _("按标题像是〔{label}〕：加 --profile {id} 就写入这一类的答案")
        say(text.format(label=likely.label, id=likely.id))


def blank_case(
    pack: Pack, kind: str, title: str, block: "Block | None" = None, name: str = "", *, place: str = ""
) -> str:
    """Return a case file in which every fact, paper and date stands commented out, with its label and its choices.

    The answers of a ``block`` are written out, and the profile they come from. ``name``: by which the case finds its
    pack, where that is not the pack's id; ``place``: whose it is, where the pack is of none.
    """
    words, answers = pack.vocabulary, {each.fact.id: each.value for each in block.taken} if block else {}
    lines = [
        f"pack: {_quoted(name) if is_path(name) else name or pack.id}",
        *([f"place: {place}" if place else _("# place: 禾谷县        # 本地全称")] if wants_place(pack) else []),
        f"kind: {kind}        # {words.kinds[kind]}",
        "title: " + _quoted(title),
        _("# unit: 报送单位"),
        *([f"profile: {block.profile.id}        # {block.profile.label}"] if block else []),
        "",
        _("facts:                  # 没填的都是“未知”，不是“否”"),
    ]
    for group in words.groups:
        members = [fact for fact in words.facts.values() if fact.group == group and fact.kind in (None, kind)]
        lines += [f"  # --- {group}"] * bool(members)
        for fact in members:
            lines += _blank_fact(fact) if fact.id not in answers else [_written(fact, answers[fact.id])]
    lines += ["", _("materials:              # done 已有，missing 缺，不清楚的不填")]
    lines.append(_("  # 也可写明日期、文号、出具单位：{status: done, date: 2026-12-01, ref: 文号, issuer: 单位}"))
    lines += [f"  # {key}: done    # {label}" for key, label in words.materials.items()]
    lines += ["", _("dates:                  # 年-月-日")]
    lines += [f"  # {key}: 2026-12-10    # {label}" for key, label in words.dates.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _written(fact: Fact, value: object) -> str:
    """A fact with its answer, in YAML."""
    plain = "[" + ", ".join(value) + "]" if isinstance(value, list) else str(value).lower()
    return f"  {fact.id}: {plain}    # {fact.label}"


def _blank_fact(fact: Fact) -> list[str]:
    """A fact commented out, with what may be put there; each choice of a list on a line of its own."""
    hints = {"bool": _("true 或 false"), "money_wan": _("以万元计"), "choices": _("可几项，写成 [甲, 乙]")}
    hint = _("：{type}").format(type=hints[fact.type]) if fact.type in hints else ""
    return [f"  # {fact.id}:    # {fact.label}{hint}", *(f"  #     {key}  {label}" for key, label in fact.of.items())]

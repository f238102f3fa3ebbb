"""``clerkcheck new FILE``: a blank case file that says what may stand in it."""

from argparse import ArgumentParser, Namespace

from clerkcheck.cli.say import say
from clerkcheck.cli.words import pack_named
from clerkcheck.i18n import _
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import write_new
from clerkcheck.reading.values import ValueProblem, one_line


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``new``."""
    parser.add_argument("case", metavar="CASE", help=_("要写的文件，如 标准厂房.yaml"))
    parser.add_argument("--pack", type=pack_named, choices=pack_ids(), required=True, help=_("用哪个规则包"))
    parser.add_argument(
        "--kind",
        choices=("agenda_item", "document"),
        default="agenda_item",
        help=_("agenda_item 议题（默认）或 document 公文"),
    )
    parser.add_argument("--title", default="", help=_("事项名称"))


def run(options: Namespace) -> int:
    """Write the file (never over an existing one) and return 0."""
    title = options.title or _("（在这里写事项名称）")
    try:
        title = one_line(title)
    except ValueProblem as problem:
        raise InputError(_("事项名称{what}").format(what=problem.message), None, problem.remedy) from None
    if not write_new(options.case, blank_case(load_pack(options.pack), options.kind, title).encode()):
        raise InputError(_("文件已存在，没有改动"), Place(options.case), _("换一个文件名"))
    say(_("已写好 {file}：去掉要填的行前面的 #，不清楚的就留着不填").format(file=options.case))
    return 0


def blank_case(pack: Pack, kind: str, title: str) -> str:
    """Return a case file in which every fact, paper and date stands commented out, with its label and its choices."""
    words = pack.vocabulary
    lines = [
        f"pack: {pack.id}",
        f"kind: {kind}        # {words.kinds[kind]}",
        "title: '" + title.replace("'", "''") + "'",
        _("# unit: 报送单位"),
        "",
        _("facts:                  # 没填的都是“未知”，不是“否”"),
    ]
    for group in words.groups:
        members = [fact for fact in words.facts.values() if fact.group == group and fact.kind in (None, kind)]
        lines += [f"  # --- {group}"] * bool(members)
        for fact in members:
            lines += _blank_fact(fact)
    lines += ["", _("materials:              # done 已有，missing 缺，不清楚的不填")]
    lines.append(_("  # 也可写明日期、文号、出具单位：{status: done, date: 2026-12-01, ref: 文号, issuer: 单位}"))
    lines += [f"  # {key}: done    # {label}" for key, label in words.materials.items()]
    lines += ["", _("dates:                  # 年-月-日")]
    lines += [f"  # {key}: 2026-12-10    # {label}" for key, label in words.dates.items()]
    return "\n".join(lines) + "\n"


def _blank_fact(fact: Fact) -> list[str]:
    """A fact commented out, with what may be put there; each choice of a list on a line of its own."""
    hints = {"bool": _("true 或 false"), "money_wan": _("以万元计"), "choices": _("可几项，写成 [甲, 乙]")}
    hint = _("：{type}").format(type=hints[fact.type]) if fact.type in hints else ""
    return [f"  # {fact.id}:    # {fact.label}{hint}", *(f"  #     {key}  {label}" for key, label in fact.of.items())]

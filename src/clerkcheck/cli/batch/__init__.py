"""``clerkcheck batch SOURCE… -o RESULT``: many cases from folders and tables; ``batch template PACK -o 台账.xlsx``."""

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence

from clerkcheck.cases.office_rules import office_rules
from clerkcheck.cells import cells
from clerkcheck.cli.batch import papers
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.check import exit_status
from clerkcheck.cli.day_options import day_option
from clerkcheck.cli.layers_in_use import add_layers_option, loader_for
from clerkcheck.cli.option_words import add_fail_on, add_kind
from clerkcheck.cli.out import add_force, refuse_ending, refuse_replacing
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.parser import Parser, UsageError
from clerkcheck.cli.say import say, say_error
from clerkcheck.faults import INTERNAL_ERROR
from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import placed
from clerkcheck.packs.store import PackLoader, called_pack, load_pack
from clerkcheck.reading.characters import printable, printable_lines
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.states import UNREADABLE, outcome_words

_MOST_NAMED = 10  # files


def add_arguments(parser: Parser) -> None:
    """Add the options of ``batch`` and of ``batch template``; each sets ``handle``."""
    _add_judging(parser)
    _add_template(parser.add_command("template", _("写出一份空白台账：议题、公文各一张表，选择题有下拉选项")))


def run(options: Namespace) -> int:
    """Run the batch, or write a template; return the exit status, as ``check`` has it."""
    status: int = options.handle(options)
    return status


def _add_judging(parser: Parser) -> None:
    from clerkcheck.batch.results.writers import WRITERS

    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help=_("文件夹，或 .yaml .json .jsonl .csv .xlsx .parquet 文件，可以几个；空白台账见 batch template --help"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="RESULT",
        required=True,
        help=_("结果写到哪里：{endings}（.xml 是 JUnit 的）").format(endings=" ".join(WRITERS)),
    )
    parser.add_argument("--pack", metavar="ID", help=_("台账里没有规则包一列时用哪个：id、地名（黔江区）或文件夹"))
    add_kind(parser)
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天查（默认今天，写成 2026-12-10）"))
    add_fail_on(parser)
    add_calendar_option(parser)
    add_packs_option(parser)
    add_layers_option(parser)
    add_force(parser)
    papers.add_papers(parser)
    parser.add_argument("--resume", action="store_true", help=_("上次中断了，接着查"))
    parser.add_argument(
        "--engine",
        choices=("auto", "plain", "columnar", "spark"),
        default="auto",
        help=_("auto（默认）自己挑，plain 逐件，columnar 按列（表格到 .csv 或 .parquet），spark 多机"),
    )
    parser.set_defaults(handle=_judge)


def _add_template(parser: Parser) -> None:
    parser.add_argument("pack", metavar="PACK", help=_("规则包的 id、地名或文件夹，如 qianjiang、黔江区"))
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=_("写到哪个 .xlsx 文件，如 台账.xlsx"))
    add_packs_option(parser)
    add_force(parser)
    parser.set_defaults(handle=_template)


def _judge(options: Namespace) -> int:
    if options.engine == "spark":
        return _spark(options)
    from clerkcheck.batch.engines import judge
    from clerkcheck.batch.progress import Progress
    from clerkcheck.batch.results.writers import WRITERS, ending_of
    from clerkcheck.batch.running import Job, refuse_own_input
    from clerkcheck.batch.sources.source_files import Sources
    from clerkcheck.checking.reminders import drafts_by_pack

    if ending_of(options.output) not in WRITERS:
        refuse_ending(ending_of(options.output), WRITERS)
    loader = loader_for(options.layers)
    as_of = day_option("--as-of", options.as_of) if options.as_of else None
    sources = Sources(options.sources, loader, _pack_of(options, loader), options.output, kind=options.kind)
    job = Job(sources, options.output, calendar_for(options.calendar), as_of, options.fail_on, options.resume)
    refuse_own_input(job)
    papers.refuse_before(options)
    if not options.resume:
        refuse_replacing(options.output, force=options.force)
    if not sources.files:
        message = _("没有一件可查：里面没有案件，也没有台账")
        raise InputError(message, Place(listed(options.sources)), _("核对给出的文件夹"))
    with Progress(sources) as watcher:
        summary = judge(job, watcher, options.engine)
    for each in sources.skipped:
        say_error(each)
    packs = [*sources.packs.values(), *([sources.pack] if sources.pack else [])]
    say(_told(summary.counts, sources.passed, options.output, [*summary.notes, *drafts_by_pack(packs)]))
    if summary.interrupted:
        say(_("已中断。已查的都在结果里；原来的命令加 --resume 接着查"))
        return 130
    again = Sources(options.sources, loader, sources.pack, options.output, kind=options.kind)
    papers.make(options, again.items, job.calendar, summary.as_of)
    if sources.broken:
        return INTERNAL_ERROR
    return max(2 if sources.skipped else 0, _status(summary.counts, options.fail_on))


def _pack_of(options: Namespace, loader: PackLoader) -> Pack | None:
    return loader(called_pack(options.pack)) if options.pack else None


def _status(counts: Counter[str], fail_on: str) -> int:
    if not counts.total():
        say_error(_("错误：没有一件可查。核对给出的文件"))
    if counts[UNREADABLE] or not counts.total():
        return 2
    return exit_status([outcome for outcome, number in counts.items() if number], fail_on)


def _told(counts: Counter[str], passed: list[str], output: str, notes: Sequence[str] = ()) -> str:
    """What there is to say of the cases, and the short table of outcomes."""
    words = outcome_words().items()
    rows = [(word, counts[outcome]) for outcome, word in words if counts[outcome] or outcome != UNREADABLE]
    rows.append((_("合计"), counts.total()))
    lines = [f"{_padded(word)}{number:>10,}" for word, number in rows]
    if passed:
        named = listed(printable(os.path.basename(path)) for path in passed[:_MOST_NAMED])
        more = _("等") if len(passed) > _MOST_NAMED else ""
        lines.append(_("另有 {n} 个文件不是案件，没有查：{names}").format(n=len(passed), names=named + more))
    said = [_("注意：{note}").format(note=printable_lines(note)) for note in notes]
    return "\n".join([*said, *lines, _("结果：{file}").format(file=output)])


def _padded(word: str) -> str:
    return word + " " * (14 - cells(word))


def _spark(options: Namespace) -> int:
    from clerkcheck.batch.engines import judge_on_spark

    if len(options.sources) != 1 or not options.pack:
        remedy = _("如：clerkcheck batch 案件文件夹 -o 结果文件夹 --engine spark --pack qianjiang")
        raise UsageError(_("用 spark 时给出一个来源，并用 --pack 指明规则包"), None, remedy)
    as_of, calendar = day_option("--as-of", options.as_of), calendar_for(options.calendar)
    pack = _settled(options)
    counts = judge_on_spark(options.sources[0], options.output, pack, calendar, as_of)
    say(_told(counts, [], options.output))
    return _status(counts, options.fail_on)


def _settled(options: Namespace) -> Pack:
    """The pack as the office wants it; raises UsageError where items go a step only, which Spark cannot count by."""
    source = options.sources[0]
    rules = office_rules(source if os.path.isdir(source) else os.path.dirname(source))
    if rules.step:
        remedy = _("删去 --engine，或不用写了 step 的办公室文件")
        raise UsageError(_("办公室文件写了 step，spark 不能只查到这一步"), None, remedy)
    return placed(loader_for(options.layers)(called_pack(options.pack), layers=rules.layers), rules.place)


def _template(options: Namespace) -> int:
    from clerkcheck.batch.template import write_template

    refuse_replacing(options.output, force=options.force)
    write_template(load_pack(called_pack(options.pack)), options.output)
    say(_("已写好 {file}：每行填一件，不清楚的留空；第二行是示例，不算数").format(file=options.output))
    return 0

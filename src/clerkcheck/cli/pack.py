"""``clerkcheck pack list|show|lint|coverage``: the rule packs as their keepers see them."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterator

from clerkcheck.cli.parser import UsageError
from clerkcheck.i18n import _
from clerkcheck.packs.model import Article, Clause, Pack
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.reading.errors import InputError, printable
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reports.wrap import wrap

_WIDTH = 80


def add_arguments(parser: ArgumentParser) -> None:
    """Add the actions of ``pack``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|lint|coverage")
    actions.add_parser("list", help=_("列出规则包"))
    show = actions.add_parser("show", help=_("看一个规则包、一条或一款"))
    show.add_argument("pack", metavar="ID")
    show.add_argument("part", metavar="CLAUSE", nargs="?", help=_("款号（qj-49-1）或条号（第四十九条）"))
    lint = actions.add_parser("lint", help=_("检查规则包的写法（默认全部）"))
    lint.add_argument("packs", metavar="ID|FILE", nargs="*", help=_("规则包的 id、文件夹或其中的文件"))
    coverage = actions.add_parser("coverage", help=_("逐条核对：有条款，或写明为什么没有"))
    coverage.add_argument("pack", metavar="ID")


def run(options: Namespace) -> int:
    """Run one action and return its exit status."""
    return _ACTIONS[options.action](options)


def _list(_options: Namespace) -> int:
    for name in pack_ids():
        pack = load_pack(name)
        print(
            _("{id}  {region}  {n} 条 {m} 款  {regulation}").format(
                id=f"{name:<12}",
                region=pack.region,
                n=len(pack.articles),
                m=len(pack.clauses),
                regulation=pack.regulation,
            )
        )
    return 0


def _show(options: Namespace) -> int:
    pack = load_pack(options.pack)
    if options.part is None:
        lines = _whole(pack)
    elif (clause := pack.clause(options.part)) is not None:
        lines = _clause(pack, clause)
    elif (article := pack.article(options.part)) is not None:
        lines = _article(pack, article)
    else:
        known = [*(each.id for each in pack.clauses), *(each.number for each in pack.articles)]
        raise UsageError(
            _("{pack} 没有 {part}").format(pack=pack.id, part=options.part), None, suggestion(options.part, known)
        )
    print("\n".join(lines))
    return 0


def _whole(pack: Pack) -> Iterator[str]:
    yield f"{pack.regulation} {pack.document_number}".rstrip()
    yield _("施行：{from_}   条款：{n} 条 {m} 款").format(
        from_=pack.in_force_from or _("未载"), n=len(pack.articles), m=len(pack.clauses)
    )
    chapter = ""
    for article in pack.articles:
        if article.chapter != chapter:
            chapter = article.chapter
            yield f"\n{chapter}"
        if article.skip:
            yield from wrap(
                _("{number} 无条款：{why}").format(number=article.number, why=article.skip), _WIDTH, rest="    "
            )
        for clause_id in article.clauses:
            clause = pack.clause(clause_id)
            assert clause is not None
            yield from wrap(f"{article.number} {clause.id}：{clause.gist}", _WIDTH, rest="    ")


def _article(pack: Pack, article: Article) -> Iterator[str]:
    yield f"{pack.regulation} {article.number}（{article.chapter}）"
    if article.skip:
        yield _("无条款：{why}").format(why=article.skip)
    for clause_id in article.clauses:
        clause = pack.clause(clause_id)
        if clause is not None:
            yield ""
            yield from _clause(pack, clause)


def _clause(pack: Pack, clause: Clause) -> Iterator[str]:
    from clerkcheck.packs.building import conditions_of
    from clerkcheck.packs.wording import condition_words, requirement_words

    words = pack.vocabulary
    kinds = _("议题、公文") if clause.applies_to == "both" else words.kinds[clause.applies_to]
    when = conditions_of(pack, clause).when
    rows = [
        (_("款号"), f"{clause.id}（{clause.file}:{clause.line}）"),
        (_("条文"), f"{clause.article}“{clause.quote}”"),
        (_("要旨"), clause.gist),
        (_("适用"), kinds),
        (_("条件"), condition_words(when, words, pack.terms) if when is not None else _("一律适用")),
        (_("要求"), requirement_words(clause, pack)),
        (_("效力"), words.modalities[clause.modality]),
        (_("办法"), clause.remedy),
        (_("取义"), clause.reading),
    ]
    for label, text in rows:
        if text:
            yield from wrap(f"{label}：{text}", _WIDTH, rest="      ")


def _lint(options: Namespace) -> int:
    from clerkcheck.packs.building import build_pack
    from clerkcheck.packs.loading import read_pack_files
    from clerkcheck.packs.store import pack_folder, shared_vocabulary

    failed = False
    for name in dict.fromkeys(_pack_of(each) for each in options.packs or pack_ids()):
        try:
            folder = pack_folder(name)
            pack = build_pack(read_pack_files(folder, shared_vocabulary(folder))).pack
        except InputError as error:
            failed = True
            print(str(error))
            continue
        print(_("{id}：{n} 条 {m} 款，没有问题").format(id=pack.id, n=len(pack.articles), m=len(pack.clauses)))
    return 2 if failed else 0


def _pack_of(given: str) -> str:
    """The pack that ``given`` (an id, a folder, or a file of a pack) belongs to."""
    import os

    if os.path.isfile(given):
        return os.path.join(os.path.dirname(given) or ".", "")
    return given


def _coverage(options: Namespace) -> int:
    from clerkcheck.packs.coverage import coverage

    pack = load_pack(options.pack)
    print(_("{regulation} 共 {n} 条").format(regulation=pack.regulation, n=pack.article_count))
    counts: Counter[str] = Counter()
    for number, article in coverage(pack):
        if article is not None and article.clauses:
            counts["clauses"] += 1
            text = _("{number} {n} 款：{ids}").format(
                number=number, n=len(article.clauses), ids="、".join(article.clauses)
            )
        elif article is not None and article.skip:
            counts["skip"] += 1
            text = _("{number} 无条款：{why}").format(number=number, why=article.skip)
        else:
            counts["open"] += 1
            text = _("{number} 【没有交代】既无条款，也没写明理由").format(number=number)
        print("\n".join(wrap(printable(text), _WIDTH, rest="    ")))
    print(
        _("有条款 {a} 条，写明无条款 {b} 条，没有交代 {c} 条").format(
            a=counts["clauses"], b=counts["skip"], c=counts["open"]
        )
    )
    return 1 if counts["open"] else 0


_ACTIONS: dict[str, Callable[[Namespace], int]] = {"list": _list, "show": _show, "lint": _lint, "coverage": _coverage}

"""``clerkcheck pack lint [ID…]``: faults of packs, then what a reviewer would remark."""

from argparse import Namespace

from clerkcheck.cli.pack.finding import built_pack, pack_name
from clerkcheck.i18n import _
from clerkcheck.packs.store import pack_ids
from clerkcheck.reading.errors import InputError


def run(options: Namespace) -> int:
    """Print faults and remarks; return 2 when a pack does not load, 1 when a remark is an error, else 0."""
    return max(_lint(name) for name in dict.fromkeys(pack_name(each) for each in options.packs or pack_ids()))


def _lint(name: str) -> int:
    from clerkcheck.packs.lint import review

    try:
        built = built_pack(name)
    except InputError as error:
        print(str(error))
        return 2
    remarks = review(built)
    severities = {"error": _("错误"), "warning": _("提醒")}
    for remark in remarks:
        # an InputError's text: the place, the message, the remedy, safe for a terminal
        said = InputError(f"【{severities[remark.severity]}】{remark.message}", remark.place, remark.remedy)
        print(str(said))
    errors = sum(remark.severity == "error" for remark in remarks)
    pack = built.pack
    counted = _("{id}：{n} 条 {m} 款").format(id=pack.id, n=len(pack.articles), m=len(pack.clauses))
    found = _("错误 {a} 处，提醒 {b} 处").format(a=errors, b=len(remarks) - errors) if remarks else _("没有问题")
    print(_("{counted}，{found}").format(counted=counted, found=found))
    return 1 if errors else 0

"""``clerkcheck pack lint [ID…]``: faults of packs, then what a reviewer would remark."""

from argparse import Namespace

from clerkcheck.cli.pack.finding import pack_files, pack_name
from clerkcheck.i18n import _
from clerkcheck.packs.store import pack_ids
from clerkcheck.reading.errors import InputError


def run(options: Namespace) -> int:
    """Print faults and remarks; return 2 when a pack does not load, 1 when a remark is an error, else 0."""
    return max(_lint(name) for name in dict.fromkeys(pack_name(each) for each in options.packs or pack_ids()))


def _lint(name: str) -> int:
    from clerkcheck.packs.building import build_pack
    from clerkcheck.packs.lint import review

    try:
        files = pack_files(name)
        built = build_pack(files)
    except InputError as error:
        print(str(error))
        return 2
    order = {name: number for number, name in enumerate(files.head.files)}
    remarks = sorted(review(built, files), key=lambda remark: order.get(remark.place.source, -1))
    severities = {"error": _("错误"), "warning": _("提醒")}
    for remark in remarks:
        print(_("【{severity}】{remark}").format(severity=severities[remark.severity], remark=remark))
    errors = sum(remark.severity == "error" for remark in remarks)
    pack = built.pack
    counted = _("{id}：{n} 条 {m} 款").format(id=pack.id, n=len(pack.articles), m=len(pack.clauses))
    found = _("错误 {a} 处，提醒 {b} 处").format(a=errors, b=len(remarks) - errors) if remarks else _("没有问题")
    print(_("{counted}，{found}").format(counted=counted, found=found))
    return 1 if errors else 0

"""What is looked at on a machine: each thing a finding, good, to be noted, or wrong, with what to do."""

import os
import platform
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from clerkcheck import __version__
from clerkcheck.cli.doctor.machine_finding import GOOD, NOTE, WRONG, MachineFinding
from clerkcheck.clock import today
from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.user_folders import cache_folder, config_folder, data_folder, state_folder

_OLDEST_PYTHON = (3, 11)
# What is installed apart: extra, the modules it brings, what does not work without it.
_EXTRAS = (
    ("paper", ("docx", "openpyxl"), _("不能写 Word、Excel 文件")),
    ("ics", ("icalendar",), _("不能写日历文件（.ics）")),
    ("batch", ("narwhals", "openpyxl", "polars", "pyarrow", "python_calamine"), _("不能读写表格台账")),
    ("keeper", ("opencc", "rapidfuzz"), _("不能读繁体的法规原文，不能照别处的规则包起草")),
    ("draft", ("pypdf", "docx"), _("不能查 Word、PDF 的草稿")),
    ("web", ("aiohttp", "textual_serve"), _("不能在浏览器里用")),
)


def findings(calendar: str | None) -> Iterator[MachineFinding]:
    """Yield all findings, each looked at when it is asked for; none raises. ``calendar``: a further calendar file."""
    from clerkcheck.cli.doctor.terminal import terminal_findings

    yield _python()
    yield from terminal_findings()
    yield from _calendars(calendar)
    yield from _packs()
    yield from map(_extra, _EXTRAS)
    yield from _folders()


def _python() -> MachineFinding:
    what = _("clerkcheck {version}，Python {python}，{system}").format(
        version=__version__, python=platform.python_version(), system=platform.platform()
    )
    if sys.version_info < _OLDEST_PYTHON:
        return MachineFinding(WRONG, what, _("换 Python 3.11 或更新的版本"))
    return MachineFinding(GOOD, what)


def _calendars(option: str | None) -> Iterator[MachineFinding]:
    from clerkcheck.calendars.layers import notice_year
    from clerkcheck.cli.calendars_in_use import calendar_for

    try:
        calendar = calendar_for(option)
    except InputError as error:
        yield MachineFinding(WRONG, _("放假通知：{error}").format(error=error), _("按上面所说改好，或把这个文件挪开"))
        return
    known = calendar.known_until
    what = _("放假通知：确知到 {day}").format(day=known)
    missing = notice_year(known) + 1
    if known <= today():
        yield MachineFinding(
            WRONG, what, _("导入{year}年的通知：clerkcheck calendar import 通知.txt").format(year=missing)
        )
    elif known.year == today().year and today().month >= 10:
        remedy = _("{year}年的通知公布后运行 clerkcheck calendar import 通知.txt；那以前，这一天以后的日期标明“暂定”")
        yield MachineFinding(NOTE, what, remedy.format(year=missing))
    else:
        yield MachineFinding(GOOD, what)


def _packs() -> Iterator[MachineFinding]:
    from clerkcheck.packs.store import known_packs, load_whole, pack_ids

    regions, overdue = [], []
    for name in known_packs():
        try:
            pack = load_whole(name)
        except InputError as error:
            remedy = (
                _("重新安装 clerkcheck") if name in pack_ids() else _("改好后再用 clerkcheck pack add --force 放一次")
            )
            yield MachineFinding(WRONG, _("规则包 {name}：{error}").format(name=name, error=error), remedy)
            continue
        regions.append(pack.region)
        if "" < pack.review_by < today().isoformat():
            overdue.append(_("{region}（{day}）").format(region=pack.region, day=pack.review_by))
    if regions:
        yield MachineFinding(GOOD, _("规则包：{regions}").format(regions=listed(regions)))
    if overdue:
        what = _("规则包已过复核期：{packs}").format(packs=listed(overdue))
        yield MachineFinding(NOTE, what, _("请法制部门核对规则有没有修改，再决定用不用"))


def _extra(extra: tuple[str, tuple[str, ...], str]) -> MachineFinding:
    name, modules, without = extra
    missing = [module for module in modules if find_spec(module) is None]
    if not missing:
        return MachineFinding(GOOD, _("选装 {name}：已装").format(name=name))
    what = _("选装 {name}：没有装（缺 {missing}），{without}").format(
        name=name, missing=listed(missing), without=without
    )
    return MachineFinding(NOTE, what, _('要用的话：pip install "clerkcheck[{name}]"').format(name=name))


def _folders() -> Iterator[MachineFinding]:
    own = {
        _("数据（放假通知、地方规定）"): (data_folder(), "CLERKCHECK_DATA"),
        _("设置"): (config_folder(), "CLERKCHECK_CONFIG"),
        _("出错记录"): (state_folder(), "CLERKCHECK_STATE"),
        _("缓存"): (cache_folder(), "CLERKCHECK_CACHE"),
    }
    for use, (folder, variable) in own.items():
        remedy = _("检查权限，或设环境变量 {variable} 另指一个文件夹").format(variable=variable)
        if folder is None:
            yield MachineFinding(WRONG, _("{use}：找不到本用户的文件夹（没有设 HOME）").format(use=use), remedy)
        elif _writable(folder):
            yield MachineFinding(GOOD, _("{use}：可写 {folder}").format(use=use, folder=folder))
        else:
            yield MachineFinding(WRONG, _("{use}：写不进 {folder}").format(use=use, folder=folder), remedy)
    here = os.getcwd()
    if _writable(here):
        yield MachineFinding(GOOD, _("当前文件夹：可写 {folder}").format(folder=here))
    else:
        remedy = _("案件放在可写的文件夹里；只看不改不要紧")
        yield MachineFinding(NOTE, _("当前文件夹：写不进 {folder}").format(folder=here), remedy)


def _writable(folder: str) -> bool:
    """Whether a file can be made in the folder, or in the nearest one above it that is there; leaves nothing."""
    from tempfile import TemporaryFile

    while not os.path.exists(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(b"clerkcheck")
            file.flush()
    except OSError:
        return False
    return True

"""A table as rows of cells, whatever it is kept in, and how its file is opened."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from threading import Event
from typing import Any, NamedTuple

from clerkcheck.batch.sources.header_rows import LOOKED_AT, Header, Known, are_in_a_column, find_header
from clerkcheck.batch.sources.headings import UnitLine, unit_line
from clerkcheck.batch.sources.items import PassedOver, Where
from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import reason_of

INSTRUCTIONS = "填写说明"  # a sheet of this name is for people
FRONT = "批查概况"  # nor has the first sheet of a workbook of results any case
CHOICES = "选项"  # and a hidden one of this name holds what drops down

_FOR_PEOPLE = re.compile("(?:表格|台账)?(?:填[写报表]|使用)?(?:说明|须知|要求|指南|注意事项)")

TableRow = tuple[int, list[Any]]
Range = tuple[tuple[int, int], tuple[int, int]]  # first and last row and column of merged cells, counted from 0


def is_for_people(name: str) -> bool:
    """Whether a sheet of this name says how the others are filled in."""
    return _FOR_PEOPLE.fullmatch(name.strip()) is not None


class Sheet(NamedTuple):
    """A table: where it stands, its header and the (last) row that is in, and the rows below with their numbers.

    Cells are as :func:`raw_cell` gives them; rows may be shorter or longer than the header. ``line``: what stands above
    it of the unit of money. ``hidden``, ``struck``: rows that are hidden or have cells struck through;
    ``hidden_columns`` by their places. ``levels``: what
    the rows of the header hold, to know them again. ``said``: what there is to say of where the header was
    found. ``name``: of the sheet.
    """

    where: Where
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[TableRow]
    line: UnitLine | None = None
    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    levels: tuple[tuple[str, ...], ...] = ()
    said: str = ""
    name: str = ""


class Unread(NamedTuple):
    """A sheet that holds no table, or none that can be read: where it is, and what is wrong."""

    where: Where
    error: InputError


class Meter:
    """How much of a source has been read, from 0 to 1.

    ``alone`` is set once a reader in another language is at it, for which this one need not wait idly; ``head`` is then
    the table in the first rows of a large sheet, if ``asked`` for.
    """

    def __init__(self) -> None:
        self.part, self.alone = 0.0, Event()
        self.asked = False
        self.head: Sheet | None = None


def table_of(where: Where, rows: Iterator[TableRow], known: Known) -> Sheet:
    """Return the table in some rows, its header found among the first; raises InputError without one.

    ``known`` says which texts are headings.
    """
    first = list(islice(rows, LOOKED_AT))
    if are_in_a_column(first, known):
        raise InputError(
            _("列名在第一列、从上往下排，一件一列，读不了"), where.place(),
            _("列名排成一行、一件一行再查：全部复制，选择性粘贴时勾选“转置”"),
        )  # fmt: skip
    found = find_header(chain(first, rows), known)
    if not isinstance(found, Header):
        if not found:
            raise PassedOver(str(where), _("是空的，没有一件"))
        raise InputError(
            _("没有找到表头：没有一行有两格以上的内容"), where.place(),
            _("一件一行，第一行写列名，见 clerkcheck batch template 写出的台账"),
        )  # fmt: skip
    line = None
    for number, row in found.above:
        line = line_in(where._replace(row=number), row) or line
    numbers = [number for number, _texts in found.levels]
    said = ""
    if found.above or len(numbers) > 1:
        said = _("{where}：第 {rows} 行当作表头").format(where=where, rows=listed(map(str, numbers)))
    levels = tuple(texts for _number, texts in found.levels)
    return Sheet(where, found.texts, numbers[-1], found.below, line, levels=levels, said=said)


def line_in(at: Where, row: Iterable[Any]) -> UnitLine | None:
    """Return what a row that is neither header nor case says of the unit of money."""
    for place, cell in enumerate(row, 1):
        unit = unit_line(cell) if cell.__class__ is str and cell else ""
        if unit:
            return UnitLine(unit, at.spot(place))
    return None


def needs_extra(path: str) -> InputError:
    """Return the error for a file whose format needs the extra ``batch``."""
    ending = os.path.splitext(path)[1]
    return InputError(
        _("{ending} 文件要另装几个包才能读写").format(ending=ending),
        Place(path),
        _('先运行 pip install "clerkcheck[batch]"'),
    )


@contextmanager
def opened(path: str) -> Iterator[None]:
    """Turn the system's refusal to read a file into an InputError; one that is no plain file is refused at once."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would be waited on for ever
            raise InputError(_("不是普通文件（是管道、设备或文件夹）"), Place(path), _("移走，或换一个文件"))
        yield
    except FileNotFoundError:
        raise InputError(_("没有这个文件"), Place(path), _("核对文件名")) from None
    except OSError as error:
        raise InputError(_("读不了：{why}").format(why=reason_of(error)), Place(path), _("核对权限")) from None

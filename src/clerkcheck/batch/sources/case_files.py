"""Case files as items: one case in a .yaml or .json file, one a line in .jsonl."""

import os
from collections.abc import Iterator

from clerkcheck.batch.sources.items import BatchItem, Where
from clerkcheck.batch.sources.source_sheet import Meter
from clerkcheck.batch.sources.table_rows import OwnResult, Skip
from clerkcheck.cases.loading import case_with_pack_of, load_case_with_pack
from clerkcheck.i18n import _
from clerkcheck.packs.store import PackLoader
from clerkcheck.reading.documents import read_json
from clerkcheck.reading.errors import InputError, Place

_LONGEST_LINE = 1 << 20  # bytes
_REPORT = b'{"schema": "clerkcheck.report/'


def case_file(path: str, loader: PackLoader) -> BatchItem:
    """Return the case in a .yaml or .json file."""
    try:
        case, pack = load_case_with_pack(path, loader)
    except InputError as error:
        return BatchItem(Where(path), None, None, error)
    return BatchItem(Where(path), case, pack)


def case_lines(path: str, loader: PackLoader, meter: Meter, skip: Skip) -> Iterator[BatchItem]:
    """Return the cases of a .jsonl file, one a line; empty lines are left out."""
    size = os.path.getsize(path) or 1
    with open(path, "rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE + 1):
            number += 1
            if number == 1 and line.startswith(_REPORT):
                raise OwnResult(_("这是批查的结果，不是案件"), Place(path), _("给出原来的案件"))
            meter.part = file.tell() / size
            if not line.strip() or (skip.left and skip.one()):
                continue
            yield _case_line(line, Where(path, "", number), loader)
            if len(line) > _LONGEST_LINE:
                return


def _case_line(line: bytes, where: Where, loader: PackLoader) -> BatchItem:
    try:
        if len(line) > _LONGEST_LINE:
            raise InputError(_("这一行太长"), where.place(), _("每行写一件；以下各行没有读"))
        text = _decoded(line, where)
        try:
            case, pack = case_with_pack_of(read_json(text, where.source, places=False), loader)
        except InputError:  # read again, slowly, for the column
            case, pack = case_with_pack_of(read_json(text, where.source), loader)
    except InputError as error:
        place = error.place if error.place and error.place.source == where.source else where.place()
        error.place = place._replace(line=where.row)
        return BatchItem(where, None, None, error)
    return BatchItem(where, case._replace(source=str(where)), pack)


def _decoded(line: bytes, where: Where) -> str:
    try:
        return line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise InputError(_("不是 UTF-8 编码"), where.place(error.start + 1), _("存成 UTF-8 的 .jsonl")) from None

"""A blank workbook (台账) for one government: a sheet a kind of case, drop-down choices, and a row that shows how.

The example fills only what says nothing of a case's merits: copied down, it must not make anything ready.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from clerkcheck.batch.sources.cell_readers import EXAMPLE_MARK
from clerkcheck.batch.sources.cell_words import AT_HAND, LACKING, NO, YES
from clerkcheck.batch.sources.columns_asked import asked_of
from clerkcheck.batch.sources.head_words import HEADS
from clerkcheck.batch.sources.headings import bundle_heading, paper_headings, papers_parted, placed
from clerkcheck.batch.sources.source_sheet import CHOICES, INSTRUCTIONS, needs_extra
from clerkcheck.clock import today
from clerkcheck.conditions.readings import Part
from clerkcheck.i18n import _
from clerkcheck.literals import KINDS
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.packs.store import name_seen_from, regions
from clerkcheck.reading.characters import printable_lines
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import Beside
from clerkcheck.reports.bundle import BundleItem
from clerkcheck.reports.office import office_beside
from clerkcheck.reports.spreadsheet import sheet_name, workbook_cell

_ROWS = 2000  # that the drop-down choices cover


class TemplateColumn(NamedTuple):
    """A column of the workbook: heading, hint, what may be chosen, and the example's value."""

    text: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    several: bool = False
    type: str = "text"
    example: Any = None


def write_template(pack: Pack, path: str) -> None:
    """Write the workbook; raises InputError where openpyxl is missing, the ending is wrong, or it cannot be written."""
    if not path.lower().endswith(".xlsx"):
        raise InputError(_("台账只能写成 .xlsx"), Place(path), _("如 -o 台账.xlsx"))
    try:
        import openpyxl
    except ImportError:
        raise needs_extra(path) from None
    beside = Beside(path)
    bundle, called = office_beside(os.path.dirname(path)).bundle, _name_in_rows(pack, os.path.dirname(path))
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    choices = book.create_sheet(CHOICES)
    choices.sheet_state = "hidden"
    for kind in KINDS:
        name = sheet_name(pack.vocabulary.kinds[kind], book.sheetnames)
        sheet = book.create_sheet(name, len(book.sheetnames) - 1)
        _TemplateSheet(sheet, choices).fill(list(columns_of(pack, kind, bundle, called)))
    _instruct(book.create_sheet(INSTRUCTIONS, len(book.sheetnames) - 1), pack)
    with beside.replacing():
        book.save(beside.path)


def _name_in_rows(pack: Pack, beside: str) -> str:
    """By what a row of a table in the folder ``beside`` finds its pack: the region, where that names no other, too."""
    name = name_seen_from(pack, beside)
    called = [each for each, region in regions(beside).items() if region == pack.region]
    return pack.region if called == [name] else name


def columns_of(pack: Pack, kind: str, bundle: Sequence[BundleItem] = (), called: str = "") -> Iterator[TemplateColumn]:
    """Yield the columns of a kind of case: what its clauses read, in the order of the vocabulary.

    ``called``: by which a row finds the pack, where that is not its region.
    ``bundle`` is what its office wants handed in with it; those columns stand behind the papers, and are never judged.
    """
    words = pack.vocabulary
    asked = asked_of(pack, kind)
    yield from _heads(pack, kind, called or pack.region)
    for fact in words.facts.values():
        if fact.id in asked.facts:
            yield _fact(pack, fact)
    for name, label in words.materials.items():
        if name in asked.papers:
            hint = words.material_help.get(name, "")
            text = _unmistakable(pack, "materials", name, label)
            yield TemplateColumn(text, hint, (AT_HAND, LACKING), type="paper")
    for part, name in papers_parted(pack):
        if (part, name) in asked.parts:
            text = _first_meant(pack, part, name)
            choices = tuple(words.channels.values()) if part == "channel" else ()
            yield TemplateColumn(text, choices=choices, several=bool(choices), type="choice" if choices else "date")
    for item in bundle:
        if kind in item.kinds:
            yield TemplateColumn(bundle_heading(item.name), item.note, (AT_HAND, LACKING), type="paper")
    for name, label in words.dates.items():
        if name in asked.dates:
            example = today() + timedelta(18) if name == "meeting" else None
            yield TemplateColumn(_unmistakable(pack, "dates", name, label), type="date", example=example)


def _heads(pack: Pack, kind: str, name: str) -> Iterator[TemplateColumn]:
    label, rules = _cell_or_id(pack.vocabulary.kinds[kind], kind), _cell_or_id(name, pack.id)
    yield TemplateColumn(HEADS["pack"][0], choices=(rules,), example=rules)
    yield TemplateColumn(HEADS["kind"][0], choices=(label,), example=label)
    yield TemplateColumn(HEADS["title"][0], example=EXAMPLE_MARK + _("关于××××的{kind}").format(kind=label))
    yield TemplateColumn(HEADS["unit"][0], example=EXAMPLE_MARK + _("区××局"))


def _fact(pack: Pack, fact: Fact) -> TemplateColumn:
    text = _unmistakable(pack, "facts", fact.id, fact.label)
    hint = "\n".join(part for part in (fact.question, fact.help) if part)
    if fact.type == "bool":
        return TemplateColumn(text, hint, (YES, NO), type="bool")
    if fact.of:
        choices = tuple(_cell_or_id(label, name) for name, label in fact.of.items())
        return TemplateColumn(text, hint, choices, several=fact.type == "choices", type="choice")
    return TemplateColumn(text, hint, type="number")


def _unmistakable(pack: Pack, part: str, name: str, label: str) -> str:
    """The label, or id with its part where the label alone would mean another column or be taken for a formula."""
    known = placed(label, pack) == (part, name)
    return _cell_or_id(label, f"{part}.{name}") if known else f"{part}.{name}"


def _first_meant(pack: Pack, part: Part, name: str) -> str:
    """The first heading of a paper's date or channel that means no other column."""
    known = (each for each in paper_headings(pack, part, name) if placed(each, pack) == (part, name))
    return next(each for each in known if workbook_cell(each) == each)


def _cell_or_id(label: str, name: str) -> str:
    """The label, or the id, which is read as well, where the label would have to be changed to stand in a cell."""
    return label if workbook_cell(label) == label else name


class _TemplateSheet:
    """Writes a sheet to fill in: headings, rows for cases, and what may stand in each column."""

    def __init__(self, sheet: Any, choices: Any) -> None:
        self.sheet, self.choices = sheet, choices

    def fill(self, columns: list[TemplateColumn]) -> None:
        """Write headings in row 1 and examples in row 2; set each column's width (characters) and validation."""
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        for place, column in enumerate(columns, 1):
            letter = get_column_letter(place)
            head = self.sheet.cell(1, place, workbook_cell(column.text))
            head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
            cell = self.sheet.cell(2, place, workbook_cell(column.example))
            cell.font = Font(color="808080", italic=True)
            if isinstance(column.example, date):
                cell.number_format = "yyyy-mm-dd"
            self.sheet.column_dimensions[letter].width = 34 if place == 3 else 16
            self._validate(column, f"{letter}2:{letter}{_ROWS}")
        self.sheet.row_dimensions[1].height = 60
        self.sheet.freeze_panes = "D2"

    def _validate(self, column: TemplateColumn, cells: str) -> None:
        """A drop-down list or a check; what may hold several values, or a unit, is only advised on."""
        from openpyxl.worksheet.datavalidation import DataValidation

        if column.choices:
            rule = DataValidation("list", formula1=self._listed(column.choices), allow_blank=True)
            rule.showErrorMessage = not column.several
            rule.error = _("请从下拉列表里选，不清楚的留空")
        elif column.type == "date":
            rule = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True)
            rule.error, rule.errorStyle = _("写成 2026-12-10 这样的日期"), "warning"
        elif column.type == "number":
            rule = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
            rule.error, rule.errorStyle = _("写不小于 0 的数"), "warning"
        else:
            return
        hint = column.hint + (_("\n可以几项，中间用 | 隔开") if column.several else "")
        if hint.strip():
            rule.prompt, rule.showInputMessage = printable_lines(hint.strip())[:250], True
        self.sheet.add_data_validation(rule)
        rule.add(cells)

    def _listed(self, choices: tuple[str, ...]) -> str:
        """Where the list stands on the hidden sheet: a list of its own may hold no more than 255 characters."""
        from openpyxl.utils import get_column_letter

        place = next(
            (column for column in range(1, self.choices.max_column + 1) if self._column(column) == choices), None
        )
        if place is None:
            place = self.choices.max_column + (self.choices.cell(1, 1).value is not None)
            for row, choice in enumerate(choices, 1):
                self.choices.cell(row, place, workbook_cell(choice))
        letter = get_column_letter(place)
        return f"'{CHOICES}'!${letter}$1:${letter}${len(choices)}"

    def _column(self, column: int) -> tuple[Any, ...]:
        found = (self.choices.cell(row, column).value for row in range(1, self.choices.max_row + 1))
        return tuple(value for value in found if value is not None)


def _instruct(sheet: Any, pack: Pack) -> None:
    lines = (
        _("{region}送审自查台账，依据{regulation}").format(region=pack.region, regulation=pack.regulation),
        _("议题填在“议题”表，公文填在“公文”表，每行一件；第二行是示例，题名以（示例）开头的行不算。"),
        _("不清楚的留空，不要猜：留空就是“不清楚”，结果会列为待确认。"),
        _("是非题填 是 或 否；要件填 有 或 缺；金额以万元计，也可以写 800万元、0.08亿元。"),
        _("可以选几项的，写在同一格里，中间用 | 或 、 隔开。百分数写 10 或 10%。"),
        _("加自己的列时，列名前加 #，如 #备注；序号、编号、备注、说明几列不用加。"),
        _("填好后运行：clerkcheck batch 台账.xlsx -o 结果.xlsx"),
    )
    sheet.column_dimensions["A"].width = 100
    for row, line in enumerate(lines, 1):
        sheet.cell(row, 1, workbook_cell(line))

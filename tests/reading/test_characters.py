"""Which characters a text may have, and how the others are written out."""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.reading.characters import json_text, name_of, printable, printable_lines, unprintable
from clerkcheck.reports.spreadsheet import cell_text, sheet_name, workbook_cell
from hostile_texts import CONTROLS, FORMULAS


@pytest.mark.parametrize("name", CONTROLS)
def test_what_cannot_be_seen(name):
    text = CONTROLS[name]
    assert unprintable(f"甲{text}乙") == text[0]
    assert printable(f"甲{text}乙").isprintable()
    assert printable_lines(text).replace("\n", "").isprintable()
    dumped = json_text({"a": text}, indent=1)
    assert dumped.replace("\n", "").isprintable()
    assert json.loads(dumped) == {"a": text}


def test_the_ideographic_space_can():
    assert unprintable("议题\u3000甲") is None
    assert json_text("议题\u3000甲") == '"议题\u3000甲"'


def test_names():
    assert [name_of(char) for char in "\n\t\x1b"] == ["换行", "制表符", "控制字符 U+001B"]


@given(
    st.recursive(st.text() | st.integers() | st.none(), lambda each: st.lists(each) | st.dictionaries(st.text(), each))
)
def test_json_reads_back_the_same(data):
    for indent in (None, 1):
        text = json_text(data, indent=indent)
        assert json.loads(text) == data
        assert all(char.isprintable() or char in "\n\u3000" for char in text)


def test_half_a_pair_is_escaped():
    assert json_text("\udc80") == '"\\udc80"'
    assert json_text("\U000e0041") == '"\\udb40\\udc41"'


@pytest.mark.parametrize(
    ("first", "end"),
    [
        pytest.param(0, 0x10000, id="basic-plane"),
        pytest.param(0x10000, 0xE0000, id="beyond", marks=pytest.mark.wide),
        pytest.param(0xE0000, 0xE1000, id="tags"),
        pytest.param(0xE1000, sys.maxunicode + 1, id="private-planes", marks=pytest.mark.wide),
    ],
)
def test_every_character_is_either_seen_or_written_out(first, end):
    for code in range(first, end):
        char = chr(code)
        assert (printable(char) == char) is (unprintable(char) is None), hex(code)


class TestCells:
    @pytest.mark.parametrize("name", FORMULAS)
    def test_a_formula_is_text(self, name):
        assert cell_text(FORMULAS[name]) == "'" + FORMULAS[name]
        assert cell_text(cell_text(FORMULAS[name])) == "'" + FORMULAS[name]

    @pytest.mark.parametrize("text", ["关于甲的函", "3-1", "a=b", "", "'=1", "甲\n=乙"], ids=ascii)
    def test_other_text_stays_as_it_is(self, text):
        assert cell_text(text) == text

    def test_an_escape_of_workbooks_is_no_character(self):
        assert workbook_cell("a_x001B_b") == "a_x005F_x001B_b"
        assert workbook_cell("a_x1_b") == "a_x1_b"
        assert workbook_cell(3) == 3

    def test_names_of_sheets(self):
        assert sheet_name("甲/乙[1]:*?'") == "甲／乙［1］：＊？＇"
        assert sheet_name("") == "_"
        long = "长" * 40
        assert sheet_name(long) == "长" * 31
        assert sheet_name(long, ["长" * 31]) == "长" * 30 + "2"

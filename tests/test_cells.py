"""Wrapping Chinese text: what the reader of a printed report would notice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.cells import NOT_FIRST, NOT_LAST, cells, fill, wrap
from examples import examples

FORBIDDEN_FIRST = "，。、；：？！）】》〉”’」』…"
FORBIDDEN_LAST = "（【《〈“‘「『"
WORDS = st.from_regex(r"[A-Za-z0-9]{1,9}", fullmatch=True)
# Marks come as they do in sentences: a few in a row at most, openings and closings around words.
PHRASES = st.tuples(
    st.sampled_from(["", "", "（", "“", "《", "（“"]),
    st.one_of(WORDS, st.text("区政府常务会议要件缺失", min_size=1, max_size=12)),
    st.sampled_from(["", "", "，", "。", "）", "”。", "》、", "”）；", " ", "：", "、"]),
).map("".join)
TEXTS = st.lists(PHRASES, min_size=1, max_size=30).map("".join)
WIDTHS = st.integers(10, 60)


def squeezed(text):
    return text.replace(" ", "")


@examples(50)
@given(TEXTS, WIDTHS)
def test_nothing_is_lost_added_or_moved(text, width):
    assert squeezed("".join(wrap(text, width))) == squeezed(text)


@examples(50)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60), WIDTHS)
def test_nothing_is_lost_of_any_text(text, width):
    lines = wrap(text, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(cells(line) <= width for line in lines)


@examples(50)
@given(TEXTS, WIDTHS, st.integers(0, 4), st.integers(0, 4))
def test_no_line_is_wider_than_asked(text, width, first, rest):
    lines = wrap(text, width, first=" " * first, rest=" " * rest)
    assert max(cells(line) for line in lines) <= width


@examples(50)
@given(TEXTS, st.integers(24, 60))
def test_no_line_starts_or_ends_with_what_must_not_stand_there(text, width):
    lines = wrap(text, width)
    assert [line for line in lines[1:] if line[0] in FORBIDDEN_FIRST] == []
    assert [line for line in lines[:-1] if line[-1] in FORBIDDEN_LAST] == []


@examples(50)
@given(st.lists(WORDS, min_size=1, max_size=20), st.integers(10, 40))
def test_words_are_kept_whole(words, width):
    found = [word for line in wrap(" ".join(words), width) for word in line.split(" ")]
    assert found == words


@examples(50)
@given(TEXTS, st.integers(24, 60))
def test_words_among_chinese_are_kept_whole(text, width):
    whole = re.findall("[A-Za-z0-9]+", text)
    found = [word for line in wrap(text, width) for word in re.findall("[A-Za-z0-9]+", line)]
    assert found == whole


@examples(20)
@given(st.text("区政府常务会议", min_size=1, max_size=80), WIDTHS)
def test_lines_are_filled(text, width):
    assert all(cells(line) >= width - 1 for line in wrap(text, width)[:-1])


@examples(20)
@given(TEXTS, WIDTHS)
def test_lines_already_short_enough_are_left_alone(text, width):
    lines = wrap(text, width)
    assert [wrap(line, width) for line in lines] == [[line] for line in lines]


def test_a_mark_takes_the_character_before_it_along():
    assert wrap("一二三四五。六七", 10) == ["一二三四", "五。六七"]


def test_an_opening_mark_goes_to_the_next_line():
    assert wrap("一二三四（五六）", 10) == ["一二三四", "（五六）"]


def test_a_word_longer_than_a_line_is_cut():
    assert wrap("abcdefghijklmno", 10) == ["abcdefghij", "klmno"]


def test_indents_of_the_first_and_the_other_lines():
    assert wrap("一二三四五六七", 10, first="1. ", rest="   ") == ["1. 一二三", "   四五六", "   七"]


def test_indents_wider_than_the_line_leave_a_character_a_line():
    assert wrap("甲乙a", 8, first=" " * 11, rest=" " * 9) == [" " * 11 + "甲", " " * 9 + "乙", " " * 9 + "a"]


def test_an_empty_text_is_one_line():
    assert wrap("", 10) == [""]


@pytest.mark.parametrize(("text", "width"), [("区", 2), ("a", 1), ("“", 2), ("e\u0301", 1), ("；", 2)])
def test_cells(text, width):
    assert cells(text) == width


def test_the_marks_of_chinese_sentences_are_known():
    assert set(FORBIDDEN_FIRST) <= NOT_FIRST
    assert set(FORBIDDEN_LAST) <= NOT_LAST


def test_filling_keeps_dates_whole_and_punctuation_in_place():
    assert fill("甲乙丙2026-01-02，丁", 14, 2) == "甲乙丙\n  2026-01-02，\n  丁"
    assert fill("甲乙丙（丁）", 8) == "甲乙丙\n（丁）"

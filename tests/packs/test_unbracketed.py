"""`a and b or c`: an error where the second word stands, with both ways of bracketing it shown."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.packs.unbracketed import mixed_in
from examples import examples
from linted_pack import linted

MIXED = {
    "or-last": ("genre == order", "genre == order and demo_flag or issued_by == office", 40,
                "(genre == order and demo_flag) or issued_by == office，还是 genre == order and (demo_flag or issued_by == office)"),
    "in-brackets": ("genre == order", "not (demo_flag or genre == order and issued_by == office)", 44,
                    "(genre == order and issued_by == office)，还是 (demo_flag or genre == order) and issued_by == office"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "column", "words"), MIXED.values(), ids=MIXED)
def test_words_side_by_side_are_an_error_with_both_ways(tmp_path, capsys, old, new, column, words):
    status, said = linted(tmp_path, capsys, ("rules.yaml", f"when: {old}", f"when: {new}"))
    (message,) = said.splitlines()
    assert status == 2 and f"rules.yaml 第 56 行第 {column} 列" in message
    assert "and 和 or 混着写，没有括号" in message and words in message


def test_a_second_line_and_a_term_are_looked_at_too(tmp_path, capsys):
    rules = ("rules.yaml", "      and amount_wan >= 500", "      and amount_wan >= 500\n      or demo_flag")
    assert "rules.yaml 第 23 行第 7 列" in linted(tmp_path, capsys, rules)[1]
    term = ("pack.yaml", "urgent_or_emergency or demo_flag", "urgent_or_emergency or demo_flag and major_decision")
    assert "pack.yaml 第 23 行第 42 列（terms.in_a_hurry.is）" in linted(tmp_path, capsys, term)[1]


def test_either_way_of_bracketing_is_taken(tmp_path, capsys):
    for right in (
        "(genre == order and demo_flag) or issued_by == office",
        "genre == order and (demo_flag or issued_by == office)",
    ):
        assert linted(tmp_path, capsys, ("rules.yaml", "when: genre == order", f"when: {right}"))[0] == 0


CONDITIONS = st.recursive(
    st.sampled_from(["aa", "not bb", "cc in [dd, ee]", "papers.ff"]),
    lambda inner: st.tuples(inner, st.sampled_from([" and ", " or "]), inner).map("".join) | inner.map("({})".format),
    max_leaves=8,
)


@given(CONDITIONS)
@examples(200)
def test_both_ways_have_brackets_and_nothing_else_is_refused(text):
    found = mixed_in(text)
    if found is not None:
        assert text[found.at :].startswith(("and", "or"))
        assert all(ast.parse(way, mode="eval") for way in found.ways) and found.ways[0] != found.ways[1]
        first, second = (ast.dump(ast.parse(way, mode="eval")) for way in found.ways)
        assert first != second
    if "(" not in text:
        assert (found is not None) == (" and " in text and " or " in text)

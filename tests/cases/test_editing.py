"""A case editor: one change is one step, undone and redone whole; nothing that was not named is touched."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.cases.editing import CaseEditor, history_entry, new_data
from clerkcheck.reading.errors import InputError
from examples import examples


def editor():
    return CaseEditor({**new_data("qianjiang", "agenda_item", "甲"), "facts": {"a": True, "b": 1}, "own": "留着"})


def test_the_data_given_is_not_changed():
    data = {"title": "甲", "facts": {"a": True}}
    before = copy.deepcopy(data)
    CaseEditor(data).set("facts", "a", False, "改")
    assert data == before


def test_a_value_given_later_changed_outside_does_not_reach_in():
    found, value = editor(), ["x"]
    found.set("facts", "c", value, "选")
    value.append("y")
    assert found.data["facts"]["c"] == ["x"]


def test_set_merges_and_none_takes_away():
    found = editor()
    found.set("facts", "c", "x", "选")
    assert found.data["facts"] == {"a": True, "b": 1, "c": "x"}
    found.set("facts", "a", None, "不清楚")
    assert found.data["facts"] == {"b": 1, "c": "x"} and found.data["own"] == "留着"


def test_an_emptied_part_goes_away_and_can_come_back():
    found = editor()
    found.update({"facts": {"a": None, "b": None}}, "都不清楚")
    assert "facts" not in found.data
    assert found.undo() == "都不清楚" and found.data["facts"] == {"a": True, "b": 1}


def test_several_changes_are_one_step():
    found = editor()
    before = found.data
    found.update({"facts": {"a": False, "b": 2}, "materials": {"m": "done"}, "unit": "区教委"}, "一步")
    assert found.undo() == "一步" and found.data == before and not found.can_undo


def test_a_change_that_changes_nothing_is_no_step_and_keeps_redo():
    found = editor()
    found.set("facts", "a", False, "改")
    found.undo()
    found.set("facts", "a", True, "同样的")
    assert not found.can_undo and found.can_redo
    assert found.redo() == "改" and found.data["facts"]["a"] is False


def test_a_new_change_ends_redo():
    found = editor()
    found.set("facts", "a", False, "一")
    found.undo()
    found.set("facts", "b", 5, "二")
    assert found.redo() is None and found.data["facts"] == {"a": True, "b": 5}


def test_undo_and_redo_on_nothing():
    found = editor()
    before = found.data
    assert found.undo() is None and found.redo() is None and found.data == before


def test_drop_forgets_the_last_change_for_good():
    found = editor()
    before = found.data
    found.set("facts", "a", "坏值", "坏")
    found.drop()
    assert found.data == before and not found.can_undo and not found.can_redo


def test_only_the_three_parts_are_set_by_key():
    with pytest.raises(InputError):
        editor().set("title", "x", "y", "z")


changes = st.dictionaries(
    st.sampled_from(["facts", "materials", "dates"]),
    st.dictionaries(st.sampled_from("abcd"), st.none() | st.booleans() | st.integers(0, 3), max_size=3),
    max_size=3,
)


@examples(20)
@given(st.lists(changes, max_size=8))
def test_undoing_everything_and_redoing_it_gives_every_state_again(steps):
    found = editor()
    states = [found.data]
    for number, step in enumerate(steps):
        found.update(step, str(number))
        if found.data != states[-1]:
            states.append(found.data)
    for state in reversed(states):
        assert found.data == state
        found.undo()
    for state in states[1:]:
        found.redo()
        assert found.data == state
    assert not found.can_redo


def test_history_entry():
    assert history_entry("2026-11-22T10:00:00+08:00", "张三", "") == {
        "at": "2026-11-22T10:00:00+08:00",
        "who": "张三",
        "what": "保存",
    }

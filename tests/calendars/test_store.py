"""The calendar file: what is written comes back, what is not its shape is refused with its place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.calendars.notices import LocalDay, Notice, NoticeDay
from clerkcheck.calendars.store import Store, read_store, write_store
from clerkcheck.reading.errors import InputError
from examples import examples

words = st.text(
    st.characters(categories=("L", "N", "P", "S"), include_characters=" "), min_size=1, max_size=20
).map(str.strip).filter(bool).filter(str.isprintable)  # fmt: skip
notices = st.builds(
    lambda year, papers, days: Notice(
        year, tuple(papers), tuple(NoticeDay(date.fromordinal(date(year, 1, 1).toordinal() + k), *days[k]) for k in sorted(days))
    ),
    st.integers(2004, 2099),
    st.lists(words, max_size=2),
    st.dictionaries(st.integers(0, 360), st.tuples(st.booleans(), words), min_size=1, max_size=5),
)  # fmt: skip
local_days = st.builds(LocalDay, st.dates(), st.booleans(), st.just("") | words, words)


@examples(20)
@given(st.lists(notices, max_size=2), st.lists(local_days, max_size=3))
def test_what_is_written_comes_back(tmp_path_factory, some_notices, some_days):
    path = str(tmp_path_factory.getbasetemp() / "calendar.yaml")
    store = Store({each.year: each for each in some_notices}, {each.date: each for each in some_days})
    write_store(path, store)
    found = read_store(path)
    assert found.local == store.local
    assert {year: (each.papers, [day[:3] for day in each.days]) for year, each in found.notices.items()} == {
        year: (each.papers, [day[:3] for day in each.days]) for year, each in store.notices.items()
    }


def test_comments_are_kept_at_the_top(tmp_path):
    path = tmp_path / "calendar.yaml"
    path.write_text("# 本县\nschema: clerkcheck.calendar/1\n  # 州庆\n", encoding="utf-8")
    write_store(str(path), Store({}, {}))
    assert path.read_text(encoding="utf-8") == "# 本县\n  # 州庆\nschema: clerkcheck.calendar/1\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "不是日历文件"),
        ("- 1\n", "不是日历文件"),
        ("pack: qianjiang\n", "不是日历文件"),
        ("schema: clerkcheck.calendar/2\n", "不是日历文件"),
        ("{head}locals: []\n", "不认识 locals"),
        ("{head}local: 2026-04-18\n", "应当是一个列表"),
        ("{head}local: [2026-04-18]\n", "应当是一组"),
        ("{head}local:\n- {{day: 休, paper: 甲}}\n", "“null”不是日期"),
        ("{head}local:\n- {{date: 04-18, day: 休, paper: 甲}}\n", "“04-18”不是日期"),
        ("{head}local:\n- {{date: 2026-02-30, day: 休, paper: 甲}}\n", "没有 2026-02-30 这一天"),
        ("{head}local:\n- {{date: 2026-04-18, day: off, paper: 甲}}\n", "含义不明"),
        ("{head}local:\n- {{date: 2026-04-18, day: 假, paper: 甲}}\n", "day 只能是 休 或 班"),
        ("{head}local:\n- {{date: 2026-04-18, day: [休], paper: 甲}}\n", "day 只能是 休 或 班"),
        ("{head}local:\n- {{date: 2026-04-18, day: 休}}\n", "应当是文字"),
        ("{head}local:\n- {{date: 2026-04-18, day: 休, paper: 甲, by: 乙}}\n", "不认识 by"),
        (
            "{head}local:\n- {{date: 2026-04-18, day: 休, paper: 甲}}\n- {{date: 2026年4月18日, day: 班, paper: 乙}}\n",
            "2026-04-18 写了两次",
        ),
        ("{head}notices:\n- {{year: 二〇二七, papers: [], days: []}}\n", "year 应当是四位数"),
        ("{head}notices:\n- {{year: 2027, papers: 甲, days: []}}\n", "应当是一个列表"),
        ("{head}notices:\n- {{year: 2027, papers: [], days: []}}\n", "2027年的通知里一天也没有"),
        ("{head}notices:\n- {{year: 2027, days: [{{date: 2028-01-01, day: 休, name: 元旦}}]}}\n", "不在2027年"),
        ("{head}notices:\n- {{year: 2027, days: [{{date: 2027-01-01, day: 休}}]}}\n", "应当是文字"),
        (
            "{head}notices:\n- year: 2027\n  days:\n  - {{date: 2027-01-01, day: 休, name: 元旦}}\n"
            "  - {{date: 2027-01-01, day: 班, name: 元旦}}\n",
            "既写了放假，又写了上班",
        ),
    ],
)
def test_another_shape_is_refused_with_its_place(text, message, tmp_path):
    path = tmp_path / "calendar.yaml"
    path.write_text(text.format(head="schema: clerkcheck.calendar/1\n"), encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_store(str(path))
    assert str(caught.value).startswith(str(path))

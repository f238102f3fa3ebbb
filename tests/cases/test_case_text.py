"""What an answer changes in the text of a case file, line by line, and what it leaves alone."""

import codecs
import copy
import json
import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.cases.changes import applied, same
from clerkcheck.cases.saving import open_stored, save
from clerkcheck.cli.new import blank_case
from clerkcheck.packs.store import load_pack
from examples import examples

HEAD = "pack: qianjiang   # 规则\nkind: agenda_item\ntitle: 甲\n"
ENTRY = {"at": "2026-11-22T10:00:00+08:00", "who": "张三", "what": "答一题"}
LINE = '- {at: "2026-11-22T10:00:00+08:00", who: 张三, what: 答一题}\n'


@pytest.fixture
def saved(tmp_path):
    """Write a file, save changes to its data (a path of keys to a value; None takes away), return the bytes after."""

    def after(raw, changes, *, history=None, name="甲.yaml"):
        path = tmp_path / name
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        stored = open_stored(str(path))
        data = copy.deepcopy(stored.data)
        for keys, value in changes.items():
            *parents, last = keys.split(".")
            inner = data
            for key in parents:
                inner[key] = inner.get(key) or {}
                inner = inner[key]
            if value is None:
                del inner[last]
            else:
                inner[last] = value
        data |= {"history": [*stored.data.get("history", []), *history]} if history else {}
        save(stored, data, "20261122-100000")
        assert same(open_stored(str(path)).data, data)
        return path.read_bytes().decode()

    return after


CHANGES = {
    "a-value": ("facts:\n  funds: true   # 有\n", {"facts.funds": False}, "facts:\n  funds: false   # 有\n"),
    "a-value-without-one": ("facts:\n  funds:   # 待核\n  x: 1\n", {"facts.funds": True}, "facts:\n  funds: true   # 待核\n  x: 1\n"),
    "a-quoted-value": ("unit: '区教委'  # 主办\n", {"unit": "区财政局"}, "unit: 区财政局  # 主办\n"),
    "a-text-to-be-quoted": ("unit: x\n", {"unit": 'yes: "#1"'}, 'unit: "yes: \\"#1\\""\n'),
    "words-that-yaml-misreads": ("unit: x\n", {"unit": "no"}, 'unit: "no"\n'),
    "figures": ("unit: x\n", {"unit": "2026年办"}, 'unit: "2026年办"\n'),
    "small-number": ("facts: {a: 1}\n", {"facts.a": 5.5e-08}, "facts: {a: 0.000000055}\n"),
    "a-date": ("dates: {meeting: 2026-12-10}\n", {"dates.meeting": "2026-12-11"}, "dates: {meeting: 2026-12-11}\n"),
    "one-more-of-a-block": ("facts:\n    a: 1   # 甲\n\n# 乙\nunit: x\n", {"facts.b": 2}, "facts:\n    a: 1   # 甲\n    b: 2\n\n# 乙\nunit: x\n"),
    "one-more-in-brackets": ("facts: {a: 1 }  # 甲\n", {"facts.b": 2}, "facts: {a: 1, b: 2 }  # 甲\n"),
    "one-less-of-a-block": ("facts:\n  a: 1   # 甲\n  # 乙\n  b: 2\n", {"facts.a": None}, "facts:\n  # 乙\n  b: 2\n"),
    "the-last-of-a-block": ("facts:\n  a: 1\n  b: 2\n# 完\n", {"facts.b": None}, "facts:\n  a: 1\n# 完\n"),
    "the-first-in-brackets": ("facts: {a: 1, b: 2}\n", {"facts.a": None}, "facts: {b: 2}\n"),
    "the-last-in-brackets": ("facts: {a: 1, b: 2}\n", {"facts.b": None}, "facts: {a: 1}\n"),
    "a-whole-part": ("facts:\n  a: 1\n  b: 2\nunit: x   # 主办\n", {"facts": None}, "unit: x   # 主办\n"),
    "a-new-part": ("unit: x\n# 完\n", {"dates.meeting": "2026-12-10"}, "unit: x\n# 完\ndates:\n  meeting: 2026-12-10\n"),
    "a-part-left-empty": ("facts:   # 没填\n  # a: 是否甲\nunit: x\n", {"facts.a": True}, "facts:   # 没填\n  a: true\n  # a: 是否甲\nunit: x\n"),
    "an-empty-part-in-brackets": ("facts: {}\nunit: x\n", {"facts.a": True}, "facts: {a: true}\nunit: x\n"),
    "no-line-break-at-the-end": ("facts:\n  a: 1", {"facts.b": 2}, "facts:\n  a: 1\n  b: 2\n"),
    "a-list-in-brackets": ("facts:\n  m: [a, b]  # 两项\n", {"facts.m": ["c"]}, "facts:\n  m: [c]  # 两项\n"),
    "a-list-of-lines": ("facts:\n  m:\n  - a\n  - b\n  z: 1\n", {"facts.m": ["c", "d"]}, "facts:\n  m: [c, d]\n  z: 1\n"),
    "a-material-in-full": ("materials:\n  m: done   # 已有\n", {"materials.m": {"status": "done", "date": "2026-11-12"}}, "materials:\n  m: {status: done, date: 2026-11-12}   # 已有\n"),
    "a-field-of-a-material": ("materials:\n  m: {status: done, ref: 〔2026〕1号}\n", {"materials.m.ref": "〔2026〕2号"}, "materials:\n  m: {status: done, ref: 〔2026〕2号}\n"),
    "exceptions": ("unit: x\n", {"exceptions": [{"clause": "qj-49-1", "reason": "急"}]}, "unit: x\nexceptions:\n- {clause: qj-49-1, reason: 急}\n"),
    "one-more-exception": ("exceptions:\n- clause: a\n  reason: 急\nunit: x\n", {"exceptions": [{"clause": "a", "reason": "急"}, {"clause": "b"}]}, "exceptions:\n- {clause: a, reason: 急}\n- {clause: b}\nunit: x\n"),
    "a-text-of-several-lines-stays": ("notes: |\n  一\n  二\nfacts: {a: 1}\n", {"facts.a": 2}, "notes: |\n  一\n  二\nfacts: {a: 2}\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "changes", "after"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_only_what_was_answered_changes(saved, before, changes, after, eol):
    raw = (HEAD + before).replace("\n", eol)
    assert saved(raw, changes) == (HEAD + after).replace("\n", eol)


@pytest.mark.parametrize("eol", ["\n", "\r\n", ""], ids=["lf", "crlf", "no-end"])
def test_nothing_to_change_changes_no_byte(saved, eol):
    raw = f"{HEAD}facts: {{a: 1}}   # 一".replace("\n", eol or "\n") + eol
    assert saved(raw, {}) == raw


ENTRIES = {
    "none-yet": (HEAD, HEAD + "history:\n" + LINE),
    "lines": (HEAD + "history:\n" + LINE, HEAD + "history:\n" + LINE + LINE),
    "lines-of-0.1": (HEAD + "history:\n- at: 昨天\n  who: 某\n  what: 试   # 注\n", HEAD + "history:\n- at: 昨天\n  who: 某\n  what: 试   # 注\n" + LINE),
    "indented": (HEAD + "history:\n    - {at: x}\n", HEAD + "history:\n    - {at: x}\n    " + LINE),
    "in-the-middle": (HEAD + "history:\n- {at: x}\n# 以下待核\nunit: 乙\n", HEAD + "history:\n- {at: x}\n" + LINE + "# 以下待核\nunit: 乙\n"),
    "first-of-all": ("history:\n- {at: x}\n" + HEAD, "history:\n- {at: x}\n" + LINE + HEAD),
    "no-line-break-at-the-end": (HEAD + "history:\n- {at: x}", HEAD + "history:\n- {at: x}\n" + LINE),
    "a-text-of-several-lines": (HEAD + "history:\n- what: |\n    一\n    二\n", HEAD + "history:\n- what: |\n    一\n    二\n" + LINE),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), ENTRIES.values(), ids=ENTRIES)
@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_history_gets_a_line(saved, before, after, eol):
    assert saved(before.replace("\n", eol), {}, history=[ENTRY]) == after.replace("\n", eol)


def test_an_answer_and_its_line_where_the_history_stands_in_the_middle(saved):
    before = HEAD + "facts:\n  a: 1\nhistory:\n- {at: x}\nunit: 乙\n"
    assert saved(before, {"facts.a": 2, "facts.b": 3, "unit": None, "dates.d": "2026-01-01"}, history=[ENTRY]) == (
        HEAD + "facts:\n  a: 2\n  b: 3\ndates:\n  d: 2026-01-01\nhistory:\n- {at: x}\n" + LINE
    )


def test_a_byte_order_mark_and_windows_line_ends_stay(saved):
    raw = codecs.BOM_UTF8 + (HEAD + "facts: {a: 1}\n").replace("\n", "\r\n").encode()
    after = saved(raw, {"facts.a": 2}, history=[ENTRY])
    assert after == "\ufeff" + (HEAD + "facts: {a: 2}\nhistory:\n" + LINE).replace("\n", "\r\n")


@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_json_is_written_as_it_always_was(saved, eol):
    data = {"pack": "qianjiang", "title": "甲"}
    raw = codecs.BOM_UTF8 + json.dumps(data).encode() + eol.encode()
    for number in range(3):
        after = saved(raw, {"facts.a": number}, history=[ENTRY, ENTRY | {"what": '"引号"\n'}], name="甲.json")
        text = json.dumps(json.loads(after[1:]), ensure_ascii=False, indent=2) + "\n"
        assert after == "\ufeff" + text.replace("\n", eol)
        raw = after.encode()


ODD = {
    "all-in-brackets": "{pack: qianjiang, kind: agenda_item, title: 甲, facts: {a: 1}}\n",
    "a-comment-inside": HEAD + "facts:\n  a:\n  - x   # 一\n  - w\n",
    "a-key-in-quotes": HEAD + "facts:\n  'a': [x]\n  \"b\": 2\n",
    "a-history-in-brackets": HEAD + "facts: {a: 1}\nhistory: [{at: x}, {at: w}]\n",
    "a-history-that-is-none": HEAD + "facts: {a: 1}\nhistory: []\n",
    "an-end-mark": HEAD + "facts: {a: 1}\n...\n",
    "a-start-mark": "---\n" + HEAD + "facts: {a: 1}\n",
    "a-value-on-the-next-line": HEAD + "facts:\n  a:\n    1\n",
    "lines-in-brackets": HEAD + "facts: {\n  a: 1,   # 一\n  b: 2,\n}\n",
}


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD)
def test_what_is_out_of_the_ordinary_is_saved_too(saved, raw):
    after = saved(raw, {"facts.a": ["z"], "facts.c": True, "unit": "乙"}, history=[ENTRY])
    assert saved(after, {"facts.a": None, "unit": None}, history=[ENTRY])


def test_a_blank_case_is_filled_in_place(saved):
    blank = blank_case(load_pack("qianjiang"), "agenda_item", "甲")
    changes = {"facts.funds": True, "materials.approval_form": "done", "dates.meeting": "2026-12-10", "unit": "区教委"}
    after = saved(blank, changes, history=[ENTRY])
    assert [line for line in after.splitlines() if "#" in line] == [line for line in blank.splitlines() if "#" in line]
    assert "facts:                  # 没填的都是“未知”，不是“否”\n  funds: true\n" in after


# --- any answers to any file

LAYOUTS = {
    "block": HEAD + "# 一\nfacts:\n  a: true   # 二\n\n  b: 12.5\n  c: [x, w]   # 三\n# 四\nmaterials:\n  m: done\n  k: {status: done, ref: r}   # 五\ndates:\n  d: 2026-12-10\n# 六\n",
    "brackets": HEAD + "facts: {a: true, b: 12.5, c: [x, w]}   # 一\nmaterials: {m: done, k: {status: done, ref: r}}\n# 二\ndates: {d: 2026-12-10}\n",
    "0.1": HEAD + "history:\n- at: x\n  who: w\n  what: z\nfacts:\n  a: true\n  b: 12.5\n  c:\n  - x\n  - w\nmaterials:\n  m: done\n  k:\n    status: done\n    ref: r   # 一\ndates:\n  d: 2026-12-10\n",
    "bare": HEAD,
    "empty-parts": HEAD + "facts:   # 一\n  # a:\nmaterials: {}\ndates:\n# 二\n",
}  # fmt: skip
VALUES = {
    "facts": st.booleans() | st.integers(0, 10**9) | st.floats(0, 1e9) | st.lists(st.sampled_from("xwz"), min_size=1) | st.just("unknown"),
    "materials": st.sampled_from(["done", "missing"]) | st.fixed_dictionaries({"status": st.just("done")}, optional={"ref": st.text("甲a1:#'\" 〔", min_size=1, max_size=8), "date": st.just("2026-02-28")}),
    "dates": st.dates().map(str),
}  # fmt: skip
NAMES = {"facts": "abcef", "materials": "mko", "dates": "dgh"}
ANSWERS = st.sampled_from(sorted(NAMES)).flatmap(
    lambda part: st.tuples(st.just(part), st.sampled_from(NAMES[part]), st.none() | VALUES[part])
)


@examples(50)
@given(st.sampled_from(sorted(LAYOUTS)), st.booleans(), st.lists(ANSWERS, min_size=1, max_size=12))
def test_any_answers_one_by_one(tmp_path_factory, layout, windows, answers):
    """The file says what was answered, the history every answer, and no comment on a line of its own is lost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)  # 1,500 saves: not what is tested here, and slow
        answer_all(tmp_path_factory, layout, windows, answers)


def answer_all(tmp_path_factory, layout, windows, answers):
    path = tmp_path_factory.mktemp("answers") / "甲.yaml"
    text = LAYOUTS[layout].replace("\n", "\r\n" if windows else "\n")
    path.write_bytes(text.encode())
    stored, comments = open_stored(str(path)), re.findall(r"(?m)^ *#.*$", text)
    for number, (part, name, value) in enumerate(answers):
        change = ((part, name), value)
        wanted = applied(stored.data, [change])
        if value is None:
            wanted = copy.deepcopy(stored.data)
            if isinstance(wanted.get(part), dict):
                wanted[part].pop(name, None)
            if not wanted.get(part):
                wanted.pop(part, None)
        wanted["history"] = [*stored.data.get("history", []), {"what": str(number)}]
        stored = save(stored, wanted, "x")
        again = open_stored(str(path))
        assert same(again.data, wanted) and same(stored.data, wanted) and again.raw == stored.raw
        if layout != "empty-parts":  # there an emptied part takes the comments below it along
            assert set(comments) <= set(re.findall(r"(?m)^ *#.*$", again.document.text))
        if windows:
            assert again.raw.count(b"\n") == again.raw.count(b"\r\n")


def test_an_ordinary_answer_needs_no_round_trip(tmp_path):
    """Two answers to each kind of question in a case with 500 lines of history: ruamel.yaml is not even imported."""
    code = (
        "import sys\n"
        "from clerkcheck.cases.saving import create, open_stored, save\n"
        "line = {'at': '2026-11-22T10:00:00+08:00', 'who': 'x', 'what': 'y'}\n"
        "stored = create(sys.argv[1], {'title': 'a', 'history': [line] * 500})\n"
        "for value in (True, False):\n"
        "    for part, each in (('facts', value), ('materials', 'done'), ('dates', '2026-01-01')):\n"
        "        data = {**stored.data, part: {**stored.data.get(part, {}), f'{part}{value}': each}}\n"
        "        stored = save(stored, {**data, 'history': [*stored.data['history'], line]}, 'x')\n"
        "assert len(open_stored(sys.argv[1]).data['history']) == 506\n"
        "print([name for name in sys.modules if name.startswith('ruamel')])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.yaml")], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"

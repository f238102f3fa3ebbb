"""Strict YAML and JSON: what is read, and where each problem is said to be."""

import subprocess
import sys

import pytest
import yaml

from clerkcheck.reading.documents import MAX_DEPTH, read_json, read_yaml
from clerkcheck.reading.errors import InputError, InputErrors, Place, printable
from clerkcheck.reading.nearest import nearest, suggestion
from clerkcheck.reading.written_values import shown


def refusal(reader, text):
    with pytest.raises(InputError) as caught:
        reader(text, "件.yaml")
    assert caught.value.remedy
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1", {"a": 1}),
        ("a: 1.50", {"a": 1.5}),
        ("a: -3", {"a": -3}),
        ("a: 007", {"a": "007"}),
        ("a: 1e3", {"a": "1e3"}),
        ("a: 0x10", {"a": "0x10"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: '1'", {"a": "1"}),
        ("a: true", {"a": True}),
        ("a: false", {"a": False}),
        ("a: null", {"a": None}),
        ("a: ~", {"a": None}),
        ("a:", {"a": None}),
        ("a: 2026-12-10", {"a": "2026-12-10"}),
        ("a: 'yes'", {"a": "yes"}),
        ("a: .nan", {"a": ".nan"}),
        ("a: [1, [2], {b: c}]", {"a": [1, [2], {"b": "c"}]}),
        ("- a\n- b", ["a", "b"]),
        ("", None),
        ("---\na: b\n...\n", {"a": "b"}),
        ("a: |\n  一\n  二\n", {"a": "一\n二\n"}),
        ("a: 9999999999999999999", {"a": "9999999999999999999"}),
    ],
)
def test_scalars_follow_the_core_schema(text, data):
    assert read_yaml(text, "件.yaml").data == data


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "y", "N", "True", "FALSE", "On"])
def test_words_that_yaml_versions_read_differently_are_refused(word):
    line = refusal(read_yaml, f"a:\n  b: {word}\n")
    assert f"件.yaml 第 2 行第 6 列：“{word}”含义不明。写 " in line
    assert line.endswith("true" if word.lower() in ("yes", "on", "y", "true") else "false")


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a: [b\nc: }\n", "第 1 行第 4 列", "不是正确的 YAML：这里的方括号或花括号没有关上"),
        ("a: [", "第 2 行第 1 列", "不是正确的 YAML"),
        ("a:\n\tb: 1\n", "第 2 行第 1 列", "制表符"),
        ("a: 'b\n", "第 1 行第 4 列", "引号没有关上"),
        ("a: b: c\n", "第 1 行第 5 列", "多了一个冒号"),
        ('a: "\\q"\n', "第 1 行", "反斜杠写法不对"),
        ("a: 1\n b: 2\n", "第 2 行", "不是正确的 YAML"),
        ("a: &x [1]\nb: *x\n", "第 1 行第 4 列", "不能用 & 和 * 引用"),
        ("b: *x\n", "第 1 行第 4 列", "不能用 & 和 * 引用"),
        ("a: !!python/object/apply:os.system ['id']\n", "第 1 行第 4 列", "不能用标签 !!python/object/apply:os.system"),
        ("a: !x b\n", "第 1 行第 4 列", "不能用标签 !x"),
        ("a: 1\na: 2\n", "第 2 行第 1 列", "键 a 写了两次"),
        ("a:\n  b: 1\n  b: 2\n", "第 3 行第 3 列", "键 b 写了两次"),
        ("yes: 1\n", "第 1 行第 1 列", "键不能写 yes"),
        ("? [a]\n: b\n", "第 1 行第 3 列", "键只能是一个词"),
        ("a: 1\n---\nb: 2\n", "第 2 行第 1 列", "两份内容"),
        ("a: 甲\x1b[31m\n", "第 1 行第 5 列", "U+001B"),
        ("一: 1\n二: 甲\x07乙\n", "第 2 行第 5 列", "U+0007"),
    ],
)
def test_yaml_that_is_refused(text, place, what):
    line = refusal(read_yaml, text)
    assert line.startswith("件.yaml " + place)
    assert what in line


def test_an_alias_bomb_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    assert "第 1 行第 4 列：不能用 & 和 * 引用" in refusal(read_yaml, bomb)


DEEP = {
    "brackets": ("[" * 100_000, "第 1 行第 21 列"),
    "closed": ("a: " + "[" * 300 + "]" * 300, "第 1 行第 23 列"),
    "braces": ("{a: " * 5000, "第 1 行第 81 列"),
    "mixed": ("[{a: " * 2000, "第 1 行第 51 列"),
    "keys_in_brackets": ("[a: [b: " * 500, "第 1 行第 41 列"),
    "lines": ("[\n" * 3000, "第 21 行第 1 列"),
    "dashes": ("- " * 5000, "第 1 行第 41 列"),
    "indents": ("".join(" " * depth + "a:\n" for depth in range(1200)), "第 21 行第 21 列"),
    "one_too_many": ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "第 1 行第 21 列"),
}


@pytest.mark.parametrize("library", ["libyaml", "pure_python"])
@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_refused_where_the_limit_is_passed(name, library, monkeypatch):
    if library == "pure_python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    text, place = DEEP[name]
    assert refusal(read_yaml, text).startswith(f"件.yaml {place}：层数太深（最多 {MAX_DEPTH} 层）")


@pytest.mark.parametrize("depth", [21, 100, 999])
def test_a_parser_that_stops_at_a_depth_of_its_own_decides_nothing(monkeypatch, depth):
    """As newer versions of libyaml do at a thousand levels, reading ahead."""
    real = yaml.parse

    def parse(text, Loader):
        if text.count("[") > depth:
            mark = yaml.Mark("", depth, 0, depth, None, None)
            raise yaml.scanner.ScannerError(None, None, "exceeded maximum nesting depth", mark)
        return real(text, Loader)

    monkeypatch.setattr(yaml, "parse", parse)
    assert refusal(read_yaml, "[" * 5000).startswith("件.yaml 第 1 行第 21 列：层数太深")


@pytest.mark.parametrize("text", ["'" + "[" * 3000 + "'", "# " + "[" * 3000, "a " + "[" * 3000, "|\n  " + "[" * 3000])
@pytest.mark.parametrize("reader", [read_yaml])
def test_brackets_in_texts_and_comments_are_no_nesting(reader, text):
    reader(text, "件.yaml")


@pytest.mark.parametrize("reader", [read_yaml, read_json])
def test_nesting_up_to_the_limit_is_read(reader):
    reader("[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH, "件.yaml")


@pytest.mark.parametrize("places", [True, False])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("[" * 100_000, "第 1 行第 21 列", id="brackets"),
        pytest.param('{"[": ' * 21 + "1" + "}" * 21, "第 1 行第 121 列", id="braces"),
        pytest.param('{"a\\"[":\n' * 21 + "1" + "}" * 21, "第 21 行第 1 列", id="lines"),
    ],
)
def test_deep_json_is_refused_with_its_place(text, place, places):
    with pytest.raises(InputError) as caught:
        read_json(text, "件.json", places=places)
    assert str(caught.value).startswith(f"件.json {place}：层数太深（最多 {MAX_DEPTH} 层）")


def test_brackets_in_json_texts_are_no_nesting():
    assert read_json('["' + "[" * 3000 + '", "\\"[{"]', "件.json").data[1] == '"[{'


def test_sixty_thousand_keys_are_compared_once_each():
    text = "{" + ", ".join(f'"k{number}": {number}' for number in range(60_000)) + "}"
    assert len(read_json(text, "件.json", places=False).data) == 60_000
    assert "键 k59999 写了两次" in refusal(read_json, text[:-1] + ', "k59999": 1}')


def test_of_two_keys_written_twice_the_first_to_come_again_is_named():
    assert "第 1 行第 18 列：键 b 写了两次" in refusal(read_json, '{"a":1,"b":2,    "b":3,"a":4}')


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('{"a": 1,\n "b" 2}', " 第 2 行第 6 列", "不是正确的 JSON"),
        ('{"a": 1,}', " 第 1 行", "不是正确的 JSON"),
        ("{'a': 1}", " 第 1 行第 2 列", "不是正确的 JSON"),
        ("", " 第 1 行第 1 列", "不是正确的 JSON"),
        ("{} {}", " 第 1 行第 4 列", "不是正确的 JSON"),
        ('{"a": 1, "a": 2}', " 第 1 行第 10 列", "键 a 写了两次"),
        ('{"x": {"a": 1,\n"a": 2}, "y": {"a": 3}}', " 第 2 行第 1 列", "键 a 写了两次"),
        ('{"t": "NaN",\n"a": NaN}', " 第 2 行第 6 列（a）", "数字不能是 NaN"),
        ('{"a": [Infinity]}', " 第 1 行第 8 列（a.0）", "数字不能是 Infinity"),
        ('{"a": -Infinity}', " 第 1 行第 7 列（a）", "数字不能是 -Infinity"),
        ('{"a": 1e400}', " 第 1 行第 7 列（a）", "数字不能是 1e400"),
        pytest.param('{"a": ' + "9" * 5000 + "}", " 第 1 行第 7 列（a）", "数字不能是 9999", id="digits"),
    ],
)
def test_json_that_is_refused(text, place, what):
    line = refusal(read_json, text)
    assert line.startswith("件.yaml" + place)
    assert what in line
    assert len(line) < 120


def test_json_numbers():
    assert read_json("[1, -2, 0.5, 1e2, 800.50]", "件.json").data == [1, -2, 0.5, 100.0, 800.5]


@pytest.mark.parametrize("reader", [read_yaml, read_json])
def test_places_point_at_keys_and_values(reader):
    text = '{"facts":\n  {"land": true,\n   "matter": ["a",\n "b"]}}'
    document = reader(text, "件")
    assert document.place(("facts", "land"))[:3] == ("件", 2, 12)
    assert document.place(("facts", "land"), key=True)[:3] == ("件", 2, 4)
    assert document.place(("facts", "matter", 1))[:3] == ("件", 4, 2)
    assert document.place(("facts", "no", "such"))[:3] == ("件", 1, 2)
    assert str(document.place(("facts", "matter", 1))) == "件 第 4 行第 2 列（facts.matter.1）"


def test_an_error_is_one_printable_line():
    error = InputError("坏\n了", Place("a\x1b[31m.yaml", 3, 5, "x\ny"), "改\u202e改")
    assert str(error).isprintable()
    assert "第 3 行第 5 列" in str(error)


@pytest.mark.parametrize(
    ("message", "line"), [("错了", "错了。改掉"), ("是不是 x？", "是不是 x？改掉"), ("错了。", "错了。改掉")]
)
def test_message_and_remedy_are_joined_by_one_full_stop(message, line):
    assert str(InputError(message, None, "改掉")) == line


def test_several_errors_are_a_line_each():
    both = InputErrors([InputError("甲", Place("a", 1, 2)), InputError("乙")])
    assert str(both) == "a 第 1 行第 2 列：甲\n乙"


def test_printable():
    assert printable("议题\u3000甲") == "议题\u3000甲"
    assert printable("a\x1bb\n\u202ec\x9b") == "a\\u001bb\\u000a\\u202ec\\u009b"


def test_nearest_and_suggestion():
    assert nearest("meetng", ["meeting", "matter"]) == "meeting"
    assert nearest("xyz", ["meeting", "matter"]) is None
    assert suggestion("会议", {"a": "会议", "b": "公文"}) == "是不是 a（会议）？"
    assert suggestion("zz", ["a", "b"]) == "可用的有：a、b"
    assert suggestion("zz", [f"name{i}" for i in range(13)]) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (None, "null"),
        ([1], "一个列表"),
        ({}, "一组“键: 值”"),
        (1.5, "1.5"),
        ("x" * 41, "x" * 40 + "…"),
    ],
)
def test_shown(value, text):
    assert shown(value) == text


def test_what_the_library_compiles_late_works_as_what_it_compiles_at_once():
    """Its parser in Python, which we do not use, reads by those patterns; ours leaves no other of Python's as it was."""
    code = """
import re
from clerkcheck.reading.yaml_library import yaml_library

compiled = re.compile
yaml = yaml_library()
assert re.compile is compiled and yaml is yaml_library()
print(yaml.load("a: [1, 2026-11-28, yes, 0x1f, .5, x]", Loader=yaml.SafeLoader))
try:
    yaml.load("a: \\x07", Loader=yaml.SafeLoader)
except yaml.YAMLError as error:
    print(type(error).__name__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["{'a': [1, datetime.date(2026, 11, 28), True, 31, 0.5, 'x']}", "ReaderError"]

"""Bad input: one clear Chinese line with place and remedy, exit status 2, nothing on stdout, no file written."""

import os
import re

import pytest

HEAD = "pack: qianjiang\nkind: agenda_item\ntitle: {}\n"
BAD = {
    "list": (b"- a\n", "第 1 行第 1 列：案件文件应当是“键: 值”的形式，这里是一个列表"),
    "not-yaml": (b"a: [b\nc: }\n", "不是正确的 YAML"),
    "unknown-key": (HEAD.format("题") + "fact: {}\n", "没有 fact 这个键。是不是 facts？"),
    "unknown-fact": (HEAD.format("题") + "facts: {meetng: standing}\n", "是不是 meeting（"),
    "unknown-choice": (HEAD.format("题") + "facts: {meeting: standng}\n", "是不是 standing（"),
    "label": (HEAD.format("题") + "facts: {meeting: 区政府常务会议}\n", "是不是 standing（"),
    "unknown-pack": (
        "pack: qianjang\nkind: document\ntitle: 题\n",
        "没有 qianjang 这个规则包。是不是 qianjiang（黔江区）？",
    ),
    "unknown-material": (HEAD.format("题") + "materials: {legality_revew: done}\n", "是不是 legality_review（"),
    "unknown-date": (HEAD.format("题") + "dates: {meting: 2026-12-10}\n", "是不是 meeting（"),
    "unknown-clause": (
        HEAD.format("题") + "exceptions: [{clause: qj-49-111, reason: 急, approved_by: 甲}]\n",
        "是不是 qj-49-11",
    ),
    "no-such-day": (HEAD.format("题") + "dates: {meeting: 2026-02-30}\n", "没有 2026-02-30 这一天"),
    "swapped": (HEAD.format("题") + "dates: {meeting: 2026-25-12}\n", "是不是 2026-12-25"),
    "amount": (HEAD.format("题") + "facts: {amount_wan: 800万}\n", "写 800 或 “800万元”"),
    "negative": (HEAD.format("题") + "facts: {amount_wan: -1}\n", "金额不能是负数"),
    "yes": (HEAD.format("题") + "facts: {land: yes}\n", "写 true"),
    "duplicate": (HEAD.format("题") + "title: 又一题\n", "键 title 写了两次"),
    "bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "不能用 & 和 * 引用"),
    "deep": ("a: " + "[" * 5000 + "]" * 5000, "层数太深"),
    "gbk": (HEAD.format("议题").encode("gbk"), "不是 UTF-8 编码"),
    "utf16": (HEAD.format("议题").encode("utf-16"), "不是 UTF-8 编码"),
    "nul": (HEAD.format("题\0").encode(), "不是文本文件"),
    "escape": (HEAD.format('"题\\e[31m"'), "含有控制字符 U+001B"),
    "raw-escape": (HEAD.format("题\x1b[31m"), "控制字符 U+001B"),
    "newline": (HEAD.format('"题\\n目"'), "含有换行"),
    "bidi": (HEAD.format('"题\\u202e目"'), "含有控制字符 U+202E"),
    "two-documents": (HEAD.format("题") + "---\n" + HEAD.format("题"), "两份内容"),
}
BAD_JSON = {
    "duplicate": (
        '{"pack": "qianjiang", "kind": "document", "title": "题",\n"title": "题"}',
        "第 2 行第 1 列：键 title 写了两次",
    ),
    "nan": ('{"pack": "qianjiang", "kind": "document", "title": "题", "facts": {"amount_wan": NaN}}', "数字不能是 NaN"),
    "huge": ('{"facts": {"amount_wan": ' + "9" * 5000 + "}}", "数字不能是 999"),
    "comma": ('{"pack": "qianjiang",}', "不是正确的 JSON"),
    "deep": ("[" * 100_000, "层数太深"),
    "surrogate": ('{"pack": "qianjiang", "kind": "document", "title": "\\ud800"}', "U+D800"),
    "escape": ('{"pack": "qianjiang", "kind": "document", "title": "\\u001b[2J"}', "U+001B"),
}
ALL = [(f"{name}.yaml", *each) for name, each in BAD.items()] + [
    (f"{name}.json", *each) for name, each in BAD_JSON.items()
]


def assert_one_line(ran, what):
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("错误：") and ran.err.endswith("\n")
    line = ran.err[:-1]
    assert line.isprintable() and "Traceback" not in line
    assert len(line) < 400
    assert what in line
    assert re.search("[\u4e00-\u9fff]", line)


@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize(("name", "content", "what"), ALL, ids=[each[0] for each in ALL])
def test_one_bad_case(run, case, tmp_path, name, content, what, form):
    path = case(content, head="", name=name)
    old = tmp_path / "old.txt"
    old.write_bytes(b"old")
    new = tmp_path / "new.txt"
    assert_one_line(run("check", path, "--format", form), what)
    assert name in run("check", path).err
    assert_one_line(run("check", path, "--format", form, "-o", new), what)
    assert_one_line(run("check", path, "--format", form, "-o", old), what)
    assert not new.exists()
    assert old.read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == sorted([name, "old.txt"])


def test_no_such_file_names_the_nearest(run, case):
    path = case(name="standing-factory.yaml")
    assert_one_line(
        run("check", path.with_name("standing-factry.yaml")), "没有这个文件。是不是 standing-factory.yaml？"
    )


@pytest.mark.parametrize("name", ["a\0.yaml", "\ud800.yaml"], ids=["nul", "half"])
def test_a_name_that_no_file_can_have(run, name):
    assert_one_line(run("check", name), "没有这个文件。核对文件名")


def test_a_folder(run, tmp_path):
    assert_one_line(run("check", tmp_path), "文件夹里没有案件文件")


def test_a_200_megabyte_file(run, tmp_path):
    path = tmp_path / "big.yaml"
    path.touch()
    os.truncate(path, 200 << 20)
    assert_one_line(run("check", path), "文件超过 1 MB")


def test_a_name_that_would_spoil_the_screen(run, tmp_path):
    assert_one_line(run("check", tmp_path / "a\x1b[31m\nb.yaml"), "\\u001b[31m\\u000ab.yaml")


@pytest.mark.parametrize(
    "content", [BAD["amount"], BAD["escape"], BAD["gbk"], BAD["deep"]], ids=["amount", "escape", "gbk", "deep"]
)
def test_as_a_process(start, case, content):
    ran = start("check", case(content[0], head=""), "--format", "json")
    assert (ran.status, ran.out) == (2, b"")
    lines = ran.err.decode().splitlines()
    assert len(lines) == 1
    assert content[1] in lines[0]


def test_a_bom_is_accepted(run, case):
    assert run("check", case(("\ufeff" + HEAD.format("题")).encode(), head="")).status == 1


@pytest.mark.parametrize("written", ["800", "800万元", "0.08亿元", "8000000元"])
def test_certain_amounts_are_accepted(run, case, written):
    assert run("check", case(f"facts: {{amount_wan: {written}}}\n")).err == ""


def test_a_broken_pack_says_which_file_and_line(run, case, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "pack.yaml").write_text("id: own\nregion: 区\n", encoding="utf-8")
    ran = run("check", case(head="pack: ./own\nkind: document\ntitle: 题\n"))
    assert (ran.status, ran.out) == (2, "")
    assert "pack.yaml" in ran.err and "缺少 regulation" in ran.err
    assert all(line.isprintable() for line in ran.err.splitlines())


@pytest.mark.parametrize("command", ["check", "summary"])
def test_a_period_that_ends_before_year_one_keeps_no_other_case_back(run, case, tmp_path, command):
    far = case("dates: {meeting: 0001-01-01}\n", head=HEAD.format("太早"), name="far.yaml")
    good = case("", head=HEAD.format("关于某事的议题"), name="good.yaml")
    ran = run("check", far, good) if command == "check" else run("summary", tmp_path)
    assert ran.status == 2
    assert "关于某事的议题" in ran.out
    assert "far.yaml（dates.meeting）：推算结果超出了公元1年至9999年" in ran.err

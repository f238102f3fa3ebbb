"""Unknown keys, names and values: the message names the place and the nearest right one."""

import pytest


@pytest.mark.parametrize(
    ("text", "place", "what", "remedy"),
    [
        ("fact: {}\n", "第 4 行第 1 列（fact）", "没有 fact 这个键", "是不是 facts？"),
        (
            "facts: {meetng: standing}\n",
            "第 4 行第 9 列（facts.meetng）",
            "没有 meetng 这个事实",
            "是不是 meeting（拟提交的会议）？",
        ),
        (
            "facts: {拟提交的会议: standing}\n",
            "第 4 行第 9 列",
            "没有 拟提交的会议 这个事实",
            "是不是 meeting（拟提交的会议）？",
        ),
        (
            "facts:\n  meeting: standng\n",
            "第 5 行第 12 列（facts.meeting）",
            "“standng”不在可选的值里",
            "是不是 standing（",
        ),
        (
            "facts: {meeting: 区政府常务会议}\n",
            "第 4 行第 18 列",
            "“区政府常务会议”不在可选的值里",
            "是不是 standing（",
        ),
        ("facts: {meeting: 常务会议}\n", "第 4 行第 18 列", "“常务会议”不在可选的值里", "是不是 standing（"),
        ("facts: {meeting: [standing]}\n", "第 4 行第 18 列", "“一个列表”不在可选的值里", "是不是 standing（"),
        ("facts: {matter: [none, staff]}\n", "第 4 行第 24 列", "“staff”不在可选的值里", "clerkcheck new"),
        ("facts: {land: 是}\n", "第 4 行第 15 列（facts.land）", "“是”不是 true 或 false", "写 true"),
        ("facts: {land: 否}\n", "第 4 行第 15 列", "“否”不是 true 或 false", "写 false"),
        ("facts: {land: 也许}\n", "第 4 行第 15 列", "“也许”不是 true 或 false", "不清楚的删去"),
        ("facts: [land]\n", "第 4 行第 8 列（facts）", "facts 应当是“键: 值”的形式", "每行写一项"),
        (
            "materials: {legality_revew: done}\n",
            "第 4 行第 13 列",
            "没有 legality_revew 这个要件",
            "是不是 legality_review（",
        ),
        (
            "materials: {公平竞争审查: done}\n",
            "第 4 行第 13 列",
            "没有 公平竞争审查 这个要件",
            "是不是 fair_competition_review（",
        ),
        ("materials: {legality_review: don}\n", "第 4 行第 30 列", "“don”不在可选的值里", "是不是 done（已有）？"),
        ("materials: {legality_review: 缺}\n", "第 4 行第 30 列", "“缺”不在可选的值里", "是不是 missing（缺）？"),
        (
            "materials: {legality_review: true}\n",
            "第 4 行第 30 列",
            "“true”不在可选的值里",
            "done（已有）、missing（缺）、unknown",
        ),
        ("materials: {legality_review: {stats: done}}\n", "第 4 行第 31 列", "没有 stats 这个键", "是不是 status？"),
        (
            "materials: {legality_review: {date: 2026-02-30}}\n",
            "第 4 行第 37 列",
            "没有 2026-02-30 这一天",
            "2026-02-28",
        ),
        (
            "dates: {meting: 2026-12-10}\n",
            "第 4 行第 9 列（dates.meting）",
            "没有 meting 这个日期",
            "是不是 meeting（会议召开日）？",
        ),
        (
            "dates: {会议召开日: 2026-12-10}\n",
            "第 4 行第 9 列",
            "没有 会议召开日 这个日期",
            "是不是 meeting（会议召开日）？",
        ),
        (
            "exceptions: [{clause: qj-49-111, reason: 急, approved_by: 区长}]\n",
            "第 4 行第 23 列（exceptions.0.clause）",
            "没有 qj-49-111 这一条款",
            "是不是 qj-49-11",
        ),
        (
            "exceptions: [{clause: 第四十九条, reason: 急, approved_by: 区长}]\n",
            "第 4 行第 23 列",
            "没有 第四十九条 这一条款",
            "clerkcheck pack show qianjiang",
        ),
        ("exceptions: [{clause: qj-49-1, reason: 急}]\n", "第 4 行第 14 列", "例外缺少 approved_by", "批准人"),
        ("exceptions: [{clause: qj-49-1, approved_by: 区长}]\n", "第 4 行第 14 列", "例外缺少 reason", "理由"),
        ("exceptions: [{clause: qj-49-1, reason: '', approved_by: 区长}]\n", "第 4 行第 40 列", "是空的", "写上文字"),
        ("exceptions: {clause: qj-49-1}\n", "第 4 行第 13 列（exceptions）", "exceptions 应当是列表", "每条以 - 开头"),
        ("exceptions: [qj-49-1]\n", "第 4 行第 14 列", "例外的写法不对", "写成 {clause: "),
        (
            "exceptions:\n" + "- {clause: qj-49-1, reason: 急, approved_by: 区长}\n" * 2,
            "第 6 行第 3 列（exceptions.1）",
            "qj-49-1 的例外写了两次",
            "只留一条",
        ),
        ("facts: {matter: 一件小事}\n", "第 4 行第 17 列", "“一件小事”不在可选的值里", "clerkcheck new"),
        ("facts: {完全没有的东西: 1}\n", "第 4 行第 9 列", "没有 完全没有的东西 这个事实", "clerkcheck new"),
    ],
)
def test_names_and_values(refused, text, place, what, remedy):
    line = refused(text)
    assert "case.yaml " + place in line
    assert what in line
    assert remedy in line


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("kind: document\ntitle: 某件\n", "缺少 pack。补上 pack"),
        ("pack: qianjiang\ntitle: 某件\n", "缺少 kind。可用的有：agenda_item（议题）、document（公文）"),
        ("pack: qianjiang\nkind: document\n", "缺少 title。补上 title"),
        (
            "pack: qianjang\nkind: document\ntitle: 某件\n",
            "第 1 行第 7 列（pack）：没有 qianjang 这个规则包。是不是 qianjiang（黔江区）？",
        ),
        (
            "pack: qianjiang\nkind: documnt\ntitle: 某件\n",
            "第 2 行第 7 列（kind）：“documnt”不在可选的值里。是不是 document（公文）？",
        ),
        ("pack: qianjiang\nkind: 公文\ntitle: 某件\n", "“公文”不在可选的值里。是不是 document（公文）？"),
        ("pack: 12\nkind: document\ntitle: 某件\n", "pack：应当是文字。给文字加上引号"),
        ("pack: ..\nkind: document\ntitle: 某件\n", "没有 .. 这个规则包"),
        ("- pack\n", "第 1 行第 1 列：案件文件应当是“键: 值”的形式，这里是一个列表"),
        ("一段话\n", "这里是一段文字"),
        ("", "这里是空的"),
        ("# 只有注释\n", "这里是空的"),
    ],
)
def test_the_first_lines(refused, head, what):
    assert what in refused(head=head)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("[none, development_plan]", "不能和别的同时选"),
        ("[development_plan, development_plan]", "同一项写了两次"),
        ("[]", "没有选任何一项"),
    ],
)
def test_choices(refused, value, what):
    line = refused(f"facts: {{matter: {value}}}\n")
    assert what in line and "第 4 行第 17 列（facts.matter）" in line


@pytest.mark.parametrize(
    ("fact", "value", "what"),
    [
        ("land_area_mu", "三十", "“三十”不是数"),
        ("land_area_mu", "30亩", "“30亩”不是数"),
        ("land_area_mu", "-1", "不能是 -1"),
        ("land_area_mu", "true", "“true”不是数"),
        ("estimate_overrun_pct", "10%", "“10%”不是数"),
        ("addressee_count", "1.5", "不能是 1.5。写不小于 0 的整数"),
    ],
)
def test_numbers(refused, fact, value, what):
    assert what in refused(f"facts: {{{fact}: {value}}}\n")

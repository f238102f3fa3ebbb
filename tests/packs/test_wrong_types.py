"""A value of the wrong type in a pack: the message has no word of Python in it, and following it does not go in a ring."""

import pytest

from linted_pack import linted

WHEN = "一律适用的，删去 when 这一行"
QUOTED = "加引号："
TYPES = {
    "when-yes": ("rules.yaml", "when: meeting == standing\n", "when: yes\n", 9, 11, WHEN),
    "when-true": ("rules.yaml", "when: meeting == standing\n", "when: true\n", 9, 11, WHEN),
    "when-empty": ("rules.yaml", "when: meeting == standing\n", "when:\n", 9, 10, WHEN),
    "when-no": ("rules.yaml", "when: meeting == standing\n", "when: no\n", 9, 11, "从不适用的，删去这一款"),
    "when-list": ("rules.yaml", "when: genre == order", "when: [demo_flag]", 56, 11, "不加方括号，写成 when: demo_flag"),
    "unless-false": ("rules.yaml", "unless: in_a_hurry", "unless: false", 10, 13, "没有例外的，删去 unless 这一行"),
    "means-y": ("pack.yaml", "means: 情况紧急", "means: y", 22, 12, f"{QUOTED}'y'"),
    "means-true": ("pack.yaml", "means: 情况紧急", "means: true", 22, 12, f"{QUOTED}'true'"),
    "gist-empty": ("rules.yaml", "gist: 命令由区长签发", "gist:", 59, 10, "gist 后面是空的。写在冒号后面"),
    "modality-empty": ("rules.yaml", "modality: must\n", "modality:\n", 12, 14, "modality 后面是空的。可用的有：must"),
    "region-empty": ("pack.yaml", "region: 演示区", "region:", 2, 8, "写地名：region: 景石县"),
    "article-4": ("rules.yaml", "article: 第三条", "article: 3", 36, 12, "写 第三条"),
    "article-第4条": ("rules.yaml", "article: 第三条", "article: 第3条", 36, 12, "“第3条”不是条号。写成 第三条"),
    "count": ("pack.yaml", "article_count: 3", "article_count: 三", 8, 16, "写 3"),
    "offset": ("rules.yaml", "offset: -3", "offset: 3个工作日", 45, 13, "写 3，往前算的写 -3"),
    "issued": ("pack.yaml", "issued: 2022-11-19", "issued: 20221119", 6, 9, "写成 2026-12-10 这样（年-月-日）"),
    "in-force": ("pack.yaml", "in_force: {from: 2022-11-22}", "in_force: 2022-11-22", 7, 11, "in_force: {from: 2022-11-22}"),
    "files": ("pack.yaml", "files: [rules.yaml]", "files: rules.yaml", 9, 8, "写成 files: [rules.yaml]"),
    "draft": ("rules.yaml", "signer: mayor\n", "signer: mayor\n    draft: 是\n", 58, 12, "应当是 true 或 false"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "line", "column", "words"), [(each[:3], *each[3:]) for each in TYPES.values()], ids=TYPES
)
def test_what_to_do_about_a_wrong_type(tmp_path, capsys, edit, line, column, words):
    status, said = linted(tmp_path, capsys, edit)
    (message,) = said.splitlines()
    assert status == 2 and f"{edit[0]} 第 {line} 行第 {column} 列" in message and words in message
    assert not [each for each in ("None", "True", "False", "['") if each in message]


def test_following_the_advice_ends_well(tmp_path, capsys):
    plain = ("rules.yaml", "    when: genre == order\n", "")
    assert linted(tmp_path, capsys, plain)[0] == 0
    quoted = ("pack.yaml", "means: 情况紧急", "means: 'y'")
    assert linted(tmp_path, capsys, quoted)[0] == 0


def test_an_exception_without_a_condition_is_told_where_to_go(tmp_path, capsys):
    status, said = linted(tmp_path, capsys, ("rules.yaml", "    when: meeting == standing\n", ""))
    assert status == 2 and "有 unless 就要有 when。把例外写进 when：when: not (…)，删去 unless" in said

"""Slips that show elsewhere than where they were made: told once, at the line where the officer has to write."""

import pytest

from clerkcheck.packs.article_order import Numbered, out_of_order
from clerkcheck.reading.documents import read_yaml
from clerkcheck.reading.numerals import article_number
from linted_pack import linted

CHAPTER = "- article: 第一条\n"
PLACED = {
    "article-too-high": ("rules.yaml", "article: 第二条", "article: 第二十条", 15, 12, "第二十条的次序不对，或写了两次。是不是 第二条？"),
    "article-twice": ("rules.yaml", "article: 第二条", "article: 第一条", 15, 12, "第一条的次序不对，或写了两次。是不是 第二条？"),
    "offset-0": ("rules.yaml", "offset: -3", "offset: 0", 45, 13, "offset 不能是 0：起算日当天不计。往前的写负数"),
    "wide-spaces": ("rules.yaml", "    needs: approval_form", "　　needs: approval_form", 11, 1, "这一行开头是全角空格"),
    "at-sign": ("rules.yaml", "gist: 命令由", "gist: @命令由", 59, 11, "值不能以 @ 开头。整个值加英文单引号：'@命令由区长签发'"),
    "per-cent": ("rules.yaml", "gist: 命令由", "gist: %命令由", 59, 11, "值不能以 % 开头"),
    "file-twice": ("pack.yaml", "[rules.yaml]", "[rules.yaml, rules.yaml]", 9, 21, "rules.yaml 写了两次。只留一个"),
    "bracket": ("rules.yaml", "forum: standing", "forum: [standing, plenary", 23, 12, "这里的方括号或花括号没有关上"),
    "quotation-mark": ("rules.yaml", "remedy: 报区长签发", "remedy: '报区长签发", 60, 13, "这里的引号没有关上"),
    "bracket-of-a-condition": ("rules.yaml", "when: genre == order", "when: not (genre == order", 56, 15, "这个括号没有另一半"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "line", "column", "words"), [(e[:3], *e[3:]) for e in PLACED.values()], ids=PLACED)
def test_a_slip_is_told_once_where_it_was_made(tmp_path, capsys, edit, line, column, words):
    status, said = linted(tmp_path, capsys, edit)
    (message,) = said.splitlines()
    assert status == 2 and f"{edit[0]} 第 {line} 行第 {column} 列" in message and words in message


def told(*orders):
    """The lines told of articles with these numbers, one a line."""
    document = read_yaml("".join(f"- {article_number(each)}\n" for each in orders), "rules.yaml")
    articles = [Numbered((each, 0), document.data[at], document, (at,)) for at, each in enumerate(orders)]
    return [(error.place.line, error.message.split("次序")[0], error.remedy[:7]) for error in out_of_order(articles)]


@pytest.mark.parametrize(
    ("orders", "said"),
    [
        ((1, 2, 3, 5, 9), []),
        ((3, 40, 5, 6, 7), [(2, "第四十条的", "是不是 第四条")]),
        ((1, 2, 4, 3, 5), [(3, "第四条的", "按条号从小到大")]),
        ((1, 2, 3, 7, 8, 4, 5, 6), [(4, "第七条起的 2 条", "按条号从小到大")]),
        ((10, 2, 3), [(1, "第十条的", "是不是 第一条")]),
        ((1, 2, 2), [(3, "第二条的", "是不是 第三条")]),
    ],
    ids=["gaps-are-no-disorder", "too-high", "exchanged", "chapters-exchanged", "first", "last-twice"],
)
def test_the_fewest_articles_are_told(orders, said):
    assert told(*orders) == said

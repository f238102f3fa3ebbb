"""The nearest right value for ids of other packs and for articles, told once."""

import pytest

from clerkcheck.__main__ import main
from linted_pack import linted

NATIONAL = ("pack.yaml", "files:", "extends: [national]\nfiles:")
SIGNER = "    signer: mayor\n"
NEAREST = {
    "region": ([("pack.yaml", "files:", "extends: [全国]\nfiles:")], "pack.yaml 第 9 行第 11 列", "没有 全国 这个规则包。是不是 national（全国）？"),
    "own-clause": ([NATIONAL, ("rules.yaml", SIGNER, f"{SIGNER}    refines: dm-3-1\n")], "rules.yaml 第 58 行第 14 列", "dm-3-1 是本包自己的款。refines 写下层的款号"),
    "twice": ([NATIONAL, ("rules.yaml", SIGNER, f"{SIGNER}    refines: [gw-15-4, gw-15-4]\n")], "rules.yaml 第 58 行第 14 列", "同一个 id 写了两次。只留一个"),
    "also-from": ([("rules.yaml", "    quote: 由区长签发\n", "    quote: 由区长签发\n    also_from: [{article: 第九十条, quote: 某}]\n")], "rules.yaml 第 54 行第 27 列", "本规则包没有第九十条。最后一条是第三条，核对条号"),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "place", "words"), NEAREST.values(), ids=NEAREST)
def test_what_was_probably_meant(tmp_path, capsys, edits, place, words):
    status, said = linted(tmp_path, capsys, *edits)
    (message,) = said.splitlines()
    assert status == 2 and place in message and words in message


@pytest.mark.parametrize("asked", ["第九十条", "90"])
def test_an_article_beyond_the_last_one(asked, capsys):
    assert main(["pack", "show", "qianjiang", asked]) == 2
    assert "最后一条是第七十四条，核对条号" in capsys.readouterr().err

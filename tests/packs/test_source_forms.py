"""A regulation's text in the forms in which offices have it: every one of them has the same articles."""

import pytest

from clerkcheck.cli.main import run
from clerkcheck.packs.source_text import canonical, read_source, split_source
from clerkcheck.reading.word import W

ARTICLES = {
    "第十一条": "会议由区长主持。",
    "第十二条": "议题应当提前3日报送，不得临时提交。",
    "第十三条": "议题经区长审定。审定按照第十五条规定的程序办理。",
    "第十四条": "会议纪要由区长签发。",
    "第十五条": "会议一般每两周召开一次。",
}
PLAIN = "演示区议事规则\n第三章 会议\n" + "".join(f"{number} {words}\n" for number, words in ARTICLES.items())
ARABIC = {number: f"第{order}条" for order, number in enumerate(ARTICLES, 11)}
FORMS = {
    "as it is": PLAIN,
    "arabic": "".join(f"{ARABIC[number]} {words}\n" for number, words in ARTICLES.items()),
    "full-width digits": PLAIN.replace("第十二条", "第１２条").replace("第十三条", "第 １３ 条"),
    "spaces": PLAIN.replace("第十", "第 十 ").replace("第 十 条", "第 十 条").replace("第三章", "第 三 章"),
    "control characters": PLAIN.replace("第十三", "\x0c第十三").replace("议题", "议\x07题"),
    "zero width": "\ufeff" + PLAIN.replace("第十", "第\u200b十").replace("议题", "议\u200d题"),
    "bold": PLAIN.replace("第三章 会议", "## 第三章 会议") and "\n".join(
        f"**{line[:4]}**{line[4:]}" if line.startswith("第十") else f"# {line}" for line in PLAIN.splitlines()
    ),
    "brackets": "".join(f"【{number}】{words}\n" for number, words in ARTICLES.items()),
    "numbers on lines of their own": "".join(f"{number}\n{words}\n" for number, words in ARTICLES.items()),
    "html": "<html><head><title>规则</title><style>p{}</style></head><body>"
    + "".join(f"<p><b>{number}</b>&nbsp;{words}</p>\n" for number, words in ARTICLES.items())
    + "<script>第十六条 假的。</script></body></html>",
    "excerpt in the old style": "".join(
        f"{number[1:-1]}、{words}\n" for number, words in ARTICLES.items()
    ),
    "wrapped reference": PLAIN.replace("审定按照第十五条规定的程序办理。", "审定按照\n第十五条规定的程序办理。"),
    "wrapped reference, no spaces": "".join(f"{number}{words}\n" for number, words in ARTICLES.items()).replace(
        "按照第十五条", "按照\n第十五条"
    ),
    "pages": "".join(
        f"演示区议事规则\n{number} {words}\n- {page} -\n第 {page} 页 共 5 页\n{page}\n"
        for page, (number, words) in enumerate(ARTICLES.items(), 1)
    ),
    "page number in a sentence": PLAIN.replace("应当提前", "应当\n— 7 —\n演示区议事规则\n提前").replace("由区长签发", "由\n演示区议事规则\n区长签发"),
}  # fmt: skip


@pytest.mark.parametrize("text", FORMS.values(), ids=list(FORMS))
def test_every_form_has_the_same_articles(text, tmp_path):
    path = tmp_path / "规则.txt"
    path.write_text(text, encoding="utf-8")
    source = split_source(read_source(str(path)), str(path))
    assert {each.number: canonical(each.text) for each in source.articles} == {
        number: canonical(words) for number, words in ARTICLES.items()
    }
    assert {each.chapter for each in source.articles} <= {"", "第三章 会议", "演示区议事规则"}


def test_running_heads_do_not_hide_chapters():
    body = ""
    for number in range(1, 7):
        body += f"演示区议事规则\n第{'一二三四五六'[number - 1]}章 章{number}\n演示区议事规则\n"
        body += f"第{'一二三四五六'[number - 1]}条 甲，乙。\n- {number} -\n"
    from clerkcheck.packs.source_cleaning import plain

    source = split_source(plain(body), "x")
    assert [each.chapter for each in source.articles] == [f"第{'一二三四五六'[n]}章 章{n + 1}" for n in range(6)]


def test_tables_and_numbers_of_word_are_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from docx import Document

    document = Document()
    document.add_paragraph("演示区议事规则")
    document.add_paragraph("第一条 下列公文由区长签发：")
    table = document.add_table(rows=2, cols=2)
    for place, words in enumerate(["区政府报市政府的公文", "由区长签发", "人事任免文件", "由区长签发"]):
        table.cell(place // 2, place % 2).text = words
    numbering = document.part.numbering_part.element
    level = numbering.find(f"{W}abstractNum").find(f"{W}lvl")
    level.find(f"{W}numFmt").set(f"{W}val", "chineseCounting")
    level.find(f"{W}lvlText").set(f"{W}val", "第%1条")
    level.find(f"{W}start").set(f"{W}val", "2")
    abstract = numbering.find(f"{W}abstractNum").get(f"{W}abstractNumId")
    number = next(n for n in numbering.iter(f"{W}num") if n.find(f"{W}abstractNumId").get(f"{W}val") == abstract)
    properties = document.add_paragraph("会议由区长主持。")._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = int(number.get(f"{W}numId"))
    properties.get_or_add_ilvl().val = 0
    document.save("规则.docx")
    source = split_source(read_source("规则.docx"), "规则.docx")
    assert "区政府报市政府的公文" in source.articles[0].text and "人事任免文件" in source.articles[0].text
    assert source.articles[1].text == "会议由区长主持。"


def test_a_phrase_level_traditional_copy_is_brought_back(tmp_path):
    opencc = pytest.importorskip("opencc")
    words = "规范性文件应当按程序报送，经合法性审核，公开政府信息，优化项目审批权限，在互联网发布。档案管理另行规定。"
    path = tmp_path / "规则.txt"
    path.write_text(opencc.OpenCC("s2twp").convert(f"第一条 {words}\n第二条 区長會議。\n"), encoding="utf-8")
    assert words in read_source(str(path))
    path.write_text(opencc.OpenCC("s2t").convert(f"第一条 {words}\n第二条 人事档案。\n"), encoding="utf-8")
    assert words in read_source(str(path)) and "人事档案" in read_source(str(path))


def test_new_and_verify_read_a_page_saved_as_html(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "规则.html").write_text(FORMS["html"], encoding="utf-8")
    assert run(["pack", "new", "demo", "--source", "规则.html", "--bare"]) == 0
    assert "5 条" in capsys.readouterr().out
    run(["pack", "verify", "./demo", "--source", "规则.html"])
    assert "【没有交代】第十五条" in capsys.readouterr().out

"""Which instruments are not had whole: the whole sheet says it of all, the page that is signed of what it rests on."""

import pytest

from clerkcheck.__main__ import main

NAMED = "国办发〔2018〕37号"


@pytest.fixture
def sheet(tmp_path, capsys, monkeypatch):
    """The one-page sheet, the terminal's report and the JSON of an item of 黔江, without its breaks of lines."""
    monkeypatch.chdir(tmp_path)

    def made(facts, *options):
        (tmp_path / "件.yaml").write_text(
            f"pack: qianjiang\nkind: agenda_item\ntitle: 关于试用的议题\nfacts: {facts}\n", encoding="utf-8"
        )
        sheets = []
        for asked in (["-o", "表.txt", "--force"], [], ["--format", "json"]):
            main(["check", "件.yaml", "--as-of", "2026-11-22", *asked, *options])
            said = capsys.readouterr().out
            text = (tmp_path / "表.txt").read_text(encoding="utf-8") if asked[:1] == ["-o"] else said
            sheets.append("".join(line.strip() for line in text.splitlines()))
        return sheets

    return made


RULE = "{meeting: standing, normative_document: true}"
NO_RULE = "{meeting: standing, normative_document: false, major_decision: false, market_activity: false}"


def test_the_page_names_what_something_on_it_rests_on(sheet):
    page, screen, data = sheet(RULE)
    assert NAMED in page and "存本不全，只查读到的部分" in page
    assert NAMED in screen and NAMED in data


def test_of_the_others_the_page_says_how_many_there_are(sheet):
    page, screen, data = sheet(NO_RULE)
    assert NAMED not in page and "全国的规定 10 部（法律、行政法规、党内法规、国办文件）；其中 3 部存本不全" in page
    assert NAMED in screen and NAMED in data  # where there is room all are named


def test_nothing_is_said_of_layers_that_did_not_judge(sheet):
    assert not any("存本不全" in each for each in sheet(RULE, "--layers", "local"))

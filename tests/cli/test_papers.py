"""``check`` as a paper: formats, files, the period sheet, and what is refused."""

import json
import os
from io import BytesIO

import docx
import pytest

FORMS = {"text": ".txt", "html": ".html", "markdown": ".md", "docx": ".docx"}


def words(path):
    data = path.read_bytes()
    if path.suffix == ".docx":
        document = docx.Document(BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return data.decode()


@pytest.mark.parametrize("form", FORMS)
def test_each_format_to_a_file(run, outcome, tmp_path, form):
    target = tmp_path / f"表{FORMS[form]}"
    ran = run("check", outcome("blocked"), "-f", form, "-o", target, "--as-of", "2026-11-22")
    assert (ran.status, ran.out, ran.err) == (1, "", "")
    text = words(target)
    assert all(part in text for part in ("送审自查表", "不得报送：缺 2 件", "填报人", "审核人", "关于blocked的函"))


@pytest.mark.parametrize("form", FORMS)
def test_the_ending_of_the_file_says_the_format(run, outcome, tmp_path, form):
    chosen, guessed = tmp_path / f"a{FORMS[form]}", tmp_path / f"b{FORMS[form]}"
    run("check", outcome("ready"), "-f", form, "-o", chosen)
    run("check", outcome("ready"), "-o", guessed)
    assert words(chosen) == words(guessed)
    run("check", outcome("ready"), "-o", tmp_path / "c.json")
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["outcome"] == "ready"


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_text_formats_go_to_the_screen(run, outcome, form):
    ran = run("check", outcome("ready"), "-f", form)
    assert ran.status == 0
    assert "送审自查表" in ran.out and "可以报送" in ran.out


def test_word_needs_a_file(run, outcome):
    ran = run("check", outcome("ready"), "-f", "docx")
    assert (ran.status, ran.out) == (2, "")
    assert "docx 要写到文件" in ran.err and "-o" in ran.err


def test_a_word_file_holds_nothing_but_word(run, outcome, tmp_path):
    ran = run("check", outcome("ready"), "-f", "text", "-o", tmp_path / "x.docx")
    assert ran.status == 2
    assert "以 .docx 结尾的文件不能写成 text" in ran.err
    assert not (tmp_path / "x.docx").exists()


def test_several_cases_in_one_file(run, outcome, tmp_path):
    target = tmp_path / "all.html"
    ran = run("check", outcome("ready"), outcome("blocked"), tmp_path / "no.yaml", "-o", target)
    assert ran.status == 2
    assert target.read_text(encoding="utf-8").count("<article") == 2


@pytest.mark.parametrize("form", ["terminal", *FORMS])
def test_explain_adds_every_counted_day(run, case, tmp_path, form):
    path = case(
        head="pack: qianjiang\nkind: agenda_item\ntitle: 甲\nfacts: {meeting: standing}\ndates: {meeting: 2026-12-10}\n"
    )
    target = tmp_path / f"out{FORMS.get(form, '.log')}"
    run("check", path, "-f", form, "--explain", "-o", target, "--as-of", "2026-11-22")
    text = words(target).replace("\\", "")
    assert "期限推算单" in text
    assert all(day in text for day in ("2026-12-10", "2026-12-09", "2026-12-08", "2026-12-07"))
    assert "起算日不计入" in text
    run("check", path, "-f", form, "-o", target, "--as-of", "2026-11-22", "--force")
    assert "期限推算单" not in words(target)


def test_explain_does_not_touch_the_json_schema(run, outcome):
    ran = run("check", outcome("ready"), "--explain", "-f", "json")
    assert (ran.status, ran.out) == (2, "")
    assert "clerkcheck due" in ran.err and "--explain --format json" in ran.err


@pytest.mark.parametrize("name", ["没有/表.html", "文件夹"])
def test_what_cannot_be_written_leaves_nothing_behind(run, outcome, tmp_path, name):
    (tmp_path / "文件夹").mkdir()
    path = outcome("ready")
    before = sorted(os.listdir(tmp_path))
    ran = run("check", path, "-f", "html", "-o", tmp_path / name)
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
    assert sorted(os.listdir(tmp_path)) == before


def test_a_file_in_use_keeps_what_it_held(run, outcome, tmp_path, monkeypatch):
    target = tmp_path / "表.html"
    target.write_text("旧的", encoding="utf-8")

    def busy(*_paths):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", busy)
    ran = run("check", outcome("ready"), "-o", target, "--force")
    assert ran.status == 2 and "正被打开" in ran.err
    assert target.read_text(encoding="utf-8") == "旧的"
    assert [name for name in os.listdir(tmp_path) if name.endswith(".part")] == []


def test_an_office_file_beside_the_case_gives_the_letterhead(run, outcome, tmp_path):
    path = outcome("ready")
    (tmp_path / "office.yaml").write_text("letterhead: 示例区人民政府办公室\n", encoding="utf-8")
    assert "示例区人民政府办公室" in run("check", path, "-f", "html").out
    (tmp_path / "office.yaml").write_text("leterhead: 甲\n", encoding="utf-8")
    ran = run("check", path, "-f", "html")
    assert ran.status == 2 and "office.yaml 第 1 行" in ran.err


@pytest.mark.parametrize("form", ["terminal", "json", "html"])
def test_an_office_file_that_is_named_is_read_whatever_is_printed(run, outcome, tmp_path, form):
    ran = run("check", outcome("ready"), "-f", form, "--office", tmp_path / "没有.yaml")
    assert ran.status == 2 and "没有.yaml：没有这个文件" in ran.err


def test_the_screen_needs_no_office_file(run, outcome, tmp_path):
    (tmp_path / "office.yaml").write_text("wrong: 甲\n", encoding="utf-8")
    assert run("check", outcome("ready")).status == 0

"""Files of drafts: what can be read is read alike, and what cannot is refused with one message."""

import io
import zipfile

import docx
import pytest
from pypdf import PdfWriter

from clerkcheck.drafts.draft import read_draft
from clerkcheck.drafts.faults.registry import faults_of
from sample_drafts import docx_of, pdf_of, text_of

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_usual_encoding(encoding, tmp_path):
    path = tmp_path / "draft.txt"
    path.write_bytes(text_of("request").encode(encoding))
    found = read_draft(str(path))
    assert found.elements.title == "云岭县青石镇人民政府关于修缮防汛物资仓库的请示"
    assert faults_of(found) == ()


def test_big5(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_bytes("雲嶺縣人民政府關於加強防汛工作的通知\n各鄉鎮人民政府：\n現將有關事項通知如下：\n".encode("big5"))
    assert read_draft(str(path)).elements.title == "雲嶺縣人民政府關於加強防汛工作的通知"


def test_a_word_file_with_everything(tmp_path):
    parts = {
        "mark": "云岭县人民政府文件",
        "attachments": "附件：责任分工表",
        "annex": "附件\n责任分工表\n（略）",
        "table": "项目|数\n甲|1\n乙|2\n合计|3",
    }
    path = tmp_path / "draft.docx"
    path.write_bytes(docx_of("notice", parts))
    found = read_draft(str(path))
    assert (found.elements.head.mark.value, found.elements.attachments) == ("云岭县人民政府文件", ("责任分工表",))
    assert [str(row[1].spot) for row in found.text.tables[0].rows][:2] == ["表 1 第 1 行第 2 列", "表 1 第 2 行第 2 列"]
    assert [str(para.spot) for para in found.text.aside] == ["页脚", "页脚"]
    assert faults_of(found) == ()


HEADS = {
    "cells_of_lines": (
        [
            ["000023\n机密★5年\n特急", "云水县人民政府\n云水县财政局", "文件"],
            ["云政〔2025〕31号", "", "签发人：王某\n李某"],
        ],
        "",
    ),
    "a_mark_and_a_row": ([["云水县人民政府文件"], ["云政〔2025〕31号", "签发人：王某"]], ""),
    "lines_of_signers": ([], "云政〔2025〕31号　签发人：王某\n　　　　　　李　某\n"),
}


@pytest.mark.parametrize(("rows", "lines"), HEADS.values(), ids=HEADS)
def test_heads_set_as_tables_and_signers_below_one_another(rows, lines, tmp_path):
    document = docx.Document()
    table = document.add_table(len(rows), 3) if rows else None
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    for line in f"{lines}云水县人民政府关于资金的请示\n临江市人民政府：\n恳请安排资金10万元。".split("\n"):
        document.add_paragraph(line)
    imprint = document.add_table(1, 1).rows[0].cells[0]
    imprint.text = "抄送：市财政局，\n市水利局。"
    document.save(str(tmp_path / "draft.docx"))
    elements = read_draft(str(tmp_path / "draft.docx")).elements
    assert (elements.title, elements.number) == ("云水县人民政府关于资金的请示", "云政〔2025〕31号")
    assert (elements.addressees, elements.close.copies.value) == (("临江市人民政府",), "抄送：市财政局，市水利局。")
    assert [piece is not None for piece in (elements.head.secrecy, elements.head.mark)] == [
        "★" in str(rows), bool(rows),
    ]  # fmt: skip


def remade(change):
    """The bytes of a Word file with its document part changed, or left out."""
    source, file = zipfile.ZipFile(io.BytesIO(docx_of("notice"))), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = source.read(name)
            data = change(data) if name == "word/document.xml" else data
            if data is not None:
                made.writestr(name, data)
    return file.getvalue()


def with_more(data, more):
    return data.replace(b"<w:body>", b"<w:body>" + more)


def locked():
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.encrypt("x", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


REFUSED = {
    "empty.docx": (lambda: b"", "文件是空的"),
    "text.docx": ("关于".encode, "不是完好的 .docx"),
    "half.docx": (lambda: docx_of("notice")[:9000], "不是完好的 .docx"),
    "nothing.docx": (lambda: remade(lambda _data: None), "不是完好的 .docx"),
    "broken.docx": (lambda: remade(lambda data: data[:500]), "不是完好的 .docx"),
    "deep.docx": (lambda: remade(lambda data: with_more(data, b"<w:sdt>" * 3000)), "不是完好的 .docx"),
    "bomb.docx": (lambda: remade(lambda data: with_more(data, b"<w:p/>" * 3_000_000)), "解压后超过"),
    "locked.docx": (lambda: LOCKED, "加了密码"),
    "bytes.txt": (lambda: bytes(range(256)) * 20, "不是文本文件"),
    "escapes.txt": ("关于\x1b[31m加强".encode, "不是文本文件"),
    "blank.txt": (lambda: b"\n \n", "文件是空的"),
    "long.txt": (lambda: "一，".encode() * 200_000, "不像一篇公文"),
    "unmarked.txt": (lambda: "（".encode() * 9000, "没有标点"),
    "lines.txt": (lambda: "段落。\n".encode() * 30_000, "段落太多"),
    "large.pdf": (lambda: pdf_of([["一，"] * 130_000]), "解压后超过"),
    "locked.pdf": (locked, "加了密码"),
    "broken.pdf": (lambda: b"%PDF-1.4\n1 0 obj", "不是完好的 PDF"),
    "picture.jpg": (lambda: b"abc", "读不了 .jpg"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read(name, run, tmp_path):
    data, message = REFUSED[name]
    (tmp_path / name).write_bytes(data())
    status, out, err = run(tmp_path / name)
    assert (status, out) == (2, "")
    [line] = err.splitlines()
    assert line.startswith("错误：") and message in line


def test_an_older_file_without_libreoffice(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "draft.wps").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    status, _out, err = run(tmp_path / "draft.wps")
    assert status == 2
    assert "要装 LibreOffice" in err and "另存为 .docx" in err


def test_entities_of_a_hostile_file_are_not_read(tmp_path):
    head = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    path = tmp_path / "draft.docx"
    path.write_bytes(remade(lambda data: head + data[data.index(b"<w:document") :].replace(b"<w:t>", b"<w:t>&x;", 1)))
    found = read_draft(str(path))
    assert (found.elements.title, found.elements.number) == ("云岭县人民政府关于加强防汛工作的通知", "")


def test_a_scan_is_told_so(run, tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(tmp_path / "scan.pdf")
    status, _out, err = run(tmp_path / "scan.pdf")
    assert status == 2 and "没有文字层" in err


def test_numbers_of_words_own_lists_are_read(tmp_path):
    document = docx.Document()
    document.add_paragraph("云岭县人民政府关于加强防汛工作的通知")
    document.add_paragraph("各乡镇人民政府：")
    document.add_paragraph("现将有关事项通知如下：")
    for text in ("落实责任。", "加强值守。"):
        document.add_paragraph(text, style="List Number")
    document.save(str(tmp_path / "draft.docx"))
    found = read_draft(str(tmp_path / "draft.docx"))
    assert [para.text for para in found.paras[3:]] == ["1.落实责任。", "2.加强值守。"]


def test_a_head_and_an_imprint_set_as_tables(tmp_path):
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "青政〔2026〕8号", "签发人：王某"
    for text in text_of("request").splitlines()[1:]:
        document.add_paragraph(text)
    foot = document.add_table(2, 1)
    foot.cell(0, 0).text, foot.cell(1, 0).text = "抄送：县财政局。", "青石镇党政办公室　2026年9月18日印发"
    document.save(str(tmp_path / "draft.docx"))
    elements = read_draft(str(tmp_path / "draft.docx")).elements
    assert (elements.number, elements.head.signer.value) == ("青政〔2026〕8号", "签发人：王某")
    assert (elements.close.copies.value, elements.close.printed.value[-2:]) == ("抄送：县财政局。", "印发")


def test_a_pdf_by_its_printed_lines(tmp_path):
    first = [
        "云岭县人民政府关于加强防汛工作",
        "的通知",
        "云政发〔2026〕7号",
        "各乡镇人民政府：",
        "为做好今年防汛工作，各乡镇要落实防汛责任，加强值守，及时",
    ]
    second = ["排查隐患。", "云岭县人民政府", "2026年9月18日", "（此件公开发布）", "— 2 —"]
    (tmp_path / "draft.pdf").write_bytes(pdf_of([first, second]))
    found = read_draft(str(tmp_path / "draft.pdf"))
    assert found.elements.title == "云岭县人民政府关于加强防汛工作的通知"
    assert [(para.text[-5:], str(para.spot)) for para in found.paras[4:6]] == [
        ("排查隐患。", "第 1 页第 5 段"), ("县人民政府", "第 2 页第 6 段"),
    ]  # fmt: skip
    assert faults_of(found) == ()

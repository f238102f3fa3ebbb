"""The template of the Word papers is what its script makes, whichever way a zip file is packed."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

import clerkcheck

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = Path(clerkcheck.__file__).with_name("reports") / "paper.docx"


def parts(path):
    """The parts of an Office file by name, XML in its canonical form; the order of relations means nothing."""
    with ZipFile(path) as archive:
        return {name: content(name, archive.read(name)) for name in archive.namelist()}


def content(name, data):
    if name.endswith(".rels") or name == "[Content_Types].xml":
        return sorted(map(ElementTree.tostring, ElementTree.fromstring(data)))
    return ElementTree.canonicalize(data.decode()) if name.endswith(".xml") else data


def test_the_template_is_what_its_script_makes(tmp_path):
    made = tmp_path / "made.docx"
    subprocess.run([sys.executable, str(ROOT / "tools" / "word_template.py"), str(made)], check=True, timeout=120)
    assert parts(made) == parts(SHIPPED)


def test_the_template_holds_the_look_and_no_word_of_a_paper():
    document = docx.Document(str(SHIPPED))
    section = document.sections[0]
    assert not document.paragraphs and not document.tables
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.settings.odd_and_even_pages_header_footer
    fonts = {style.name: style.element.find(".//" + qn("w:rFonts")) for style in document.styles}
    used = (
        "Title",
        "Heading 1",
        "Heading 3",
        "发文机关标志",
        "结论",
        "公文正文",
        "条目说明",
        "表头",
        "表格文字",
        "注释",
    )
    assert all(fonts[name].get(qn("w:eastAsia")) and fonts[name].get(qn("w:asciiTheme")) is None for name in used)
    assert document.core_properties.title == document.core_properties.author == ""

"""PDF: characters are read where they stand, not in the order in which they were drawn."""

import io

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

from clerkcheck.drafts.draft import read_draft

TO_UNICODE = b"begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <FFFF> <0001> endbfrange"
LINES = [  # x, y, size, what is drawn there: the marks of the title come first, those of another font
    (216, 740, 22, "“"), (260, 740, 22, "”"), (128, 740, 22, "关于表扬"), (238, 740, 22, "两"), (282, 740, 22, "先进的通报"),
    (80, 700, 16, "⺠政发〔2026〕9号"), (80, 670, 16, "各乡镇⼈⺠政府："), (112, 640, 16, "现予以通报。"),
    (320, 600, 16, "云⽔县教育局"), (120, 600, 16, "云⽔县⼈⺠政府办公室"), (280, 570, 16, "2026年9⽉18⽇"),
]  # fmt: skip


def name_of(**entries):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def drawn(lines, *, meaning=TO_UNICODE, more=b""):
    """A PDF that draws each of the lines at its place, in a font whose codes are characters."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    codes = DecodedStreamObject()
    codes.set_data(meaning)
    inner = name_of(Type=NameObject("/Font"), Subtype=NameObject("/CIDFontType2"), DW=NumberObject(1000))
    font = name_of(
        Type=NameObject("/Font"), Subtype=NameObject("/Type0"), Encoding=NameObject("/Identity-H"),
        ToUnicode=writer._add_object(codes), DescendantFonts=ArrayObject([writer._add_object(inner)]),
    )  # fmt: skip
    page[NameObject("/Resources")] = name_of(Font=name_of(F=writer._add_object(font)))
    content = StreamObject()
    drawing = [
        f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in lines
    ]
    content.set_data("\n".join(drawing).encode() + more)
    page[NameObject("/Contents")] = writer._add_object(content)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def read(tmp_path, data):
    path = tmp_path / "draft.pdf"
    path.write_bytes(data)
    return read_draft(str(path))


def test_characters_stand_where_they_are_drawn(tmp_path):
    elements = read(tmp_path, drawn(LINES)).elements
    assert (elements.title, elements.number) == ("关于表扬“两”先进的通报", "民政发〔2026〕9号")
    assert elements.issuers == ("云水县人民政府办公室", "云水县教育局")
    assert (elements.addressees, str(elements.date)) == (("各乡镇人民政府",), "2026-09-18")


def test_a_watermark_aslant_is_no_text_and_bold_drawn_twice_is_one(tmp_path):
    lines = [(80, 740, 16, "关于防汛的通知"), (80.4, 740, 16, "关于防汛的通知"), (80, 700, 16, "各乡镇人民政府：")]
    aslant = b" BT /F 40 Tf 0.7 0.7 -0.7 0.7 90 690 Tm <5185> Tj ET"
    assert [para.text for para in read(tmp_path, drawn(lines, more=aslant)).paras] == [
        "关于防汛的通知",
        "各乡镇人民政府：",
    ]


def test_a_font_that_does_not_say_what_it_means_is_read_as_it_is_drawn(tmp_path):
    found = read(
        tmp_path, drawn([(80, 740, 16, "关于加强防汛工作的通知")], meaning=b"1 beginbfchar <5173> <5173> endbfchar")
    )
    assert found.text.kind == "pdf" and found.paras

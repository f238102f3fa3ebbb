"""Drafts made from parts: those of the checks' examples, as text and as a Word file set as GB/T 9704 wants it."""

from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

NOTICE = {
    "number": "云政发〔2026〕7号",
    "title": "云岭县人民政府关于加强防汛工作的通知",
    "addressee": "各乡镇人民政府，县政府各部门：",
    "body": "为做好今年防汛工作，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。\n二、加强值守。各部门要加强值守。",
    "signature": "云岭县人民政府",
    "date": "2026年9月18日",
    "note": "（此件公开发布）",
    "copies": "抄送：县委办公室，县人大常委会办公室。",
    "printed": "云岭县人民政府办公室　2026年9月18日印发",
}
REQUEST = {
    "number": "青政〔2026〕8号 签发人：王某",
    "title": "云岭县青石镇人民政府关于修缮防汛物资仓库的请示",
    "addressee": "云岭县人民政府：",
    "body": "我镇防汛物资仓库建于1998年，屋面渗漏，物资受潮。为此，恳请县人民政府安排修缮资金50万元。",
    "closing": "妥否，请批示。",
    "signature": "云岭县青石镇人民政府",
    "date": "2026年9月18日",
    "note": "（联系人：王某，电话：0855-1234567）",
}
BASES = {
    "notice": NOTICE,
    "request": REQUEST,
    "report": REQUEST
    | {
        "title": "云岭县青石镇人民政府关于防汛工作情况的报告",
        "body": "现将我镇防汛工作情况报告如下：\n一、责任落实情况。各村落实了防汛责任。",
        "closing": "特此报告。",
    },
    "reply": NOTICE
    | {
        "title": "云岭县人民政府关于修缮防汛物资仓库的批复",
        "addressee": "青石镇人民政府：",
        "body": "你镇《关于修缮防汛物资仓库的请示》（青政〔2026〕8号）收悉。现批复如下：\n一、同意修缮防汛物资仓库。\n二、所需资金由县财政安排。",
    },
    "measures": NOTICE
    | {
        "title": "云岭县人民政府关于印发《云岭县犬只管理办法》的通知",
        "body": "现将《云岭县犬只管理办法》印发给你们，请认真贯彻执行。",
        "annex": "云岭县犬只管理办法\n第一条　为了规范犬只管理，制定本办法。\n第二条　本办法自2026年12月1日起施行，有效期5年。",
    },
    "minutes": {
        "title": "云岭县人民政府第38次常务会议纪要",
        "number": "〔2026〕12号",
        "body": "2026年9月17日，县长主持召开县政府第38次常务会议。会议纪要如下：\n一、审议《云岭县防汛预案》。会议原则同意。",
        "attended": "出席：王某、李某。",
        "signature": "云岭县人民政府办公室",
        "date": "2026年9月18日",
    },
    "letter": NOTICE
    | {
        "number": "云政办函〔2026〕7号",
        "title": "云岭县人民政府办公室关于商请支援防汛物资的函",
        "addressee": "白水县人民政府办公室：",
        "body": "为做好今年防汛工作，商请贵县支援防汛物资。请予函复。",
        "signature": "云岭县人民政府办公室",
    },
    "announcement": {
        "number": "云政告〔2024〕3号",
        "title": "云岭县人民政府关于拟征收土地的公告",
        "body": "现将有关事项公告如下：\n一、征收范围。青石镇青石村。",
        "signature": "云岭县人民政府",
        "date": "2024年3月26日",
    },
}
ORDER = (
    "copy_number", "secrecy", "urgency", "head", "mark", "number", "title", "addressee", "body", "closing", "attended",
    "attachments", "signature", "date", "note", "annex", "table", "copies", "printed",
)  # fmt: skip
TEXT_PARTS = frozenset(ORDER) - {"table"}
SETTINGS = {  # what only a Word file has
    "page": "", "line": "29", "font": "仿宋_GB2312", "size": "16", "title_font": "方正小标宋简体", "title_size": "22",
    "level_font": "黑体", "second_font": "楷体_GB2312", "colour": "", "mark_colour": "FF0000", "signer_font": "楷体_GB2312",
    "imprint_size": "14", "title_align": "center", "mark_align": "center", "number_align": "", "rule": "yes",
    "addressee_indent": "0", "indent": "2", "date_align": "right", "annex_break": "yes", "annex_font": "黑体",
    "footer": "— # —", "footer_size": "14", "odd_even": "yes", "restart": "",
}  # fmt: skip
ALIGN = {"left": 0, "center": 1, "right": 2}


def parts_of(base, changed):
    return BASES[base] | dict(changed)


def text_of(base, changed=None):
    """The draft as plain text."""
    parts = parts_of(base, changed or {})
    return "\n".join(parts[name] for name in ORDER if name in TEXT_PARTS and parts.get(name)) + "\n"


def docx_of(base, changed=None):
    """The draft as the bytes of a Word file."""
    parts = SETTINGS | parts_of(base, changed or {})
    writer = _Writer(parts, upward=base in ("request", "report"))
    file = BytesIO()
    writer.write().save(file)
    return file.getvalue()


class _Writer:
    def __init__(self, parts, *, upward):
        self.parts, self.upward = parts, upward
        self.document = docx.Document()

    def write(self):
        section = self.document.sections[0]
        page = {"width": 210, "height": 297, "top": 37, "bottom": 35, "left": 28, "right": 26}
        page |= {
            key: float(value) for key, value in (pair.split("=") for pair in self.parts["page"].split(",") if pair)
        }
        section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
        section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
        section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
        self.footers(section)
        for name in ORDER:
            if self.parts.get(name):
                getattr(self, name, self.plain)(name)
        if self.parts["restart"]:
            numbers = OxmlElement("w:pgNumType")
            numbers.set(qn("w:start"), "1")
            self.document.add_section()._sectPr.append(numbers)
        return self.document

    def footers(self, section):
        if not self.parts["footer"]:
            return
        both = self.parts["odd_even"] == "yes"
        self.document.settings.odd_and_even_pages_header_footer = both
        for footer, align in (
            ((section.footer, "right"), (section.even_page_footer, "left")) if both else ((section.footer, "center"),)
        ):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = ALIGN[align]
            before, _mark, after = self.parts["footer"].partition("#")
            size = float(self.parts["footer_size"])
            self.run(paragraph, before, "宋体", size)
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            paragraph._p.append(field)
            self.run(paragraph, after, "宋体", size)

    def run(self, paragraph, text, font, size, colour=""):
        if text:
            run = paragraph.add_run(text)
            run.font.size, run.font.name = Pt(size), font
            run._r.rPr.rFonts.set(qn("w:eastAsia"), font)
            if colour:
                run.font.color.rgb = RGBColor.from_string(colour)
            return run
        return None

    def line(self, text, align="left", font=None, size=None, indent=0, colour=""):
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGN[align]
        form = paragraph.paragraph_format
        form.line_spacing, form.space_after = Pt(float(self.parts["line"])), Pt(0)
        if indent:
            form.first_line_indent = Pt(16 * indent)
        self.run(paragraph, text, font or self.parts["font"], size or float(self.parts["size"]), colour)
        return paragraph

    def plain(self, name):
        for text in self.parts[name].split("\n"):
            self.line(text, font="仿宋_GB2312", size=16)

    def mark(self, name):
        self.line(self.parts[name], self.parts["mark_align"], "方正小标宋简体", 40, colour=self.parts["mark_colour"])

    def number(self, name):
        align = self.parts["number_align"] or ("left" if self.upward else "center")
        for index, text in enumerate(self.parts[name].split("\n")):
            before, label, after = text.partition("签发人")
            paragraph = self.line(before + label, align, "仿宋_GB2312", 16)
            if after:
                self.run(paragraph, after[:1], "仿宋_GB2312", 16)
                self.run(paragraph, after[1:], self.parts["signer_font"], 16)
            if self.parts["rule"] == "yes" and not index:
                border = OxmlElement("w:pBdr")
                bottom = OxmlElement("w:bottom")
                for key, value in (("val", "single"), ("sz", "12"), ("space", "1"), ("color", "FF0000")):
                    bottom.set(qn(f"w:{key}"), value)
                border.append(bottom)
                paragraph._p.get_or_add_pPr().append(border)

    def title(self, name):
        self.line(
            self.parts[name], self.parts["title_align"], self.parts["title_font"], float(self.parts["title_size"])
        )

    def addressee(self, name):
        self.line(self.parts[name], font="仿宋_GB2312", size=16, indent=float(self.parts["addressee_indent"]))

    def body(self, name):
        spaces = self.parts["indent"] == "spaces"
        for text in self.parts[name].split("\n"):
            heading = len(text) < 20 and text[-1] not in "。：；，"
            font = None
            if heading and "、" in text[:3]:
                font = self.parts["level_font"]
            elif heading and text.startswith("（"):
                font = self.parts["second_font"]
            self.line(
                "\u3000\u3000" * spaces + text,
                font=font,
                indent=0 if spaces else float(self.parts["indent"]),
                colour=self.parts["colour"],
            )

    closing = attended = body

    def signature(self, name):
        self.line(self.parts[name], "right", "仿宋_GB2312", 16)

    def date(self, name):
        self.line(self.parts[name], self.parts["date_align"], "仿宋_GB2312", 16)

    def annex(self, name):
        for index, text in enumerate(self.parts[name].split("\n")):
            label = text.startswith("附件")
            paragraph = self.line(text, font=self.parts["annex_font"] if label else "仿宋_GB2312", size=16)
            if self.parts["annex_break"] == "yes" and (label or not index):
                paragraph.paragraph_format.page_break_before = True

    def table(self, name):
        rows = [row.split("|") for row in self.parts[name].split("\n")]
        table = self.document.add_table(len(rows), len(rows[0]))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text

    def copies(self, name):
        self.line(self.parts[name], font="仿宋_GB2312", size=float(self.parts["imprint_size"]))

    printed = copies


def pdf_of(pages):
    """A PDF with a text layer: pages of lines, written with a font that every reader of Chinese knows."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    font = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[{}]>>"
    face = "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>"
    objects.append(font.format(face))
    kids = []
    for lines in pages:
        shown = "\n".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
        stream = f"BT /F1 16 Tf 80 760 Td 29 TL\n{shown}\nET"
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
        size = "/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{size}/Contents {len(objects)} 0 R>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end).encode("ascii")

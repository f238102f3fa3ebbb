"""Drafts: sound ones damaged, as text and as Word files, and lines that were never a document."""

import io
import random
import zipfile
from functools import cache

from fuzzing.noise import encoded, mangled, odd
from fuzzing.run import Attempt
from sample_drafts import BASES, docx_of, text_of

_WORDS = (
    "《", "》", "（", "）", "〔", "〕", "“", "”", "，", "。", "；", "：", "、", "\n", "2026年", "1月1日", "关于", "的通知", "的请示", "报告",
    "人民政府", "县财政局", "各乡镇", "有效期", "5年", "其中", "合计", "50万元", "约90多万元", "附件", "附件：", "抄送：", "10个工作日", "印发",
    "收悉", "恳请", "批准", "第一条", "一、", "（一）", "1.", "本办法", "壹佰万元整", "20××", "X年XX月XX日", "〔2026〕7号", "签发人：", "特急",
)  # fmt: skip
_MARKUP = (
    b"<w:p/>", b"<w:tbl/>", b"<w:tbl><w:tr/></w:tbl>", b"<w:br w:type='page'/>", b"<w:sectPr/>", b"<w:p><w:pPr><w:numPr/></w:pPr></w:p>",
    b"<w:p><w:r><w:fldChar/></w:r></w:p>", b"<w:sdt/>", b"<w:p><w:pPr><w:ind w:left='x'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
)  # fmt: skip


def draft(dice: random.Random) -> Attempt:
    """Return a draft, mostly for the inner door."""
    word = dice.random() < 0.4
    name = "d.docx" if word else "d.txt"
    data = _word_file(dice) if word else encoded(_text(dice), dice)
    if dice.random() < 0.9:
        return Attempt({name: data}, (name,), "draft")
    how = dice.choice(((), ("-f", "json"), ("-o", "c.docx"), ("-o", "c.json"), ("--fail-on", "note")))
    return Attempt({name: data}, ("draft", name, *how), terminal=dice.random() < 0.5)


def _text(dice: random.Random) -> str:
    if dice.random() < 0.4:
        some = dice.sample(_WORDS, dice.choice((3, 8, 30)))
        return "".join(dice.choice(some) for _ in range(dice.choice((20, 200, 1000))))
    text = text_of(dice.choice(list(BASES)))
    lines = text.split("\n")
    for _ in range(dice.randrange(4)):
        lines.insert(dice.randrange(len(lines) + 1), dice.choice((odd(dice), dice.choice(_WORDS), dice.choice(lines))))
    if dice.random() < 0.2:
        lines = ["".join(lines)]
    return mangled("\n".join(lines), dice) if dice.random() < 0.5 else "\n".join(lines)


@cache
def _sound(base: str) -> bytes:
    return docx_of(base, {"table": "项目|金额\n甲|1\n合计|2"})


def _word_file(dice: random.Random) -> bytes:
    whole = _sound(dice.choice(list(BASES)))
    if dice.random() < 0.2:
        return whole[: dice.randrange(len(whole))]
    source, file = zipfile.ZipFile(io.BytesIO(whole)), io.BytesIO()
    damaged = dice.choice(
        ("word/document.xml", "word/document.xml", "word/styles.xml", "word/settings.xml", "[Content_Types].xml")
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = source.read(name)
            made.writestr(name, _damaged(data, dice) if name == damaged else data)
    return file.getvalue()


def _damaged(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    if dice.random() < 0.6:
        at = data.find(dice.choice((b"<w:p>", b"<w:body>", b"</w:p>")), at) + 1 or at
        at = data.rfind(b">", 0, at) + 1
        return data[:at] + dice.choice(_MARKUP) * dice.choice((1, 1, 50)) + data[at:]
    return data[:at] + data[at + dice.randrange(40) :]

"""The characters of a PDF's page where they are drawn: a page is not drawn in the order in which it is read.

A typesetter draws what it takes from another font (“ ” ★ 〇) before or after the line in which it stands, and leaves a
gap there; the gap between two organs that sign is no character either. So characters are placed, and lines made of them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_HEX = re.compile(rb"<\s*([0-9A-Fa-f\s]*)>")
_SECTIONS = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([^\]]*)\])")
_MOST_CODES, _DEEPEST, _WIDEST_GAP = 70_000, 5, 40
_MOST_STEPS = 400_000  # of the drawing of a page; forms that draw one another could go on for ever


class UnknownCodes(Exception):
    """A page of which a font does not say what its codes mean, or is written in a way not known here."""


class Glyph(NamedTuple):
    """A character: where it begins on its base line, how wide it is, its size, all in points."""

    x: float
    y: float
    width: float
    size: float
    text: str


class _Font(NamedTuple):
    """What a font's codes mean and how wide they are, in thousandths of the size; codes of ``step`` bytes."""

    step: int
    meaning: Mapping[int, str]
    widths: Mapping[int, float]
    default: float


def placed_lines(page: Any) -> list[str]:
    """Return the lines of a page from top to bottom, indents and wide gaps as ideographic spaces.

    Raises UnknownCodes where the page's fonts do not allow it.
    """
    glyphs = _Drawing(page).glyphs
    if not glyphs:
        return []
    sizes = sorted(each.size for each in glyphs)
    usual = sizes[len(sizes) // 2]
    rows = [_without_doubles(row) for row in _rows(glyphs)]
    left = min((row[0].x for row in rows if len(row) > 9), default=min(row[0].x for row in rows))
    return [_line(row, left, usual) for row in rows]


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of a base line, from left to right; what stands a little higher belongs to it."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda each: -each.y):
        if row and row[0].y - glyph.y > 0.5 * max(row[0].size, glyph.size):
            yield sorted(row)
            row = []
        row.append(glyph)
    yield sorted(row)


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    """Bold that is made by drawing a character twice, a little apart, is one."""
    found: list[Glyph] = []
    for glyph in row:
        twice = found and found[-1].text == glyph.text and glyph.x - found[-1].x < 0.2 * glyph.size
        if not twice:
            found.append(glyph)
    return found


def _line(row: list[Glyph], left: float, usual: float) -> str:
    parts = ["\u3000" * min(_WIDEST_GAP, max(0, round((row[0].x - left) / usual)))]
    end = row[0].x
    for glyph in row:
        gap = (glyph.x - end) / glyph.size
        if gap > 0.6:
            parts.append("\u3000" * min(_WIDEST_GAP, max(1, round(gap))))
        elif gap > 0.15 and glyph.text.isascii() and parts[-1].isascii():
            parts.append(" ")
        parts.append(glyph.text)
        end = max(end, glyph.x + glyph.width)
    return "".join(parts)


class _State:
    """The text state of the drawing, as the PDF standard has it (ISO 32000, 9.3)."""

    def __init__(self) -> None:
        self.ctm, self.size = _SAME, 0.0
        self.spacing = self.word = self.leading = self.rise = 0.0
        self.stretch = 1.0
        self.font: _Font | None = None

    def copy(self) -> "_State":
        """Return a state with the same values, as ``q`` puts it aside."""
        other = _State()
        other.__dict__.update(self.__dict__)
        return other


class _Drawing:
    """Goes through what draws a page, and keeps its characters; those that stand aslant (a watermark) are left out."""

    def __init__(self, page: Any) -> None:
        self.glyphs: list[Glyph] = []
        self.fonts: dict[int, _Font] = {}
        self.forms: dict[int, Any] = {}  # what draws them, once it was parsed
        self.reader, self.steps = page.pdf, 0
        self.state, self.kept = _State(), list[_State]()
        self.text = self.line = _SAME
        contents = page.get_contents()
        if contents is not None:
            self.run(contents.operations, page.get("/Resources"), 0)

    def run(self, operations: Any, resources: Any, depth: int) -> None:
        """Follow what draws a page, or a form ``depth`` deep in it; raises UnknownCodes where that is too much to follow."""
        resources = resources.get_object() if resources is not None else {}
        for operands, operator in operations:
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise UnknownCodes
            name = operator.decode("latin-1")
            if name == "Do":
                self.form(operands[0], resources, depth)
            elif name == "Tf":
                self.state.font, self.state.size = self.font_of(operands[0], resources), float(operands[1])
            elif name in ("Tj", "TJ", "'", '"'):
                self.show(name, operands)
            else:
                self.set(name, operands)

    def set(self, name: str, operands: Any) -> None:
        """Take an operator that draws nothing: of the graphics state, the text state, or where text begins (ISO 32000, 8.4, 9.3, 9.4.2)."""
        state = self.state
        if name == "q":
            self.kept.append(state.copy())
        elif name == "Q" and self.kept:
            self.state = self.kept.pop()
        elif name == "cm":
            state.ctm = _times(_matrix(operands), state.ctm)
        elif name == "BT":
            self.text = self.line = _SAME
        elif name == "Tm":
            self.text = self.line = _matrix(operands)
        elif name in ("Td", "TD"):
            x, y = map(float, operands)
            if name == "TD":
                state.leading = -y
            self.move(x, y)
        elif name == "T*":
            self.move(0, -state.leading)
        elif name == "Tz":
            state.stretch = float(operands[0]) / 100
        elif name in ("Tc", "Tw", "TL", "Ts"):
            setattr(state, {"Tc": "spacing", "Tw": "word", "TL": "leading", "Ts": "rise"}[name], float(operands[0]))

    def move(self, x: float, y: float) -> None:
        """Begin a line ``x`` right of and ``y`` above the beginning of the line before, in units of text space."""
        self.text = self.line = _times((1, 0, 0, 1, x, y), self.line)

    def show(self, name: str, operands: Any) -> None:
        """Draw the strings of ``Tj``, ``TJ``, ``'`` or ``"``, with the shifts between them (thousandths of the size)."""
        if name in ("'", '"'):
            if name == '"':
                self.state.word, self.state.spacing = float(operands[0]), float(operands[1])
            self.move(0, -self.state.leading)
        for part in operands[-1] if name == "TJ" else [operands[-1]]:
            if isinstance(part, (int, float)):
                self.advance(-float(part) / 1000 * self.state.size * self.state.stretch)
            else:
                self.draw(_bytes(part))

    def draw(self, codes: bytes) -> None:
        """Keep the characters of a string; raises UnknownCodes where no font says what they are."""
        state, font = self.state, self.state.font
        if font is None:
            raise UnknownCodes
        for start in range(0, len(codes), font.step):
            code = int.from_bytes(codes[start : start + font.step], "big")
            width = font.widths.get(code, font.default) / 1000 * state.size
            self.keep(font.meaning.get(code, ""), width * state.stretch)
            word = state.word if font.step == 1 and code == 32 else 0
            self.advance((width + state.spacing + word) * state.stretch)

    def keep(self, text: str, width: float) -> None:
        """Keep a character of that width where the text stands now; not a blank, nor one that stands aslant."""
        a, b, _c, _d, x, y = _times((1, 0, 0, 1, 0, self.state.rise), _times(self.text, self.state.ctm))
        size = self.state.size * abs(a)
        if text.strip() and size > 0 and abs(b) < 0.1 * abs(a):
            self.glyphs.append(Glyph(x, y, width * abs(a), size, text))

    def advance(self, by: float) -> None:
        """Go on to the right within the line."""
        self.text = _times((1, 0, 0, 1, by, 0), self.text)

    def form(self, name: Any, resources: Any, depth: int) -> None:
        """Draw what a form of its own holds, such as a stamp or a whole page that was laid into another."""
        from pypdf.generic import ContentStream

        form = (resources.get("/XObject") or {}).get(name)
        form = form.get_object() if form is not None else None
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST:
            return
        state, kept = self.state.copy(), self.kept
        self.kept = []
        self.state.ctm = _times(_matrix(form.get("/Matrix") or _SAME), self.state.ctm)
        if id(form) not in self.forms:
            self.forms[id(form)] = ContentStream(form, self.reader).operations
        self.run(self.forms[id(form)], form.get("/Resources") or resources, depth + 1)
        self.state, self.kept = state, kept

    def font_of(self, name: Any, resources: Any) -> _Font:
        """Return a font by its name on the page, read once; raises UnknownCodes where it is not there or says too little."""
        found = resources.get("/Font")
        font = found.get_object().get(name) if found is not None else None
        if font is None:
            raise UnknownCodes
        font = font.get_object()
        if id(font) not in self.fonts:
            self.fonts[id(font)] = _font(font)
        return self.fonts[id(font)]


def _font(font: Any) -> _Font:
    source = font.get("/ToUnicode")
    if source is None or not hasattr(source.get_object(), "get_data"):
        raise UnknownCodes
    step, meaning = _meanings(source.get_object().get_data())
    if font.get("/Subtype") != "/Type0":
        first = int(font.get("/FirstChar") or 0)
        widths = {first + at: float(width) for at, width in enumerate(font.get("/Widths") or ())}
        return _Font(1, meaning, widths, 500)
    if font.get("/Encoding") != "/Identity-H":
        raise UnknownCodes
    inner = font["/DescendantFonts"][0].get_object()
    return _Font(step, meaning, dict(_widths(inner.get("/W") or [])), float(inner.get("/DW", 1000)))


def _widths(given: Any) -> Iterator[tuple[int, float]]:
    """The /W of a composite font: c [w1 w2 …] or first last w."""
    items = [each.get_object() for each in given]
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], list):
            yield from ((first + n, float(width)) for n, width in enumerate(items[at + 1]))
            at += 2
        else:
            last = min(int(items[at + 1]), first + _MOST_CODES)
            yield from ((code, float(items[at + 2])) for code in range(first, last + 1))
            at += 3


def _meanings(data: bytes) -> tuple[int, dict[int, str]]:
    """What a ToUnicode map says: how many bytes a code has, and what each means."""
    steps: set[int] = set()
    found: dict[int, str] = {}
    for section, body in _SECTIONS.findall(data):
        if section == b"codespacerange":
            steps |= {len(each) // 2 for each in _HEX.findall(body)}
        elif section == b"bfchar":
            codes = _HEX.findall(body)
            found |= {int(code, 16): _text(meaning) for code, meaning in zip(codes[::2], codes[1::2], strict=False)}
        else:
            for first, last, meaning, several in _RANGE.findall(body):
                found |= dict(_range(int(first, 16), int(last, 16), meaning, several))
        if len(found) > _MOST_CODES:
            raise UnknownCodes
    if len(steps) != 1 or not found:
        raise UnknownCodes
    return steps.pop(), found


def _range(first: int, last: int, meaning: bytes, several: bytes) -> Iterator[tuple[int, str]]:
    last = min(last, first + _MOST_CODES)
    if several:
        yield from zip(range(first, last + 1), map(_text, _HEX.findall(several)), strict=False)
        return
    text = _text(meaning)
    for code in range(first, last + 1) if text else ():
        yield code, text[:-1] + chr(min(ord(text[-1]) + code - first, 0x10FFFF))


def _text(written: bytes) -> str:
    return bytes.fromhex(re.sub(rb"\s", b"", written).decode("ascii")).decode("utf-16-be", "ignore").replace("\0", "")


def _bytes(part: Any) -> bytes:
    found: bytes = part if isinstance(part, bytes) else part.original_bytes
    return found


def _matrix(given: Any) -> Matrix:
    a, b, c, d, x, y = (float(each) for each in given)
    return a, b, c, d, x, y


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, x, y = first
    e, f, g, h, v, w = second
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h, x * e + y * g + v, x * f + y * h + w

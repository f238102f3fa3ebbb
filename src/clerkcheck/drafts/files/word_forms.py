"""How paragraphs of a Word file are set: fonts, sizes, indents, through styles, defaults and theme."""

from collections.abc import Iterable, Mapping
from typing import Any

from clerkcheck.drafts.model import MM_PER_TWIP, PT_PER_TWIP, PageForm, ParaForm, RunForm
from clerkcheck.reading.word import W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = ("0", "false", "off")
Properties = Mapping[str, Any]


class WordStyles:
    """The styles of a document: what a paragraph and a run have where they do not say it themselves."""

    def __init__(self, styles: Any, theme: Any) -> None:
        """Take the root elements of styles.xml and theme1.xml, each None where there is no such part."""
        self._by_id = {each.get(W + "styleId"): each for each in styles.iter(W + "style")} if styles is not None else {}
        self._theme = _theme_fonts(theme)
        self._kept: dict[str, tuple[Properties, Properties]] = {}
        self._base: tuple[Properties, Properties] = ({}, {})
        if styles is not None:
            self._base = (
                _paragraph(styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")),
                self._run(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")),
            )
        usual = [key for key, each in self._by_id.items() if each.get(W + "default") in ("1", "true")
                 and each.get(W + "type") == "paragraph"]  # fmt: skip
        self._usual = usual[0] if usual else ""

    def form(self, paragraph: Any) -> ParaForm:
        """Return how a w:p is set; its runs with their texts, fields left out."""
        own = paragraph.find(W + "pPr")
        style = own.find(W + "pStyle") if own is not None else None
        of_para, of_run = self._of(style.get(W + "val") if style is not None else self._usual)
        direct = _paragraph(own)
        if "first_line" in direct and "first_line_chars" not in direct:  # what stands nearer counts
            of_para = {key: value for key, value in of_para.items() if key != "first_line_chars"}
        runs = tuple(self._runs(paragraph, of_run))
        return ParaForm(runs=runs, **{**of_para, **direct})

    def _runs(self, paragraph: Any, of_style: Properties) -> Iterable[RunForm]:
        for run in paragraph.iter(W + "r"):
            text = "".join(each.text or "" for each in run.iterchildren(W + "t"))
            if text:
                own = run.find(W + "rPr")
                character = own.find(W + "rStyle") if own is not None else None
                named = self._of(character.get(W + "val"))[1] if character is not None else {}
                yield RunForm(text, **{**of_style, **named, **self._run(own)})

    def _of(self, style: str, depth: int = 0) -> tuple[Properties, Properties]:
        """The properties of a style, those of what it is based on included."""
        if style not in self._kept:
            found = self._by_id.get(style)
            if found is None or depth > 20:
                return self._base
            parent = found.find(W + "basedOn")
            above = self._of(parent.get(W + "val"), depth + 1) if parent is not None else self._base
            of_para, of_run = _paragraph(found.find(W + "pPr")), self._run(found.find(W + "rPr"))
            self._kept[style] = ({**above[0], **of_para}, {**above[1], **of_run})
        return self._kept[style]

    def _run(self, properties: Any) -> dict[str, Any]:
        if properties is None:
            return {}
        found: dict[str, Any] = {}
        fonts = properties.find(W + "rFonts")
        if fonts is not None:
            for name, key in (("eastAsia", "font"), ("ascii", "latin")):
                themed = self._theme.get(fonts.get(f"{W}{name}Theme") or "")
                value = themed or fonts.get(W + name)
                if value:
                    found[key] = value
        size, colour = properties.find(W + "sz"), properties.find(W + "color")
        if size is not None:
            found["size"] = _number(size.get(W + "val")) / 2
        if colour is not None:
            found["colour"] = (colour.get(W + "val") or "").upper()
        return found


def page_form(section: Any) -> PageForm | None:
    """Return the page of a w:sectPr; None where it does not say its size or its margins."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return None
    width, height = (_number(size.get(W + each)) * MM_PER_TWIP for each in ("w", "h"))
    top, bottom, left, right = (
        abs(_number(margins.get(W + each))) * MM_PER_TWIP for each in ("top", "bottom", "left", "right")
    )
    gutter = _number(margins.get(W + "gutter")) * MM_PER_TWIP
    grid, numbers = section.find(W + "docGrid"), section.find(W + "pgNumType")
    lined = grid is not None and grid.get(W + "type") in ("lines", "linesAndChars", "snapToChars")
    pitch = _number(grid.get(W + "linePitch")) * PT_PER_TWIP if lined else 0
    restarts = numbers is not None and numbers.get(W + "start") is not None
    return PageForm(width, height, top, bottom, left + gutter, right, pitch, restarts)


def _paragraph(properties: Any) -> dict[str, Any]:
    if properties is None:
        return {}
    found: dict[str, Any] = {}
    align, spacing = properties.find(W + "jc"), properties.find(W + "spacing")
    if align is not None:
        found["align"] = align.get(W + "val") or ""
    if spacing is not None and spacing.get(W + "line"):
        found["line"] = _number(spacing.get(W + "line")) * PT_PER_TWIP
        found["line_rule"] = spacing.get(W + "lineRule") or "auto"
    breaks, numbering = properties.find(W + "pageBreakBefore"), properties.find(W + "numPr")
    if breaks is not None:
        found["breaks_before"] = breaks.get(W + "val") not in _OFF
    if numbering is not None:
        found["numbered"] = True
    border = properties.find(f"{W}pBdr/{W}bottom")
    if border is not None:
        found["border_colour"] = (border.get(W + "color") or "").upper()
    return found | _indents(properties.find(W + "ind"))


def _indents(indent: Any) -> dict[str, Any]:
    if indent is None:
        return {}
    found: dict[str, Any] = {}
    for name, key in (("left", "left"), ("start", "left"), ("right", "right"), ("end", "right")):
        if indent.get(W + name) is not None:
            found[key] = _number(indent.get(W + name)) * PT_PER_TWIP
        if indent.get(f"{W}{name}Chars") is not None:
            found[f"{key}_chars"] = _number(indent.get(f"{W}{name}Chars")) / 100
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        if indent.get(W + name) is not None:
            found["first_line"] = sign * _number(indent.get(W + name)) * PT_PER_TWIP
        if indent.get(f"{W}{name}Chars") is not None:
            found["first_line_chars"] = sign * _number(indent.get(f"{W}{name}Chars")) / 100
    return found


def _theme_fonts(theme: Any) -> dict[str, str]:
    fonts: dict[str, str] = {}
    if theme is None:
        return fonts
    for kind in ("major", "minor"):
        found = theme.find(f".//{_A}{kind}Font")
        if found is None:
            continue
        eastern = found.find(_A + "ea")
        face = eastern.get("typeface") if eastern is not None else ""
        script = [each.get("typeface") for each in found.iterchildren(_A + "font") if each.get("script") == "Hans"]
        fonts[f"{kind}EastAsia"] = face or (script[0] if script else "")
        latin = found.find(_A + "latin")
        for name in ("Ascii", "HAnsi"):
            fonts[kind + name] = (latin.get("typeface") or "") if latin is not None else ""
    return fonts


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0

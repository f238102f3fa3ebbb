"""Numbers that Word puts before paragraphs by itself (一、 （一） 1.): they stand in no run, but a reader sees them."""

from typing import Any

from clerkcheck.reading.numerals import chinese_numeral
from clerkcheck.reading.word import W

_HAN = (
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCounting",
)
_LEVELS = 9


class Numbers:
    """The lists of a document, counted on as its paragraphs are read in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the root elements of numbering.xml and styles.xml, each None where there is no such part."""
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._of_style = _numbered_styles(styles)
        if numbering is None:
            return
        for each in numbering.iter(W + "abstractNum"):
            self._levels[each.get(W + "abstractNumId")] = dict(map(_level, each.findall(W + "lvl")))
        for each in numbering.iter(W + "num"):
            abstract = each.find(W + "abstractNumId")
            if abstract is not None:
                self._lists[each.get(W + "numId")] = abstract.get(W + "val")

    def label(self, paragraph: Any) -> str:
        """Return the number before a w:p, counting it; "" where it has none, or a bullet."""
        number, level = self._numbering(paragraph)
        levels = self._levels.get(self._lists.get(number, ""), {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[number], [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level][2]
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        form, text, _start = levels[level]
        if form in ("bullet", "none"):
            return ""
        for at in range(level + 1):
            shown = levels.get(at, (form, "", 1))[0]
            text = text.replace(f"%{at + 1}", _written(counts[at] or 1, shown))
        return text

    def _numbering(self, paragraph: Any) -> tuple[str, int]:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        number, level = self._of_style.get(style.get(W + "val") if style is not None else "", ("", 0))
        if own is not None:
            identity, depth = own.find(W + "numId"), own.find(W + "ilvl")
            number = identity.get(W + "val") if identity is not None else number
            level = _whole(depth.get(W + "val")) if depth is not None else level
        return number, min(level, _LEVELS - 1)


def _numbered_styles(styles: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for each in styles.iter(W + "style") if styles is not None else ():
        identity = each.find(f"{W}pPr/{W}numPr/{W}numId")
        depth = each.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if identity is not None:
            level = _whole(depth.get(W + "val")) if depth is not None else 0
            found[each.get(W + "styleId")] = (identity.get(W + "val"), level)
    return found


def _level(element: Any) -> tuple[int, tuple[str, str, int]]:
    form, text, start = (element.find(W + name) for name in ("numFmt", "lvlText", "start"))
    return _whole(element.get(W + "ilvl")), (
        form.get(W + "val") if form is not None else "decimal",
        (text.get(W + "val") or "") if text is not None else "",
        _whole(start.get(W + "val")) if start is not None else 1,
    )


def _written(number: int, form: str) -> str:
    return chinese_numeral(number) if form in _HAN and 0 < number < 10_000 else str(number)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0

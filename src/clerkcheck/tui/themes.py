"""Two themes that look like an office: ink on paper by day, and the same at night.

For a terminal of 256 colours each has its own, chosen by hand among those that such a terminal has: the nearest ones to
the usual would be lemon and lavender. The header and what has the focus are of the red of official documents.
"""

from collections.abc import Mapping
from typing import Any

from textual.theme import Theme


def themes(colours: str | None) -> tuple[Theme, Theme]:
    """Return the light and the dark theme for a terminal's colours, as rich names them ("truecolor", "256"…)."""
    few = colours in ("256", "eight_bit", "standard")
    return (_theme("clerk-light", _LIGHT_256 if few else _LIGHT), _theme("clerk-dark", _DARK_256 if few else _DARK))


def _theme(name: str, colours: Mapping[str, str]) -> Theme:
    variables = {
        "text": colours["title-ink"],
        "title-ground": colours["title-ground"],
        "border": colours["primary"],
        "border-blurred": colours["panel"],
        "footer-key-foreground": colours["primary"],
        "input-cursor-background": colours["foreground"],
        "input-cursor-foreground": colours["background"],
        "input-selection-background": f"{colours['primary']} 35%",
        "scrollbar": colours["title-bar"],
        "scrollbar-hover": colours["secondary"],
        "scrollbar-active": colours["primary"],
        "scrollbar-background": colours["background"],
        "scrollbar-background-hover": colours["background"],
        "scrollbar-background-active": colours["background"],
    }
    plain: dict[str, Any] = {key: value for key, value in colours.items() if not key.startswith("title-")}
    return Theme(name=name, dark=name.endswith("dark"), variables=variables, **plain)


_LIGHT = {
    "primary": "#8a1c1c",
    "secondary": "#3d5a80",
    "accent": "#d9e4ef",
    "warning": "#8a5a00",
    "error": "#a4161a",
    "success": "#2d6a4f",
    "background": "#fbfaf6",
    "surface": "#f4f2ea",
    "panel": "#ebe7da",
    "foreground": "#1f1f1f",
    "title-ground": "#8a1c1c",
    "title-ink": "#fbfaf6",
    "title-bar": "#cfc8b6",
}
_DARK = {
    "primary": "#d9827b",
    "secondary": "#8fb1d6",
    "accent": "#2f4a66",
    "warning": "#e0b050",
    "error": "#ef6f6c",
    "success": "#7cc29a",
    "background": "#16181b",
    "surface": "#1d2024",
    "panel": "#272b30",
    "foreground": "#e6e3da",
    "title-ground": "#6d1717",
    "title-ink": "#f3efe6",
    "title-bar": "#454b54",
}
# 231 white, 255 and 254 greys, 152 a pale blue, 88 and 124 reds, 24 blue, 94 ochre, 22 green, 234 ink.
_LIGHT_256 = {
    "primary": "#870000",
    "secondary": "#005f87",
    "accent": "#afd7d7",
    "warning": "#875f00",
    "error": "#af0000",
    "success": "#005f00",
    "background": "#ffffff",
    "surface": "#eeeeee",
    "panel": "#e4e4e4",
    "foreground": "#1c1c1c",
    "title-ground": "#870000",
    "title-ink": "#ffffff",
    "title-bar": "#bcbcbc",
}
# 234 to 237 greys, 174 and 203 reds, 110 blue, 24 under the cursor, 179 ochre, 108 green, 254 paper, 52 the header.
_DARK_256 = {
    "primary": "#d78787",
    "secondary": "#87afd7",
    "accent": "#005f87",
    "warning": "#d7af5f",
    "error": "#ff5f5f",
    "success": "#87af87",
    "background": "#1c1c1c",
    "surface": "#262626",
    "panel": "#3a3a3a",
    "foreground": "#e4e4e4",
    "title-ground": "#5f0000",
    "title-ink": "#eeeeee",
    "title-bar": "#585858",
}

"""The styles of painted rows, in the colours of the theme."""

# Style -> the theme's colour for it (None: the widget's own), and whether it is bold.
STYLES: dict[str, tuple[str | None, bool]] = {
    "plain": ("foreground", False), "heading": ("primary", True), "strong": (None, True), "dim": (None, False),
    "bad": ("error", True), "open": ("warning", False), "good": ("success", False), "note": ("secondary", False),
    "cursor": ("foreground", True),
}  # fmt: skip
# Style -> the theme's colours of its ink and of its ground: badges, and the bars of a chart, whose ink is not seen.
GROUNDS: dict[str, tuple[str, str]] = {
    "badge_bad": ("background", "error"), "badge_open": ("background", "warning"),
    "badge_good": ("background", "success"), "off": ("foreground", "panel"), "bar": ("primary", "primary"),
    "bar_other": ("secondary", "secondary"), "bar_late": ("background", "error"),
    "bar_anchor": ("background", "success"),
}  # fmt: skip
DIM = 0.7  # how much of the foreground is left in "dim"

"""Two themes that look like an office: ink on paper by day, and the same at night."""

from textual.theme import Theme

LIGHT = Theme(
    name="clerk-light",
    dark=False,
    primary="#8a1c1c",
    secondary="#3d5a80",
    accent="#d9e4ef",
    warning="#8a5a00",
    error="#a4161a",
    success="#2d6a4f",
    background="#fbfaf6",
    surface="#f4f2ea",
    panel="#ebe7da",
    foreground="#1f1f1f",
    variables={"text": "#fbfaf6"},
)
DARK = Theme(
    name="clerk-dark",
    dark=True,
    primary="#c9625b",
    secondary="#8fb1d6",
    accent="#2f4a66",
    warning="#e0b050",
    error="#ef6f6c",
    success="#7cc29a",
    background="#16181b",
    surface="#1d2024",
    panel="#272b30",
    foreground="#e6e3da",
)

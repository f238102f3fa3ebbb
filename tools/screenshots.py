"""Draw the app's screens as they are now: screenshots/*.svg, from copies of the examples under a stopped clock.

Run:  python tools/screenshots.py [folder=screenshots]
"""

import asyncio
import html
import os
import re
import shutil
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from textual.widgets import Input

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.tui.app import ClerkApp

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=8)))
MEETING, CASE = "第20次常务会议", "standing-factory-buildings"
MOST_BYTES = 1_000_000
CELL_WIDTH = 12.2  # of the pictures that rich draws
# Terminals with Chinese use a Chinese fixed-width font; a picture in a page must not fetch one from the network.
FONTS = "Sarasa Mono SC, Noto Sans Mono CJK SC, Source Han Mono SC, NSimSun, monospace"


class Shot(NamedTuple):
    """A picture: where the app starts (``register`` or ``case``), the keys that lead there, size and theme."""

    start: str
    keys: str = ""
    size: tuple[int, int] = (120, 36)
    theme: str = "clerk-light"


SHOTS = {
    "cases": Shot("register"),
    "questions": Shot("case", "g slash 市 场 主 体 enter o"),
    "questions-80x24": Shot("case", "g slash 市 场 主 体 enter o", (80, 24)),
    "answers": Shot("case", "g", (110, 32)),
    "find": Shot("case", "ctrl+p 财 政", (110, 32)),
    "papers": Shot("case", "m"),
    "papers-dark": Shot("case", "m", theme="clerk-dark"),
    "finding": Shot("case", "v enter", (100, 32)),
    "calendar": Shot("case", "p", (110, 30)),
    "plan": Shot("case", "p p", (100, 36)),
    "day": Shot("case", "d enter", (80, 24)),
    "rules": Shot("case", "l slash 预 算"),
    "report": Shot("case", "r", (100, 36)),
}

# The recording: one walk through the app, a picture after each of these keys, shown for so many seconds.
WALK = (
    ("", 2.5), ("down", 1), ("down", 1), ("enter", 2.5), ("1", 2), ("down", 1), ("1", 2), ("w", 3), ("escape", 1),
    ("d", 2), ("v", 2.5), ("escape", 1), ("p", 2), ("p", 3), ("escape", 1), ("escape", 1), ("r", 3),
)  # fmt: skip
WALK_SIZE = (80, 24)


def laid_out(folder: Path) -> dict[str, Path]:
    """Copy the examples as a clerk would have them: a folder, in it a meeting; return where the pictures start."""
    register = folder / "送审"
    (register / MEETING).mkdir(parents=True)
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        shutil.copy(path, register / MEETING if "factory" in path.stem or "budget" in path.stem else register)
    return {"register": register, "case": register / MEETING / f"{CASE}.yaml"}


async def drawn(shot: Shot, place: Path) -> str:
    """Return one picture as SVG."""
    app = ClerkApp(str(place), national_calendar(), lambda: NOW, shot.theme)
    app.animation_level = "none"
    async with app.run_test(size=shot.size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*shot.keys.split())
        await app.workers.wait_for_complete()
        for line in app.screen.query(Input):
            line.cursor_blink = False
        await pilot.pause()
        return with_local_fonts(app.export_screenshot(simplify=True))


async def walked(place: Path) -> list[tuple[str, float]]:
    """Return the pictures of the walk, each with its seconds."""
    app = ClerkApp(str(place), national_calendar(), lambda: NOW)
    app.animation_level = "none"
    found = []
    async with app.run_test(size=WALK_SIZE) as pilot:
        await app.workers.wait_for_complete()
        for key, seconds in WALK:
            if key:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
            found.append((with_local_fonts(app.export_screenshot(simplify=True)), seconds))
    return found


def animated(pictures: list[tuple[str, float]]) -> str:
    """Return one picture that shows these one after the other, for ever: each is there for its share of the time."""
    whole, begun, styles, parts = sum(seconds for _svg, seconds in pictures), 0.0, "", ""
    for number, (svg, seconds) in enumerate(pictures):
        start, end = (round(100 * at / whole, 3) for at in (begun, begun + seconds))
        shown = f"{start}% {{opacity: 1}} {end}% {{opacity: 0}} 100% {{opacity: 0}}"
        styles += f"@keyframes p{number} {{0% {{opacity: {int(not number)}}} {shown}}}\n"
        styles += f".p{number} {{opacity: 0; animation: p{number} {whole}s step-end infinite}}\n"
        parts += f'<g class="p{number}">{with_true_widths(svg)}</g>\n'
        begun += seconds
    box = re.search(r'viewBox="[^"]*"', pictures[0][0])
    return f'<svg {box[0] if box else ""} xmlns="http://www.w3.org/2000/svg">\n<style>{styles}</style>\n{parts}</svg>\n'


def with_local_fonts(svg: str) -> str:
    """Return the picture with the fonts of whoever looks at it, and nothing to fetch."""
    without = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    without = without.replace("font-variant-east-asian: full-width;", "")  # it would widen Latin letters and digits
    return re.sub(r"font-family: Fira Code, monospace", f"font-family: {FONTS}", without)


def with_true_widths(svg: str) -> str:
    """Put every word where its cells are: rich counts characters, and squeezes Chinese to half its width."""

    def placed(run: re.Match[str]) -> str:
        text, left = html.unescape(run["text"]), float(run["x"])
        words = []
        for word in re.finditer(r"[\x21-\x7e]+|[^\x00-\x7f\xa0]+", text):
            x = left + cell_len(text[: word.start()]) * CELL_WIDTH
            length = cell_len(word.group()) * CELL_WIDTH
            place = f'x="{x:g}"{run["between"]}textLength="{length:g}"'
            words.append(f"<text{run['before']}{place}{run['after']}>{html.escape(word.group())}</text>")
        return "".join(words)

    shape = (
        r'<text(?P<before>[^>]*?)x="(?P<x>[^"]*)"(?P<between>[^>]*?)textLength="[^"]*"(?P<after>[^>]*)>'
        r"(?P<text>[^<]*)</text>"
    )
    return re.sub(shape, placed, svg)


def main() -> None:
    """Draw every picture."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "screenshots"
    target.mkdir(exist_ok=True)
    for name, shot in SHOTS.items():
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"HOME": folder, "CLERKCHECK_CONFIG": os.path.join(folder, "settings")}
            svg = asyncio.run(drawn(shot, laid_out(Path(folder))[shot.start]))
        if len(svg.encode()) > MOST_BYTES:
            sys.exit(f"{name}: {len(svg.encode()):,} bytes")
        (target / f"{name}.svg").write_text(with_true_widths(svg), encoding="utf-8")
        print(f"{name}.svg  {len(svg.encode()) // 1024} KB")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HOME": folder, "CLERKCHECK_CONFIG": os.path.join(folder, "settings")}
        recording = animated(asyncio.run(walked(laid_out(Path(folder))["case"].parent)))
    if len(recording.encode()) > MOST_BYTES:
        sys.exit(f"recording: {len(recording.encode()):,} bytes")
    (target / "recording.svg").write_text(recording, encoding="utf-8")
    print(f"recording.svg  {len(recording.encode()) // 1024} KB")


if __name__ == "__main__":
    main()

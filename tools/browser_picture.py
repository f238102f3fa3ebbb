"""Draw the list of cases as a browser shows it: screenshots/browser.png, from a copy of the examples.

Run:  python tools/browser_picture.py    (wants the extra ``web``, and Chromium)
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

from chromium import browser, until  # noqa: E402 - the tests' own driver

PICTURE = ROOT / "screenshots" / "browser.png"


async def draw(address: str, folder: Path) -> bytes:
    """Return the picture once the app is drawn and stands still."""
    async with browser(folder / "profile") as page:
        await page.call("Page.enable")
        await page.call("Page.navigate", url=address)

        async def drawn() -> bool:
            """Whether the page has had something from the app."""
            return "-first-byte" in await page.value("document.body ? document.body.className : ''")

        shots = [b"", b""]

        async def still() -> bool:
            """Whether three pictures in a row, a second apart, are the same."""
            await asyncio.sleep(1)
            shots.append(await page.picture())
            return shots[-1] == shots[-2] == shots[-3]

        await until(drawn, "the app is drawn")
        await until(still, "the list stands still")
        return shots[-1]


def main() -> None:
    """Serve a copy of the examples, draw it, stop the server."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "送审", ignore=shutil.ignore_patterns("*.md"))
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "HOME": name}
        command = [sys.executable, "-m", "clerkcheck", "serve", str(folder / "送审")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True, encoding="utf-8") as server:
            assert server.stdout is not None
            address = next(found[0] for line in server.stdout if (found := re.findall(r"http://\S+", line)))
            PICTURE.write_bytes(asyncio.run(draw(address, folder)))
            server.terminate()
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()

"""Headless Chromium, driven through its debugging port: a page opened, keys pressed, a picture taken."""

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 300  # seconds after which something hangs, on however busy a machine
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", "--window-size=1000,700",
)  # fmt: skip
_KEYS = {"Enter": ("Enter", 13, "\r")}


class Page:
    """The only page of a browser."""

    def __init__(self, socket: Any) -> None:
        self._socket, self._number = socket, 0

    async def call(self, method: str, **parameters: Any) -> Any:
        """Ask the browser, and return its answer."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            answer = await self._socket.receive_json(timeout=PATIENCE)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    async def value(self, expression: str) -> Any:
        """Return what an expression is on the page."""
        answer = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    async def press(self, key: str) -> None:
        """Press a letter, a digit, or Enter."""
        name, number, text = _KEYS.get(key, (key, ord(key[0].upper()), key))
        common = {"key": name, "windowsVirtualKeyCode": number}
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    async def picture(self) -> bytes:
        """Return the page as PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Page]:
    """Start Chromium with a profile of its own in ``folder``; it is gone afterwards."""
    import aiohttp

    process = await asyncio.create_subprocess_exec(
        str(CHROMIUM), *_FLAGS, f"--user-data-dir={folder}", "about:blank", stderr=asyncio.subprocess.PIPE
    )
    try:
        port = await _port(process.stderr)
        async with aiohttp.ClientSession() as session:
            pages = await (await session.get(f"http://127.0.0.1:{port}/json")).json()
            address = next(each["webSocketDebuggerUrl"] for each in pages if each["type"] == "page")
            async with session.ws_connect(address, max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        process.terminate()
        await process.wait()


async def _port(stream: Any) -> str:
    while line := await asyncio.wait_for(stream.readline(), PATIENCE):
        found = re.search(rb"ws://[^:]+:(\d+)/", line)
        if found:
            return found[1].decode()
    raise AssertionError("Chromium ended before it listened")


async def until(condition: Any, what: str) -> None:
    """Wait until ``condition`` (an async function) is true; fail where it never is."""
    for _each in range(10 * PATIENCE):
        if await condition():
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"never: {what}")

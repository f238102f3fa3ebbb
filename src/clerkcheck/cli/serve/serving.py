"""The server behind ``clerkcheck serve``: textual-serve on 127.0.0.1, with a secret in its address.

Whoever knows the address can read and change the cases as this user can, and nobody else: everything lies below a path
that cannot be guessed, requests under another host name are refused (so that no page elsewhere can have a browser make
them), and so are connections from another page. Every visitor has a process of their own, which ends with the visit.
"""

import asyncio
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import reason_of

HOST = "127.0.0.1"
_MOST_VISITORS = 8
_PATIENCE = 5  # seconds for an app to end by itself
_ORIGINS = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": _ORIGINS + "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws:; "
    "frame-ancestors 'none'",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
if TYPE_CHECKING:
    from aiohttp.typedefs import Middleware


def serve(words: Sequence[str], port: int, *, open_browser: bool) -> int:
    """Serve the app, started with ``words``, until the process is told to stop; return 0. 0 as port takes a free one.

    Raises InputError where the port cannot be had.
    """
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        message = _("端口 {port} 用不了：{why}").format(port=port, why=reason_of(error))
        raise InputError(message, None, _("换一个端口，或不写 --port")) from None
    with listening, suppress(KeyboardInterrupt):
        asyncio.run(_serve(words, listening, open_browser=open_browser))
    return 0


class _Visitor(AppService):
    """One visitor's app. However the visit ends, its process does too."""

    async def run(self) -> None:
        await super().run()
        await self.remote_close()  # where the app has failed, the page is to say that it has ended

    async def stop(self) -> None:
        """End the app and wait until its process is gone, killing it where it does not go."""
        with suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), _PATIENCE)
        process = self._process
        if process is not None and process.returncode is None:
            try:
                await asyncio.wait_for(process.wait(), _PATIENCE)
            except TimeoutError:
                process.kill()
                await process.wait()


class _Site(Server):
    """The pages below the secret path."""

    def __init__(self, command: str, port: int) -> None:
        super().__init__(command, host=HOST, port=port, title="clerkcheck", templates_path=Path(__file__).parent)
        self.visitors: dict[_Visitor, web.WebSocketResponse] = {}

    def pages(self) -> web.Application:
        """Return what is served: the page, its keys and pictures over a websocket, downloads, and its own files."""
        app = web.Application()
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path))
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.get("/download/{key}", self.handle_download, name="download"),
                web.static("/static", self.statics_path, name="static"),
            ]
        )
        return app

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Start an app for the visitor and carry keys in and pictures out until either side ends."""
        if len(self.visitors) >= _MOST_VISITORS:
            raise web.HTTPServiceUnavailable(text=_("打开的窗口太多，先关掉几个"))
        websocket = web.WebSocketResponse(heartbeat=15)
        await websocket.prepare(request)

        async def ended() -> None:
            """Close the visitor's connection when the app has ended."""
            await websocket.close()

        visitor = _Visitor(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=ended,
            download_manager=self.download_manager,
        )
        self.visitors[visitor] = websocket
        try:
            await visitor.start(*(_cells(request, name, usual) for name, usual in (("width", 80), ("height", 24))))
            with suppress(ConnectionError, ValueError, LookupError, AssertionError):  # the page is gone, or not ours
                await self._process_messages(websocket, visitor)
        finally:
            del self.visitors[visitor]
            await visitor.stop()
        return websocket

    async def close(self, _app: web.Application) -> None:
        """End every visitor's app and close its page, as the server stops."""
        visits = list(self.visitors.items())
        await asyncio.gather(*(visitor.stop() for visitor, _websocket in visits))
        await asyncio.gather(*(websocket.close() for _visitor, websocket in visits), return_exceptions=True)


def _cells(request: web.Request, name: str, usual: int) -> int:
    written = request.query.get(name, "")
    return min(max(int(written), 1), 1000) if written.isascii() and written.isdecimal() and len(written) < 6 else usual


async def _serve(words: Sequence[str], listening: socket.socket, *, open_browser: bool) -> None:
    port, secret = listening.getsockname()[1], secrets.token_urlsafe(16)
    site = _Site(_command_line(words), port)
    app = web.Application(middlewares=[_guard(port)])
    app.add_subapp(f"/{secret}", site.pages())
    app.on_shutdown.append(site.close)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_PATIENCE)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        address = f"http://{HOST}:{port}/{secret}/"
        _announce(address)
        if open_browser:
            webbrowser.open(address)
        await _told_to_stop()
    finally:
        await runner.cleanup()
    say(_("已停"))


def _announce(address: str) -> None:
    say(_("在浏览器里打开：") + f"\n  {address}")
    say(_("只有本机打得开；谁有这个地址，谁就能看、能改这里的案件，不要转发。按 Ctrl+C 停。"))
    sys.stdout.flush()


async def _told_to_stop() -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl+C comes as an exception
            loop.add_signal_handler(number, told.set)
    while not told.is_set():
        with suppress(TimeoutError):  # on Windows an exception is noticed only when something happens
            await asyncio.wait_for(told.wait(), 1)


def _guard(port: int) -> "Middleware":
    hosts = {f"{HOST}:{port}", f"localhost:{port}"}

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse requests under another host's name or from another site; add the headers that keep pages apart."""
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and origin not in {f"http://{host}" for host in hosts}):
            raise web.HTTPForbidden
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    return guard


def _command_line(words: Sequence[str]) -> str:
    """The command as the shell takes it; the shell itself gives way to it."""
    command = [sys.executable, "-m", "clerkcheck", *words]
    return subprocess.list2cmdline(command) if sys.platform == "win32" else "exec " + shlex.join(command)

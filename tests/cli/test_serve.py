"""``clerkcheck serve``: the app in a browser, for whoever has the address, with nothing left behind."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from chromium import CHROMIUM, PATIENCE, browser, until

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

CASE = "pack: qianjiang\nkind: document\ntitle: 关于示例事项的函\n"


@pytest.fixture
def served(tmp_path):
    """A folder with one case, served by a process of its own: the process, the address, the folder."""
    folder = tmp_path / "第 1 次 'x' $HOME"  # as a shell would not take it unquoted
    folder.mkdir()
    (folder / "示例.yaml").write_text(CASE, encoding="utf-8")
    command = [sys.executable, "-m", "clerkcheck", "serve", str(folder)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment) as process:
        address = ""
        while not address:
            line = process.stdout.readline().decode()
            assert line, "ended before it served"
            address = "".join(re.findall(r"http://\S+", line))
        yield process, address, folder
        if process.poll() is None:
            process.kill()


def children_of(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.wide
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed")
@pytest.mark.asyncio
async def test_a_question_answered_and_a_sheet_saved_in_a_browser(served, tmp_path):
    process, address, folder = served
    async with browser(tmp_path / "profile") as page:
        await page.call("Page.enable")
        await page.call("Page.navigate", url=address)

        async def drawn():
            return "-first-byte" in (await page.value("document.body ? document.body.className : ''"))

        shots = [b""]

        async def still():
            """Whether the page looks as it did a moment ago, and not as before the last key."""
            shots.append(await page.picture())
            return shots[-1] == shots[-2] != shots[0]

        async def answered():
            return "facts:" in (folder / "示例.yaml").read_text(encoding="utf-8")

        async def saved():
            return any(each.suffix == ".txt" for each in folder.iterdir())

        await until(drawn, "the app is drawn")
        for key in ("Enter", "1", "r", "s", "Enter"):  # the only case, its first question, the sheet
            await until(still, f"ready for {key}")
            shots = [shots[-1]]
            await page.press(key)
        await until(answered, "the answer is on disk")
        await until(saved, "the sheet is on disk")
        assert len(shots[0]) > 10_000  # something is drawn
        assert await page.value(
            "performance.getEntriesByType('resource').every(e => e.name.startsWith(location.origin))"
        )
        visitors = children_of(process.pid)
        assert len(visitors) == 1
        process.send_signal(signal.SIGINT)
        out = await asyncio.to_thread(process.stdout.read)
        assert (process.wait(timeout=PATIENCE), out.decode().splitlines()[-1]) == (0, "已停")
        assert [pid for pid in visitors if Path(f"/proc/{pid}").exists()] == []
    assert "示例事项" in next(folder.glob("*.txt")).read_text(encoding="utf-8")


@pytest.mark.asyncio
async def test_only_whoever_has_the_address_gets_in_and_each_has_a_process(served):
    process, address, _folder = served
    base, secret = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/([\w-]{20,})/", address).groups()
    async with aiohttp.ClientSession() as session:

        async def status(path, **headers):
            async with session.get(base + path, headers=headers) as answer:
                return answer.status

        assert await status(f"/{secret}/") == 200
        assert [await status(path) for path in ("/", "/ws", f"/{secret[:-1]}/", f"/{secret}/static/")] == [
            404,
            404,
            404,
            403,
        ]
        assert await status(f"/{secret}/", Host="example.com") == 403
        for origin in ("http://example.com", "null"):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(f"{base}/{secret}/ws", headers={"Origin": origin})
        assert children_of(process.pid) == []
        sockets = [
            await session.ws_connect(f"{base}/{secret}/ws?width=80&height=24", origin=base) for _each in range(2)
        ]
        for each in sockets:
            assert (await each.receive(timeout=PATIENCE)).data
        assert len(children_of(process.pid)) == 2
        await sockets[0].close()

        async def one_left():
            return len(children_of(process.pid)) == 1

        await until(one_left, "the process of the visit has ended")
        await sockets[1].send_str("no JSON")  # a page that is not ours ends its own visit only
        assert await status(f"/{secret}/") == 200


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("没有",), "没有：没有这个文件或文件夹"),
        ((".", "--port", "八千"), "“八千”不是端口号"),
        ((".", "--port", "65536"), "“65536”不是端口号"),
        ((".", "--calendar", "x.yaml"), "x.yaml：没有这个文件"),
    ],
)
def test_what_cannot_be_served_is_one_message(run, arguments, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("serve", *arguments)
    assert (done.status, done.out, message in done.err) == (2, "", True)


def test_a_port_in_use_and_a_missing_package_are_said(run, tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", tmp_path, "--port", taken.getsockname()[1])
        assert (done.status, "用不了：" in done.err) == (2, True)
    monkeypatch.setitem(sys.modules, "clerkcheck.cli.serve.serving", None)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.delitem(sys.modules, "clerkcheck.cli.serve.serving")
    for name in [each for each in sys.modules if each.startswith("textual_serve.")]:
        monkeypatch.delitem(sys.modules, name)
    done = run("serve", tmp_path)
    assert (done.status, 'pip install "clerkcheck[web]"' in done.err) == (2, True)

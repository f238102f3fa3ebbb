"""The app under a stopped clock, ways to every screen, and what a widget shows as text."""

import importlib.util
import os
from pathlib import Path

import pytest

from at_the_desk import NOW, example, many, session_of, start
from clerkcheck.calendars.workdays import national_calendar
from resting import come_to_rest
from ways import EVERYWHERE, SCREENS, VARIANTS

ROOT = Path(__file__).resolve().parents[2]
PARSED = {}  # see ``parsed``
__all__ = ["example", "many", "session_of", "start"]


@pytest.fixture(autouse=True)
def own_config(tmp_path_factory, monkeypatch):
    """What is remembered between sessions is the test's own."""
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path_factory.mktemp("remembered")))


@pytest.fixture(autouse=True)
def brisk(monkeypatch):
    """Screens look every 4 ms, not every 17 ms, whether to paint; and pilot goes on when the app has come to rest, not
    when the processor has been idle for 20 ms.
    """
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.004)
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", come_to_rest)


@pytest.fixture(autouse=True)
def painting(request, monkeypatch):
    """Only tests marked ``painted``, and pictures, look at what is painted; for others that is half of an app's time."""
    from textual._compositor import Compositor

    paint = Compositor.render_update

    def asked_for(self, full=False, screen_stack=None, simplify=False):
        if full:
            return paint(self, full, screen_stack, simplify)
        self._dirty_regions.clear()
        return ""

    if not any(request.node.iter_markers("painted")) and not any(request.node.iter_markers("snapshot")):
        monkeypatch.setattr(Compositor, "render_update", asked_for)


@pytest.fixture(autouse=True)
def parsed(monkeypatch):
    """A style sheet is parsed once for all apps of a process: it takes a third of what it takes to start one."""
    from textual.css.stylesheet import Stylesheet

    def once(self, css, read_from, is_default_rules=False, tie_breaker=0, scope=""):
        key = (css, read_from, is_default_rules, tie_breaker, scope, *sorted(self._variables.items()))
        if key not in PARSED:
            PARSED[key] = parse(self, css, read_from, is_default_rules, tie_breaker, scope)
        return PARSED[key]

    parse = Stylesheet._parse_rules
    monkeypatch.setattr(Stylesheet, "_parse_rules", once)


def pytest_generate_tests(metafunc):
    """``screen`` stands for each of the screens, ``place`` for these and for their dialogs and states."""
    if "screen" in metafunc.fixturenames:
        metafunc.parametrize("screen", [pytest.param(way, id=name) for name, way in SCREENS.items()])
    if "variant" in metafunc.fixturenames:
        metafunc.parametrize("variant", [pytest.param(way, id=name) for name, way in VARIANTS.items()])
    if "place" in metafunc.fixturenames:
        metafunc.parametrize("place", [pytest.param(way, id=name) for name, way in EVERYWHERE.items()])


@pytest.fixture
def app_of():
    """The app on a folder or case under the stopped clock."""

    def made(place):
        from clerkcheck.tui.app import ClerkApp

        return ClerkApp(str(place), national_calendar(), lambda: NOW)

    return made


@pytest.fixture
def shown():
    """What a widget that paints rows shows, as text."""
    return lambda widget: "\n".join(row.text for row in widget.rows)


@pytest.fixture
def at_rest():
    """Wait until every key has been handed on and has done all it does."""

    async def rested(pilot):
        app = pilot.app
        for _look in range(2000):
            await pilot.pause()
            if not app.is_running or (app.keyboard.watching is None and app._message_queue.empty()):
                return
        raise AssertionError("never at rest")

    return rested


@pytest.fixture
def burst(at_rest):
    """Press keys as a terminal delivers them that were written at once: all there before the first is looked at."""

    async def pressed(pilot, *keys):
        for event in map(key_event, keys):
            pilot.app.post_message(event)
        await at_rest(pilot)

    return pressed


@pytest.fixture
def key_of():
    """The event of a key by textual's name for it, or of a character."""
    return key_event


def key_event(key):
    """See ``key_of``."""
    from textual.events import Key
    from textual.keys import _character_to_key

    named = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    typed = key if len(key) == 1 else {"space": " ", "slash": "/", "enter": "\r", "tab": "\t"}.get(key)
    return Key(named, typed)


def tool(name):
    """A module of tools/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def terminal(tmp_path):
    """Start the app in a process of its own on a pseudo-terminal; see tools/terminal.py."""
    if os.name != "posix":
        pytest.skip("a pseudo-terminal is POSIX's")
    started = []

    def opened(*arguments, **options):
        homes = {"HOME": str(tmp_path), "CLERKCHECK_CONFIG": str(tmp_path / "config")}
        homes["CLERKCHECK_STATE"] = str(tmp_path / "state")
        environment = homes | options.pop("environment", {})
        started.append(tool("terminal").Terminal(*map(str, arguments), environment=environment, **options))
        return started[-1]

    yield opened
    for each in started:
        each.close()

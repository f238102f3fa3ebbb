"""For the whole suite: a home of its own, short names of tests, nothing passed over that ought to be there, nothing that
is always the same made anew for each test, and the wide variants left to those who ask for them."""

import gc
import os

import pytest
from hypothesis import settings

from clerkcheck.columnar.verdicts import VerdictColumns as _VerdictColumns
from clerkcheck.packs import store
from installed import needed

# The same examples on every machine and every day, however slow it is; `make fuzz` looks further.
settings.register_profile("suite", max_examples=30, derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("fuzz", max_examples=2000, derandomize=False, deadline=None, print_blob=True)
settings.load_profile("suite")

LONGEST_ID = 80  # characters of a test's name with its parameters; tests/test_house.py holds to it
_LEFT = pytest.StashKey[int]()  # of that, for each parameter of the test at hand
pytest.importorskip = needed


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc):
    """Share out what the name of a test leaves of its id among its parameters."""
    names = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    parts = sum(len(each.split(",")) if isinstance(each, str) else len(each) for each in names)
    left = LONGEST_ID - len("[]") - len(metafunc.function.__name__)
    metafunc.config.stash[_LEFT] = max(3, left // parts - len("-12")) if parts else LONGEST_ID


def pytest_make_parametrize_id(config, val):
    """Name a test after the beginning of a long text or of one that cannot be printed; `id=` may do better."""
    if not isinstance(val, str | bytes):
        return None
    longest = config.stash[_LEFT]
    text = val if isinstance(val, str) else val.decode("ascii", "replace")
    text = "".join(char if char.isprintable() else "·" for char in text)
    return text if len(text) <= longest else text[: longest - 1] + "…"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what compares pictures, which change with the version of Textual; leave the wide variants to who asks for them."""
    for item in items:
        if "snap_compare" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.snapshot)
    asked = "wide" in config.option.markexpr or any("::" in each for each in config.args)
    left = [] if asked else [item for item in items if item.get_closest_marker("wide")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("wide")]


def pytest_collection_finish():
    """Set aside what was collected: no search for garbage goes through 8,000 tests, and searches are as rare as in a command.

    The app would set aside all that is there when it has started: for the life of a process, not of a test.
    """
    gc.collect()
    gc.freeze()
    gc.freeze = lambda: None
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def _nobodys_home(tmp_path_factory):
    """What the machine's user keeps (notices, the last government used, compiled packs) must not reach a test.

    Compiled packs are kept for all processes of the suite together.
    """
    base = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLERKCHECK_DATA", str(tmp_path_factory.mktemp("data")))
        patch.setenv("CLERKCHECK_CONFIG", str(tmp_path_factory.mktemp("config")))
        patch.setenv("CLERKCHECK_STATE", str(tmp_path_factory.mktemp("state")))
        together = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        patch.setenv("CLERKCHECK_CACHE", str(together / "compiled"))
        yield os.environ["CLERKCHECK_CACHE"]


_LOADERS = {name: getattr(store, name) for name in ("_loaded", "_with_layers")}
_packs = {}  # what was loaded, by loader and arguments
_shared = {}  # the packs of these, by id()


def _once(name):
    """A loader that loads a shipped pack once."""
    load = _LOADERS[name]

    def once(folder, *more):
        if os.environ.get("CLERKCHECK_CACHE") != _packs["cache"] or not store._is_shipped(folder):
            return load(folder, *more)
        key = (name, folder, *more)
        if key not in _packs:
            load(folder, *more)  # now it is kept
            found = _packs[key] = load(folder, *more)
            pack = getattr(found, "pack", found)
            _shared[id(pack)] = pack
        return _packs[key]

    return once


@pytest.fixture(autouse=True)
def _packs_once(request, monkeypatch, _nobodys_home):
    """A shipped pack is loaded once for all tests of a process, as what a process has kept compiled.

    Every command loads it anew: that is a third of what a test of a command takes. Tests of the loading itself are marked
    ``packs_anew``; commands in a process of their own, and packs that a test has made, are loaded as ever.
    """
    _packs["cache"] = _nobodys_home
    if request.node.get_closest_marker("packs_anew") is None:
        for name in _LOADERS:
            monkeypatch.setattr(store, name, _once(name))


class _Plan:
    """The columns of a pack over a frame with certain columns, worked out once for all tests of a process.

    Every run does it anew; that is half of what a small table takes.
    """

    def __init__(self, pack, schema, dues, as_of):
        self.given = pack, schema, dues, as_of

    def columns(self, **how):
        pack, schema, dues, as_of = self.given
        dated = tuple((name, *each.items()) for name, each in dues.items())
        key = id(pack), tuple(schema.items()), dated, as_of, *sorted(how.items())
        found = _plans.get(key)
        if found is None:
            made = _VerdictColumns(*self.given)
            found = made.columns(**how), made.steps
            if id(pack) in _shared:
                _plans[key] = found
        columns, self.steps = found
        return columns


_plans = {}


@pytest.fixture(autouse=True, scope="session")
def _plans_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clerkcheck.columnar.judging.VerdictColumns", _Plan)
        yield

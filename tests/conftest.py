"""For the whole suite: a home of its own, short names of tests, and nothing passed over that ought to be there."""

import gc

import pytest
from hypothesis import settings

from installed import needed

# The same examples on every machine and every day, however slow it is; `make fuzz` looks further.
settings.register_profile("suite", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("fuzz", derandomize=False, deadline=None, print_blob=True)
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
def pytest_collection_modifyitems(items):
    """Mark what compares pictures, which change with the version of Textual."""
    for item in items:
        if "snap_compare" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.snapshot)


@pytest.fixture(autouse=True)
def _garbage():
    """The app sets aside all that is there when it has started: for the life of a process, not of a test."""
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True, scope="session")
def _nobodys_home(tmp_path_factory):
    """What the machine's user keeps (notices, the last government used, compiled packs) must not reach a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLERKCHECK_DATA", str(tmp_path_factory.mktemp("data")))
        patch.setenv("CLERKCHECK_CONFIG", str(tmp_path_factory.mktemp("config")))
        patch.setenv("CLERKCHECK_STATE", str(tmp_path_factory.mktemp("state")))
        patch.setenv("CLERKCHECK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield

"""What the machine's user keeps (imported notices, the last government used, compiled packs) must not reach a test."""

import pytest
from hypothesis import settings

# The same examples on every machine and every day, however slow it is; `make fuzz` looks further.
settings.register_profile("suite", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("fuzz", derandomize=False, deadline=None)
settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def _nobodys_home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLERKCHECK_DATA", str(tmp_path_factory.mktemp("data")))
        patch.setenv("CLERKCHECK_CONFIG", str(tmp_path_factory.mktemp("config")))
        patch.setenv("CLERKCHECK_STATE", str(tmp_path_factory.mktemp("state")))
        patch.setenv("CLERKCHECK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield

"""Case files that are nearly right."""

import pytest

from clerkcheck import load_case
from clerkcheck.reading.errors import InputError

HEAD = "pack: qianjiang\nkind: agenda_item\ntitle: 关于示例事项的议题\n"


@pytest.fixture
def write(tmp_path):
    """Write a case file; text gets the usual first three lines unless ``head`` is given."""

    def written(text="", *, head=HEAD, name="case.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else (head + text).encode())
        return path

    return written


@pytest.fixture
def refused(write):
    """The one-line error that a case file meets."""

    def error_of(text="", **where):
        with pytest.raises(InputError) as caught:
            load_case(write(text, **where))
        line = str(caught.value)
        assert "\n" not in line and line.isprintable()
        return line

    return error_of

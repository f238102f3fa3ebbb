"""Drafts made from parts, and the command run on them."""

import pytest

from clerkcheck.__main__ import main
from sample_drafts import docx_of, text_of


@pytest.fixture
def run(capsys):
    """Run ``clerkcheck draft`` with arguments in this process: status, output, errors."""

    def ran(*arguments):
        status = main(["draft", *map(str, arguments)])
        out, err = capsys.readouterr()
        return status, out, err

    return ran


@pytest.fixture
def draft(tmp_path):
    """Write a draft of the parts given, as text or as a Word file; return its path."""

    def written(base="notice", changed=None, *, name="draft.txt"):
        path = tmp_path / name
        path.write_bytes(docx_of(base, changed) if name.endswith(".docx") else text_of(base, changed).encode())
        return path

    return written

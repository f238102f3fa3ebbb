"""Small packs of made-up governments: their head, and a fault in one of their files, which is one message at a line."""

import shutil

import pytest

from clerkcheck import load_pack
from clerkcheck.reading.errors import InputError


def head_of_lian(articles: int) -> str:
    """Return the head of 连山县's pack, whose one file is rules.yaml, with so many articles."""
    return f"""id: lian
region: 连山县
regulation: 《连山县人民政府工作规则》
government: 县政府
document_number: null
issued: null
in_force: {{from: 2026-01-01}}
article_count: {articles}
files: [rules.yaml]
"""


def fault_of(folder, copy, old, new):
    """Return the one message of the pack in ``folder``, copied to ``copy``, with ``old`` in its rules written ``new``."""
    shutil.copytree(folder, copy)
    rules = copy / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    assert old in text
    rules.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(f"{copy}/")
    (line,) = str(caught.value).splitlines()
    return line

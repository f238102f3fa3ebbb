"""What `make docs` makes of a page before the site is built; its links are checked by the build itself."""

import runpy
from pathlib import Path

import pytest

BUILD = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "docs_site" / "build_site.py"))


@pytest.mark.parametrize(
    ("page", "meant"),
    [
        pytest.param("一件议题，\n上报之前\n", "一件议题，上报之前\n", id="Chinese-lines-are-joined"),
        pytest.param("照着按：\n[第一件](a.md)\n", "照着按：[第一件](a.md)\n", id="before-a-link"),
        pytest.param("- 甲，\n  乙\n- 丙\n", "- 甲，乙\n- 丙\n", id="in-a-list"),
        pytest.param("one\ntwo\n\n# 甲\n\n乙\n", "one\ntwo\n\n# 甲\n\n乙\n", id="nothing-else-is"),
        pytest.param(
            "```text 甲.txt\n甲\n乙\n```\n", '```text title="甲.txt"\n甲\n乙\n```\n', id="a-file-has-its-name"
        ),
        pytest.param("```sh not-run installs\nmake\n```\n", "```sh\nmake\n```\n", id="words-for-tests-are-left-out"),
        pytest.param("| `A\\|B` |\n", "| `A|B` |\n", id="bars-in-code"),
    ],
)
def test_a_page_as_the_site_reads_it(page, meant):
    assert BUILD["for_the_site"](page) == meant


def test_every_page_is_in_the_menu():
    assert [page for page in BUILD["sources"]() if page.suffix == ".md" and not BUILD["in_menu"](page)] == []

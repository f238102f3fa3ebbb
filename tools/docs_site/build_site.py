"""Build the site of the documentation: build/site, from the pages as they lie in the repository.

Run:  python tools/docs_site/build_site.py

The pages are copied to build/pages with what they link to, each at its place, so that a link is good there where it is
good in the repository. ``zensical build --strict`` then refuses a link or an anchor that leads nowhere; a page that no
menu names is refused here.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "build" / "pages"
TOP = ("README.md", "README.en.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "pyproject.toml")
FOLDERS = {"docs": ("*",), "screenshots": ("*",), "examples": ("*",), "benchmarks": ("*.md", "*.py", "*.svg")}
FENCE = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HAN = r"[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e“”]"
# Between two Chinese characters the end of a line is no space.
WRAPPED = re.compile(rf"(?<={HAN})\n {{0,6}}(?={HAN}|\[{HAN})")

# In code in a table GitHub wants a backslash before a bar; here it would be shown.
BAR = re.compile(r"`[^`\n]*`")


def main() -> None:
    """Lay the pages out and build the site; end with the status of zensical."""
    shutil.rmtree(PAGES, ignore_errors=True)
    for source in sources():
        target = PAGES / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".md":
            target.write_text(for_the_site(source.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "tools" / "docs_site" / "iframe-worker.js", PAGES / "iframe-worker.js")
    if left_out := [page for page in sources() if page.suffix == ".md" and not in_menu(page)]:
        sys.exit(f"not in the menu of mkdocs.yml: {', '.join(map(str, left_out))}")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", str(ROOT / "mkdocs.yml")]
    sys.exit(subprocess.run(command, check=False).returncode)


def in_menu(page: Path) -> bool:
    """Return whether mkdocs.yml names a page in its menu."""
    return f": {page.relative_to(ROOT).as_posix()}\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def sources() -> list[Path]:
    """Return the files that the site is made of."""
    below = [path for name, kinds in FOLDERS.items() for kind in kinds for path in (ROOT / name).rglob(kind)]
    return [
        *(ROOT / name for name in TOP),
        *(path for path in below if path.is_file() and "__pycache__" not in path.parts),
    ]


def for_the_site(text: str) -> str:
    """Return a page as the site reads it: Chinese lines joined, fences without the words for tests/test_docs.py."""
    parts, begun = [], 0
    for fence in FENCE.finditer(text):
        parts += [_prose(text[begun : fence.start()]), _fence(*fence.groups())]
        begun = fence.end()
    return "".join([*parts, _prose(text[begun:])])


def _prose(text: str) -> str:
    return BAR.sub(lambda code: code[0].replace(r"\|", "|"), WRAPPED.sub("", text))


def _fence(language: str, words: str | None, body: str) -> str:
    """Return a fence whose title is the file that it is, if it is one."""
    kind, _space, name = (words or "").rpartition(" ")
    title = f' title="{name}"' if name and kind != "not-run" else ""
    return f"```{language}{title}\n{body}```"


if __name__ == "__main__":
    main()

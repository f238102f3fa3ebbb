"""What the house asks of itself: short test names; every package that is imported declared, and none in vain."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LONGEST_ID = 80
LONGEST_FUNCTION, LONGEST_FILE = 40, 350  # lines
# Not installed where the suite runs: its tests have an environment of their own.
APART = {"pyspark": "pyspark", "datalogic_py": "datalogic-py"}
# Modules that run by themselves in a package's name: plugins, stub files, commands.
RUN_BY_NAME = {
    "build", "check-wheel-contents", "import-linter", "mypy", "pytest-asyncio", "pytest-textual-snapshot", "pytest-xdist",
    "ruff", "twine", "zensical",
}  # fmt: skip


def test_no_test_has_an_id_that_fills_a_screen(request):
    long = sorted(item.nodeid for item in request.session.items if len(item.name) > LONGEST_ID)
    assert not long, "give id= to these:\n" + "\n".join(long)


def test_no_function_and_no_file_is_longer_than_can_be_seen_at_once():
    long = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        found = [(name, 1, len(text.splitlines()), LONGEST_FILE)]
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append((f"{name} {node.name}", node.lineno, node.end_lineno, LONGEST_FUNCTION))
        long += [each[0] for each in found if each[2] - each[1] + 1 > each[3]]
    assert long == []


def named(requirement):
    """The package of a requirement such as ``ruamel.yaml>=0.18,<1``, in the one form that all spellings share."""
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", requirement)[0]).lower()


@cache
def imported(folder):
    """The packages outside the standard library that the folder's modules import, wherever in the module."""
    installed = {module: [named(each) for each in found] for module, found in packages_distributions().items()}
    packages = set()
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            packages |= {package_of(name.split(".")[0], installed) for name in modules(node)}
    return packages - {None}


def modules(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []


def package_of(module, installed):
    if module in sys.stdlib_module_names or module in OWN or module == PROJECT["name"]:
        return None
    if module in APART:
        return APART[module]
    found = installed[module]  # several where they share a namespace, as ruamel.yaml and its parser in C
    return next((each for each in found if each in DECLARED), found[0])


# What tests, tools and benchmarks import of one another.
OWN = {path.stem for folder in ("tests", "tools", "benchmarks") for path in (ROOT / folder).rglob("*.py")} | {
    path.parent.name for path in (ROOT / "tests").rglob("__init__.py")
}
DEVELOPERS = {"dev", "bench", "docs", "package"}
FOR_USERS = {named(each) for each in PROJECT["dependencies"]} | {
    named(each) for extra, found in EXTRAS.items() if extra not in DEVELOPERS for each in found
}
DECLARED = FOR_USERS | {named(each) for extra in DEVELOPERS for each in EXTRAS[extra]}


def test_what_the_program_imports_is_what_it_declares():
    assert imported("src") == FOR_USERS


@pytest.mark.parametrize("folder", ["tests", "tools", "benchmarks"])
def test_what_developers_import_is_declared(folder):
    assert imported(folder) <= DECLARED


def test_what_developers_are_given_is_used():
    used = imported("tests") | imported("tools") | imported("benchmarks") | RUN_BY_NAME
    stubs = {each for each in DECLARED if each.startswith("types-")}
    assert DECLARED - FOR_USERS - stubs <= used


@pytest.mark.parametrize(
    "requirement", [*PROJECT["dependencies"], *(each for found in EXTRAS.values() for each in found)]
)
def test_every_requirement_has_a_lowest_version_and_a_next_major_it_stops_at(requirement):
    assert re.fullmatch(r"[A-Za-z0-9._-]+>=[0-9][0-9a-z.]*,<[0-9]+(\.[0-9]+)?", requirement), requirement


def test_the_pins_hold_to_what_is_declared():
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if "==" in line)
    known = {named(name) for name in pins}
    assert known >= DECLARED

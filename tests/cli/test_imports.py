"""What `check` must not load: each of these costs more than the whole verdict."""

import subprocess
import sys

import pytest

HEAVY = ("textual", "polars", "docx", "pydantic", "rich", "openpyxl", "ruamel")


def loaded(*arguments):
    code = (
        "import sys\nfrom clerkcheck.__main__ import main\n"
        f"main({[str(each) for each in arguments]!r})\n"
        "print('\\nLOADED', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("form", ["json", "terminal", "text"])
def test_check_loads_nothing_heavy(examples, form):
    loaded("check", examples[0])  # compiles the pack where that has not been done yet
    modules = loaded("check", examples[0], "--format", form)
    assert "clerkcheck" in modules and "yaml" in modules
    assert modules.isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("check", "no-such-file.yaml")])
def test_small_commands_load_little(arguments):
    modules = loaded(*arguments)
    assert modules.isdisjoint({*HEAVY, "chinese_calendar"} if arguments[0] != "check" else HEAVY)


def test_the_first_screens_load_no_pydantic_and_no_file_formats():
    code = (
        "import sys, clerkcheck.tui.app, clerkcheck.tui.screens.case_screen, clerkcheck.tui.screens.cases_screen\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert set(done.stdout.split()).isdisjoint({"pydantic", "polars", "docx", "openpyxl", "ruamel", "csv"})

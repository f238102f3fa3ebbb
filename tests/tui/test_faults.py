"""An error that nothing was prepared for ends in one sentence, exit status 3, a restored terminal and a whole case."""

import pytest
from rich.text import Text

from clerkcheck.cases.loading import load_case
from clerkcheck.desk.shelf import Shelf
from clerkcheck.tui import app as application
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.day_picker import DayPicker
from clerkcheck.tui.screens.dialogs import Message

STANDING = "standing-factory-buildings"
BROKEN = """
import sys
from clerkcheck.__main__ import main
from clerkcheck.tui.screens.case_screen import CaseScreen
def broken(self):
    secret = "机密" * 3
    raise ZeroDivisionError(len(secret))
CaseScreen.action_why = broken
sys.exit(main(sys.argv[1:]))
"""


class Fault(Exception):
    """Something nobody thought of."""


def raising(*_arguments, **_options):
    raise Fault("[bold]x[/]")


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("CLERKCHECK_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("broken", "begin", "keys"),
    [
        pytest.param((CaseScreen, "action_why"), "blank", "w", id="action"),
        pytest.param((CaseScreen, "on_key"), "blank", "1", id="key"),
        pytest.param((CaseScreen, "on_mount"), "blank", "", id="mount"),
        pytest.param((CaseScreen, "body"), "blank", "", id="compose"),
        pytest.param((CaseScreen, "commands"), "blank", "", id="property"),
        pytest.param((DayPicker, "pick"), STANDING, "d enter enter", id="dialog"),
        pytest.param((Shelf, "judging"), "register", "", id="register"),
        pytest.param((Shelf, "take"), "register", "", id="worker"),
    ],
)
async def test_wherever_it_happens(broken, begin, keys, start, app_of, monkeypatch, state):
    app = app_of(start(begin))
    monkeypatch.setattr(*broken, raising)
    with pytest.raises(BaseException) as raised:  # the pilot raises what the app would have told
        async with app.run_test() as pilot:
            for key in keys.split():
                await pilot.press(key)
            await app.workers.wait_for_complete()
    assert "Fault" in repr(raised.value) and app.return_code != 0
    (log,) = state.iterdir()
    assert app.fault == f"程序内部出错，已经停下，案件文件完好；请把 {log} 发给维护人员"
    assert "Fault: [bold]x[/]" in log.read_text(encoding="utf-8") and app._exit_renderables == []


@pytest.mark.asyncio
async def test_what_fails_in_a_thread_of_textual(start, app_of, state):
    app = app_of(start("blank"))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.panic(Text("reading the keys failed"))
    assert "程序内部出错" in app.fault and "reading the keys failed" in next(state.iterdir()).read_text()


def test_the_status_is_3_and_one_sentence_is_printed(monkeypatch, capsys, tmp_path):
    def run(self, **_options):
        self.fail(Fault("x"))

    monkeypatch.setattr(application.ClerkApp, "run", run)
    assert application.launch(str(tmp_path), None) == 3
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith("程序内部出错，") and printed.err.count("\n") == 1


def test_on_a_terminal(start, terminal, tmp_path):
    path = start(STANDING)
    app = terminal(path, program=("-c", BROKEN))
    app.until("4 例外")
    app.write("3")
    app.until("○ 待定")
    before = load_case(path)
    app.write("w")
    assert app.ended() == 3 and app.restored()
    (log,) = (tmp_path / "state").iterdir()
    assert app.last_words.splitlines() == [f"程序内部出错，已经停下，案件文件完好；请把 {log} 发给维护人员"]
    logged = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: 6" in logged and "机密" not in logged
    assert b"Traceback" not in app.raw and load_case(path) == before


def test_a_log_that_cannot_be_written_changes_nothing_else(start, terminal, tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    app = terminal(start("blank"), program=("-c", BROKEN))
    app.until("上一组")
    app.write("w")
    assert app.ended() == 3 and app.restored()
    assert app.last_words.startswith("程序内部出错，") and len(app.last_words.splitlines()) == 1
    assert b"Traceback" not in app.raw


@pytest.mark.asyncio
async def test_layers_that_cannot_be_laid_are_one_message(tmp_path, app_of, at_rest):
    for name, other in (("above", "below"), ("below", "above")):
        (tmp_path / name).mkdir()
        head = (
            f"id: {name}\nregion: 某区\nregulation: 《规则》\ngovernment: 区政府\ndocument_number: null\nissued: null\n"
        )
        rest = f"in_force: {{from: 2021-01-01}}\narticle_count: 1\nfiles: [a.yaml]\nextends: [../{other}]\n"
        (tmp_path / name / "pack.yaml").write_text(head + rest, encoding="utf-8")
        articles = "articles:\n- {article: 第一条, skip: 无}\n"
        (tmp_path / name / "a.yaml").write_text(articles, encoding="utf-8")
    case = tmp_path / "case.yaml"
    case.write_text("pack: ./above\nkind: agenda_item\ntitle: 甲\n", encoding="utf-8")
    app = app_of(case)
    async with app.run_test() as pilot:
        await at_rest(pilot)
        assert isinstance(app.screen, Message)
        assert "pack.yaml 第 10 行" in app.screen.text and "规则包叠成了环：above → below → above" in app.screen.text
        await pilot.press("enter")
    assert not app.return_code

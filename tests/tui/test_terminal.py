"""The app on a real terminal: all keys of a step in one write, doubled, and with the window resized in between."""

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.packs.store import pack_ids
from clerkcheck.reading.parts import TRASH

GOVERNMENT = str(pack_ids().index("qianjiang") + 1)
DELETE, ESC, F1, QUIT = "\x1b[3~", "\x1b", "\x1bOP", "\x11"
STANDING = "standing-factory-buildings"
WIZARD, LIST, HELP = "新建一件（1/3）", "0 全部", "帮助 · "
SIZES = ((40, 12), (200, 60), (20, 5), (120, 40), (80, 24))


def on_the_list(app):
    """Whether one is on the list and it answers: its help opens and closes."""
    app.until(LIST)
    app.write(F1)
    app.until(HELP + "clerkcheck", "新建")
    app.write(ESC)
    app.until(LIST)


def cases(folder):
    return sorted(path.name for path in folder.glob("*.yaml"))


@pytest.fixture
def register(start, terminal, tmp_path):
    """The app on the examples, judged."""
    app = terminal(start("register"))
    app.until_true(lambda screen: LIST in screen and "核对中" not in screen, "the cases judged")
    return app, tmp_path / "送审"


# What is asked for by the first keys (written and waited for), the burst, and what must then be on the screen.
BURSTS = [
    pytest.param("n", WIZARD, "31", "新建一件（3/3）", id="government-and-kind", marks=pytest.mark.wide),
    pytest.param("n", WIZARD, "312", "新建一件（3/3）", id="and-the-title-begun", marks=pytest.mark.wide),
    pytest.param("n", WIZARD, "3333", "新建一件（2/3）", id="one-number-four-times", marks=pytest.mark.wide),
    pytest.param("n", WIZARD, "\r\r\r", "新建一件：本地是哪里", id="enter-three-times", marks=pytest.mark.wide),
    pytest.param("n", WIZARD, ESC + ESC + ESC, LIST, id="esc-three-times"),
    pytest.param("o", "换文件夹", "11", "clerkcheck", id="the-folder-above", marks=pytest.mark.wide),
    pytest.param("t", "事项名称（文件名跟着改）", "\r\r", LIST, id="rename", marks=pytest.mark.wide),
    pytest.param("c", "照这一件另立一件", "1\r", "（副本）", id="copy", marks=pytest.mark.wide),
]


@pytest.mark.parametrize(("first", "asked", "keys", "then"), BURSTS)
def test_a_burst_leaves_the_list_alive(register, first, asked, keys, then):
    app, _folder = register
    app.write("\x1b[B")
    app.write(first)
    app.until(asked)
    app.write(keys)
    app.until(then)
    app.write(QUIT)
    assert app.ended() == 0 and app.restored() and b"Traceback" not in app.raw


def test_deleted_twice_at_once_one_case_is_gone(register):
    app, folder = register
    before = cases(folder)
    app.write("\x1b[B" + DELETE)
    app.until("删除这一件？")
    app.write("22")
    app.until_true(lambda screen: f"0 全部 {len(before) - 1}" in screen and "删除这一件" not in screen, "one less")
    on_the_list(app)
    assert len(cases(folder)) == len(before) - 1 and len(list((folder / TRASH).iterdir())) == 1


@pytest.mark.parametrize("sizes", [pytest.param((), marks=pytest.mark.wide), SIZES], ids=["as-it-is", "resized"])
def test_a_new_case_in_one_write(start, terminal, tmp_path, sizes):
    app = terminal(start("empty"))
    app.until("新建一件")
    app.write(f"n{GOVERNMENT}1关于一次写完的议题\r")
    for size in sizes:
        app.resize(*size)
    app.until("事项类别")
    app.write("0")
    app.until("关于一次写完的议题", "上一组")
    (case,) = [load_case(path) for path in (tmp_path / "送审").glob("*.yaml")]
    assert (case.title, case.kind, case.pack, dict(case.facts)) == (
        "关于一次写完的议题",
        "agenda_item",
        "qianjiang",
        {},
    )


def test_every_step_of_a_new_case_doubled(start, terminal, tmp_path):
    app = terminal(start("empty"))
    app.until("新建一件")
    for keys, then in (("nn", WIZARD), (GOVERNMENT * 2, "新建一件（2/3）"), ("11", "新建一件（3/3）")):
        app.write(keys)
        app.until(then)
    app.write("关于甲的议题\r\r")
    app.until("事项类别")
    app.write("00")
    app.until("关于甲的议题", "上一组")
    assert cases(tmp_path / "送审") == ["关于甲的议题.yaml"]


@pytest.mark.parametrize(
    ("first", "asked", "keys"),
    [
        pytest.param("g", "全部回答", ESC + ESC, id="answers"),
        pytest.param("d1", "方向键 日、周", "\r\r", id="day", marks=pytest.mark.wide),
        pytest.param("d", "选日子", "q", id="q-from-the-dates"),
        pytest.param("t", "事项名称", ESC + ESC + ESC, id="title", marks=pytest.mark.wide),
    ],
)
def test_in_a_case_a_burst_ends_in_the_case_or_its_list(start, terminal, first, asked, keys):
    path = start(STANDING)
    before = load_case(path).facts
    app = terminal(path)
    app.until("4 例外")
    app.write(first)
    app.until(asked)
    app.write(keys)
    app.until_true(lambda screen: asked not in screen, "gone on")
    app.write(F1)
    app.until(HELP)
    app.write(QUIT)
    assert app.ended() == 0 and app.restored() and load_case(path).facts == before


def test_resized_while_keys_come(register):
    app, _folder = register
    for size in SIZES * 3:
        app.write("\x1b[B\x1b[Bn")
        app.resize(*size)
        app.write(ESC)
        app.write(ESC)
    app.until_true(lambda screen: LIST in screen, "the list")
    app.write(QUIT)
    assert app.ended() == 0 and app.restored()

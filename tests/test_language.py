"""The program in another language: nothing of its own stays Chinese, and it does just the same."""

import ast
import re
import shutil
from functools import cache
from itertools import zip_longest

import pytest

from pseudo_locale import HAN, ROOT, Alphabet, copy_data, messages, run_all, said_in
from wide import wide

AT = ("--as-of", "2026-11-22")
SOURCES = ROOT / "src" / "clerkcheck"
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.yaml"))
CASE, LATE = "examples/standing-factory-buildings.yaml", "examples/personnel-appointments.yaml"
GOOD = "pack: qianjiang\nkind: agenda_item\ntitle: A\n"
# What stands in the output in whatever language: names of holidays, the fonts of a page, the unit that money is counted
# in, the number of a notice that was given, and what a register and a folder are known by when they are read again.
KEPT = re.compile(
    r"<style>.*?</style>|元旦|春节|清明节|劳动节|端午节|中秋节|国庆节|万元|国办发明电〔2026〕9号|\.回收站|（示例）"
    r"|台账对照|不用|规则包\t类型\t事项名称\t单位|^(?:填写说明|选项|批查概况)$|(?<=\t)[是否有缺](?=\t)",
    re.DOTALL | re.MULTILINE,
)


def run(words, *more, typed="", read=()):
    return {"run": [*words.split(), *more], "typed": typed, "read": list(read)}


def papers():
    for name in EXAMPLES[::2]:
        yield run(f"check examples/{name} --explain", *AT)
        yield run(f"slip examples/{name}", *AT)
        yield run(f"plan examples/{name}", *AT)
    for name in EXAMPLES[::4]:
        for form in ("text", "html", "json"):
            yield run(f"check examples/{name} -f {form}", *AT)
        yield run(f"plan examples/{name} -f text", *AT)
    yield run("check examples/" + " examples/".join(EXAMPLES) + " -f json", *AT)
    yield run("summary examples", *AT)


def commands():
    for words in ("", "check", "due", "calendar", "calendar add", "pack", "pack diff", "plan", "slip", "summary", "batch",
                  "batch template", "new", "draft"):  # fmt: skip
        yield run(f"{words} --help")
    for words in ("2026-12-28 +3", "2026-12-10 -3 --explain", "2026-12-31 1 --unit month", "2026-11-20 3 --as-of 2026-11-22",
                  "2027-02-10 5 --bound earliest --explain", "2026-13-01 3", "2026-11-20 x", "2026-11-20 3 --unit week"):  # fmt: skip
        yield run(f"due {words}")
    for words in ("2026", "2028", "1949", "2026-10-10", "2027-05-01", "x", "list", "remove 2026-04-18", "remove 2031",
                  "add 2026-04-18 x --paper y", "import no.txt", "import notice.txt --dry-run"):  # fmt: skip
        yield run(f"calendar {words}")
    for words in ("list", "show qianjiang", "show qianjiang qj-49-1", "show qianjiang no", "lint weidong", "coverage jinchuan", "show no",
                  "diff qianjiang weidong", "verify weidong --source notice.txt", "verify weidong --source no.pdf",
                  "new Bad --source notice.txt", "list x", "no"):  # fmt: skip
        yield run(f"pack {words}")


def mistakes():
    for words in ("nonsense", "check", "check no.yaml", "check examples", f"check {CASE} --as-of x", f"check {CASE} -f pdf",
                  f"check {CASE} -o x.pdf", f"check {CASE} -f docx", f"check {CASE} --fale-on blocked", f"check {CASE} -o {CASE}",
                  f"check {CASE} -f json --explain", f"check {CASE} -o no/x.txt", f"check {CASE} --calendar no.yaml",
                  f"check {CASE} --office no.yaml", "summary no", f"summary {CASE}", "plan examples/report-to-leader.yaml",
                  "slip no.yaml", "batch no -o x.csv", "batch examples -o x.doc", "batch examples", "new qianjiang x",
                  "batch examples -o x.csv --engine spark", "new no agenda_item", "new qianjiang agenda_item x y"):  # fmt: skip
        yield run(words)
    for name in BAD:
        yield run(f"check bad/{name}", *AT)


BAD = {
    "empty.yaml": "",
    "tab.yaml": GOOD + "facts:\n\tfunds: true\n",
    "quote.yaml": GOOD + 'unit: "a\n',
    "colon.yaml": GOOD + "unit: a: b\n",
    "list.yaml": "- a\n",
    "flow.yaml": GOOD + "facts: {funds: true\n",
    "alias.yaml": GOOD + "facts: *a\n",
    "twice.yaml": GOOD + "title: B\n",
    "key.yaml": GOOD + "fakts: {}\n",
    "fact.yaml": GOOD + "facts: {fundz: true}\n",
    "value.yaml": GOOD + "facts: {funds: maybe, amount_wan: 9000000, awards: 3}\n",
    "amount.yaml": GOOD + "facts: {amount_wan: 8 apples}\n",
    "choice.yaml": GOOD + "facts: {meeting: sitting}\n",
    "date.yaml": GOOD + "dates: {meeting: 2026-02-30}\n",
    "paper.yaml": GOOD + "materials: {field_research: gone}\n",
    "exception.yaml": GOOD + "exceptions: [{clause: qj-1-1}]\n",
    "pack.yaml": "pack: qianjang\nkind: agenda_item\ntitle: A\n",
    "kind.yaml": "pack: qianjiang\nkind: item\ntitle: A\n",
    "title.yaml": "pack: qianjiang\nkind: agenda_item\n",
    "bad.json": '{"pack": "qianjiang", "kind": }',
    "notes.txt": "x",
}
TABLE = """pack,kind,title,unit,facts.funds,facts.amount_wan,facts.meeting,materials.field_research,dates.meeting,facts.major_decision
qianjiang,agenda_item,A,U,true,800,standing,done,2026-12-10,true
qianjiang,agenda_item,B,U,maybe,800,standing,done,2026-12-10,true
qianjiang,agenda_item,C,U,true,x,sitting,gone,2026-02-30,true
qianjiang,document,D,U,true,,,,,false
no,agenda_item,E,U,true,,,,,false
qianjiang,agenda_item,,U,true,,,,,false
qianjiang,agenda_item,A,U,true,12345678,standing,done,2026-12-10,true
"""
ODD = "pack,kind,title,factz,facts.funds,facts.funds\nqianjiang,agenda_item,A,1,1,0\n"


def tables():
    own = ("--pack", "qianjiang", *AT)
    for name, engine in (
        ("a.csv", "plain"),
        ("b.jsonl", "plain"),
        ("c.xml", "plain"),
        ("d.xlsx", "plain"),
        ("e.csv", "columnar"),
    ):
        yield run(f"batch table.csv -o {name} --engine {engine}", *own, read=[name])
    yield run("batch examples bad -o all.csv", *AT, read=["all.csv"])
    yield run("batch a.csv -o again.csv", *own)  # a result of ours is no table
    yield run("batch table.csv -o a.csv", *own, read=["a.csv"])  # ... and may be written again
    yield run("batch table.csv -o table.csv", *own)
    yield run("batch odd.csv -o odd-result.csv", *own)
    yield run("batch template qianjiang -o blank.xlsx", read=["blank.xlsx"])
    yield run("batch template qianjiang -o blank.csv")
    yield run("batch blank.xlsx -o blank-result.csv", *AT)  # the example in it is no case


def talks():
    answers = "\n".join(["?", "1", "2", "x", "", "-", *"1212121212", "q", ""])
    yield run("line.yaml --line", typed=answers)
    yield run("cases --line", typed="x\n?\n1\n" + answers)
    yield run("cases --line", typed="n\n1\n1\nT\n" + answers)
    for place, keys in (
        (CASE, "v down enter escape escape r c escape s escape p p escape l enter escape f1"),
        ("walk.yaml", "1 2 w escape 2 enter 1 1 - enter m 1 ctrl+z"),
        ("cases", "down e escape down delete escape n 3 1 x escape slash x"),
    ):
        yield {"app": place, "keys": keys.split()}


def dialogs():
    for place, keys in (
        (LATE, "v enter e"),
        (CASE, "m enter tab 1 1 - 2 x enter"),
        (CASE, "d enter 1 2 escape escape g"),
    ):
        yield {"app": place, "keys": keys.split()}


def prepare(home, data):
    """A folder with cases and tables."""
    home.mkdir()
    shutil.copytree(data / "examples", home / "examples")
    files = {
        "line.yaml": GOOD, "walk.yaml": GOOD, "cases/a.yaml": GOOD, "cases/b.yaml": GOOD, "table.csv": TABLE, "odd.csv": ODD,
        "cases/c.yaml": (home / CASE).read_text(encoding="utf-8"),
        "notice.txt": (ROOT / "tests" / "data" / "notice-2027.txt").read_text(encoding="utf-8"),
        **{f"bad/{name}": text for name, text in BAD.items()},
    }  # fmt: skip
    for name in ("bad", "cases", "empty"):
        (home / name).mkdir()
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Packs and examples in characters of their own, for every language: compiled by the first that loads them."""
    folder = tmp_path_factory.mktemp("data")
    copy_data(folder)
    return folder


@pytest.fixture(scope="module")
def strange():
    """The language in which every character is another."""
    return Alphabet()


@pytest.fixture(scope="module")
def locales(tmp_path_factory, strange):
    """The folders of both made-up languages: that one, and the one in which all characters are alike."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("strange", "alike")}
    strange.compile(folders["strange"])
    Alphabet(alike=True).compile(folders["alike"])
    return folders


def done(tasks, home, data, locale=None):
    """What each task said, in the order of its parts: status, output, errors, files."""
    shutil.rmtree(
        home, ignore_errors=True
    )  # each language in turn at one place: what is said of it takes the same room
    prepare(home, data)
    results = run_all(tasks, home, data, locale)
    return [[str(each["status"]), each["out"], each["err"], *each["files"].values()] for each in results]


def differing(some, others):
    """The lines that differ in texts which ought to be the same."""
    lines = (zip_longest(*map(str.splitlines, pair)) for pair in zip(some, others, strict=True))
    return [pair for each in lines for pair in each if pair[0] != pair[1]]


def shape(text):
    """A text of which only the places of the program's words count."""
    return HAN.sub("\uac00", text)


# In the suite itself each part is said in one of the languages, in the other by `make test-wide`.
LANGUAGES = ("strange", "alike")
SPOKEN = [(of, name) for of in (papers, commands, mistakes, tables, talks) for name in LANGUAGES]
DIALOGS = [(dialogs, name) for name in LANGUAGES]  # of their words the tests of the sources below hold the same


@pytest.fixture(scope="module")
def in_chinese(data):
    """What each part says in Chinese; said once for both languages."""
    return cache(lambda of: done(list(of()), data.with_name("home"), data))


@pytest.mark.parametrize(("of", "name"), wide(SPOKEN + DIALOGS, kept=[SPOKEN[5]]))
def test_another_language_changes_the_words_and_nothing_else(of, name, data, locales, strange, in_chinese):
    tasks, home = list(of()), data.with_name("home")
    known = (strange.read, str) if name == "strange" else (shape, shape)  # where all words are alike, their places
    for task, chinese, other in zip(tasks, in_chinese(of), done(tasks, home, data, locales[name]), strict=True):
        assert [run for text in other for run in said_in(KEPT.sub("", text))] == [], task
        assert differing(map(known[0], other), map(known[1], chinese)) == [], task
        assert chinese[0] in ("0", "1", "2", "None"), task


# --- the sources

# Where Chinese is read, not said: units, dates, answers in tables, drafts, notices and regulations; and names of holidays, sheets,
# styles, folders and files, which are the same in every language.
READ = (
    "batch/frames/coded_columns.py", "batch/frames/pack_judge.py", "batch/papers/since.py", "batch/results/write_xlsx.py",
    "batch/results/xlsx_pages.py", "batch/sources/", "calendars/", "cases/loading.py",
    "cases/office_rules.py", "cases/register.py", "cli/calendar/", "cli/due.py", "cli/doctor/terminal.py", "conditions/slips.py", "cli/pack/show.py", "drafts/", "packs/coverage.py", "packs/drafting/", "packs/quantities.py", "packs/lint/word_", "packs/place_words.py", "reading/parts.py", "reading/numerals.py", "reading/traditional.py", "reading/word/", "packs/skeleton.py",
    "packs/source_", "reading/nearest.py", "reading/typed_dates.py", "reading/written_values.py", "reports/office.py", "reports/remedies.py", "reports/word.py", "reports/word_tables.py",
    "desk/templates.py", "desk/title_says.py", "reports/why_not.py", "reports/workbook.py", "tui/rows_rules.py", "tui/screens/day_picker.py",
)  # fmt: skip


MARK = re.compile("[、；，：（）“”。【】]")
# Where such marks are read or are data: lines that are broken, quotations, ids in a row, labels with remarks.
MARKS_READ = (
    *READ, "batch/papers/", "cells.py", "cli/pack/confirm_values.py", "desk/attached.py", "desk/trail.py", "packs/loading.py", "reading/documents.py", "reading/yaml_faults.py", "reading/fullwidth.py", "tui/plain.py", "cli/completion/zsh.py", "cli/slip.py", "packs/verify.py", "reading/errors.py", "reading/typed_answers.py", "reports/slip.py",
    "reports/subjects.py", "reports/verdict_row.py",
)  # fmt: skip


def marked(path, sought=HAN):
    """The calls of ``_`` in a file, its other strings with a character that is ``sought``, and the calls that stand inside an f-string."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    calls = [
        node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    ]
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    passed = {id(part) for call in calls for part in call.args}
    passed |= {
        id(node.body[0].value) for node in nodes if isinstance(node, documented) and isinstance(node.body[0], ast.Expr)
    }
    others = [
        node for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and sought.search(node.value) and id(node) not in passed
    ]  # fmt: skip
    hidden = [
        part for node in nodes if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node) if any(part is call for call in calls)
    ]  # fmt: skip
    return calls, others, hidden


FILES = {path.relative_to(SOURCES).as_posix(): path for path in sorted(SOURCES.rglob("*.py"))}


def test_every_sentence_in_the_sources_passes_through_gettext():
    escaped = [
        f"{name}:{node.lineno} {node.value}"
        for name, path in FILES.items()
        if not name.startswith(READ)
        for node in marked(path)[1]
    ]
    assert escaped == []


def test_what_stands_between_words_passes_through_gettext():
    escaped = [
        f"{name}:{node.lineno} {node.value}"
        for name, path in FILES.items()
        if not name.startswith(MARKS_READ)
        for node in marked(path, MARK)[1]
    ]
    assert escaped == []  # see listed, labelled and the like in clerkcheck/i18n.py


def test_every_message_can_be_extracted():
    extracted = {(each.file, each.text) for each in messages() if each.line}
    for name, path in FILES.items():
        calls, _others, hidden = marked(path)
        assert [f"{name}:{call.lineno}" for call in hidden] == []  # not seen by an extractor before Python 3.12
        said = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
        unsaid = [call.lineno for call in calls if not isinstance(call.args[0], ast.Constant)]
        assert (name, len(unsaid)) in ((name, 0), ("reports/office.py", 1))  # reports/wording.yaml
        assert {text for file, text in extracted if file == f"src/clerkcheck/{name}"} == said

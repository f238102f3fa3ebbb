"""Command lines: every command with its options and what may stand behind them, in any number and order.

Left out is what opens the app, and what writes outside the folder of the attempt.
"""

import random
from functools import cache

from clerkcheck.cli.main import COMMANDS
from fuzzing.cases import ROOT, examples
from fuzzing.noise import mangled, odd
from fuzzing.run import Attempt

_FORMATS = ("terminal", "text", "json", "html", "docx", "markdown", "xlsx", "csv", "", "JSON", "yaml")
_OUTPUTS = (
    "out.html", "out.docx", "out.md", "out.json", "out.csv", "out.xlsx", "out.parquet", "out.jsonl", "out.xml", "out.ics", "out", "out.txt",
    "dir", "dir/out.html", "nodir/out.html", "c.yaml", "t.csv", "cal.yaml", "office.yaml", "", ".", "-", "a b.csv", "中文.html", "out.YAML",
)  # fmt: skip
_FILES = (
    "c.yaml",
    "c.json",
    "t.csv",
    "l.jsonl",
    "n.txt",
    "cal.yaml",
    "office.yaml",
    "dir",
    "missing.yaml",
    "bad.yaml",
    "",
    ".",
    "-",
    "c.yml",
    "pk/",
)
_DAYS = (
    "2026-11-22",
    "2026-12-28",
    "2026-2-30",
    "0001-01-01",
    "9999-12-31",
    "2027-06-15",
    "今天",
    "",
    "2026/12/10",
    "2026年12月10日",
    "２０２６-１２-１０",
    "2026",
    "+3",
)
_PACKS = (
    "qianjiang",
    "chongqing",
    "mini",
    "pk/",
    "./pk",
    "",
    "..",
    "/",
    "qianjang",
    "黔江区",
    "dir/",
    "c.yaml",
    "\\",
    "//host/x",
    "~/x",
)
_NUMBERS = ("+3", "3", "-3", "0", "-30", "+250", "100000", "三", "", "+", "－3", "1.5", "1e3", "+-3", " 3", "٣")
_VALUES: dict[str, tuple[str, ...]] = {
    "-f": _FORMATS, "--format": _FORMATS, "-o": _OUTPUTS, "--output": _OUTPUTS, "--as-of": _DAYS, "--office": _FILES, "--calendar": _FILES,
    "--fail-on": ("blocked", "undetermined", "deviating", "ready", ""), "--pack": _PACKS, "--engine": ("auto", "plain", "columnar", "spark", ""),
    "--unit": ("workday", "day", "month", "year", "week", ""), "--bound": ("latest", "earliest", "x"), "--source": _FILES,
    "--kind": ("agenda_item", "document", "公文"), "--title": ("关于某事的函", "", "-.隐藏", "a" * 300, "甲\n乙"), "--paper": ("某通知", "", "x\ny"), "--name": ("三月三", ""),
}  # fmt: skip
_FLAGS = (
    "--explain",
    "--resume",
    "--force",
    "--dry-run",
    "--all",
    "-h",
    "--help",
    "--version",
    "--",
    "-",
    "--no-such",
    "-x",
    "--as",
    "--format=json",
    "-fjson",
    "--output=",
    "-oout.html",
)
_WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "check": (_FILES,), "due": (_DAYS, _NUMBERS), "plan": (_FILES,), "slip": (_FILES,), "summary": (_FILES,), "batch": (_FILES,), "new": (_OUTPUTS,),
    "calendar": (("2026", "2027", "2026-10-10", "1", "9999", "0", "10000", "二〇二六", "２０２６", "", "2026年", "-1", "list"),),
    "calendar import": (_FILES,), "calendar add": (_DAYS, ("休", "班", "假", "")), "calendar remove": (_DAYS,), "calendar list": (), "calendar show": (_DAYS,),
    "pack": (("list", "show", "x", ""),), "pack list": (), "pack show": (_PACKS, ("第四十九条", "qj-49-1", "qj-1", "", "mu-1", "第百条")),
    "pack coverage": (_PACKS,), "pack diff": (_PACKS, _PACKS), "pack verify": (_PACKS,), "pack new": (("ab", "A", "", "a" * 80, "..", "qianjiang"),), "pack add": (("pk/", "dir/", "c.yaml", "", "nosuch", ".."),),
    "batch template": (_PACKS,), "pack lint": (("pk/", "dir/", "c.yaml", "", "nosuch"),),
}  # fmt: skip
_FITTING = {
    "check": "-f -o --force --as-of --office --calendar --fail-on --explain", "due": "--unit --bound --explain --as-of --calendar -f",
    "plan": "-f -o --as-of --calendar", "slip": "-f -o --as-of --office --calendar", "summary": "-f -o --as-of --office --calendar",
    "batch": "-o -o --force --pack --as-of --fail-on --calendar --resume --engine", "new": "--pack --pack --kind --title", "calendar": "--calendar",
    "calendar import": "--calendar --calendar --dry-run", "calendar add": "--paper --paper --name --calendar", "calendar remove": "--calendar",
    "calendar list": "--calendar", "calendar show": "--calendar", "pack diff": "--all -f", "pack verify": "--source --source --as-of -f",
    "pack new": "--source --source -o", "pack add": "--force --packs", "batch template": "-o",
}  # fmt: skip
_SLOW = (
    "summary",
    "batch",
    "pack",
    "pack diff",
    "pack coverage",
    "calendar show",
    "calendar",
    "pack list",
    "new",
    "batch template",
)


def option(dice: random.Random) -> Attempt:
    """Return a command line over a folder of one file of every sort."""
    name = dice.choice(list(_WORDS))
    if name in _SLOW and dice.random() < 0.7:
        name = "due"
    words = [each if dice.random() < 0.97 else odd(dice) for each in _arguments(name, dice)]
    if dice.random() < 0.05:
        dice.shuffle(words)
    first = name.split()
    if dice.random() < 0.01:
        first = [dice.choice(("chek", "", "--version", "-h", "检查", "due ", "CHECK", odd(dice)))]
    arguments = tuple(word.replace("\0", "").replace("\ud800", "\udce9") for word in (*first, *words))
    terminal = name.split()[0] != "batch" and dice.random() < 0.4
    if opens_the_app(arguments, terminal) or _reaches_out(arguments):
        return option(dice)
    return Attempt(_files() if dice.random() < 0.98 else _damaged(dice), arguments, terminal=terminal)


def opens_the_app(arguments: tuple[str, ...], terminal: bool) -> bool:
    """Whether the command line would open the app: no command, but nothing, a path or an option of its own."""
    if not arguments:
        return terminal
    first = arguments[0]
    return (
        first not in COMMANDS
        and first not in ("-h", "--help")
        and (first.startswith("-") or first in (*_files(), ".", "..", "/", "~", "dir"))
    )


def _reaches_out(arguments: tuple[str, ...]) -> bool:
    """Whether something might be written where the attempt's folder does not reach, or be read that never ends."""
    return any(
        each.startswith(("/", "~")) or ".." in each or "/dev" in each or "=/" in each or "o/" in each
        for each in arguments
        if each not in ("//host/x", "/", "..", "~/x")
    )


def _arguments(name: str, dice: random.Random) -> list[str]:
    found = [dice.choice(values) for values in _WORDS[name] if dice.random() < 0.95]
    found += [dice.choice(values) for values in _WORDS[name] if dice.random() < 0.1]
    if name == "due" and dice.random() < 0.02:  # the longest of periods, which take seconds
        found[1:2] = [dice.choice(("+99999", "-99999"))]
    fitting = _FITTING.get(name, "--help").split()
    for _ in range(dice.choice((0, 1, 1, 2, 3, 6))):
        word = dice.choice(fitting) if dice.random() < 0.85 else dice.choice((*_VALUES, *_FLAGS))
        at = dice.choice((0, len(found)))
        found[at:at] = [word, *([dice.choice(_VALUES[word])] if word in _VALUES and dice.random() < 0.97 else [])]
    return found


@cache
def _files() -> dict[str, bytes]:
    yaml_text, json_text = examples()[0]
    calendar = 'schema: clerkcheck.calendar/1\nlocal:\n- {date: 2027-04-09, day: 休, name: "三月三", paper: "某通知"}\n'
    office = "letterhead: 某区人民政府办公室\nname: 某办公室\ncontact: 张三\n"
    return {
        "c.yaml": yaml_text.encode(), "c.json": json_text.encode(), "t.csv": "pack,kind,title\nqianjiang,议题,甲\nqianjiang,公文,乙\n".encode(),
        "l.jsonl": json_text.encode() + b"\n", "n.txt": (ROOT / "tests/data/notice-2027.txt").read_bytes(), "cal.yaml": calendar.encode(),
        "office.yaml": office.encode(), "bad.yaml": b"pack: [\n", "dir/x.yaml": yaml_text.encode(),
    }  # fmt: skip


def _damaged(dice: random.Random) -> dict[str, bytes]:
    """The same files, one of them damaged: most often the office file, which no other kind tries."""
    files = dict(_files())
    name = dice.choice(("office.yaml", "office.yaml", *files))
    return files | {name: mangled(files[name].decode(), dice).encode("utf-8", "surrogatepass")}

"""Completion scripts in the shells themselves, and the example at the end of every ``--help``."""

import io
import os
import re
import select
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from clerkcheck.cli.completion import SHELLS
from clerkcheck.cli.completion.tree import command_tree, commands_below, parser_of
from clerkcheck.cli.help_examples import EXAMPLES
from clerkcheck.cli.main import APP, COMMANDS

# What is typed, the last word being completed, and what is offered (a file stands for all there are).
TYPED = [
    (("ch",), {"check"}),
    (("calendar", "im"), {"import"}),
    (("check", "案件.yaml", "--exp"), {"--explain"}),
    (("check", "-f", "ht"), {"html"}),
    (("pack", "show", "qian"), {"qianjiang"}),
    (("batch", "--pack", "w"), {"weidong"}),
    (("calendar", "add", "2026-04-20", "休"), {"休"}),
    (("check", "一件"), {"一件.yaml"}),
]


def needs(shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")


@pytest.fixture
def script(run, tmp_path):
    (tmp_path / "一件.yaml").write_text("", encoding="utf-8")

    def written(shell):
        done = run("completion", shell)
        assert (done.status, done.err) == (0, "")
        path = tmp_path / "script"
        path.write_text(done.out, encoding="utf-8")
        return path

    return written


def asked(command, folder):
    done = subprocess.run(command, capture_output=True, cwd=folder, timeout=300, check=True, env=utf8())
    assert done.stderr == b""
    return done.stdout.decode().splitlines()


def utf8():
    return {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm", "HOME": "/nonexistent"}


def test_bash_completes(script, tmp_path):
    needs("bash")
    tries = [
        f"COMP_WORDS=(clerkcheck {shlex.join(words)}); COMP_CWORD={len(words)}; _clerkcheck; echo ${{COMPREPLY[*]}}"
        for words, _offered in TYPED
    ]
    lines = asked(["bash", "-c", "\n".join([f"source {script('bash')}", "compopt() { :; }", *tries])], tmp_path)
    # The names of files are bash's own to complete, where the function offers nothing.
    assert [set(line.split()) for line in lines] == [offered - {"一件.yaml"} for _words, offered in TYPED]


def test_fish_completes(script, tmp_path):
    needs("fish")
    tries = [f"complete -C {shlex.quote('clerkcheck ' + ' '.join(words))}; echo ---" for words, _offered in TYPED]
    lines = asked(["fish", "--no-config", "-c", "\n".join([f"source {script('fish')}", *tries])], tmp_path)
    parts = "\n".join(lines).split("---")
    assert [{line.split("\t")[0] for line in part.split("\n") if line} for part in parts[:-1]] == [
        offered for _words, offered in TYPED
    ]


def test_zsh_completes(script, tmp_path):
    """In a terminal of its own: zsh completes nowhere else."""
    needs("zsh")
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["zsh", "-f", "-i"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        env=utf8(),
        start_new_session=True,
    ) as shell:
        os.close(theirs)
        setup = f"PS1='%% '; autoload -Uz compinit; compinit -u -D; source {script('zsh')}; bindkey -e; echo rea''dy\n"
        os.write(ours, setup.encode())
        until(ours, "ready")
        for words, offered in TYPED:
            # What is completed stands in the line; it is printed and not run.
            os.write(ours, f'clerkcheck {" ".join(words)}\t\x01echo "<" \x05">"\n'.encode())
            shown = until(ours, r"\n< clerkcheck (.*?)\s*>")
            assert {shown.split()[-1]} == offered, words
        os.write(ours, b"exit\n")
        shell.wait(timeout=300)
    os.close(ours)


def until(descriptor, pattern):
    """Read what the terminal shows until the pattern stands in it; return its group."""
    shown = ""
    pending = b""
    while not (found := re.search(pattern, shown)):
        assert select.select([descriptor], [], [], 300)[0], shown
        pending += os.read(descriptor, 4096)
        shown = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]|\x1b[=>]|\r", "", pending.decode(errors="replace"))
    return found[1] if found.groups() else ""


def test_the_scripts_know_every_command_and_option(run):
    nodes = list(command_tree().walk())
    assert {node.path[0] for node in nodes if node.path} == set(COMMANDS)
    for shell in SHELLS:
        out = run("completion", shell).out
        missing = [node.path for node in nodes if node.path and node.path[-1] not in out]
        missing += [
            name for node in nodes for option in node.options for name in option.names if name.strip("-") not in out
        ]
        assert missing == [], shell
    powershell = run("completion", "powershell").out
    assert [powershell.count(a) - powershell.count(b) for a, b in ("{}", "()", "[]")] == [0, 0, 0]


def parsers():
    for name in (APP, *COMMANDS):
        found = [(name, parser_of(name))]
        while found:
            path, parser = found.pop()
            yield path, parser
            found += [(f"{path} {each}", below) for each, below in commands_below(parser).items()]


def test_every_help_ends_with_an_example_that_can_be_typed():
    known = dict(parsers())
    assert set(EXAMPLES) == set(known)
    for path, parser in known.items():
        example = EXAMPLES[path]
        if path != APP:
            assert parser.format_help().endswith(f"例：\n  {example}\n"), path
        words = shlex.split(example.split(" >> ")[0])
        first = words[1:] if path == APP else words[2:]
        known[path.split()[0]].read(first)  # raises for what cannot be typed


ROOT = Path(__file__).parents[2]


def shown(page, name):
    """The file that a page of docs/ shows."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.search(rf"^```text {name}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[1]


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Go to a folder with the files that the examples of ``--help`` name."""
    import docx
    import openpyxl

    texts = {
        "2027年放假通知": shown("calendars.md", "2027.txt"),
        "工作规则": shown("writing-packs.md", "景石县.txt"),
        "请示送审稿": shown("drafts.md", "qingshi.txt"),
    }
    for name, text in texts.items():
        document = docx.Document()
        for line in text.splitlines():
            document.add_paragraph(line)
        document.save(tmp_path / f"{name}.docx")
    table = openpyxl.Workbook()
    table.active.append(["类型", "事项名称"])
    table.active.append(["议题", "关于传达学习的议题"])
    table.save(tmp_path / "台账.xlsx")
    meeting = tmp_path / "2026年第12次常务会"
    meeting.mkdir()
    for target in (tmp_path / "案件.yaml", meeting / "第1项.yaml"):
        shutil.copy(ROOT / "examples" / "standing-factory-buildings.yaml", target)
    (tmp_path / "本办.yaml").write_text("name: 某县人民政府办公室\n", encoding="utf-8")
    monkeypatch.setenv("CLERKCHECK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path / "settings"))
    monkeypatch.setattr("sys.stdin", io.StringIO())  # pack confirm asks
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.wide
def test_the_examples_of_every_help_do_what_they_say(run, office):
    """In their order: a day is added before it is removed, a pack made before it is put in its place."""
    judging = {
        "check",
        "plan",
        "slip",
        "summary",
        "batch",
        "pack verify",
        "pack confirm",
        "draft",
        "doctor",
    }  # 1: not everything is well
    replayed = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")  # by tests/test_docs.py
    for path, example in EXAMPLES.items():
        if (
            path in (APP, "serve") or example in replayed
        ):  # these two stay until they are left: tests/tui, test_serve.py
            continue
        if path == "new":
            (office / "案件.yaml").unlink()
        if path == "pack add":  # the skeleton, filled in
            shutil.copytree(ROOT / "checklists" / "weidong", office / "mycounty", dirs_exist_ok=True)
            for skeleton in (office / "mycounty").glob("chapter-*.yaml"):
                skeleton.unlink()
            shutil.copytree(ROOT / "tests" / "scenarios" / "weidong", office / "mycounty" / "scenarios")
            pack = office / "mycounty" / "pack.yaml"
            pack.write_text(pack.read_text(encoding="utf-8").replace("id: weidong", "id: mycounty"), encoding="utf-8")
        words = shlex.split(example.split(" >> ")[0])[1:]
        done = run(*words)
        assert done.status in ((0, 1) if path in judging else (0,)), (example, done)
        if "-o" in words:
            assert (office / words[words.index("-o") + 1]).stat().st_size > 0, example
    assert (office / "案件.yaml").exists()

"""A pack whose conditions are out of all measure is refused by every command, in Chinese, at its line and column."""

import pytest

from clerkcheck.conditions import dependence
from random_packs import RandomPack

RING = " or ".join(f"(f{n} and not f{(n + 1) % 12})" for n in range(12))
CONDITIONS = {
    "infinite": ("amount >= 1e999", "数字大得不合理"),
    "digits": ("amount >= " + "9" * 400, "数字大得不合理"),
    "nan": ("amount >= nan", "这里应当是一个数"),
    "nots": ("not " * 900 + "f1", "括号和 not 套得太深（最多 20 层）"),
    "brackets": ("(" * 300 + "f1" + ")" * 300, "括号和 not 套得太深（最多 20 层）"),
    "and_or": ("f1 and (f2 or (" * 40 + "f3" + "))" * 40, "括号和 not 套得太深（最多 20 层）"),
    "long": (" or ".join(["f1 and f2"] * 400), "条件太长"),
    "parts": (" or ".join(["f1 and f2"] * 101), "太大（最多 300 项、60 层）"),
}
COMMANDS = {
    "lint": ("pack", "lint"),
    "show": ("pack", "show"),
    "coverage": ("pack", "coverage"),
    "check": ("check",),
    "json": ("check", "--format", "json"),
    "slip": ("slip",),
    "plan": ("plan",),
    "batch": ("batch", "-o", "result.csv"),
    "columnar": ("batch", "--engine", "columnar", "-o", "result.csv"),
}


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write a pack with one clause of this condition, a case and a table that name it; return a command's arguments."""
    monkeypatch.chdir(tmp_path)

    def of(when, terms=None):
        pack = RandomPack(0, clauses=0)
        facts = {f"f{n}": {"type": "bool"} for n in range(12)} | {"amount": {"type": "money_wan"}}
        pack.facts = {name: fact | {"label": f"题{name}", "group": "概况"} for name, fact in facts.items()}
        pack.terms = {name: {"means": "某", "is": text} for name, text in (terms or {}).items()}
        own = {"kind": "material", "needs": "paper_a", "when": when, "applies_to": "both", "modality": "must"}
        pack.clauses = [
            {"id": f"mu-{n}", "quote": f"引文{n}", "gist": f"要旨{n}", "remedy": "改"} | own for n in (1, 2)
        ]
        folder = pack.write(tmp_path)
        (tmp_path / "case.yaml").write_text("pack: ./made_up\nkind: document\ntitle: 甲\nfacts: {amount: 5}\n", "utf-8")
        (tmp_path / "table.csv").write_text(f"pack,kind,title,amount\n{folder},document,甲,5\n", "utf-8")
        return lambda name: (*COMMANDS[name], given(name))

    return of


def given(command):
    if command in ("lint", "show", "coverage"):
        return "made_up/"
    return "table.csv" if command == "columnar" else "case.yaml"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", CONDITIONS)
def test_it_is_refused_at_its_place(run, written, name, command):
    when, message = CONDITIONS[name]
    arguments = written(when)(command)
    ran = run(*arguments)
    assert ran.status == 2
    said = ran.out + ran.err
    assert message in said
    assert "rules.yaml 第 11 行第 " in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_terms_that_double_are_refused_once_and_for_all(run, written, command):
    terms = {"t0": "f1 or f2"} | {f"t{n}": f"t{n - 1} and not t{n - 1}" for n in range(1, 40)}
    ran = run(*written("t39", terms)(command))
    assert ran.status == 2
    said = ran.out + ran.err
    assert "terms.t6.is）：条件连同所用的 terms 写全了太大" in said
    assert "没有 t6 这个事实" not in said  # what names it has no fault of its own


@pytest.mark.parametrize("command", [each for each in COMMANDS if each != "plan"])
def test_a_condition_hard_to_search_is_judged_within_bounds(run, written, command, monkeypatch):
    taken = []
    spend = dependence._Remainder._spend
    monkeypatch.setattr(
        dependence._Remainder, "_spend", lambda self, steps: (taken.append(steps), spend(self, steps))[1]
    )
    ran = run(*written(f"({RING}) or (({RING}) and f1)")(command))
    assert ran.status in (0, 1), ran.err
    assert sum(taken) < 3 * dependence.MOST_WORK


def test_the_case_beside_it_is_judged(run, written, tmp_path):
    written("not " * 900 + "f1")
    good = tmp_path / "good.yaml"
    good.write_text("pack: qianjiang\nkind: document\ntitle: 关于某事的函\n", "utf-8")
    ran = run("check", tmp_path / "case.yaml", good)
    assert ran.status == 2
    assert "括号和 not 套得太深" in ran.err
    assert "关于某事的函" in ran.out

"""Conditions: grown from a grammar, with what Python has and the language has not, and damaged."""

import random

from fuzzing.noise import mangled
from fuzzing.run import Attempt

_LEAVES = (
    "a", "b", "c", "事", "t", "u", "m == x", "m != y", "m in [x, z]", "m not in [x]", "s == p", "s in [p, q, none]",
    "s not in [r]", "n >= 5", "n < 5.5", "n != 0", "n == -1", "n <= 1e3", "n > 0.1", "kind == document", "kind != agenda_item",
)  # fmt: skip
_FOREIGN = (
    "lambda: a", "a if b else c", "a.b", "a()", "a[0]", "[a]", "(a,)", "()", "{a}", "{a: b}", "f'{a}'", "'x'", "b'x'", "...",
    "1j", "0x10", "1_0", "1e999", "9" * 400, "nan", "inf", "None", "True", "a is b", "a < b < c", "n == n", "1 < n", "-a", "+n",
    "~a", "a + b", "a @ b", "a ** b", "(x := a)", "*a", "**a", "await a", "yield", "[x for x in a]", "a := b", "ａ", "ℕ", "a\\\n",
    "a#c", "a\fb", "n >= --5", "n >= -True", "m == 'x'", "m in []", "m in (x, y)", "m in [x, x]", "m in [*x]", "m < x", "n in [1]",
    "a == b", "a == True", "not", "and", "or", "import os", "print(a)", "a;b", "a\nb", "__import__", "n >= 1e15", "n >= 1e14",
    "n >= 0.1e-400", "n == 00", "n == 0_0", "n == .5", "n == 5.", "m == none", "s == none", "n >= 5if a else 6", "𝐚", "if", "é",
)  # fmt: skip
_AROUND = (
    "({})",
    "(({}))",
    "not {}",
    "not not {}",
    "not ({})",
    "  {}  ",
    "\n{}\n",
    "{} # 注",
    "({}\n)",
    "[{}]",
    "{}\\\n",
    "-{}",
)


def condition(dice: random.Random) -> Attempt:
    """Return one condition, or now and then two dozen for the columns."""
    if dice.random() < 0.001:
        return Attempt({}, tuple(grown(dice, 3, foreign=0) for _ in range(24)), "columns")
    return Attempt({}, (text(dice),), "condition")


def text(dice: random.Random) -> str:
    """Return a condition that may or may not be one."""
    way = dice.random()
    if way < 0.02:
        return _large(dice)
    found = grown(dice, dice.choice((0, 1, 1, 2, 2, 3, 4)), foreign=0.0 if way < 0.4 else 0.15)
    return mangled(found, dice, most=2) if way > 0.75 else found


def grown(dice: random.Random, depth: int, *, foreign: float) -> str:
    """Return a condition of that depth; ``foreign`` is how often a part is none of the language's."""
    if dice.random() < foreign:
        return dice.choice(_FOREIGN)
    if depth == 0 or dice.random() < 0.2:
        return dice.choice(_LEAVES)
    if dice.random() < 0.3:
        around = dice.choice(_AROUND[:5] if not foreign else _AROUND)
        return around.format(f"({grown(dice, depth - 1, foreign=foreign)})")
    word = dice.choice((" and ", " or ", " and ", " or ", "and", " or\n", " AND ") if foreign else (" and ", " or "))
    return word.join(f"({grown(dice, depth - 1, foreign=foreign)})" for _ in range(dice.choice((2, 2, 3))))


def _large(dice: random.Random) -> str:
    times = dice.choice((10, 19, 20, 21, 60, 200, 301, 1000))
    leaf = dice.choice((*_LEAVES, *_FOREIGN))
    return dice.choice(
        (
            "not " * times + leaf,
            "(" * times + leaf + ")" * times,
            "(" * times + leaf,
            "-" * times + leaf,
            f"{leaf} and (" * times + leaf + ")" * times,
            f" {dice.choice(('and', 'or'))} ".join([leaf] * times),
            " and ".join(["u"] * times),
            "[" * times + leaf,
            f"{leaf} if {leaf} else " * times + leaf,
            f"{leaf}." * times + "a",
            f"m in [{', '.join(['x'] * times)}]",
            "n >= " + "9" * times,
            "\n" * times + leaf,
            "lambda: " * times + leaf,
            "'" * times,
        )
    )

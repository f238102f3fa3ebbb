"""How large a condition may be: counted by us, so that no parser's or interpreter's own limit is ever met.

The largest condition of the shipped packs has 49 parts, twelve deep.
"""

import re

from clerkcheck.conditions.syntax import Condition, parts

LONGEST = 4000  # characters of one condition as written
MOST_NESTED = 20  # brackets and nots, each inside the one before
MOST_PARTS = 300  # of one condition, with the terms it names written out
DEEPEST = 60  # parts inside one another, with the terms written out

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
    |(?P<between>(?:not|and|or|in)\b|[<>=!]=?|,)
    |(?P<foreign>(?:lambda|if|else|await|yield|from|for|async|is)\b|\w*(?:"[^"\n]*"?|'[^'\n]*'?))
    |(?P<operand>\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?|(?:papers|dates)(?:\.[^\W\d]\w*){1,2}|\w+)
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])
    |(?P<sign>[-+~])
    |(?P<other>.)""",
    re.VERBOSE,
)


def too_nested(text: str) -> int | None:
    """Return the index at which ``text`` nests beyond ``MOST_NESTED``, or None.

    Brackets, ``not`` and minus signs nest. What the language does not have (a dot beyond the two of a name, a quote,
    ``lambda``) may nest for Python's parser, too, and counts once wherever it stands.
    """
    depth = foreign = pending = 0
    opened: list[int] = []  # for each open bracket, the nots before it, which end with it
    operand = False  # whether what came last can stand left of a sign: `not in` and a difference do not nest
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "space":
            continue
        if not operand and (kind == "sign" or token[0] == "not"):
            pending += 1
        elif kind == "open":
            opened.append(pending)
            depth, pending = depth + 1 + pending, 0
        elif kind == "close":
            depth -= 1 + opened.pop() if opened else 0
        elif kind in ("foreign", "sign", "other"):
            foreign += 1
        if depth + pending + foreign > MOST_NESTED:
            return token.start()
        operand = kind in ("operand", "close", "foreign")
        pending = pending if token[0] == "not" or kind == "sign" else 0
    return None


def too_large(condition: Condition) -> bool:
    """Return whether a condition, with its terms written out, has more than ``MOST_PARTS`` or goes too deep.

    No more than ``MOST_PARTS`` are looked at, however much the terms would come to.
    """
    left, seen = [(condition, 1)], 0
    while left:
        part, depth = left.pop()
        seen += 1
        if seen > MOST_PARTS or depth > DEEPEST:
            return True
        left += [(inner, depth + 1) for inner in parts(part)]
    return False

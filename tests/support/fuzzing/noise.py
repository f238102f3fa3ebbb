"""Damage to texts and bytes, as hands, mail programs and malice do it."""

import random

ODD = (
    "\x1b[31m", "\x1b]0;x\x07", "\0", "\x08", "\x7f", "\x85", "\x9b1m", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffe",
    "\ud800", "\U0001f600", "\u3000", "　", "\t", "\r", "\r\n", "\n\n", "\x0b", "\x0c", "[red]x[/red]", "[/]", "=1+1",
    "=cmd|'/C calc'!A0", "@SUM(1)", "-2+3", "{{7*7}}", "{title}", "%s%n", "{0}", "<b>x</b>", "<!--", "]]>", "&amp;",
    "&a", "*a", "<<: *a", "!!python/object:os.system x", "!!binary x", "!x", "%YAML 9.9", "---", "...", "- ", "? ",
    ": ", ":", "|\n", ">-\n", "'", '"', "`", "\\", "#", ",", "[", "]", "{", "}", "[[[[", "}}}}", "null", "~", "true",
    "yes", "No", "是", "否", "unknown", "none", "1e999", "-1e999", "nan", "inf", ".inf", "0x10", "0o7", "1_000",
    "007", "-0", "0", "-1", "1.5", "1,000", "２０２６", "²", "½", "十", "一百二十", "1e3", "99999999999999999999", "2026-02-30",
    "2026-2-3", "0000-00-00", "0001-01-01", "9999-12-31", "2026-12-25", "2026年2月29日", "2024-02-29", "26-1-1", "12月",
    "../../x", "/dev/stdin", "C:\\x", "//host/share/x", "%00", "\\u0000", "\\ud800", "\\x1b", "〔2026〕1号",
)  # fmt: skip
LONG = (
    "甲" * 300, "x" * 5000, "\n" * 2000, "[" * 1000, "(" * 500, "- " * 300, "a: " * 100, "not " * 400, "9" * 400, "共" + "9" * 5000 + "天",
)  # fmt: skip
ENCODINGS = ("utf-8",) * 20 + ("utf-8-sig", "gb18030", "utf-16", "utf-16-le", "latin-1")


def mangled(text: str, dice: random.Random, *, most: int = 4) -> str:
    """Return a text with one to ``most`` damages, or now and then none."""
    for _ in range(dice.randrange(most + 1)):
        text = dice.choice(_DAMAGES)(text, dice)
    return text


def encoded(text: str, dice: random.Random) -> bytes:
    """Return the bytes of a text: nearly always UTF-8, and now and then with a few of them wrong."""
    code = dice.choice(ENCODINGS)
    errors = "surrogatepass" if code.startswith("utf") and dice.random() < 0.5 else "replace"
    data = text.encode(code, errors)
    return flipped(data, dice) if dice.random() < 0.05 else data


def flipped(data: bytes, dice: random.Random) -> bytes:
    """Return bytes of which some are changed, dropped or repeated."""
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        if not found:
            break
        at = dice.randrange(len(found))
        way = dice.randrange(4)
        if way == 0:
            found[at] ^= 1 << dice.randrange(8)
        elif way == 1:
            found[at] = dice.choice((0, 255, 10, 34, 92, dice.randrange(256)))
        elif way == 2:
            del found[at : at + dice.choice((1, 4, 64))]
        else:
            found[at:at] = found[at : at + dice.choice((1, 8, 64))]
    return bytes(found)


def odd(dice: random.Random) -> str:
    """Return something that nobody expects."""
    return dice.choice(ODD if dice.random() < 0.97 else LONG)


def _at(text: str, dice: random.Random) -> int:
    return dice.randrange(len(text) + 1)


def _dropped(text: str, dice: random.Random) -> str:
    at = _at(text, dice)
    return text[:at] + text[at + dice.choice((1, 1, 2, 5, 30)) :]


def _put(text: str, dice: random.Random) -> str:
    at = _at(text, dice)
    return text[:at] + odd(dice) + text[at:]


def _repeated(text: str, dice: random.Random) -> str:
    at, length, times = _at(text, dice), dice.choice((1, 3, 20, 200)), dice.choice((1, 1, 2, 20))
    return text[:at] + text[at : at + length] * times + text[at:]


def _lines(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    way = dice.randrange(5)
    if way == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif way == 1:
        del lines[one]
    elif way == 2:
        lines[one:one] = [lines[other]] * dice.choice((1, 1, 2, 40))
    elif way == 3:
        lines[one] = dice.choice((" ", "  ", "\t", "- ", "# ")) + lines[one]
    else:
        lines[one] = lines[one].lstrip()
    return "\n".join(lines)


def _value(text: str, dice: random.Random) -> str:
    """Another value behind a colon of some line."""
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    name, colon, _ = lines[at].partition(":")
    lines[at] = f"{name}{colon} {odd(dice)}" if colon else odd(dice)
    return "\n".join(lines)


def _number(text: str, dice: random.Random) -> str:
    """Another number in place of one."""
    begin = at = _at(text, dice)
    while at < len(text) and not text[at].isdecimal():
        at += 1
    end = at
    while end < len(text) and text[end].isdecimal():
        end += 1
    number = dice.choice(("", "0", "00", "31", "32", "13", "99", "366", "9999", "10000", "2028", "１", "三", odd(dice)))
    return text[:at] + number + text[end:] if at < len(text) else text[:begin]


_DAMAGES = (_dropped, _put, _put, _repeated, _lines, _value, _value, _number, _number)

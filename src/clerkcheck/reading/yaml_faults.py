"""What is wrong with a text that is no YAML, in our words: made only where there is such a fault."""

import re
from typing import Any

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.fullwidth import named

_NO_COLON = r"\s*(?:- +)?(?P<key>[A-Za-z_][A-Za-z0-9_]*)\s*(?P<colon>：|:(?=[^\s/]))"
_NO_COLON_AFTER_WORDS = (
    r"(?P<key>[^\s#\-:：\[\]{}\"'][^:：]{0,60}?)\s*(?P<colon>：|:(?=[^\s/]))"  # where no line is deeper
)
_AT_A_KEY = ("expected ':'", "expected key", "mapping values")  # libyaml's words for what such a key brings about
_LINES_BACK = 12  # in which the key is looked for
_IN_A_ROW = "did not find expected ',' or"
_OPENED = (_IN_A_ROW, "found unexpected end of stream")  # what is told where it was opened
_PROBLEMS = (
    ("tab character", _("缩进用了制表符 Tab，改用空格")),
    ("cannot start any token", _("这里不能用这个符号（常见的是缩进用了制表符 Tab）")),
    ("found unexpected end of stream", _("这里的引号没有关上")),
    ("mapping values are not allowed", _("这里多了一个冒号，或者上一行的缩进不对")),
    ("could not find expected ':'", _("缺少英文冒号和它后面的空格")),
    ("did not find expected key", _("缩进不齐，或引号、括号没有成对")),
    (_IN_A_ROW, _("这里的方括号或花括号没有关上，或里面缺少逗号")),
    ("did not find expected '-'", _("列表的缩进不齐")),
    ("did not find expected hexdecimal", _("双引号里的反斜杠写法不对")),
    ("found unknown escape", _("双引号里的反斜杠写法不对")),
    ("undefined alias", _("不能用 & 和 * 引用")),
)


def fault_of(error: Any, text: str, source: str) -> InputError:
    """Return what a ``MarkedYAMLError`` says of the text; raises it where the cause is known better."""
    mark, problem = error.problem_mark or error.context_mark, str(error.problem)
    place = Place(source, mark.line + 1, mark.column + 1) if mark else Place(source)
    if mark:
        _refuse_wide_indent(text, source, mark.line)
        if any(each in problem for each in _AT_A_KEY):
            _refuse_colon(text, source, mark.line)
        if _IN_A_ROW in problem:
            _refuse_comma(text[: mark.index], source)
        _refuse_first_sign(text, source, mark)
    if error.context_mark and any(each in problem for each in _OPENED):
        opened = error.context_mark  # the fault shows where something else begins, or at the end of the file
        place = Place(source, opened.line + 1, opened.column + 1)
    remedy = _("检查这一行的缩进、冒号后的空格和成对的引号、括号")
    return InputError(_yaml_problem(problem or str(error.context or "")), place, remedy)


def unreadable(text: str, source: str) -> InputError:
    """Return what is wrong with a text that has a character YAML does not allow."""
    place, what = _reader_problem(text, source)
    return InputError(what, place, _("用记事本打开，删去这里的字符重写"))


def refuse_without_colon(text: str, source: str) -> None:
    """Raise InputError for the first key without its colon, where all of a text was read as one piece of text."""
    first = next((at for at, line in enumerate(text.split("\n")) if line.strip() and line.lstrip()[0] != "#"), None)
    if first is not None:
        _refuse_colon(text, source, first)


def _refuse_comma(before: str, source: str) -> None:
    """Raise InputError where Chinese punctuation parts two entries in brackets; ``before``: up to where that shows."""
    lines = before.split("\n")
    found = re.search("[，、][^,，、]*\\Z", lines[-1])
    if found is not None:
        message, remedy = named(found[0][0])
        raise InputError(message, Place(source, len(lines), found.start() + 1), remedy)


def _refuse_wide_indent(text: str, source: str, line: int) -> None:
    """Raise InputError for full-width spaces before the line (counted from 0) where the parser stopped, or before.

    To YAML they are words: the line goes on with the value above it, until a colon shows that something is wrong.
    """
    lines = text.split("\n")[: line + 1]
    for number in range(len(lines), max(0, len(lines) - _LINES_BACK), -1):
        found = re.match("[ \t]*([\u3000\u00a0])", lines[number - 1])
        if found is not None:
            message = _("这一行开头是全角空格") if found[1] == "\u3000" else _("这一行开头是不间断空格")
            place = Place(source, number, found.start(1) + 1)
            raise InputError(message, place, _("删去，缩进改用键盘英文状态下的空格"))


def _refuse_first_sign(text: str, source: str, mark: Any) -> None:
    """Raise InputError for a value that begins with a sign YAML keeps for itself."""
    line = "".join(text.split("\n")[mark.line : mark.line + 1])  # a fault at the end of a text is behind its last line
    if line[mark.column : mark.column + 1] in ("@", "`", "%"):
        message = _("值不能以 {sign} 开头").format(sign=line[mark.column])
        value = line[mark.column :].rstrip().replace("'", "''")
        remedy = _("整个值加英文单引号：'{value}'").format(value=value)
        raise InputError(message, Place(source, mark.line + 1, mark.column + 1), remedy)


def _refuse_colon(text: str, source: str, line: int) -> None:
    """Raise InputError for a key without its colon on the line (counted from 0) where the parser stopped, or before.

    The parser stops at what comes after such a key, which is a line later, or several where some are empty.
    """
    lines = text.split("\n")[: line + 1]
    for number in range(len(lines), max(0, len(lines) - _LINES_BACK), -1):
        found = re.match(_NO_COLON, lines[number - 1]) or re.match(_NO_COLON_AFTER_WORDS, lines[number - 1])
        if found is not None:
            key, colon = found["key"], found["colon"]
            message = _("{key} 后面的“：”是全角冒号") if colon == "：" else _("{key} 的冒号后面没有空格")
            remedy = _("写成英文冒号加一个空格：{key}: …").format(key=key)
            raise InputError(message.format(key=key), Place(source, number, found.start("colon") + 1), remedy)
        if number <= line and lines[number - 1].strip() and not lines[number - 1].lstrip().startswith("#"):
            return


def _yaml_problem(problem: str) -> str:
    """Say libyaml's English problem in our words."""
    for english, ours in _PROBLEMS:
        if english in problem:
            return _("不是正确的 YAML：{what}").format(what=ours)
    return _("不是正确的 YAML")


def _reader_problem(text: str, source: str) -> tuple[Place, str]:
    """Place and message for a character that YAML does not allow (a control character)."""
    allowed = "\t\r\n\u3000\u00a0\ufeff\u0085\u2028\u2029"
    bad = next((i for i, c in enumerate(text) if not (c.isprintable() or c in allowed)), None)
    if bad is None:
        return Place(source), _("不是正确的 YAML")
    line = text.count("\n", 0, bad) + 1
    column = bad - text.rfind("\n", 0, bad)
    return Place(source, line, column), _("含有看不见的控制字符 U+{code:04X}").format(code=ord(text[bad]))

"""Text to condition, with whitelisted nodes of Python's ``ast`` and types from the vocabulary."""

import ast
import warnings
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from clerkcheck.conditions.dotted import NameProblem, beside_facts, dotted_name, source_named
from clerkcheck.conditions.limits import DEEPEST, LONGEST, MOST_NESTED, MOST_PARTS, too_large, too_nested
from clerkcheck.conditions.readings import ReadSource, days_between, reading_type
from clerkcheck.conditions.slips import slip_in
from clerkcheck.conditions.syntax import TURNED, And, Compare, Condition, DateOrder, Is, Not, OneOf, Or, Term
from clerkcheck.conditions.values import FactType
from clerkcheck.i18n import _
from clerkcheck.reading.characters import unprintable
from clerkcheck.reading.nearest import suggestion

_COMPARISONS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_MOST = 10**15  # no count of people, days, mu or 万元 comes near


class Scope(NamedTuple):
    """What a condition may name: facts with their types, terms, and by their labels papers, dates and channels.

    ``labels``: what the facts and terms are called, by id; ``values``: the same of each fact's values. They stand in
    the answers to a wrong name, and one that is written in place of an id is answered with the id.
    """

    facts: Mapping[str, FactType]
    terms: Mapping[str, Condition]
    labels: Mapping[str, str] = MappingProxyType({})
    values: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    papers: Mapping[str, str] = MappingProxyType({})
    dates: Mapping[str, str] = MappingProxyType({})
    channels: Mapping[str, str] = MappingProxyType({})


class ConditionError(ValueError):
    """A condition that cannot be read; ``line`` and ``column`` count from 1 inside the given text."""

    def __init__(self, message: str, remedy: str, line: int, column: int) -> None:
        """Take the Chinese message and remedy and where in the text they apply."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.line = line
        self.column = column


def parse_condition(text: str, scope: Scope) -> Condition:
    """Return the tree of ``text``; raises ConditionError with the place and the nearest right name.

    The language: yes/no facts and terms by name, ``and``, ``or``, ``not``, brackets; ``fact == value``, ``!=``,
    ``fact in [value, value]``, ``not in``; numbers with ``< <= > >= == !=``; ``papers.ID``, its ``.channel`` as a
    choice, its ``.date`` and ``dates.ID`` compared with one another. Nothing else of Python is let through.
    """
    _refuse_long_or_nested(text)
    _refuse_unseen(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of `5if`, in English; the language refuses it in ours
            tree = ast.parse(f"({text}\n)", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        _refuse_slip(text)
        line, column = _clamped(text, getattr(error, "lineno", 1) or 1, getattr(error, "offset", 2) or 2)
        raise ConditionError(
            _("条件写法有误"), _("检查括号、and/or/not 和比较符号（相等写 ==，用英文标点）"), line, column
        ) from None
    condition = _Parser(text, scope).condition(tree.body)
    if too_large(condition):
        message = _("条件连同所用的 terms 写全了太大（最多 {n} 项、{deep} 层）")
        raise ConditionError(message.format(n=MOST_PARTS, deep=DEEPEST), _("少套几层 terms，或拆成几款"), 1, 1)
    return condition


def _refuse_long_or_nested(text: str) -> None:
    """Raise ConditionError for a text whose length or nesting would be a trial for the parser."""
    if len(text) > LONGEST:
        message = _("条件太长（{n} 字，最多 {most} 字）").format(n=len(text), most=LONGEST)
        raise ConditionError(message, _("用 terms 分开写"), 1, 1)
    place = too_nested(text)
    if place is not None:
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        message = _("括号和 not 套得太深（最多 {n} 层）").format(n=MOST_NESTED)
        raise ConditionError(message, _("用 terms 分开写，去掉多余的括号和 not"), line, column)


def _refuse_unseen(text: str) -> None:
    """Raise ConditionError at a character that cannot be seen: Python takes some (a carriage return) for line ends."""
    for number, line in enumerate(text.split("\n"), start=1):
        char = unprintable(line.replace("\t", " "))
        if char is not None:
            message = _("条件里有看不见的字符 U+{code:04X}").format(code=ord(char))
            raise ConditionError(message, _("删去它，重写这里"), number, line.index(char) + 1)


def _refuse_slip(text: str) -> None:
    """Raise ConditionError for the first thing that is known to be written in another form."""
    slip = slip_in(text)
    if slip is not None:
        line, column = text.count("\n", 0, slip.at) + 1, slip.at - text.rfind("\n", 0, slip.at)
        raise ConditionError(_("条件写法有误：{what}").format(what=slip.message), slip.remedy, line, column)


def names_alone(text: str) -> frozenset[str]:
    """Return the names that stand by themselves in a condition: facts that are yes or no, and terms.

    Of one that cannot be parsed there are none: :func:`parse_condition` says why.
    """
    try:
        _refuse_long_or_nested(text)
        _refuse_unseen(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(f"({text}\n)", mode="eval").body
    except (ConditionError, SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    found, waiting = set(), [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.BoolOp):
            waiting += node.values
        elif isinstance(node, ast.UnaryOp):
            waiting.append(node.operand)
    return frozenset(found)


def _clamped(text: str, line: int, offset: int) -> tuple[int, int]:
    """Python's idea of where the syntax broke, inside the text that was given (we added brackets round it)."""
    lines = text.split("\n")
    if line > len(lines):
        return len(lines), len(lines[-1]) + 1
    return line, min(max(1, offset - (line == 1)), len(lines[line - 1]) + 1)


class _Parser:
    """Turns whitelisted ast nodes into conditions; one method a shape."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.lines = text.split("\n")
        self.scope = scope

    def condition(self, node: ast.expr) -> Condition:
        """Return the condition of any node; raises ConditionError at one that the language does not have."""
        if isinstance(node, ast.BoolOp):
            found = tuple(self.condition(value) for value in node.values)
            return And(found) if isinstance(node.op, ast.And) else Or(found)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return Not(self.condition(node.operand))
        if isinstance(node, ast.Compare):
            return self.comparison(node)
        if isinstance(node, ast.Name):
            return self.name(node)
        if dotted_name(node):
            return self.paper(node)
        return self.fail(node, _("条件里不能这样写"), _("只能用事实名、terms、and/or/not、括号和比较"))

    def name(self, node: ast.Name) -> Condition:
        """Return the term or yes/no fact that stands alone; raises ConditionError for any other fact."""
        if node.id in self.scope.terms:
            return Term(node.id, self.scope.terms[node.id])
        fact = self.fact(node)
        if fact.name != "bool":
            self.fail(
                node,
                _("{name} 不是是否题，不能单独用").format(name=node.id),
                _("写成 {name} == 值").format(name=node.id),
            )
        return Is(node.id)

    def comparison(self, node: ast.Compare) -> Condition:
        """Return a comparison of one fact; raises ConditionError for a chain, a yes/no fact or another left side."""
        if len(node.ops) != 1:
            self.fail(node, _("不能连着比较"), _("用 and 分成两个比较"))
        operator = _COMPARISONS.get(type(node.ops[0]))
        if operator is not None and dotted_name(node.left):
            return self.reading(node, operator, node.comparators[0])
        if operator is None or not isinstance(node.left, ast.Name):
            self.fail(node, _("比较的左边应当是一个事实名，中间是 == != < <= > >= in 或 not in"))
        fact, right = self.fact(node.left), node.comparators[0]
        if fact.name == "bool":
            self.fail(
                node,
                _("{name} 是是否题").format(name=node.left.id),
                _("直接写 {name} 或 not {name}").format(name=node.left.id),
            )
        if fact.name == "number":
            return Compare(node.left.id, self.numeric(node, operator), self.number(right))
        return self.choice(node, node.left.id, fact, operator, right)

    def choice(self, node: ast.Compare, name: str, fact: FactType, operator: str, right: ast.expr) -> Condition:
        """Return the test of a choice fact; raises ConditionError for ``<`` and the like or a value written twice."""
        if operator in ("in", "not in"):
            if not isinstance(right, ast.List | ast.Tuple) or not right.elts:
                self.fail(right, _("in 的右边应当是方括号里的几个值"), _("写成 {name} in [甲, 乙]").format(name=name))
            values = tuple(self.value(item, name, fact) for item in right.elts)
        elif operator in ("==", "!="):
            values = (self.value(right, name, fact),)
        else:
            other = beside_facts(name, {}, self.scope.dates) if dotted_name(right) else ""
            self.fail(node, _("{name} 是选择题，不能比大小").format(name=name), other or _("用 == 或 in"))
        if len(set(values)) != len(values):
            self.fail(right, _("同一个值写了两次"), _("只留一个"))
        leaf = OneOf(name, values, fact.name == "choices")
        return Not(leaf) if operator in ("!=", "not in") else leaf

    # --- papers and dates

    def source(self, node: ast.expr) -> ReadSource:
        """Return what a name with a dot stands for; raises ConditionError with the nearest right one."""
        try:
            return source_named(dotted_name(node), self.scope.papers, self.scope.dates)
        except NameProblem as problem:
            self.fail(node, problem.message, problem.remedy)

    def paper(self, node: ast.expr) -> Condition:
        """Return whether a paper is there; raises ConditionError for a date or a channel by itself."""
        found, name = self.source(node), dotted_name(node)
        if found.part == "channel":
            self.fail(
                node, _("{name} 是选择题，不能单独用").format(name=name), _("写成 {name} in [值]").format(name=name)
            )
        if found != ReadSource("material", found.id):
            remedy = _("与另一个日期比较，如 {name} <= {other}").format(name=name, other=self.another_date(name))
            self.fail(node, _("{name} 是日期，不能单独用").format(name=name), remedy)
        return Is(name)

    def reading(self, node: ast.Compare, operator: str, right: ast.expr) -> Condition:
        """Return a comparison that begins with a paper or a date; raises ConditionError where the two do not fit."""
        found, name = self.source(node.left), dotted_name(node.left)
        if found.part == "channel":
            values = {name: self.scope.channels}
            choice = _Parser("\n".join(self.lines), self.scope._replace(values=values))
            return choice.choice(node, name, reading_type(name, self.scope.channels), operator, right)
        if found == ReadSource("material", found.id):
            message, remedy = _("{name} 问的是有没有这份要件"), _("直接写 {name} 或 not {name}；问日期写 {name}.date")
            self.fail(node, message.format(name=name), remedy.format(name=name))
        if operator in ("in", "not in"):
            self.fail(node, _("日期不能用 in"), _("用 < <= > >= 与另一个日期比较"))
        return self.order(node, (name, found), operator, right)

    def order(self, node: ast.Compare, left: tuple[str, ReadSource], operator: str, right: ast.expr) -> Condition:
        """Return which of two dates is first; raises ConditionError where the right side is no other date."""
        name = left[0]
        if not dotted_name(right):
            other = beside_facts(right.id, self.scope.papers, self.scope.dates) if isinstance(right, ast.Name) else ""
            message = _("{name} 是日期，只能与日期比较").format(name=name)
            remedy = _("写成 {name} {operator} {other}")
            remedy = remedy.format(name=name, operator=operator, other=self.another_date(name))
            self.fail(right, message, other or remedy)
        other_name, other_source = dotted_name(right), self.source(right)
        if other_source.about == "material" and other_source.part != "date":
            message = _("{name} 是日期，{other} 不是").format(name=name, other=other_name)
            self.fail(right, message, _("写成 {right}").format(right=f"papers.{other_source.id}.date"))
        if other_source == left[1]:
            self.fail(node, _("两边是同一个日期"), _("核对其中一边"))
        ordered = sorted(((left[1].about == "date", name), (other_source.about == "date", other_name)))
        turned = ordered[0][1] != name
        between = days_between(ordered[0][1], ordered[1][1])
        return DateOrder(between, TURNED[operator] if turned else operator, 0, turned)

    def another_date(self, name: str) -> str:
        """Return a date for an example: the meeting's, if there is one, and never the date called ``name``."""
        known = [f"dates.{each}" for each in sorted(self.scope.dates, key=lambda each: each != "meeting")]
        return next((each for each in known if each != name), "papers.….date")

    def value(self, node: ast.expr, name: str, fact: FactType) -> str:
        """Return the value id that ``node`` names; raises ConditionError where the fact ``name`` has no such value."""
        known = self.scope.values.get(name) or fact.values
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            remedy = suggestion(node.value, known) if node.value not in known else _("写成 {x}").format(x=node.value)
            self.fail(node, _("{name} 的值不加引号").format(name=name), remedy)
        if not isinstance(node, ast.Name):
            self.fail(node, _("这里应当是 {name} 的一个值").format(name=name), suggestion("", known))
        if node.id not in fact.values:
            self.fail(
                node, _("{name} 没有 {value} 这个值").format(name=name, value=node.id), suggestion(node.id, known)
            )
        return node.id

    def numeric(self, node: ast.Compare, operator: str) -> str:
        """Return ``operator`` unchanged; raises ConditionError for ``in`` and ``not in``, which numbers do not take."""
        if operator in ("in", "not in"):
            self.fail(node, _("数字不能用 in"), _("用 >= 和 < 写范围"))
        return operator

    def number(self, node: ast.expr) -> float:
        """Return the number written, with its minus sign if any; raises ConditionError for anything else."""
        negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
        constant = node.operand if isinstance(node, ast.UnaryOp) and negative else node
        if not isinstance(constant, ast.Constant) or type(constant.value) not in (int, float):
            self.fail(node, _("这里应当是一个数"), _("金额以万元计，面积以亩计"))
        value = constant.value
        assert isinstance(value, int | float)
        if not value < _MOST:
            self.fail(node, _("数字大得不合理"), _("核对位数和单位，金额以万元计"))
        return -value if negative else value

    def fact(self, node: ast.Name) -> FactType:
        """Return the type of the fact named; raises ConditionError with the nearest name where there is none."""
        found = self.scope.facts.get(node.id)
        if found is None:
            known = {name: self.scope.labels.get(name, name) for name in (*self.scope.facts, *self.scope.terms)}
            beside = beside_facts(node.id, self.scope.papers, self.scope.dates)
            self.fail(node, _("没有 {name} 这个事实").format(name=node.id), beside or suggestion(node.id, known))
        return found

    def fail(self, node: ast.expr, message: str, remedy: str = "") -> NoReturn:
        """Raise ConditionError at the line and column, in characters, where ``node`` begins."""
        line = node.lineno
        before = self.lines[line - 1].encode()[: node.col_offset - (line == 1)] if line <= len(self.lines) else b""
        raise ConditionError(message, remedy, line, len(before.decode("utf-8", "ignore")) + 1)

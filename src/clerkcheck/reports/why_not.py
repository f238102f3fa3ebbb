"""Why a clause does not apply to a case, in the answers that decide it: 不属于重大行政决策."""

from collections.abc import Iterator
from dataclasses import replace

from clerkcheck.cases.model import Case
from clerkcheck.conditions.logic import evaluate
from clerkcheck.conditions.readings import is_reading, with_readings
from clerkcheck.conditions.syntax import OPERATORS, And, Compare, Condition, Is, Not, OneOf, Or, Term
from clerkcheck.conditions.values import Facts
from clerkcheck.i18n import _
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.model import Pack
from clerkcheck.packs.reading_words import reading_words
from clerkcheck.packs.wording import comparison_words, condition_words
from clerkcheck.reports.subjects import without_remark

_VERBS = ("属于", "涉及", "需要", "属")  # with which a label of the packs' language can be denied by 不 alone


class WhyNot:
    """Gives the reasons for one case of a pack."""

    def __init__(self, pack: Pack, case: Case) -> None:
        """Take the pack and the case."""
        names = dict.fromkeys(name for clause in pack.clauses for name in clause.readings)
        facts: Facts = with_readings(names, case.facts, case.materials, case.dates)
        self.pack, self.facts = pack, {**facts, "kind": case.kind}

    def reasons(self, clause: Clause) -> tuple[str, ...]:
        """Return why a clause does not apply; nothing where the facts do not say (it is not in force on that day)."""
        when = self.pack.trees.clauses[clause.id].when
        if when is not None and evaluate(when, self.facts) is False:
            return tuple(self._false(when))
        return ()

    def _false(self, condition: Condition) -> Iterator[str]:
        """The answers that make a false condition false: of an `and` one suffices, of an `or` it takes all."""
        if isinstance(condition, And):
            yield from self._false(next(part for part in condition.all if evaluate(part, self.facts) is False))
        elif isinstance(condition, Or):
            for part in condition.any:
                yield from self._false(part)
        elif isinstance(condition, Not):
            yield from self._true(condition.part)
        elif isinstance(condition, Term):
            yield _("不属于“{means}”").format(means=self.pack.terms[condition.name].means)
        elif is_reading(condition.fact):
            yield reading_words(condition, self.pack.vocabulary, truth=False)
        elif isinstance(condition, Compare):
            opposite = replace(condition, operator=OPERATORS[condition.operator])
            yield self.pack.vocabulary.facts[condition.fact].label + comparison_words(opposite)
        else:
            yield self._denied(condition)

    def _true(self, condition: Condition) -> Iterator[str]:
        if isinstance(condition, And):
            for part in condition.all:
                yield from self._true(part)
        elif isinstance(condition, Or):
            yield from self._true(next(part for part in condition.any if evaluate(part, self.facts) is True))
        elif isinstance(condition, Not):
            yield from self._false(condition.part)
        else:
            yield condition_words(condition, self.pack.vocabulary, self.pack.terms)

    def _denied(self, leaf: Is | OneOf) -> str:
        label = self._label(leaf.fact)
        if isinstance(leaf, OneOf):
            return _("{label}不是{values}").format(label=label, values=self._values(leaf))
        if label.startswith(_VERBS):
            return _("不{label}").format(label=label)
        return _("并非“{label}”").format(label=label)

    def _values(self, leaf: OneOf) -> str:
        words = self.pack.vocabulary
        labels = words.kinds if leaf.fact == "kind" else words.facts[leaf.fact].of
        return _("或").join(labels[value] for value in leaf.values)

    def _label(self, fact: str) -> str:
        """A fact's label without the remark at its end: a reason is one short clause."""
        if fact == "kind":
            return _("类型")
        return without_remark(self.pack.vocabulary.facts[fact].label)

"""The facts of a pack that are counted over cases, and which cases are counted."""

from typing import TYPE_CHECKING

from clerkcheck.packs.model import Fact, Pack

if TYPE_CHECKING:
    from clerkcheck.conditions.syntax import Condition


def counted_facts(pack: Pack) -> tuple[Fact, ...]:
    """Return the facts of a pack that are counted over cases."""
    return tuple(fact for fact in pack.vocabulary.facts.values() if fact.counted_per)


def counted_condition(fact: Fact, pack: Pack) -> "Condition":
    """Return the tree of the condition by which cases are counted; it was parsed before without error."""
    from clerkcheck.conditions.parsing import parse_condition
    from clerkcheck.packs.clause_conditions import bare_scope

    return parse_condition(fact.counted_of, bare_scope(pack.vocabulary, pack.trees.terms))


def facts_counted_by(pack: Pack) -> set[str]:
    """Return the ids of the facts that tell which cases are counted."""
    found = counted_facts(pack)
    if not found:
        return set()
    from clerkcheck.conditions.syntax import facts_read

    names = {name for fact in found for name in facts_read(counted_condition(fact, pack))}
    return names & pack.vocabulary.facts.keys()

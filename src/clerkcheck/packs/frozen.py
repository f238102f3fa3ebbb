"""A pack as plain tuples, which ``marshal`` writes and reads, and as a pack again."""

import sys
from typing import TYPE_CHECKING, Any

from clerkcheck.conditions.program import Program
from clerkcheck.literals import CaseKind
from clerkcheck.packs.clauses import CLAUSES
from clerkcheck.packs.model import Article, Fact, Instrument, KindRules, Pack, Rule, TermText, Vocabulary
from clerkcheck.packs.trees import Trees

if TYPE_CHECKING:
    from clerkcheck.packs.frozen_trees import TreeParts


def freeze(pack: Pack, compiled: dict[CaseKind, bytes]) -> tuple[Any, ...]:
    """Return the pack as plain tuples; ``compiled`` has the code of each kind's program."""
    from clerkcheck.packs.frozen_trees import freeze_trees

    words = pack.vocabulary._asdict() | {"facts": {name: tuple(fact) for name, fact in pack.vocabulary.facts.items()}}
    plain = pack._asdict() | {
        "folder": "",  # the same files in another folder are the same pack
        "trees": freeze_trees(pack.trees.parts),
        "vocabulary": tuple(words.values()),
        "terms": {name: tuple(term) for name, term in pack.terms.items()},
        "instruments": {name: tuple(each) for name, each in pack.instruments.items()},
        "articles": tuple(map(tuple, pack.articles)),
        "clauses": tuple((clause.kind, clause.values()) for clause in pack.clauses),
        "kinds": {kind: (tuple(map(tuple, rules.rules)), compiled[kind]) for kind, rules in pack.kinds.items()},
    }
    return tuple(map(_interned, plain.values()))


def _interned(content: Any) -> Any:
    """The same with every id interned: read again, the ids of a pack and of its programs are the same objects."""
    if isinstance(content, str):
        return sys.intern(content) if content.isascii() and content.isidentifier() else content
    if isinstance(content, tuple):
        return tuple(map(_interned, content))
    if isinstance(content, dict):
        return {_interned(name): _interned(value) for name, value in content.items()}
    return content


def thaw(data: tuple[Any, ...]) -> Pack:
    """Return what :func:`freeze` made as a pack again; its trees are made when they are first asked for."""
    pack = Pack(*data)
    words = Vocabulary(*pack.vocabulary)
    words = words._replace(facts={name: Fact(*fact) for name, fact in words.facts.items()})
    terms = {name: TermText(*term) for name, term in pack.terms.items()}
    frozen: Any = pack.clauses
    clauses = tuple(CLAUSES[kind].of(values) for kind, values in frozen)
    kinds: Any = pack.kinds
    return pack._replace(
        vocabulary=words,
        terms=terms,
        instruments={name: Instrument(*each) for name, each in pack.instruments.items()},
        articles=tuple(Article(*each) for each in pack.articles),
        clauses=clauses,
        trees=_late_trees(pack.trees),
        kinds={
            kind: KindRules(tuple(Rule(*rule) for rule in rules), _LateProgram(code))
            for kind, (rules, code) in kinds.items()
        },
    )


def _late_trees(frozen: Any) -> Trees:
    def thawed() -> "TreeParts":
        """Return the trees; judging needs none, and nothing of theirs is imported for it."""
        from clerkcheck.packs.frozen_trees import thaw_trees

        return thaw_trees(frozen)

    return Trees(thawed)


class _LateProgram(Program):
    """A program whose code is loaded when it is first used: a case is of one kind, and each kind has its program."""

    def __init__(self, compiled: bytes) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        compiled = None if name.startswith("__") else self.__dict__.pop("_compiled", None)
        if compiled is None:
            raise AttributeError(name)
        super().__init__(compiled)
        return getattr(self, name)

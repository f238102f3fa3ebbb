"""A pack as plain tuples, which ``marshal`` writes and reads, and as a pack again."""

from collections.abc import Callable
from typing import Any

from clerkcheck.conditions.program import Program
from clerkcheck.literals import CaseKind
from clerkcheck.packs.clauses import CLAUSES
from clerkcheck.packs.model import Article, Fact, Instrument, KindRules, Pack, Rule, TermText, Vocabulary
from clerkcheck.packs.trees import Trees


def freeze(pack: Pack, compiled: dict[CaseKind, bytes]) -> tuple[Any, ...]:
    """Return the pack as plain tuples; ``compiled`` has the code of each kind's program."""
    words = pack.vocabulary._asdict() | {"facts": {name: tuple(fact) for name, fact in pack.vocabulary.facts.items()}}
    plain = pack._asdict() | {
        "folder": "",  # the same files in another folder are the same pack
        "trees": None,  # parsed again where they are wanted
        "vocabulary": tuple(words.values()),
        "terms": {name: tuple(term) for name, term in pack.terms.items()},
        "instruments": {name: tuple(each) for name, each in pack.instruments.items()},
        "articles": tuple(map(tuple, pack.articles)),
        "clauses": tuple((clause.kind, clause.values()) for clause in pack.clauses),
        "kinds": {kind: (tuple(map(tuple, rules.rules)), compiled[kind]) for kind, rules in pack.kinds.items()},
    }
    return tuple(plain.values())


def thaw(data: tuple[Any, ...], trees: Callable[[], Trees] | None = None) -> Pack:
    """Return what :func:`freeze` made as a pack again.

    ``trees`` gives the trees of a pack of several layers when they are wanted; those of others are parsed then.
    """
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
        trees=Trees(lambda: trees().parts) if trees is not None else Trees.of_texts(words, terms, clauses),
        kinds={
            kind: KindRules(tuple(Rule(*rule) for rule in rules), _LateProgram(code))
            for kind, (rules, code) in kinds.items()
        },
    )


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

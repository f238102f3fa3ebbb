"""The trees of a pack's conditions as plain bytes, and as trees again: parsing them anew costs a pack half a second.

A list of nodes, each after its parts, which it names by their places; what stands in several conditions stands once.
"""

import marshal
from typing import Any

from clerkcheck.conditions.syntax import And, Compare, Condition, DateOrder, Is, Not, OneOf, Or, Term, parts
from clerkcheck.packs.clause_conditions import ClauseConditions

TreeParts = tuple[dict[str, Condition], dict[str, ClauseConditions]]

_NODES: dict[str, Any] = {each.__name__: each for each in (Is, Compare, DateOrder, OneOf, Not, And, Or, Term)}


def freeze_trees(found: TreeParts) -> bytes:
    """Return the trees of a pack's terms and clauses as bytes."""
    terms, clauses = found
    nodes = _NodeList()
    roots = {name: nodes.place(tree) for name, tree in terms.items()}
    pairs = {
        name: tuple(nodes.place(tree) if tree is not None else None for tree in pair) for name, pair in clauses.items()
    }
    return marshal.dumps((nodes.written, roots, pairs))


def thaw_trees(data: bytes) -> TreeParts:
    """Return what :func:`freeze_trees` made as trees again."""
    written, roots, pairs = marshal.loads(data)
    nodes: list[Condition] = []
    for name, own, places in written:
        below = tuple(nodes[place] for place in places)
        nodes.append(_NODES[name](*own, below) if name in ("And", "Or") else _NODES[name](*own, *below))
    return {name: nodes[place] for name, place in roots.items()}, {
        name: ClauseConditions(*(nodes[place] if place is not None else None for place in pair))
        for name, pair in pairs.items()
    }


class _NodeList:
    """The nodes met so far as they are written: the name of the kind, what the node holds itself, and its parts."""

    def __init__(self) -> None:
        self.written: list[tuple[str, tuple[Any, ...], tuple[int, ...]]] = []
        self._places: dict[str, int] = {}

    def place(self, tree: Condition) -> int:
        """Return where a node stands in the list, put there behind its parts where it was not before."""
        below = tuple(map(self.place, parts(tree)))
        own = (tree.name,) if isinstance(tree, Term) else () if below or isinstance(tree, And) else _held(tree)
        node = (type(tree).__name__, own, below)
        key = repr(node)  # by what is written: 1, 1.0 and True are equal, and not the same
        if key not in self._places:
            self._places[key] = len(self.written)
            self.written.append(node)
        return self._places[key]


def _held(leaf: Any) -> tuple[Any, ...]:
    """What a leaf holds, in the order in which its kind takes it."""
    return tuple(getattr(leaf, field) for field in leaf.__dataclass_fields__)

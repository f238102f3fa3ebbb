"""Pieces of a source, each made while the one before is being used."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")


def ahead(pieces: Iterator[Piece], pool: ThreadPoolExecutor) -> Iterator[Piece]:
    """Yield the pieces (none of them None), the next one being made by the pool meanwhile."""
    following = pool.submit(next, pieces, None)
    while (piece := following.result()) is not None:
        following = pool.submit(next, pieces, None)
        yield piece

"""An element as it stands in the text."""

from typing import NamedTuple


class TextPiece(NamedTuple):
    """The words of an element, and the index of the paragraph in which it (or its first line) stands."""

    value: str
    at: int

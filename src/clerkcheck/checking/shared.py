"""What many reports have alike is made once: its named tuples are shared."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_MOST = 20_000  # then from the beginning again, so that a million cases stay within a few megabytes
Kind = TypeVar("Kind")


class Shared(dict[tuple[Any, ...], Kind], Generic[Kind]):
    """Named tuples of one kind by their fields, each made when it is first asked for."""

    def __init__(self, kind: Callable[..., Kind]) -> None:
        """Take the kind, which is called with the fields."""
        super().__init__()
        self.kind = kind

    def __missing__(self, fields: tuple[Any, ...]) -> Kind:
        if len(self) >= _MOST:
            self.clear()
        self[fields] = made = self.kind(*fields)
        return made

"""PyYAML, imported in half its time: the patterns that only its parser in Python uses are compiled when they are used.

Reading goes through libyaml. Compiling the patterns of the other parser (all characters that YAML allows, every form of
an implicit type) takes as long as judging a case, and was paid at every start.
"""

import re
import sys
from types import ModuleType
from typing import Any


class _LatePattern:
    """A pattern that is compiled when something is first asked of it."""

    def __init__(self, *arguments: Any) -> None:
        """Take what ``re.compile`` takes."""
        self._arguments = arguments

    def __getattr__(self, name: str) -> Any:
        pattern = re.compile(*self._arguments)
        self.__dict__.update({each: getattr(pattern, each) for each in ("match", "search", "sub", "split", "findall")})
        return getattr(pattern, name)


def yaml_library() -> ModuleType:
    """Return the module ``yaml``."""
    if "yaml" in sys.modules:
        return sys.modules["yaml"]
    at_once = re.compile
    re.compile = _LatePattern  # type: ignore[assignment]
    try:
        import yaml
    finally:
        re.compile = at_once
    return yaml

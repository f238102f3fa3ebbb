"""The words by which a title speaks of a fact (``titles`` of profiles.yaml): silence does not deny what a title says.

Read here by themselves: the kinds of item beside them are checked as strictly as a pack, which an open case cannot wait
for. What is wrong with a file is said where its kinds are asked for.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import beside_packs
from clerkcheck.reading.documents import read_yaml
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_text
from clerkcheck.reading.parts import file_stamp

FILE = "profiles.yaml"
_PART = re.compile(r"^titles:.*\n(?:(?:[ #].*)?\n)*", re.MULTILINE)  # nothing else is parsed: a tenth of the time


def said_in_title(pack: Pack, title: str) -> dict[str, str]:
    """Return each fact that a title speaks of, with the word by which it does."""
    found: dict[str, str] = {}
    for path in _files(pack):
        for fact, words in _words(path, file_stamp(path)).items():
            word = next((each for each in words if each in title), None)
            if word is not None:
                found.setdefault(fact, word)
    return found


def _files(pack: Pack) -> Iterator[str]:
    """The files of the kinds of item under a pack: everybody's, and its own."""
    if pack.folder:
        yield beside_packs(pack.folder, FILE)
        yield os.path.join(pack.folder, FILE)


@lru_cache(maxsize=16)
def _words(path: str, _stamp: object) -> Mapping[str, tuple[str, ...]]:
    """The words of a file by their facts; nothing of one that is not there or cannot be read."""
    try:
        part = _PART.search(read_text(path)) if os.path.isfile(path) else None
        titles = read_yaml(part[0], path).data["titles"] if part is not None else {}
        return {str(fact): tuple(map(str, words)) for fact, words in titles.items() if isinstance(words, list)}
    except (InputError, AttributeError, LookupError):
        return {}

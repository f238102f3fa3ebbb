"""Every text of a pack's files can be seen: control characters, direction marks and the like are faults of the pack."""

from collections.abc import Iterator

from clerkcheck.i18n import _
from clerkcheck.reading.characters import name_of, unprintable
from clerkcheck.reading.documents import Document, Path
from clerkcheck.reading.errors import InputError, Place

# Conditions may go over several lines and be indented.
_CONDITIONS = frozenset(["when", "unless", "expect", "forbid", "is"])
_LINES = str.maketrans("\n\t", "  ")


def unseen_characters(document: Document) -> Iterator[InputError]:
    """Yield an error for each text or key of a file that has a character nobody can see, at that character's place."""
    for path, text in _texts(document.data, ()):
        plain = text.strip(" \n")
        char = unprintable(plain.translate(_LINES) if path[-1:] and path[-1] in _CONDITIONS else plain)
        if char is not None:
            message = _("含有{name}").format(name=name_of(char))
            yield InputError(message, _place(document, path, char), _("写成一行（长的用 >- 折行），删去看不见的字符"))


def _texts(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*path, place))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), key
            yield from _texts(value, (*path, key))


def _place(document: Document, path: Path, char: str) -> Place:
    """Where the character stands in the file, or the beginning of its text where it is written as an escape."""
    mark, place = document.marks.get(path), document.place(path)
    at = document.text.find(char, mark.start, mark.end) if mark and char != "\n" else -1
    if at < 0:
        return place
    line_start = document.text.rfind("\n", 0, at) + 1
    return place._replace(line=document.text.count("\n", 0, at) + 1, column=at - line_start + 1)

"""An entry as the lines of a chapter's file."""

import re
from collections.abc import Iterable, Iterator

from clerkcheck.packs.drafting.clause_keys import KEYS, Entry
from clerkcheck.reading.characters import printable

_WORDS_OF_YAML = ("null", "true", "false", "yes", "no", "on", "off")


def entry_lines(clause_id: str, quote: str, entry: Entry) -> Iterator[str]:
    """Yield the lines of a clause: its id, its quotation, and the keys of its entry that say something."""
    yield f"  - id: {clause_id}"
    yield f"    quote: {value_text(quote)}"
    for key in KEYS:
        if entry.get(key) not in (None, "", (), []):
            yield f"    {key}: {value_text(entry[key])}"


def draft_lines(
    clause_id: str, quote: str, entry: Entry, drafted_from: Iterable[str], unsure: Iterable[str]
) -> Iterator[str]:
    """Yield the lines of a clause that is only proposed: where it comes from, and which of its keys may be wrong."""
    first, *others = entry_lines(clause_id, quote, entry)
    yield first
    yield "    draft: true"
    for key, names in (("drafted_from", tuple(drafted_from)), ("unsure", tuple(unsure))):
        if names:
            yield f"    {key}: {value_text(names)}"
    yield from others


def value_text(value: object) -> str:
    """Return a value as the files write it on one line: ids and numbers plain, text in quotation marks."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {value_text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(value_text, value)) + "]"
    text = " ".join(str(value).split("\n"))
    plain = re.fullmatch("[a-z][a-z0-9_-]*(?: [a-z0-9-]+)?", text) and text not in _WORDS_OF_YAML
    return text if plain or isinstance(value, int) else "'" + printable(text).replace("'", "''") + "'"

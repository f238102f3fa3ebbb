"""The ids that neighbours' clauses use and only they have: what a new pack must say of them in its pack.yaml."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from clerkcheck.packs.drafting.clause_keys import CONDITIONS, Entry, ids
from clerkcheck.packs.loading import PackFiles

_PARTS = ("facts", "materials", "dates", "deadlines")
_LISTS = ("needs", "any_of")
_SINGLE = ("due", "from", "check")
# Names in a condition, and what stands where a value stands: after a comparison and in a list.
_TOKEN = re.compile(r"(?:==|!=)\s*\w+|\[[^\]]*\]|\b[a-z][a-z0-9_]*\b")


class Borrowed(NamedTuple):
    """What goes into a new pack.yaml: the parts of its ``vocabulary``, and its ``terms``, as the files write them."""

    vocabulary: dict[str, dict[str, Any]]
    terms: dict[str, Any]


class Borrower:
    """Gathers what drafts take over; an id that two neighbours use for different things gets a second name."""

    def __init__(self, neighbours: Mapping[str, PackFiles]) -> None:
        """``neighbours``: the files of each pack, by its id."""
        self._files = neighbours
        self._names: dict[tuple[str, str], str] = {}  # of a pack and its id: the id here
        self.borrowed = Borrowed({}, {})

    def taken_over(self, entry: Entry, pack: str) -> dict[str, object]:
        """Return the entry of a pack's clause with the ids as they are here; what they mean is borrowed."""
        made = dict(entry)
        for key in CONDITIONS:
            if key in made:
                made[key] = self._condition(str(made[key]), pack)
        for key in _LISTS:
            if key in made:
                made[key] = tuple(self._name(each, pack) for each in ids(made, key))
        for key in _SINGLE:
            if key in made:
                made[key] = self._name(str(made[key]), pack)
        return made

    def _condition(self, text: str, pack: str) -> str:
        def renamed(match: re.Match[str]) -> str:
            """Return the id here for an id of the other pack; values and operators as they are."""
            token = match[0]
            return token if token.startswith(("=", "!", "[")) else self._name(token, pack)

        return _TOKEN.sub(renamed, text)

    def _name(self, name: str, pack: str) -> str:
        """The id here of a pack's id, which is borrowed where it is the pack's own."""
        found = self._names.get((pack, name))
        if found is None:
            found = self._names[pack, name] = name  # a term cannot name itself
            self._extended(name, pack)
            for part, meaning in self._own(name, pack):
                found = self._names[pack, name] = self._borrow(part, name, meaning, pack)
        return found

    def _own(self, name: str, pack: str) -> Iterator[tuple[str, Any]]:
        """The part of pack.yaml in which the id stands, and what it says there."""
        data = self._data(pack)
        if name in (data.get("terms") or {}):
            term = data["terms"][name]
            yield "terms", {**term, "is": self._condition(" ".join(str(term["is"]).split()), pack)}
            return
        for part in _PARTS:
            if name in ((data.get("vocabulary") or {}).get(part) or {}):
                yield part, data["vocabulary"][part][name]
                return

    def _borrow(self, part: str, name: str, meaning: Any, pack: str) -> str:
        stock = self.borrowed.terms if part == "terms" else self.borrowed.vocabulary.setdefault(part, {})
        for wanted in (name, f"{name}_{pack}"):
            if stock.setdefault(wanted, meaning) == meaning:
                return wanted
        return f"{name}_{pack}"

    def _extended(self, name: str, pack: str) -> None:
        """Values that the pack adds to a shared choice."""
        extend = ((self._data(pack).get("vocabulary") or {}).get("extend") or {}).get(name)
        if extend:
            self.borrowed.vocabulary.setdefault("extend", {}).setdefault(name, {}).update(extend)

    def _data(self, pack: str) -> dict[str, Any]:
        data: dict[str, Any] = self._files[pack].head_document.data
        return data

"""A neighbour's reading fitted to the new words: how binding, how many days, which meetings, who signs, how much.

Each is taken from the new words only where the neighbour's own words say what the neighbour's clause says: a clause
that reads more into its words than stands there keeps it.
"""

import re

from clerkcheck.packs.drafting.clause_keys import CONDITIONS, Entry, ids, kind_of
from clerkcheck.packs.drafting.quoted_words import Days, days_in, meetings_in, modality_in, numbers_in, signers_in

_NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?![\w.])")


def adapted(entry: Entry, old: str, new: str) -> dict[str, object]:
    """Return the entry of a clause that quotes ``old`` as it reads of the words ``new``; both are folded."""
    made = dict(entry)
    said, says = modality_in(old), modality_in(new)
    if says and said == entry["modality"]:
        made["modality"] = says
    match kind_of(entry):
        case "forum":
            _meetings(made, old, new)
        case "signer":
            _signers(made, old, new)
        case "deadline":
            _days(made, old, new)
        case "material" | "check" | "note":
            pass
    for key in CONDITIONS:
        if key in made:
            made[key] = _numbers(str(made[key]), old, new)
    return made


def _meetings(made: dict[str, object], old: str, new: str) -> None:
    for key in ("forum", "forum_not"):
        if key in made and set(ids(made, key)) == set(meetings_in(old)) and meetings_in(new):
            made[key] = meetings_in(new)


def _signers(made: dict[str, object], old: str, new: str) -> None:
    named = (*ids(made, "signer"), *ids(made, "also"))
    if "also" not in made and set(named) == set(signers_in(old)) and signers_in(new):
        made["signer"] = signers_in(new)


def _days(made: dict[str, object], old: str, new: str) -> None:
    offset = made["offset"]
    assert isinstance(offset, int)
    said, says = days_in(old), days_in(new)
    own = next((place for place, each in enumerate(said) if each == Days(abs(offset), each.unit)), None)
    if own is not None and says:
        found = says[min(own, len(says) - 1)]
        made["offset"], made["unit"] = (found.number if offset > 0 else -found.number), found.unit
        for key in ("gist", "remedy"):
            count = rf"(?<![0-9]){abs(offset)}(?=个?工作日|日|天|个月|年)"
            made[key] = re.sub(count, str(found.number), str(made[key]))


def _numbers(condition: str, old: str, new: str) -> str:
    """The condition with the numbers of the new words, where these have as many as the old ones."""
    said, says = numbers_in(old), numbers_in(new)
    if len(said) != len(says) or said == says:
        return condition
    instead = dict(zip(said, says, strict=True))
    return _NUMBER.sub(lambda match: instead.get(match[0], match[0]), condition)

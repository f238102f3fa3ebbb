"""A new pack drafted from those there are: what they already read of the same words, proposed clause by clause."""

import os
import re
from collections import Counter
from collections.abc import Sequence

from clerkcheck.packs.drafting.proposing import propose
from clerkcheck.packs.drafting.writing import Drafts, written
from clerkcheck.packs.loading import PackFiles, read_pack_files
from clerkcheck.packs.model import Pack
from clerkcheck.packs.source_text import SourceText
from clerkcheck.packs.store import load_whole, shared_vocabulary
from clerkcheck.reading.errors import InputError


def drafted(pack_id: str, source: SourceText, neighbours: Sequence[str]) -> Drafts:
    """Return the drafts of a pack ``pack_id`` of a text.

    ``neighbours``: the folders of other packs; of those, the ones of one regulation each are taken that can be read.
    Importing this module raises ImportError where rapidfuzz is not installed.
    """
    packs, files = dict[str, Pack](), dict[str, PackFiles]()
    for folder in neighbours:
        try:
            pack, read = load_whole(os.path.join(folder, "")), read_pack_files(folder, shared_vocabulary(folder))
        except InputError:
            continue  # lint says what is wrong with it
        if not pack.has_instruments():  # the nation's law lies under the pack as a layer of its own
            packs[pack.id], files[pack.id] = pack, read
    return written(pack_id, propose(source.articles, list(packs.values())), files, _place(source))


def _place(source: SourceText) -> str:
    """市, 区 or 县: what the text mostly calls its own government."""
    found = Counter(match for each in source.articles for match in re.findall("([市区县])政府", each.text))
    return found.most_common(1)[0][0] if found else "县"

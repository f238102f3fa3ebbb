"""The cases that lie beside one in its folder, counted with it where its rules count cases."""

import os
from collections.abc import Hashable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from clerkcheck.cases.model import Case
from clerkcheck.checking.counting import Tally, tallied
from clerkcheck.packs.model import Pack

if TYPE_CHECKING:
    from clerkcheck.packs.store import PackLoader


class CountedFolder:
    """The cases of a folder as they were when it was read, counted."""

    def __init__(self, folder: str, loader: "PackLoader") -> None:
        """Read the folder; raises InputError where that cannot be."""
        from clerkcheck.desk.folder_papers import read_folder

        found = list(read_folder(folder, loader))
        self.number = len(found)
        self.unread = sum(each.case is None for each in found)
        self.tallies: dict[str, Tally] = tallied((each.pack, each.case) for each in found)

    def filled(self, case: Case, pack: Pack) -> Case:
        """Return a case of the folder with the numbers that it leaves out, as far as they can be told."""
        alone = self.number == 1 or pack.id not in self.tallies
        return case if alone else self.tallies[pack.id].filled(case, self.unread)


def beside(path: str, loader: "PackLoader") -> CountedFolder:
    """Return the cases beside a file; a folder is read once for each ``loader``, which serves one round of judging."""
    return _beside(os.path.dirname(os.path.abspath(path)), cast(Hashable, loader))


@lru_cache(maxsize=4)
def _beside(folder: str, loader: Any) -> CountedFolder:
    return CountedFolder(folder, loader)

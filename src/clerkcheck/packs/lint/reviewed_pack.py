"""What every part of the review works with: the pack, its conditions, its cases, and where things stand."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping

from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _
from clerkcheck.literals import KINDS, CaseKind
from clerkcheck.packs.building import BuiltPack
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.lint.accepted import Accepted
from clerkcheck.packs.lint.lint_remark import LintRemark, Severity
from clerkcheck.packs.loading import PackFiles, typed
from clerkcheck.packs.model import Article
from clerkcheck.packs.schema import SharedVocabulary
from clerkcheck.packs.store import checklists
from clerkcheck.packs.witness_search import Demand, SearchLimit, Space
from clerkcheck.reading.documents import Path
from clerkcheck.reading.errors import Place
from clerkcheck.reading.files import read_document

PARTS = ("facts", "materials", "dates", "deadlines")


class ReviewedPack:
    """One pack under review. ``spaces`` holds the cases of each kind of case, ``accepted`` what its keeper accepted."""

    def __init__(self, built: BuiltPack, files: PackFiles | None) -> None:
        """Take the built pack, and the files it was built from where they are at hand (for lines, and own ids)."""
        self.pack, self.conditions, self.files = built.pack, built.pack.trees.clauses, files
        self.words = built.pack.vocabulary
        self.spaces = {kind: Space(self.words, kind) for kind in KINDS}
        places = [self.head_place(("accepted", number)) for number in range(len(built.accepted))]
        self.accepted = Accepted(built.accepted, places)
        shared = files.shared if files else _shipped()
        self._shared: dict[str, Collection[str]] = {part: getattr(shared, part) for part in PARTS}

    # --- clauses and their cases

    def kinds(self, clause: Clause) -> tuple[CaseKind, ...]:
        """Return the kinds of case the clause says it applies to."""
        return tuple(kind for kind in KINDS if clause.applies_to in (kind, "both"))

    def applies(self, clause: Clause) -> list[Demand]:
        """Return the demand that the clause certainly applies: none for one that always does."""
        when = self.conditions[clause.id].when
        return [] if when is None else [Demand(when, truth=True)]

    def example(self, kind: CaseKind, demands: Iterable[Demand]) -> dict[str, FactValue] | None:
        """Return answers of a case of that kind that meet the demands, or None; raises SearchLimit."""
        return self.spaces[kind].find(demands)

    def bounded(self, clause: Clause, found: Iterator[LintRemark]) -> Iterator[LintRemark]:
        """Yield what is found; where the search gave up, a remark that says so."""
        try:
            yield from found
        except SearchLimit:
            message = _("{id} 的条件太复杂，没有查完").format(id=clause.id)
            yield self.remark("warning", clause, message, _("用 terms 分开写，或拆成几款"))

    # --- remarks and places

    def remark(self, severity: Severity, clause: Clause, message: str, remedy: str) -> LintRemark:
        """Return a remark at the clause's line."""
        return LintRemark(severity, message, Place(clause.file, clause.line or None), remedy)

    def article_place(self, article: Article) -> Place:
        """Return where the article stands; without the files, its number alone."""
        for chapter in self.files.chapters if self.files else ():
            for index, entry in enumerate(chapter.entries.articles):
                if entry.article == article.number:
                    return _named(chapter.document.place(("articles", index)))
        return Place(self.pack.id, path=article.number)

    def head_place(self, path: Path) -> Place:
        """Return where a key of pack.yaml stands; without the files, its path alone."""
        if self.files:
            return _named(self.files.head_document.place(path, key=True))
        return Place("pack.yaml", path=".".join(map(str, path)))

    def own(self, part: str) -> Mapping[str, object]:
        """Return the ids only this pack has, of one part of the vocabulary (facts, materials, dates, deadlines)."""
        shared = self._shared[part]
        return {name: entry for name, entry in getattr(self.words, part).items() if name not in shared}


def _named(place: Place) -> Place:
    """The place with the file's name alone, as clauses have it."""
    return place.without_folder()


def _shipped() -> SharedVocabulary:
    """The shared vocabulary of the shipped packs."""
    return typed(SharedVocabulary, read_document(os.path.join(checklists(), "vocabulary.yaml")))

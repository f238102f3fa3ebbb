"""A pack as the program uses it: vocabulary, articles, clauses, and their conditions compiled for each kind of case."""

from typing import NamedTuple

from clerkcheck.conditions.program import Program
from clerkcheck.conditions.values import FactType

KINDS = ("agenda_item", "document")


class Fact(NamedTuple):
    """A fact a case may state. ``type``: bool, choice, choices, int, number, percent, money_wan (万元).

    ``expressly``: an unticked box is no answer to it; the clerk must say yes or no.
    """

    id: str
    type: str
    label: str
    of: dict[str, str]
    kind: str | None
    group: str
    question: str
    help: str
    expressly: bool = False

    @property
    def condition_type(self) -> FactType:
        """The type conditions see: bool, choice, choices, or number."""
        if self.type in ("choice", "choices"):
            return FactType(self.type, tuple(self.of))
        return FactType("bool" if self.type == "bool" else "number")


# What a date must keep to, lest it is remarked on: how many years from the day of checking it may lie, whether it falls
# on a working day, and the dates it cannot come before.
DateRule = tuple[int, bool, tuple[str, ...]]


class Vocabulary(NamedTuple):
    """Every id a pack and its cases may use, with its Chinese label; a pack's own ids stand beside the shared ones."""

    facts: dict[str, Fact]
    materials: dict[str, str]
    material_help: dict[str, str]
    dates: dict[str, str]
    date_rules: dict[str, DateRule]
    deadlines: dict[str, str]
    meetings: dict[str, str]
    signers: dict[str, str]
    kinds: dict[str, str]
    modalities: dict[str, str]
    outcomes: dict[str, str]
    groups: tuple[str, ...]


class Clause(NamedTuple):
    """One requirement of one article, with the operative words.

    ``kind`` is forum, material, check, deadline, signer or note; ``modality`` must, must_not, normally or may.
    ``when`` and ``unless`` are conditions as written. ``offset`` counts ``unit`` s from the date ``from_date``.
    ``duty``: "" where the clause must hold before the item goes up; "others" (a reviewing bureau's, a consulted
    department's) or "afterwards" (after the meeting, after issue): such a clause never changes the outcome.
    ``facts`` are those its condition and check read; ``specificity`` how many tests its condition makes.
    """

    id: str
    article: str
    kind: str
    applies_to: str
    modality: str
    quote: str
    gist: str
    remedy: str
    reading: str
    when: str
    unless: str
    needs: tuple[str, ...]
    any_of: tuple[str, ...]
    forum: tuple[str, ...]
    forum_not: tuple[str, ...]
    signer: tuple[str, ...]
    also: tuple[str, ...]
    expect: str
    forbid: str
    due: str
    from_date: str
    offset: int
    unit: str
    check_date: str
    bound: str
    duty: str
    in_force_from: str
    in_force_until: str
    facts: tuple[str, ...]
    specificity: int
    file: str
    line: int

    def in_force_on(self, day: str) -> bool:
        """Return whether the clause is in force on a day (ISO text); its first and its last day both count."""
        return self.in_force_from <= day and (not self.in_force_until or day <= self.in_force_until)


class Article(NamedTuple):
    """One article: its clauses' ids, or the reason it needs none."""

    number: str
    chapter: str
    skip: str
    clauses: tuple[str, ...]


class TermText(NamedTuple):
    """A condition the pack named: what it means in Chinese, and how it is written."""

    means: str
    text: str


class Rule(NamedTuple):
    """A clause (by its place in the pack) as it stands for one kind of case; ``check``: its check in the program."""

    clause: int
    check: int | None


class KindRules(NamedTuple):
    """The rules that can apply to one kind of case, and the program that values their conditions.

    The program's first conditions are the rules' own, in their order; those of checks come after them.
    """

    rules: tuple[Rule, ...]
    program: Program


class Pack(NamedTuple):
    """A government's regulation, ready to judge. Dates are ISO text, "" where the source does not say.

    ``folder``: where it was loaded from, "" where it was not.
    """

    id: str
    region: str
    regulation: str
    government: str
    document_number: str
    issued: str
    in_force_from: str
    in_force_until: str
    review_by: str
    article_count: int
    vocabulary: Vocabulary
    terms: dict[str, TermText]
    articles: tuple[Article, ...]
    clauses: tuple[Clause, ...]
    kinds: dict[str, KindRules]
    folder: str = ""

    def clause(self, clause_id: str) -> Clause | None:
        """Return the clause with this id, or None."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def article(self, number: str) -> Article | None:
        """Return the article with this number (第四十九条), or None."""
        return next((article for article in self.articles if article.number == number), None)

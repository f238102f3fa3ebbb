"""A pack as the program uses it: vocabulary, articles, clauses, and their conditions compiled for each kind of case."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, assert_never, get_args

from clerkcheck.conditions.program import Program
from clerkcheck.conditions.values import FactType, FactValue
from clerkcheck.i18n import _
from clerkcheck.literals import AnswerType, CaseKind, Rank
from clerkcheck.packs.clauses import Clause, DeadlineClause, MaterialIds
from clerkcheck.packs.trees import Trees

_RANKS: tuple[Rank, ...] = get_args(Rank)
_LOCAL = _RANKS.index("local")
CORE = "core"  # of a pack's groups of instruments, the one that is taken where none is named


class Fact(NamedTuple):
    """A fact a case may state.

    ``expressly``: an unticked box is no answer to it; the clerk must say yes or no. A number may be counted where
    several cases are judged together: of those for which the condition ``counted_of`` holds, by the date
    ``counted_date``, for each meeting or year as ``counted_per`` says; "" where it is not. None is below ``least``.
    """

    id: str
    type: AnswerType
    label: str
    of: dict[str, str]
    kind: CaseKind | None
    group: str
    question: str
    help: str
    expressly: bool = False
    counted_per: str = ""
    counted_of: str = ""
    counted_date: str = ""
    least: int = 0

    @property
    def condition_type(self) -> FactType:
        """The type conditions see: bool, choice, choices, or number."""
        match self.type:
            case "choice" | "choices":
                return FactType(self.type, tuple(self.of))
            case "bool":
                return FactType("bool")
            case "int" | "number" | "percent" | "money_wan":
                return FactType("number")
            case _:
                assert_never(self.type)


# What a date must keep to, lest it is remarked on: how many years from the day of checking it may lie, how many days
# before it at most (None: by the years alone), whether it falls on a working day, and the dates it cannot come before.
DateRule = tuple[int, int | None, bool, tuple[str, ...]]


# Answers that contradict each other: of each fact whether its answer is among these values or is not, and why they do.
AtOdds = tuple[tuple[tuple[str, bool, tuple[FactValue, ...]], ...], str]


class Vocabulary(NamedTuple):
    """Every id a pack and its cases may use, with its Chinese label; a pack's own ids stand beside the shared ones.

    ``headings``: how else offices head the columns of their registers, by the id (or ``dates.`` and the id).
    ``channels``: where a paper may have been published. ``at_odds``: answers that cannot all be right of one case.
    """

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
    headings: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    channels: Mapping[str, str] = MappingProxyType({})
    at_odds: tuple[AtOdds, ...] = ()

    def paper(self, material: MaterialIds) -> str:
        """Return the label of a paper, or of several of which any would do."""
        ids = (material,) if isinstance(material, str) else material
        return _("或").join(self.materials[each] for each in ids)

    def roles(self, signers: Iterable[str]) -> str:
        """Return the names of the roles of which any may sign, or approve."""
        return _("或").join(self.signers[each] for each in signers)


class Instrument(NamedTuple):
    """A regulation that a pack takes its clauses from; days are ISO text, "" where the source does not say.

    ``partial``: its text was not had whole, so that nothing follows from what is not there; ``selected``: only some
    articles are in the pack.
    """

    id: str
    regulation: str
    document_number: str
    issued: str
    in_force_from: str
    in_force_until: str
    rank: Rank
    partial: bool = False
    selected: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it is the one regulation of a government's own pack."""
        return self.rank == "local"

    @property
    def is_whole(self) -> bool:
        """Whether the pack accounts for every article of it."""
        return not (self.partial or self.selected)

    def cite(self, article: str) -> str:
        """Return how an article is cited: with the instrument's name, unless the pack has that one regulation alone."""
        return article if self.is_local else self.regulation + article


class Citation(NamedTuple):
    """An article as a source: how high its instrument ranks (0: 法律), the name of that, and the article's number."""

    rank: int
    regulation: str
    article: str


def in_order(found: Iterable[Citation], *, repeat: bool = True) -> list[tuple[Citation, str]]:
    """Return sources, each once, with how each is cited: the highest in rank first, those of one instrument together.

    A government's own regulation is named beside another instrument only, lest its article be taken for one of that;
    any other always. Without ``repeat`` a name holds for the articles after it, too: 《土地管理法》第八条、第九条.
    """
    sources = list(dict.fromkeys(found))
    place = {name: number for number, name in enumerate(dict.fromkeys(each.regulation for each in sources))}
    sources.sort(key=lambda each: (each.rank, place[each.regulation]))
    if len(place) == 1 and sources[0].rank == _LOCAL:
        return [(each, each.article) for each in sources]
    before = ["", *(each.regulation for each in sources)]
    return [
        (each, each.article if last == each.regulation and not repeat else each.regulation + each.article)
        for each, last in zip(sources, before, strict=False)
    ]


class Article(NamedTuple):
    """One article: its clauses' ids, or the reason it needs none. ``cited`` as for a clause.

    ``drafts`` are the ids of clauses that are only proposed; they are in no other list, and nothing is judged by them.
    ``also`` are clauses of other articles that rest on this one, too.
    """

    instrument: str
    number: str
    cited: str
    chapter: str
    skip: str
    clauses: tuple[str, ...]
    drafts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class TermText(NamedTuple):
    """A condition the pack named: what it means in Chinese, and how it is written."""

    means: str
    text: str


# What a clause is judged by: its id and a paper it asks for (or several of which any would do), None for its whole.
Subject = tuple[str, MaterialIds | None]


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

    It says one regulation, or several instruments; number, days and ``article_count`` (0 where it has several) are the
    regulation's. ``groups`` are ids of instruments under a name. ``trees`` has its conditions parsed. ``folder``: where
    it was loaded from, "" where it was not; ``place``: in whose words it is said (禾谷县), "" where its own serve.
    ``ungathered``: the group of each clause that it would have, were that group asked for; ``not_taken``: by group the
    names of the instruments that it would have.

    ``layers``: the ids of the packs it consists of, its own first; the clauses stand in that order. ``extends`` are
    those below as it names them, with ``same_as`` (its paper: theirs) and ``decides`` (a fact: the conditions, "" for
    none, in which its answers make that one yes, and no). ``told_with``: where a subject is told of with another's, if
    that is in the same state: which those are, the first such.
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
    instruments: dict[str, Instrument]
    groups: dict[str, tuple[str, ...]]
    articles: tuple[Article, ...]
    clauses: tuple[Clause, ...]
    kinds: dict[CaseKind, KindRules]
    trees: Trees
    layers: tuple[str, ...]
    extends: tuple[str, ...]
    same_as: dict[str, str]
    decides: dict[str, tuple[str, str]]
    told_with: dict[Subject, tuple[Subject, ...]]
    folder: str = ""
    place: str = ""
    ungathered: Mapping[str, str] = MappingProxyType({})
    not_taken: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def clause(self, clause_id: str) -> Clause | None:
        """Return the clause with this id, or None."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def deadlines(self) -> Iterator[DeadlineClause]:
        """Yield the clauses that set a deadline, in the pack's order."""
        return (clause for clause in self.clauses if isinstance(clause, DeadlineClause))

    def articles_of(self, instrument: Instrument) -> tuple[Article, ...]:
        """Return the articles of one instrument, in their order."""
        return tuple(article for article in self.articles if article.instrument == instrument.id)

    def articles_called(self, number: str) -> tuple[Article, ...]:
        """Return the articles with this number (第四十九条), one an instrument, or the one that is cited so."""
        return tuple(article for article in self.articles if number in (article.number, article.cited))

    @property
    def group(self) -> str:
        """The group of its instruments that was asked for beside the core, "" where none was."""
        if not self.groups:
            return ""
        core = set(self.groups.get(CORE, ()))
        taken = {each for ids in self.groups.values() for each in ids} & self.instruments.keys()
        return next((name for name, ids in self.groups.items() if taken != core and core.union(ids) == taken), "")

    @property
    def beside_core(self) -> tuple[str, ...]:
        """The names of the instruments that it has because their group was asked for."""
        core = self.groups.get(CORE, ())
        return tuple(each.regulation for name, each in self.instruments.items() if self.group and name not in core)

    @property
    def called(self) -> str:
        """Its id, with the group that was asked for: national/finance."""
        return f"{self.id}/{self.group}" if self.group else self.id

    @property
    def drafts(self) -> int:
        """How many clauses are only proposed, and not confirmed."""
        return sum(len(article.drafts) for article in self.articles)

    def has_instruments(self) -> bool:
        """Return whether its articles are cited with the name of their instrument, not as those of one regulation."""
        return not all(each.is_local for each in self.instruments.values())

    def citations(self, clause: Clause) -> dict[Citation, str]:
        """Return how each article that a clause rests on is cited among others, and its words."""
        instrument = self.instruments[clause.instrument]
        rank = _RANKS.index(instrument.rank)
        return {Citation(rank, instrument.regulation, article): quote for article, quote in clause.sources}

    def regulation_of(self, clause: Clause) -> str:
        """Return the name of the regulation that a clause comes from."""
        return self.instruments[clause.instrument].regulation

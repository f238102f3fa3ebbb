"""The clauses of a pack: six kinds, a class each, and ``Clause``, their union.

Whatever decides by the kind of a clause matches on its class and ends in ``assert_never``; a class added to the union
is then named by mypy wherever something is still to be said of it (CONTRIBUTING, "Add a kind of clause").
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, ClassVar, NoReturn, Self, assert_never, dataclass_transform, get_args

from clerkcheck.conditions.readings import ReadSource, sources_of
from clerkcheck.i18n import cited, listed
from clerkcheck.literals import AppliesTo, Bound, ClauseKind, Duty, Modality, Step, Unit

MaterialIds = str | tuple[str, ...]  # a paper's id, or those of which any would do


@dataclass_transform(frozen_default=True, kw_only_default=True)
class _Record:
    """A frozen record of the fields its classes annotate, those of the base first.

    To mypy it is a frozen dataclass. It is none, because importing ``dataclasses`` takes as long as a tenth of checking
    a case, which would be paid at every start.
    """

    FIELDS: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.FIELDS += tuple(
            name for name, of in cls.__annotations__.items() if getattr(of, "__origin__", None) is not ClassVar
        )

    def __init__(self, **values: Any) -> None:
        if values.keys() != set(self.FIELDS):
            raise TypeError(f"{type(self).__name__}: {sorted(values.keys() ^ set(self.FIELDS))}")
        self.__dict__.update(values)

    @classmethod
    def of(cls, values: Iterable[Any]) -> Self:
        """Return the record with these values of ``FIELDS``, in their order: what :meth:`values` gave."""
        made = cls.__new__(cls)
        made.__dict__.update(zip(cls.FIELDS, values, strict=True))
        return made

    def values(self) -> tuple[Any, ...]:
        """Return the values of ``FIELDS``, in their order."""
        return tuple([self.__dict__[name] for name in self.FIELDS])

    def _replace(self, **changes: Any) -> Self:
        """Return a record that has other values in these fields, as a named tuple's ``_replace`` does."""
        return type(self)(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), self.values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.FIELDS)
        return f"{type(self).__name__}({said})"


class ClauseBase(_Record):
    """What every clause has: one requirement of one article, with the operative words.

    ``layer`` is the id of the pack that has it, ``instrument`` that of the regulation; ``cited`` is how its article is
    cited, with the regulation's name unless that is the pack's one and only; ``also_from`` are the other articles of
    that regulation that it rests on too, each with its words, and ``cited`` names them after its own. ``when`` and
    ``unless`` are conditions as written. ``step``: at which moment it is looked at. ``fallback``: a national rule that
    gives way to a government's own, which says so by ``refines``: the clauses of layers below that ask for the same.
    ``duty``: "" where the clause must hold before the item goes up; a clause with another never changes the outcome.
    Days are ISO text, "" where the clause itself says none. ``facts`` are those its condition and check read,
    ``readings`` the names of what they read of papers and dates (:mod:`clerkcheck.conditions.readings`);
    ``specificity`` how many tests its condition makes.
    """

    kind: ClassVar[ClauseKind]

    id: str
    layer: str
    instrument: str
    article: str
    cited: str
    applies_to: AppliesTo
    modality: Modality
    quote: str
    also_from: tuple[tuple[str, str], ...]
    gist: str
    remedy: str
    reading: str
    when: str
    unless: str
    duty: Duty
    step: Step
    fallback: bool
    refines: tuple[str, ...]
    in_force_from: str
    in_force_until: str
    facts: tuple[str, ...]
    readings: tuple[str, ...]
    specificity: int
    file: str
    line: int

    def in_force_on(self, day: str) -> bool:
        """Return whether the clause is in force on a day (ISO text); its first and its last day both count."""
        return self.in_force_from <= day and (not self.in_force_until or day <= self.in_force_until)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The articles that it rests on, its own first, each with the operative words."""
        return ((self.article, self.quote), *self.also_from)

    @property
    def basis(self) -> str:
        """The articles that it rests on with their words, as a paper cites them: 第五条“……”、第八条“……”."""
        if not self.also_from:
            return cited(self.cited, self.quote)
        regulation = self.cited.removesuffix(listed(article for article, _quote in self.sources))
        return regulation + listed(cited(*source) for source in self.sources)

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers it names."""
        return ()

    @property
    def demands(self) -> tuple[MaterialIds, ...]:
        """The papers it is judged by, one after the other: a paper it needs, or papers of which any would do."""
        return ()

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of a case that it reads."""
        return ()

    @property
    def papers_looked_at(self) -> tuple[str, ...]:
        """The papers it names, and those that its condition or check reads."""
        return (*self.papers, *(each.id for each in self._sources("material")))

    @property
    def dates_looked_at(self) -> tuple[str, ...]:
        """The dates of a case that it reads, and those that its condition or check does."""
        return (*self.dates, *(each.id for each in self._sources("date")))

    @property
    def papers_parted(self) -> tuple[tuple[str, str], ...]:
        """The papers of which its condition or check reads a part, each with that (date, channel)."""
        return tuple((each.id, each.part) for each in self._sources("material") if each.part)

    def _sources(self, about: str) -> Iterator[ReadSource]:
        return (source for name in self.readings for source in sources_of(name) if source.about == about)


class MaterialClause(ClauseBase):
    """Papers (要件) that must be there: each of ``needs``, or any one of ``any_of``; only one of the two is given.

    A paper needed is a tuple where another layer has papers that are the same: any of them will do. Where silence
    counts as consent (逾期视为同意), the last day to answer is ``deemed_offset`` ``deemed_unit`` s after the date
    ``deemed_from``, else "".
    """

    kind = "material"

    needs: tuple[MaterialIds, ...]
    any_of: tuple[str, ...]
    deemed_from: str
    deemed_offset: int
    deemed_unit: Unit

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of a case that it reads."""
        return (self.deemed_from,) if self.deemed_from else ()

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers it names."""
        named = (each if isinstance(each, tuple) else (each,) for each in self.needs)
        return (*chain.from_iterable(named), *self.any_of)

    @property
    def demands(self) -> tuple[MaterialIds, ...]:
        """The papers it is judged by, one after the other: a paper it needs, or papers of which any would do."""
        return (self.any_of,) if self.any_of else self.needs


class CheckClause(ClauseBase):
    """A condition of the facts: what it ``expect`` s holds, or what it ``forbid`` s does not; as written, one is ""."""

    kind = "check"

    expect: str
    forbid: str


class ForumClause(ClauseBase):
    """The meetings that decide: one of ``forum``, or any but those of ``forum_not``; one of the two is given.

    ``approval`` is the paper (with those that are the same) that shows that one of the roles ``approvers`` approved,
    which does in the place of a meeting; () where nothing does. With it, ``forum`` may be empty: no meeting decides.
    """

    kind = "forum"

    forum: tuple[str, ...]
    forum_not: tuple[str, ...]
    approval: tuple[str, ...]
    approvers: tuple[str, ...]

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers it names."""
        return self.approval

    def accepts(self, meeting: str) -> bool:
        """Return whether it lets that meeting decide."""
        return meeting in self.forum if self.forum or self.approval else meeting not in self.forum_not

    def accepted_meetings(self, meetings: Iterable[str]) -> frozenset[str]:
        """Return those of ``meetings``, all that the vocabulary has, that it lets decide."""
        return frozenset(filter(self.accepts, meetings))


class SignerClause(ClauseBase):
    """Who signs: any of the roles ``signer``, after all of the roles ``also``."""

    kind = "signer"

    signer: tuple[str, ...]
    also: tuple[str, ...]


class DeadlineClause(ClauseBase):
    """A day counted from a date of the case, by the pack's name ``due``.

    ``offset`` ``unit`` s after ``from_date`` (before it where negative) lies the last day, or by ``bound`` the first,
    for what is done on the date ``check_date``. Where it can be put off (可延长至), ``extension`` is the paper (with
    those that are the same) that shows that one of the roles ``extenders`` approved, and the last day is then
    ``extended_offset`` ``extended_unit`` s after ``from_date``; () where it cannot.
    """

    kind = "deadline"

    due: str
    from_date: str
    offset: int
    unit: Unit
    check_date: str
    bound: Bound
    extension: tuple[str, ...]
    extenders: tuple[str, ...]
    extended_offset: int
    extended_unit: Unit

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers it names."""
        return self.extension

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of a case that it reads."""
        return (self.from_date, self.check_date)


class NoteClause(ClauseBase):
    """Something to keep in mind: it asks for nothing that could be checked."""

    kind = "note"


# Any of them; what they have in common is :class:`ClauseBase`.
Clause = MaterialClause | CheckClause | ForumClause | SignerClause | DeadlineClause | NoteClause
# The classes by their kinds: the one list of them, in which a class of the union cannot be missing.
CLAUSES: Mapping[ClauseKind, type[Clause]] = {each.kind: each for each in get_args(Clause)}


def is_binding(modality: Modality) -> bool:
    """Return whether what is so worded can be broken: what is only allowed cannot."""
    match modality:
        case "must" | "must_not" | "normally":
            return True
        case "may":
            return False
        case _:
            assert_never(modality)


def counts(clause: Clause) -> bool:
    """Return whether a clause bears on the outcome: ``may`` clauses never do, nor do duties of others or of later."""
    return is_binding(clause.modality) and not clause.duty and not isinstance(clause, NoteClause)


def allows_exceptions(modality: Modality) -> bool:
    """Return whether an exception can be recorded of what is so worded: only of what holds 原则上, 一般."""
    match modality:
        case "normally":
            return True
        case "must" | "must_not" | "may":
            return False
        case _:
            assert_never(modality)


def can_be_broken(clause: Clause) -> bool:
    """Return whether a case can break a binding clause of this kind; who signs is only said, as notes are."""
    match clause:
        case MaterialClause() | CheckClause() | ForumClause() | DeadlineClause():
            return True
        case SignerClause() | NoteClause():
            return False
        case _:
            assert_never(clause)


def requirement(clause: Clause) -> Hashable:
    """Return what a clause asks for, apart from when: equal for two clauses that ask for the same.

    For a check it is its kind alone: what it looks at is a condition, which only its tree can tell.
    """
    asked: Hashable
    match clause:
        case MaterialClause():
            deemed = (clause.deemed_from, clause.deemed_offset, clause.deemed_unit) if clause.deemed_from else ()
            asked = (frozenset(clause.needs), frozenset(clause.any_of), *deemed)
        case ForumClause():
            asked = tuple(map(frozenset, (clause.forum, clause.forum_not, clause.approval, clause.approvers)))
        case SignerClause():
            asked = (frozenset(clause.signer), frozenset(clause.also))
        case DeadlineClause():
            asked = (clause.due, clause.from_date, clause.offset, clause.unit, clause.check_date, clause.bound)
            if clause.extension:
                approved = frozenset(clause.extension), frozenset(clause.extenders)
                asked = (asked, clause.extended_offset, clause.extended_unit, *approved)
        case NoteClause():
            asked = clause.gist  # its words are all there is
        case CheckClause():
            asked = None
        case _:
            assert_never(clause)
    return clause.kind, asked

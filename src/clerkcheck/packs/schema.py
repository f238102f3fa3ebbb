"""What may stand in a pack's YAML, as pydantic models; keys are the file's own. Nothing unknown is let through."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from clerkcheck.literals import (
    AnswerType,
    AppliesTo,
    Bound,
    CaseKind,
    ClauseKind,
    Modality,
    NationalRank,
    OtherDuty,
    Step,
    Unit,
)

# Both hold characters that can be seen and nothing else: packs.unseen_characters looks at a file before these models.
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Quote = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
InstrumentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
ClauseId = Annotated[str, StringConstraints(pattern=r"^[a-z]+-[0-9]+[a-z0-9-]*$")]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _all_listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _meant(value: object) -> object:
    return value if isinstance(value, dict) else {"is": value}


Ids = Annotated[list[str], BeforeValidator(_listed), Field(min_length=1)]
Answers = Annotated[list[object], BeforeValidator(_all_listed), Field(min_length=1)]


class Strict(BaseModel):
    """No unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True)


class CountedEntry(Strict):
    """How a number is counted over the cases judged together: those of one meeting or year, that a condition holds of.

    ``date``: the date whose year counts, or the day of the meeting.
    """

    per: Literal["meeting", "year"]
    of: Text
    date: Id = "meeting"


class FactEntry(Strict):
    """One fact of a vocabulary."""

    type: AnswerType
    of: dict[Id, Text] | Literal["meetings"] | None = None
    label: Text
    kind: CaseKind | None = None
    group: Text = ""
    question: Text = ""
    help: Text = ""
    counted: CountedEntry | None = None
    least: int = Field(default=0, ge=0, le=9)  # an answer below it is refused: there is no item of no matter
    expressly: bool = False  # a "no" weighs so much that leaving a box unticked must not count as one


class MaterialEntry(Strict):
    """One paper (要件): its label, and what exactly counts as it.

    ``same_as``: the paper of a layer below that it is, too: who has this one has that one, not the other way round.
    """

    label: Text
    help: Text = ""
    same_as: Id | None = None


class DateEntry(Strict):
    """One date of a case: its label, and what makes a given one odd (a remark, never a verdict).

    ``after``: dates it cannot come before; ``workday``: it falls on a working day; ``years``: how many years from the
    day of checking it may lie; ``days_ago``: how many days before it at most, where that is less.
    """

    label: Text
    help: Text = ""
    after: Ids = []
    workday: bool = False
    years: int = Field(default=10, ge=1, le=100)
    days_ago: int | None = Field(default=None, ge=1, le=36600)


class AnswerEntry(Strict):
    """The answers to a fact that are meant: these, or any but these; which there can be the vocabulary says."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    is_: Answers = Field(default=[], alias="is")
    not_: Answers = Field(default=[], alias="not")


class AtOddsEntry(Strict):
    """Answers that cannot all be right of one case, and why: a remark, never the verdict.

    ``answers``: by fact a value, several of which any will do, or ``not`` these.
    """

    answers: dict[Id, Annotated[AnswerEntry, BeforeValidator(_meant)]] = Field(min_length=2)
    why: Text


class OwnVocabulary(Strict):
    """The ids only this government has. ``extend``: values that it adds to choices of the shared vocabulary.

    ``channels``: where it publishes, beside the shared channels. ``at_odds``: answers that contradict each other.
    """

    extend: dict[Id, dict[Id, Text]] = {}
    facts: dict[Id, FactEntry] | None = None
    materials: dict[Id, Text | MaterialEntry] | None = None
    dates: dict[Id, Text | DateEntry] | None = None
    deadlines: dict[Id, Text] | None = None
    channels: dict[Id, Text] = {}
    at_odds: list[AtOddsEntry] = []


class SharedVocabulary(Strict):
    """``checklists/vocabulary.yaml``: the words that all shipped packs share."""

    groups: list[Text]
    kinds: dict[Id, Text]
    meetings: dict[Id, Text]
    facts: dict[Id, FactEntry]
    materials: dict[Id, Text | MaterialEntry]
    dates: dict[Id, Text | DateEntry]
    deadlines: dict[Id, Text]
    signers: dict[Id, Text]
    modalities: dict[Id, Text]
    outcomes: dict[Id, Text]
    channels: dict[Id, Text] = {}  # where things are published: what a paper's channel may be
    at_odds: list[AtOddsEntry] = []
    headings: dict[Text, list[Text]] = {}  # of registers, beside the labels; by id, or dates. and the id


class Names(Strict):
    """How this government calls shared things, such as mayor: 区长."""

    meetings: dict[Id, Text] = {}
    signers: dict[Id, Text] = {}
    facts: dict[Id, Text] = {}
    materials: dict[Id, Text] = {}


class Period(Strict):
    """Dated values: in force from and until (ISO dates; both days counted)."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    from_: Text | None = Field(default=None, alias="from")
    until: Text | None = None


class TermEntry(Strict):
    """A condition with a name."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    means: Text
    is_: Text = Field(alias="is")


class DecidedEntry(Strict):
    """The conditions in which a yes/no fact is answered by other answers (at least one of them)."""

    true_when: Text = ""
    false_when: Text = ""


class AcceptedEntry(Strict):
    """What lint would remark on, and why the regulation has it so.

    Without ``remark``: clauses that contradict or repeat one another. With it, the remark of that id on these clauses,
    or on these articles.
    """

    remark: Text = ""
    clauses: list[Text] = []
    articles: list[Text] = []
    why: Text


class PackFile(Strict):
    """``pack.yaml``.

    Its files are the chapters of one regulation, of which it says number, days and how many articles it has; or each is
    an instrument with a head of its own, which ``groups`` gathers under names. ``extends``: the packs judged with it,
    the layers below, some with a group of their instruments (national/finance). ``decides``: facts that its own answers
    decide, so that they are not asked.
    """

    id: Id
    region: Text
    regulation: Text
    government: Text
    document_number: Text | None = None
    issued: Text | None = None
    in_force: Period | None = None
    review_by: Text | None = None
    article_count: int | None = Field(default=None, ge=1, le=999)
    files: list[Text] = Field(min_length=1)
    groups: dict[Id, Ids] = {}
    vocabulary: OwnVocabulary = OwnVocabulary()
    names: Names = Names()
    terms: dict[Id, TermEntry] | None = None
    extends: Ids | None = None
    decides: dict[Id, DecidedEntry] = {}
    accepted: list[AcceptedEntry] = []


class ApprovalEntry(Strict):
    """An approval (审批、批准): the paper that shows it, and the roles of which any may give it."""

    paper: Text
    by: Ids


class SourceEntry(Strict):
    """Another article that a clause rests on, with its operative words."""

    article: Text
    quote: Quote


class DeemedEntry(Strict):
    """When silence counts as consent: so long after a date, the last day to answer."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    from_date: Text = Field(alias="from")
    offset: int = Field(ge=1, le=3660)
    unit: Unit


class ExtendEntry(ApprovalEntry):
    """To when a day due can be put off (可延长至): counted from the same date, with an approval that shows it."""

    offset: int = Field(ge=-3660, le=3660)
    unit: Unit


class ClauseEntry(Strict):
    """One clause. Which keys go with which ``kind`` is checked in ``packs.clause_checks``.

    ``draft``: it is only proposed, and judges nothing until the keeper confirms it; ``drafted_from`` names the clauses
    of other packs that read so, ``unsure`` the keys that may be wrong.
    """

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    id: ClauseId
    draft: bool = False
    drafted_from: list[Text] = []
    unsure: list[Text] = []
    quote: Quote
    also_from: list[SourceEntry] = []
    kind: ClauseKind
    applies_to: AppliesTo
    modality: Modality
    gist: Text
    remedy: Text
    reading: Text = ""
    when: Text = ""
    unless: Text = ""
    needs: Ids | None = None
    any_of: Ids | None = None
    deemed: DeemedEntry | None = None
    forum: Ids | None = None
    forum_not: Ids | None = None
    approval: ApprovalEntry | None = None
    signer: Ids | None = None
    also: Ids | None = None
    expect: Text = ""
    forbid: Text = ""
    due: Text = ""
    from_date: Text = Field(default="", alias="from")
    offset: int = Field(default=0, ge=-3660, le=3660)
    unit: Unit | None = None
    check: Text = ""
    bound: Bound | None = None
    extend: ExtendEntry | None = None
    duty: OtherDuty | None = None
    step: Step = "submit"
    fallback: bool = False
    refines: Ids | None = None
    in_force: Period | None = None


class ArticleEntry(Strict):
    """One article: ``skip`` (the reason it needs no clause) or ``clauses``."""

    article: Text
    skip: Text = ""
    clauses: list[ClauseEntry] = []


class InstrumentEntry(Strict):
    """One instrument (法律、条例、文件) of a pack that has several.

    ``partial``: its text was not had whole; ``selected``: only articles of use are in the pack.
    """

    id: InstrumentId
    regulation: Text
    document_number: Text | None
    issued: Text | None
    in_force: Text
    rank: NationalRank
    partial: bool = False
    selected: bool = False


class ChapterFile(Strict):
    """A chapter's worth of articles, or an instrument with all of its own."""

    chapter: Text = ""
    instrument: InstrumentEntry | None = None
    articles: list[ArticleEntry] = Field(min_length=1)

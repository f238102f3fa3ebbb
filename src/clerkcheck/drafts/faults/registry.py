"""The register of checks: each a function with its id, its source and its two examples.

The examples are tested (tests/drafts/test_faults.py) and make the pages of docs/faults (tools/fault_pages.py).
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.model import DraftPara, Spot
from clerkcheck.i18n import _

# 条例: written in a law, a regulation, or a paper of the Party's or the State Council's office; 国标: in GB/T 9704 or a
# standard it names; 惯例: in none of them that binds everywhere, but what offices ask for.
Level = Literal["条例", "国标", "惯例"]
LEVELS: tuple[Level, ...] = get_args(Level)
# error: the document would come back for it; warning: to be mended, or looked at; note: to know.
Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # the worst first
# What an example is made from (tests/support/sample_drafts.py).
Base = Literal["notice", "request", "report", "reply", "measures", "minutes", "letter", "announcement"]
Parts = Mapping[str, str]
NOTHING: Parts = MappingProxyType({})


def level_words() -> Mapping[Level, str]:
    """Return the Chinese word for each level, the most binding first."""
    return {"条例": _("条例"), "国标": _("国标"), "惯例": _("惯例")}


class FoundFault(NamedTuple):
    """A fault where it stands: the index of its paragraph (-1: the document as a whole), and the words at fault.

    ``spot`` is the place where it is no paragraph of the body; ``values`` fill the check's message.
    """

    at: int
    words: str = ""
    spot: Spot | None = None
    values: Mapping[str, Any] = MappingProxyType({})


class Check(NamedTuple):
    """A check. ``always``: also of documents from before the regulation of today. ``word``: only of Word files.

    ``bad`` and ``good`` are the parts of an example in which it differs from its ``base``.
    """

    id: str
    group: str
    level: Level
    severity: Severity
    source: str
    message: str
    remedy: str
    find: Callable[[Draft], Iterator[FoundFault]]
    bad: Parts
    good: Parts
    base: Base
    always: bool
    word: bool

    @property
    def layout(self) -> bool:
        """Whether it looks at how the document is set, not at what it says."""
        return self.group in _LAYOUT


class Fault(NamedTuple):
    """A fault of a draft, in words."""

    check: Check
    where: Spot
    words: str
    message: str
    at: int


_LAYOUT = ("page", "fonts", "layout")
_known: dict[str, Check] = {}


def check(  # noqa: PLR0913 - the fields of a check, by name
    id: str,
    level: Level,
    severity: Severity,
    *,
    source: str,
    message: str,
    remedy: str,
    bad: Parts,
    good: Parts = NOTHING,
    base: Base = "notice",
    always: bool = False,
    word: bool = False,
) -> Callable[[Callable[[Draft], Iterator[FoundFault]]], Callable[[Draft], Iterator[FoundFault]]]:
    """Register a function as the check ``id``; its module's name is the group under which it is shown."""

    def register(find: Callable[[Draft], Iterator[FoundFault]]) -> Callable[[Draft], Iterator[FoundFault]]:
        """Keep the function under the check's id; raises ValueError for an id used twice."""
        if id in _known:
            raise ValueError(id)
        group = find.__module__.rpartition(".")[2]
        _known[id] = Check(id, group, level, severity, source, message, remedy, find, bad, good, base, always, word)
        return find

    return register


def checks() -> tuple[Check, ...]:
    """Return every check, in the order in which a document is read."""
    from importlib import import_module

    for group in GROUPS:
        import_module(f"clerkcheck.drafts.faults.{group}")
    return tuple(sorted(_known.values(), key=lambda each: GROUPS.index(each.group)))


GROUPS = (
    "head", "number", "title", "routing", "requests", "levels", "punctuation", "leftovers", "amounts", "terms", "names",
    "closing", "attachments", "imprint", "page", "fonts", "layout",
)  # fmt: skip


def faults_of(draft: Draft) -> tuple[Fault, ...]:
    """Return the faults of a draft in the order of its text, those of the whole document first, layout after all."""
    found: list[Fault] = []
    for each in checks():
        if (each.always or draft.current) and (not each.word or draft.text.word is not None):
            found += [_fault(draft, each, one) for one in each.find(draft)]
    return tuple(sorted(found, key=lambda fault: (fault.check.layout, fault.at)))


def _fault(draft: Draft, each: Check, found: FoundFault) -> Fault:
    where = found.spot or (draft.paras[found.at].spot if found.at >= 0 else Spot())
    message = each.message.format(**found.values) if found.values else each.message
    return Fault(each, where, shortened(found.words), message, found.at)


def shortened(words: str, most: int = 60) -> str:
    """Return words short enough for a list."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def first_match(paras: Iterator[tuple[int, DraftPara]], pattern: Any) -> Iterator[FoundFault]:
    """Yield the first place at which a pattern is found: what runs through a text is said once."""
    for at, para in paras:
        match = pattern.search(para.text)
        if match:
            yield FoundFault(at, match[0])
            return

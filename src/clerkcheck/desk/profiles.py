"""The kind of item (事项类别): a block of answers that such an item usually has, proposed together and confirmed once.

Profiles are data: ``checklists/profiles.yaml`` for all packs, and a ``profiles.yaml`` in a pack's own folder that adds
to them, or replaces them. A profile never answers what must be said expressly, nor what it is itself about.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.check import check
from clerkcheck.checking.report import Report
from clerkcheck.clock import today
from clerkcheck.conditions.values import FactValue
from clerkcheck.desk.answer_words import answer_words
from clerkcheck.desk.profile_file import Profile, ProfileReader, read_profiles
from clerkcheck.desk.title_says import ABOUT, said_by
from clerkcheck.i18n import _, joined, labelled, listed
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.packs.store import beside_packs
from clerkcheck.reading.errors import InputErrors

FILE = "profiles.yaml"


class ProfileProposal(NamedTuple):
    """An answer that a profile proposes: a fact and a plain value, as a case file has it."""

    fact: Fact
    value: Any

    @property
    def words(self) -> str:
        """The proposed answer in words."""
        return answer_words(self.fact, self.value)

    @property
    def sentence(self) -> str:
        """Fact and answer: 否　涉及机构编制; of a choice or number 文种：通知."""
        if self.fact.type == "bool":
            return _("{answer}　{label}").format(answer=self.words, label=self.fact.label)
        return labelled(self.fact.label, self.words)


def profiles_of(pack: Pack, kind: str) -> tuple[Profile, ...]:
    """Return the profiles for a kind of case under a pack; raises InputErrors with file and line."""
    return tuple(each for each in _all_profiles(pack).values() if each.kind == kind)


def profile_called(pack: Pack, name: str) -> Profile | None:
    """Return the profile with that id, or None; raises InputErrors."""
    return _all_profiles(pack).get(name)


def check_profiles(pack: Pack) -> None:
    """Read the profiles for a pack; raises InputErrors with every fault, its file and line."""
    _all_profiles(pack)


def _all_profiles(pack: Pack) -> Mapping[str, Profile]:
    shared = beside_packs(pack.folder, FILE) if pack.folder else ""
    own = os.path.join(pack.folder, FILE) if pack.folder else ""
    reader = ProfileReader(pack)
    found: dict[str, Profile] = {}
    if shared and os.path.isfile(shared):
        read_profiles(shared, reader, found, everybodys=True)
    if own and os.path.isfile(own):
        read_profiles(own, reader, found, everybodys=False)
    if reader.errors:
        raise InputErrors(reader.errors)
    return {name: profile._replace(spoken_of=reader.titles) for name, profile in found.items()}


def proposals(
    pack: Pack, profile: Profile, answered: Mapping[str, FactValue] | None = None, title: str = ""
) -> tuple[ProfileProposal, ...]:
    """Return what a profile, and a document's title, propose under a pack; what is ``answered`` already is left alone.

    In the vocabulary's order. A fact that no clause reads for this kind of case, or that must be answered expressly, is
    not among them; nor is a "no" of what the title speaks of (召开…会议), or one that decides nothing beside the others
    (a notice is of no meeting anyway).
    """
    read, known = set(pack.kinds[profile.kind].program.facts), answered or {}
    said = said_by(title, pack, profile.answers) if profile.kind == "document" else {}
    found = []
    for name, fact in pack.vocabulary.facts.items():
        if name in read and name not in known and not fact.expressly and fact.kind in (None, profile.kind):
            value = said.get(name, _value(profile, fact, title))
            if value is not None:
                found.append(ProfileProposal(fact, value))
    return tuple(_mattering(pack, profile, known, found))


def _mattering(
    pack: Pack, profile: Profile, known: Mapping[str, FactValue], proposed: Iterable[ProfileProposal]
) -> Iterator[ProfileProposal]:
    """Yield what is proposed, without the refusals that decide nothing once the others stand.

    They are taken as they would be asked: the one that most clauses wait for first, until none is asked any more; then
    those that tell whether a reminder concerns the case.
    """
    refused = {e.fact.id: e for e in proposed if e.value == refusal(e.fact) and e.fact.id not in profile.answers}
    facts = {**known, **{each.fact.id: _stored(each.value) for each in proposed if each.fact.id not in refused}}
    more: str | None = ""
    while more is not None:
        report = check(Case(pack.id, profile.kind, "", None, facts, {}, {}), pack, national_calendar(), today())
        more = next((each for each in _deciding(report, pack) if each in refused and each not in facts), None)
        if more is not None:
            facts[more] = _stored(refused[more].value)
    yield from (each for each in proposed if each.fact.id in facts)


def _deciding(report: Report, pack: Pack) -> Iterator[str]:
    """Yield the facts asked, then those by which a reminder may or may not concern the case."""
    yield from (each.id for each in report.facts_asked())
    for reminder in report.reminders:
        clause = pack.clause(reminder.clause)
        if clause is not None and not reminder.certain:
            yield from clause.facts


def _stored(value: Any) -> FactValue:
    return frozenset(value) if isinstance(value, list) else value


def _value(profile: Profile, fact: Fact, title: str) -> Any:
    if fact.id in profile.answers:
        return profile.answers[fact.id]
    if fact.id not in profile.denied or any(word in title for word in profile.spoken_of.get(fact.id, ())):
        return None
    return refusal(fact)


def refusal(fact: Fact) -> Any:
    """Return the answer by which a fact is denied: no, none of the choices, nought; None where there is none."""
    if fact.type == "bool":
        return False
    if fact.of:
        return None if "none" not in fact.of else ["none"] if fact.type == "choices" else "none"
    return 0


def confirmed_words(profile: Profile, taken: Iterable[ProfileProposal]) -> str:
    """Return what the history says of a block that was confirmed: every answer in it, and by which profile."""
    said: dict[str, list[str]] = {}
    for each in taken:
        said.setdefault(each.words, []).append(each.fact.label)
    words = joined(labelled(word, listed(labels)) for word, labels in said.items())
    return _("按〔{profile}〕确认：{words}").format(profile=profile.label, words=words or _("没有采用其中的答案"))


def block_answers(taken: Iterable[ProfileProposal]) -> dict[str, Any]:
    """Return the facts that a confirmed block writes into a case, as its file has them."""
    return {each.fact.id: each.value for each in taken}


def fitting(profiles: Iterable[Profile], title: str) -> Iterator[Profile]:
    """Yield the profiles that a title speaks of, the likeliest first.

    What a title is about stands first in it (关于传达学习……的议题) or last (……资金的议题, ……的请示). One that says so
    (房屋征收 rather than the 方案 of it) goes before another.
    """
    found = [
        (max((_weight(title, word) for word in each.title if word in title), default=None), each) for each in profiles
    ]
    likely = [each for weight, each in sorted(found, key=lambda pair: pair[0] or (), reverse=True) if weight]
    for each in tuple(likely):
        later = {name for name, words in each.before.items() if any(word in title for word in words)}
        ahead = [place for place, other in enumerate(likely) if other.id in later]
        if ahead and min(ahead) < likely.index(each):
            likely.remove(each)
            likely.insert(min(ahead), each)
    yield from likely


def _weight(title: str, word: str) -> tuple[bool, int, int]:
    """How much a word tells of a title: one right behind 关于 most, then one that ends late, then a long one."""
    return ABOUT + word in title, title.rfind(word) + len(word), len(word)

"""How many answers take an item from nothing to the report that no further answer can change.

An answer is a key press that records something: the kind of item chosen, its block confirmed, then each page of the app
(a multi-select of up to nine yes/no facts counts as one). Measured for every example, with the profile that its title
and facts speak of, and for every shipped profile under every pack: an item that is about what the profile is about and
about nothing else. A document has a genre and, unless it is minutes, somebody it is addressed to: those that take most
answers count. What an example leaves out is answered with 不清楚.
Run:  python benchmarks/answers.py [--all]
"""

import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.loading import load_case
from clerkcheck.cases.model import Case
from clerkcheck.checking.check import check
from clerkcheck.checking.pages import next_page
from clerkcheck.desk.profile_file import Profile
from clerkcheck.desk.profiles import fitting, profiles_of, proposals
from clerkcheck.literals import KINDS
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import load_pack, pack_ids

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 11, 22)
CALENDAR = national_calendar()
MEDIAN, MOST, PLAIN_MOST = 8, 14, 4
PLAIN = ("convey", "hear_report")  # items on which nothing is decided


def stored(value: Any) -> Any:
    """Return a plain value as a case has it."""
    return frozenset(value) if isinstance(value, list) else value


def answers_to(case: Case, pack: Pack, answer: Callable[[str], Any]) -> int:
    """Return how many pages are asked of a case; ``answer`` gives what is known of a fact, None for 不清楚."""
    unsure, pages = set[str](), 0
    while (page := next_page(check(case, pack, CALENDAR, TODAY), pack, unsure)) is not None:
        pages += 1
        known = {fact: value for fact in page.facts if (value := answer(fact)) is not None}
        unsure |= set(page.facts) - known.keys()
        case = case._replace(facts=case.facts | known)
    return pages


def of_example(path: Path) -> tuple[int, int]:
    """Return how many answers an example takes without a profile, and with the one that its title speaks of."""
    example = load_case(str(path))
    pack = load_pack(example.pack)
    bare = example._replace(facts={}, materials={}, dates={}, exceptions=())
    without = answers_to(bare, pack, example.facts.get)
    profile = next(fitting(profiles_of(pack, example.kind), example.title), None)
    if profile is None:
        return without, without
    block = {each.fact.id: stored(each.value) for each in proposals(pack, profile, title=example.title)}
    right = {fact: value for fact, value in block.items() if example.facts.get(fact, value) == value}
    return without, 2 + answers_to(bare._replace(facts=right), pack, example.facts.get)


def of_profile(pack: Pack, profile: Profile) -> int:
    """Return how many answers an item of a kind takes under a pack; a document, by the genre and addressee of most."""
    block = {each.fact.id: stored(each.value) for each in proposals(pack, profile)}
    case = Case(pack.id, profile.kind, profile.label, None, block, {}, {})
    heads = list(heads_of(pack, profile)) if profile.kind == "document" else [{}]
    return 2 + max(answers_to(case, pack, lambda name, head=head: likely(pack, profile, name, head)) for head in heads)


def heads_of(pack: Pack, profile: Profile) -> Iterator[dict[str, str]]:
    """Yield each genre that a document of a kind may have, and each addressee of one: all but minutes have one."""
    facts = pack.vocabulary.facts
    others = {each.answers.get("genre") for each in profiles_of(pack, "document")}
    genre = profile.answers.get("genre")
    for each in [genre] if genre else sorted(facts["genre"].of.keys() - others):
        for addressee in ["none"] if each == "minutes" else sorted(facts["addressed_to"].of.keys() - {"none"}):
            yield {"genre": each, "addressed_to": addressee}


def likely(pack: Pack, profile: Profile, name: str, head: dict[str, str]) -> Any:
    """Return what the clerk answers to what a block leaves open: yes to its subject, and no more than there must be.

    ``head``: what the document is, and to whom it goes.
    """
    fact = pack.vocabulary.facts[name]
    if name in head:
        return head[name]
    if fact.type == "bool":
        return name in profile.about or fact.expressly
    if not fact.of:
        return 1
    usual = {"meeting": "standing", "issued_by": "government"}.get(name)
    value = "none" if "none" in fact.of else usual or next(iter(fact.of))
    return frozenset([value]) if fact.type == "choices" else value


def of_profiles() -> Iterator[tuple[str, str, int]]:
    """Yield pack, profile and answers of every shipped profile."""
    for pack_id in pack_ids():
        pack = load_pack(pack_id)
        for profile in (each for kind in KINDS for each in profiles_of(pack, kind)):
            yield pack_id, profile.id, of_profile(pack, profile)


def main() -> None:
    """Print a line an example, then median and most of examples and profiles against the goals."""
    print(f"{'without':>8}{'profile':>8}  example")
    examples = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        without, with_profile = of_example(path)
        examples.append(with_profile)
        print(f"{without:8}{with_profile:8}  {path.stem}")
    profiles = list(of_profiles())
    if "--all" in sys.argv:
        for pack_id, name, answers in profiles:
            print(f"{answers:16}  {pack_id} {name}")
    plain = max(answers for _pack, name, answers in profiles if name in PLAIN)
    missed = plain > PLAIN_MOST
    for what, counts in (("examples", examples), ("profiles", [answers for _pack, _name, answers in profiles])):
        median, most = statistics.median(counts), max(counts)
        print(f"{what}: median {median:g} (goal <= {MEDIAN}), most {most} (goal <= {MOST})")
        missed = missed or median > MEDIAN or most > MOST
    print(f"{', '.join(PLAIN)}: most {plain} (goal <= {PLAIN_MOST})")
    if missed:
        sys.exit("goal missed")


if __name__ == "__main__":
    main()

"""How many answers take each example case from nothing to the report that no further answer can change.

An answer is a page of the app: a multi-select (up to nine yes/no facts) counts as one. Each page is answered as the
example says; what the example leaves out is answered with 不清楚. The greedy bound is the number of facts that would be
asked one by one in the same order.
Run:  python benchmarks/answers.py
"""

import statistics
import sys
from datetime import date
from pathlib import Path

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.loading import load_case
from clerkcheck.checking.check import check
from clerkcheck.checking.pages import Page, next_page
from clerkcheck.packs.store import load_pack

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 11, 22)
MEDIAN, MOST = 10, 16


def pages_asked(path: Path) -> list[Page]:
    """Return the pages that the app asks of this example when it starts from its kind and title alone."""
    example = load_case(str(path))
    pack, calendar = load_pack(example.pack), national_calendar()
    case, unsure, pages = example._replace(facts={}, materials={}, dates={}, exceptions=()), set[str](), []
    while (page := next_page(check(case, pack, calendar, TODAY), pack, unsure)) is not None:
        pages.append(page)
        known = {fact: example.facts[fact] for fact in page.facts if fact in example.facts}
        unsure |= set(page.facts) - known.keys()
        case = case._replace(facts=case.facts | known)
    return pages


def main() -> None:
    """Print a line an example, then median and most against the goals."""
    counts = []
    print(f"{'answers':>8}{'facts':>7}{'yes/no':>8}  example")
    for path in sorted(EXAMPLES.glob("*.yaml")):
        pages = pages_asked(path)
        flags = sum(len(page.facts) for page in pages if page.multi)
        facts = sum(len(page.facts) for page in pages)
        counts.append(len(pages))
        print(f"{len(pages):8}{facts:7}{flags:8}  {path.stem}")
    median = statistics.median(counts)
    print(f"median {median:g} (goal <= {MEDIAN}), most {max(counts)} (goal <= {MOST})")
    if median > MEDIAN or max(counts) > MOST:
        sys.exit("goal missed")


if __name__ == "__main__":
    main()

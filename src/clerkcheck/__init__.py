"""clerkcheck: may this agenda item (议题) or official document (公文) go up, and which article says so?

As a library::

    from datetime import date
    from clerkcheck import check, load_case, load_pack, national_calendar

    case = load_case("examples/letter-city-transport.yaml")
    report = check(case, load_pack(case.pack), national_calendar(), date(2026, 11, 22))
    print(report.outcome)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clerkcheck.calendars.workdays import national_calendar
    from clerkcheck.cases.loading import load_case
    from clerkcheck.checking.check import check
    from clerkcheck.packs.store import load_pack

__version__ = "0.2.0"
__all__ = ["check", "load_case", "load_pack", "national_calendar"]

_HOMES = {
    "check": "checking.check",
    "load_case": "cases.loading",
    "load_pack": "packs.store",
    "national_calendar": "calendars.workdays",
}


def __getattr__(name: str) -> Any:
    """Import the library's doors on first use, so that ``clerkcheck --help`` does not pay for them."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"clerkcheck.{_HOMES[name]}"), name)

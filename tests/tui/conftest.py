"""Copies of the examples, the app under a stopped clock, and what a widget shows as text."""

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.saving import open_stored
from clerkcheck.tui.session import Session

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def example(tmp_path):
    """Copy a shipped example by its stem and return the copy's path."""

    def copied(stem):
        target = tmp_path / f"{stem}.yaml"
        shutil.copy(EXAMPLES / f"{stem}.yaml", target)
        return str(target)

    return copied


@pytest.fixture
def session_of():
    """Open a case file under the stopped clock."""
    return lambda path: Session(open_stored(str(path)), national_calendar(), NOW.date(), lambda: NOW)


@pytest.fixture
def app_of():
    """The app on a folder or case under the stopped clock."""

    def made(place):
        from clerkcheck.tui.app import ClerkApp

        return ClerkApp(str(place), national_calendar(), lambda: NOW)

    return made


@pytest.fixture
def shown():
    """What a widget that paints rows shows, as text."""
    return lambda widget: "\n".join(row.text for row in widget.rows)

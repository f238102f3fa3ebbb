"""Working-day arithmetic: the door of this room.

Inside the years whose notices are known an offset is two list look-ups. Outside, the best guess comes with the range in
which the true date must lie (clerkcheck.calendars.bounds), and is provisional.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Any

from clerkcheck.calendars.day_flags import rule, week_flags
from clerkcheck.calendars.days import DayFact, DueDate, in_years
from clerkcheck.calendars.layers import Layer, national_layer
from clerkcheck.i18n import joined
from clerkcheck.literals import Bound, Unit

if TYPE_CHECKING:
    from clerkcheck.calendars.outlook import Outlook

__all__ = ["DayFact", "DueDate", "WorkCalendar", "national_calendar"]

_MOST_KEPT = 50_000  # due dates


class WorkCalendar:
    """Which days are working days, by layers of papers; immutable.

    ``layers`` are those given, lowest first; ``known_until`` is the last day of the unbroken run of known years.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        """Take the layers, lowest first; at least one holds the notice of a year."""
        self.layers = tuple(layers)
        known = {year for layer in self.layers for year in layer.notices}
        first_year = last_year = min(known)
        while last_year + 1 in known:
            last_year += 1
        self._first = date(first_year, 1, 1).toordinal()
        flags = week_flags(self._first, date(last_year, 12, 31).toordinal())
        rule(flags, self._first, self.layers)
        # The last week of December belongs to the next year's notice (docs/calendars.md), which is not known.
        self.known_until = date(last_year, 12, 24)
        self._certain = self.known_until.toordinal() - self._first + 1
        self._flags = bytes(flags)
        self._workdays = list(compress(range(self._first, self._first + len(flags)), flags))
        # For every day the number of working days up to it (less 1, an index) and before it.
        upto = list(accumulate(flags, initial=0))
        self._before = upto
        self._last = [count - 1 for count in upto[1:]]
        self._certain_workdays = upto[self._certain]
        # One due date for every certain working day, made when first asked for: a look-up costs a third of making it.
        self._dues: list[DueDate | None] = [None] * self._certain_workdays
        self._worked_out: dict[tuple[date, int, Unit, Bound], DueDate] = {}  # the others: cases share few start dates

        self._counted: dict[tuple[date, date], int] = {}  # working days between days of which some are not certain

    def offset(self, start: date, n: int, unit: Unit, bound: Bound = "latest") -> DueDate:
        """Return the due date ``n`` units (workday, day, month, year) after ``start``, or before it when negative.

        The start day is not counted (民法典第二百零一条). N working days after D is the Nth working day after D. A
        period in days that ends on a day off moves on to the next working day (民法典第二百零三条), unless ``bound`` is
        "earliest"; counted backward it stays, with the working day before it as ``advice``. One in months or years is
        a term of validity or a cycle and ends on its corresponding day, a working day or not. ``n`` 0 is the start day
        itself. Raises InputError beyond years 1-9999.
        """
        if unit == "workday":
            index = start.toordinal() - self._first
            if 0 <= index < self._certain:
                place = self._last[index] + n if n > 0 else self._before[index] + n if n else -1
                if 0 <= place < self._certain_workdays:
                    return self._dues[place] or self._certain_due(place)
        key = start, n, unit, bound
        found = self._worked_out.get(key)
        if found is None:
            found = self._guessed(start.toordinal(), n) if unit == "workday" else self._period(start, n, unit, bound)
            if len(self._worked_out) >= _MOST_KEPT:
                self._worked_out.clear()
            self._worked_out[key] = found
        return found

    def workdays_between(self, a: date, b: date) -> int:
        """Return the number of working days in (a, b], the negative of those in (b, a] when b is earlier."""
        first, last = a.toordinal() - self._first, b.toordinal() - self._first
        if 0 <= first < self._certain and 0 <= last < self._certain:
            return self._last[last] - self._last[first]
        key = (a, b) if a <= b else (b, a)
        count = self._counted.get(key)
        if count is None:
            count = self._outlook.within(key[0].toordinal(), key[1].toordinal())
            if len(self._counted) >= _MOST_KEPT:
                self._counted.clear()
            self._counted[key] = count
        return count if a <= b else -count

    def is_workday(self, day: date) -> bool:
        """Return whether the day is a working day by best knowledge; ``day()`` says whether that is certain."""
        index = day.toordinal() - self._first
        if 0 <= index < self._certain:
            return self._flags[index] == 1
        return self._outlook.workday(day.toordinal())

    def day(self, day: date) -> DayFact:
        """Return what the day is, which layer decided it and by which paper."""
        from clerkcheck.calendars.facts import day_fact

        return day_fact(day, self.layers, self._outlook)

    def may_change(self, day: date) -> str:
        """Return the holiday for which a notice not yet known may still make the day off or working; "" for none."""
        leeway = self._outlook.leeway(day.toordinal())
        return leeway.name if leeway else ""

    @cached_property
    def _outlook(self) -> "Outlook":
        from clerkcheck.calendars.outlook import Outlook

        return Outlook(self.layers)

    def _certain_due(self, place: int) -> DueDate:
        day = date.fromordinal(self._workdays[place])
        due = self._dues[place] = DueDate(day, day, day, False, None)
        return due

    def _guessed(self, start: int, n: int) -> DueDate:
        if not n:
            day = date.fromordinal(start)
            return DueDate(day, day, day, False, None)
        found = self._outlook.nth(start, n)
        day, earliest, latest = (in_years(ordinal) for ordinal in found[:3])
        if found.unsure is None:
            return DueDate(day, day, day, False, None)
        from clerkcheck.calendars.notes import provisional_note

        unsure, first = date.fromordinal(found.unsure), date.fromordinal(self._first)
        return DueDate(day, earliest, latest, True, provisional_note(unsure, first))

    def _period(self, start: date, n: int, unit: Unit, bound: Bound) -> DueDate:
        from clerkcheck.calendars.periods import period_end

        end = period_end(start, n, unit)
        index = end.toordinal() - self._first
        stays = not n or unit != "day" or bound == "earliest"
        if stays or (0 <= index < self._certain and self._flags[index]):
            return DueDate(end, end, end, False, None)
        return self._moved_on(end) if n > 0 else self._advised(end)

    def _moved_on(self, end: date) -> DueDate:
        """Return the nearest working day from ``end`` on, ``end`` included."""
        due = self._guessed(end.toordinal() - 1, 1)
        if due.day == end:
            return due
        from clerkcheck.calendars.notes import moved_note

        note = moved_note(self.day(end), due.day)
        return due._replace(note=joined([note, due.note]) if due.note else note)

    def _advised(self, end: date) -> DueDate:
        """Return ``end`` itself, which judges, with the working day before it where it is a day off."""
        if self.is_workday(end):
            return DueDate(end, end, end, False, None)
        from clerkcheck.calendars.notes import advice_note

        # The earliest day that can be meant: what is advised must be a working day for certain.
        advice = self._guessed(end.toordinal(), -1).earliest
        return DueDate(end, end, end, False, advice_note(self.day(end), advice), advice)


class _NationalCalendar(WorkCalendar):
    """The calendar of the whole country, read and counted through when something first asks it for a day.

    Every start has a calendar, and many a case has no date yet.
    """

    def __init__(self) -> None:
        """Put it off; :meth:`__getattr__` does it."""

    def __getattr__(self, name: str) -> Any:
        """Make the calendar: only what it does not have yet is asked for here."""
        if name.startswith("__") or "layers" in self.__dict__:
            raise AttributeError(name)
        super().__init__([national_layer()])
        return getattr(self, name)


@lru_cache(maxsize=1)
def national_calendar() -> WorkCalendar:
    """Return the calendar of the whole country: the notices of 国务院办公厅 known to the package chinesecalendar."""
    return _NationalCalendar()

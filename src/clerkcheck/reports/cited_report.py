"""A report beside the pack it was judged by: its clauses, the articles that they rest on, and entries of findings."""

from collections.abc import Iterable
from functools import cached_property

from clerkcheck.cells import cells
from clerkcheck.checking.report import Finding, Report
from clerkcheck.i18n import _, cited, joined, listed
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.model import Citation, Instrument, Pack, in_order
from clerkcheck.reports.model import Line
from clerkcheck.reports.states import State
from clerkcheck.reports.verdict_entries import Entry

_LONG = 40  # cells of a name, from which on an instrument is cited by its number


def _short_name(instrument: Instrument) -> str:
    """By what an instrument is cited where room is scarce; "" for a government's own."""
    if instrument.is_local:
        return ""
    long = cells(instrument.regulation) > _LONG
    return instrument.document_number if long and instrument.document_number else instrument.regulation


class CitedReport:
    """What the parts of a verdict are made from; ``clauses`` by id, ``words`` is the pack's vocabulary."""

    def __init__(self, report: Report, pack: Pack) -> None:
        """Take a report and the pack it was judged by."""
        self.report, self.pack, self.words = report, pack, pack.vocabulary
        self.clauses = {clause.id: clause for clause in pack.clauses}
        self._places = {name: place for place, name in enumerate(self.clauses)}

    def sources(self, group: Iterable[Finding]) -> str:
        """Every article that says so, with its operative words: the highest instrument first."""
        return self.quoted(self.clauses[each.clause] for each in group)

    def quoted(self, clauses: Iterable[Clause]) -> str:
        """Return the articles of clauses, each with its operative words, the highest instrument first."""
        quotes: dict[Citation, dict[str, None]] = {}
        for each in clauses:
            for source, quote in self.pack.citations(each).items():
                quotes.setdefault(source, {})[quote] = None
        return joined(cited(words, quote) for source, words in in_order(quotes) for quote in quotes[source])

    def articles(self, clauses: Iterable[str], most: int | None = None) -> str:
        """The articles of clauses, each once: the highest instrument first, else in the pack's order.

        Of more than ``most`` the first, and how many there are.
        """
        wanted = sorted(set(clauses) & self._places.keys(), key=self._places.__getitem__)
        found = (source for each in wanted for source in self.pack.citations(self.clauses[each]))
        names = [words for _source, words in in_order(found, repeat=False)]
        if most is None or len(names) <= most:
            return listed(names)
        return _("{names}等 {n} 条").format(names=listed(names[:most]), n=len(names))

    def brief_articles(self, clauses: Iterable[str], most: int | None = None) -> str:
        """The articles of clauses as a page with little room has them: the government's own first, which need no name.

        An instrument with a long name goes by its number. Of more than ``most`` the first, and how many there are.
        """
        found = self._found_briefly(tuple(clauses))
        said: dict[str, list[str]] = {}
        for name, article in found[:most]:
            said.setdefault(name, []).append(article)
        text = joined(name + listed(articles) for name, articles in said.items())
        return text if most is None or len(found) <= most else _("{names}等 {n} 条").format(names=text, n=len(found))

    @cached_property
    def _names(self) -> dict[str, str]:
        return {each.regulation: _short_name(each) for each in self.pack.instruments.values()}

    @cached_property
    def _briefly(self) -> dict[tuple[str, ...], list[tuple[str, str]]]:
        return {}

    def _found_briefly(self, clauses: tuple[str, ...]) -> list[tuple[str, str]]:
        """Articles in that order, with the names they go by; kept, as a page is tried with more and with less."""
        if clauses not in self._briefly:
            wanted = sorted(set(clauses) & self._places.keys(), key=self._places.__getitem__)
            sources = [source for each in wanted for source in self.pack.citations(self.clauses[each])]
            found = [(self._names[source.regulation], source.article) for source, _words in in_order(sources)]
            self._briefly[clauses] = sorted(found, key=lambda each: each[0] != "")
        return self._briefly[clauses]

    def basis(self, group: Iterable[Finding]) -> list[Line]:
        """Return the line that says by which articles findings come out so."""
        return [Line(_("依据"), self.sources(group))]

    def entry(self, state: State, subject: str, group: Iterable[Finding], lines: Iterable[Line]) -> Entry:
        """Return the entry of a group of findings."""
        found = tuple(group)
        return Entry(state, subject, tuple(lines), found, tuple(dict.fromkeys(each.clause for each in found)))

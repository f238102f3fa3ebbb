"""What Ctrl+P finds besides commands: the cases of the folder, the papers of the case, the clauses of its rules."""

import os
from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.screen import Screen

from clerkcheck.desk.remembered import last_pack
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.host import host_of
from clerkcheck.tui.palette import PaletteHit
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.cases_screen import CasesScreen


def findable(screen: Screen[Any]) -> Iterator[PaletteHit]:
    """Yield what can be gone to from a screen."""
    session = getattr(screen, "session", None)
    opened = session if isinstance(session, Session) else None
    yield from _cases(screen, opened)
    if isinstance(screen, CaseScreen):
        yield from _papers(screen)
    pack = opened.pack if opened else _pack(screen)
    if pack is not None:
        yield from _clauses(screen, pack)


def _cases(screen: Screen[Any], opened: Session | None) -> Iterator[PaletteHit]:
    """The cases of the register that is open below, the one at hand left out."""
    host = host_of(screen)
    register = next((each for each in screen.app.screen_stack if isinstance(each, CasesScreen)), None)
    lines = register.shelf.lines(host.today) if register else []
    for line in lines:
        if opened is None or os.path.realpath(line.path) != os.path.realpath(opened.path):
            yield PaletteHit(_("案件"), line.path, line.title, line.unit, partial(host.open_case, line.path))


def _papers(screen: CaseScreen) -> Iterator[PaletteHit]:
    def shown(paper: str) -> None:
        screen.action_panel("papers")
        screen.go_to_paper(paper)

    labels = screen.session.pack.vocabulary.materials
    for paper in screen.session.papers:
        yield PaletteHit(_("要件"), f"paper:{paper}", labels[paper], "", partial(shown, paper))


def _clauses(screen: Screen[Any], pack: Pack) -> Iterator[PaletteHit]:
    def shown(clause: str) -> None:
        from clerkcheck.tui.screens.rules_screen import RulesScreen

        screen.app.push_screen(RulesScreen(pack, clause))

    for each in pack.clauses:
        yield PaletteHit(_("条款"), each.id, f"{each.cited} {each.gist}", each.quote, partial(shown, each.id))


def _pack(screen: Screen[Any]) -> Pack | None:
    """The rules that a screen shows, else those used last."""
    from clerkcheck.packs.store import load_pack

    shown = getattr(screen, "pack", None)
    if isinstance(shown, Pack):
        return shown
    last = last_pack()
    try:
        return load_pack(last) if last else None
    except InputError:
        return None

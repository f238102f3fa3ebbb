"""Another government or another kind for a case: two small questions, then what no longer fits, to be confirmed."""

import os
from collections.abc import Callable
from typing import Any, get_args

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.cases.saving import Conflict
from clerkcheck.desk.filing import data_of, refit
from clerkcheck.desk.new_case import offered_as, packs_offered, with_groups
from clerkcheck.desk.refitting import refitted
from clerkcheck.i18n import _
from clerkcheck.literals import CaseKind
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import region_with_group
from clerkcheck.packs.store import name_seen_from
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.host import Host
from clerkcheck.tui.screens.dialogs import Confirm, Message, PickOne


class Refit:
    """Asks one thing after the other; ``done`` is called when the case has been written anew."""

    def __init__(self, host: Host, path: str, done: Callable[[], object]) -> None:
        """Take the case's file; it has been read before and can be read now."""
        self.host, self.path, self.done = host, path, done
        self.case, self.old = load_case_with_pack(path)
        offered = with_groups(self.old, packs_offered(os.path.dirname(path)))
        self.packs = {pack.called: pack for pack in (*offered, self.old)}
        self.pack: Pack = self.old

    def start(self) -> None:
        """Ask by whose rules the case is to be judged; those it has now are under the cursor."""
        choices = [(called, offered_as(pack)) for called, pack in self.packs.items()]
        self.host.push_screen(PickOne(_("改按哪里的规则"), choices, self.old.called), self.pack_picked)

    def pack_picked(self, called: Any) -> None:
        """Next: agenda item or document."""
        if called is None:
            return
        self.pack = self.packs[called]
        kinds = tuple(self.pack.vocabulary.kinds.items())
        self.host.push_screen(PickOne(_("这一件是"), kinds, self.case.kind), self.kind_picked)

    def kind_picked(self, kind: Any) -> None:
        """Say what would be lost, and ask."""
        if kind is None:
            self.start()
            return
        wanted = next(each for each in get_args(CaseKind) if each == kind)
        if (self.pack.called, wanted) == (self.old.called, self.case.kind):
            return
        name = name_seen_from(self.pack, os.path.dirname(self.path))
        change = refitted(data_of(self.path), self.old, self.pack, wanted, name)
        head = f"{region_with_group(self.pack)} · {self.pack.vocabulary.kinds[wanted]}"
        lost = [_("下列不再适用，改后没有了（记在经历里）："), *(f"· {each}" for each in change.lost)]
        text = "\n".join(lost if change.lost else [_("已有的回答、要件、日期都带过去")])

        def answered(sure: Any) -> None:
            if sure:
                self.write(lambda: refit(self.path, change, self.pack, self.host.now()))

        self.host.push_screen(Confirm(_("改按{head}？").format(head=head), text, _("改")), answered)

    def write(self, change: Callable[[], None]) -> None:
        """Write the case; what cannot be is said and nothing is altered."""
        try:
            change()
        except (InputError, Conflict) as problem:
            self.host.push_screen(Message(_("这样不行"), str(problem)))
            return
        self.done()

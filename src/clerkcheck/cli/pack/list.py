"""``clerkcheck pack list``: the shipped packs, one a line."""

from argparse import Namespace

from clerkcheck.cells import cells
from clerkcheck.cli.pack.finding import pack_at
from clerkcheck.cli.say import say
from clerkcheck.clock import today
from clerkcheck.i18n import _
from clerkcheck.packs.store import pack_ids


def run(_options: Namespace) -> int:
    """Print the packs, and which are past their review; return 0."""
    packs = [pack_at(name) for name in pack_ids()]
    day = today().isoformat()
    id_cells = max(len(pack.id) for pack in packs)
    region_cells = max(cells(pack.region) for pack in packs)
    for pack in packs:
        overdue = _("（已过复核期 {day}）").format(day=pack.review_by) if "" < pack.review_by < day else ""
        say(
            _("{id}  {region}  {n:>3} 条 {m:>3} 款  {regulation}{overdue}").format(
                id=pack.id.ljust(id_cells),
                region=pack.region + " " * (region_cells - cells(pack.region)),
                n=len(pack.articles),
                m=len(pack.clauses),
                regulation=pack.regulation,
                overdue=overdue,
            )
        )
    return 0

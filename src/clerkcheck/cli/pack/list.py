"""``clerkcheck pack list``: the packs that are known by id, one a line, and where each lies."""

from argparse import Namespace

from clerkcheck.cells import cells
from clerkcheck.cli.say import say, say_error
from clerkcheck.clock import today
from clerkcheck.i18n import _, remarked
from clerkcheck.packs.store import known_packs, load_whole, pack_ids
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.user_folders import from_home


def run(_options: Namespace) -> int:
    """Print the packs, and which are past their review; return 0, or 2 where one cannot be read."""
    shipped, known = pack_ids(), known_packs()
    packs, wrong = {}, []
    for name in known:
        try:
            packs[name] = load_whole(name)
        except InputError as error:
            wrong.append(error)
    day = today().isoformat()
    id_cells, region_cells = max(map(len, packs)), max(cells(pack.region) for pack in packs.values())
    for name, pack in packs.items():
        overdue = _("（已过复核期 {day}）").format(day=pack.review_by) if "" < pack.review_by < day else ""
        where = _("自带") if name in shipped else from_home(known[name])
        say(
            _("{id}  {region}  {n:>3} 条 {m:>3} 款  {regulation}{overdue}").format(
                id=pack.id.ljust(id_cells),
                region=pack.region + " " * (region_cells - cells(pack.region)),
                n=len(pack.articles),
                m=len(pack.clauses),
                regulation=remarked(pack.regulation, where),
                overdue=overdue,
            )
        )
    for each in wrong:
        say_error(str(each))
    return 2 if wrong else 0

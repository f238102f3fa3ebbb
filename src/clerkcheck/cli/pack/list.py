"""``clerkcheck pack list``: the shipped packs, one a line."""

from argparse import Namespace

from clerkcheck.i18n import _
from clerkcheck.packs.store import load_pack, pack_ids


def run(_options: Namespace) -> int:
    """Print the packs; return 0."""
    for name in pack_ids():
        pack = load_pack(name)
        print(
            _("{id}  {region}  {n} 条 {m} 款  {regulation}").format(
                id=f"{name:<12}",
                region=pack.region,
                n=len(pack.articles),
                m=len(pack.clauses),
                regulation=pack.regulation,
            )
        )
    return 0

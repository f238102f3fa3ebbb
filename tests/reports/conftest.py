"""Papers of cases: the examples, small ones in words, and cases of every pack with everything said, or nothing."""

from datetime import date
from pathlib import Path

import pytest

from clerkcheck import check, load_case, load_pack, national_calendar
from clerkcheck.cases.model import Case, Material

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 22)
MEETING = date(2026, 12, 30)  # its deadlines rest on a notice that is not known


def judged(case, pack, day=DAY):
    return check(case, pack, national_calendar(), day), pack, case


@pytest.fixture
def sweeping():
    """Judge a case in which every yes/no fact is ``answer`` (None: unknown) and every paper ``status``."""

    def of(pack_id, kind, answer, status):
        pack = load_pack(pack_id)
        flags = [name for name, fact in pack.vocabulary.facts.items() if fact.type == "bool" and answer is not None]
        papers = {name: Material(status, DAY, "示例〔2026〕1号", "区某局") for name in pack.vocabulary.materials}
        dates = dict.fromkeys(("meeting", "published", "consulted", "received"), MEETING)
        facts = dict.fromkeys(flags, answer)
        return judged(Case(pack.id, kind, "关于示例的议题", "区某局", facts, papers, dates, source="case.yaml"), pack)

    return of


@pytest.fixture
def mini(tmp_path):
    """Return report, pack and case of a case of the small government."""

    def of(text, kind="agenda_item", title="示例事项", unit="区某局"):
        path = tmp_path / "case.yaml"
        head = f"pack: mini\nkind: {kind}\ntitle: {title}\n" + (f"unit: {unit}\n" if unit else "")
        path.write_text(head + text, encoding="utf-8")
        pack = load_pack(str(ROOT / "tests" / "data" / "mini"))
        return judged(load_case(path, pack), pack)

    return of


@pytest.fixture
def example():
    def of(stem):
        path = ROOT / "examples" / f"{stem}.yaml"
        case = load_case(path)
        return judged(case, load_pack(case.pack))

    return of

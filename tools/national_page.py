"""Write docs/national.md: each national instrument, its standing, and what it adds over each government's own rules.

Run it after a change of a pack; tests/packs/test_national_page.py holds the page to the packs.
"""

from collections.abc import Iterator
from pathlib import Path

from clerkcheck.packs.clauses import Clause, can_be_broken, is_binding
from clerkcheck.packs.model import Instrument, Pack
from clerkcheck.packs.store import load_pack, load_whole, pack_ids

PAGE = Path(__file__).resolve().parent.parent / "docs" / "national.md"
RANKS = {
    "law": "法律",
    "administrative_regulation": "行政法规",
    "party_regulation": "党内法规",
    "state_council_office": "国办文件",
}
HEAD = """# 国家层：全国的规定垫在各地规则下面

<!-- 本页由 tools/national_page.py 从规则包生成，不要手改。 -->

`checklists/national` 收了 {number} 部法律、行政法规、党内法规和国务院办公厅文件，各地都适用。
五个地方的规则包都写了 `extends: [national]`：一件事连同全国的规定一并查，
同一个要件只报一行，依据按法律、行政法规、党内法规、国办文件、本地规则的次序并列。
没有自己规则包的地方用 `pack: national`。

- `core` 一组总是查；`finance`（预算、政府投资）、`taking`（土地、征收）、`brevity`（精文减会）点名才查，
  如 `pack: national/finance`，规则包里写 `extends: [national, national/finance]`。没有点名的，报告里写明没有查。
- 本地款写 `refines: 款号` 的，与国家层那一款是同一要求；国家层写 `fallback: true` 的通则由它整条代替，
  其余各款本地不能放宽。
- 只查本地规则的，加 `--layers local`；一个办公室一律这样查（在应用里也这样查），在 `办公室.yaml` 写 `layers: local`。
- 报送单位只查送审这一步：案件里写 `step: submit`，或在 `办公室.yaml` 写 `step: submit`；
  上会前、印发前才查的另列，不影响结论。
- “存本不全”的法规只查读到的部分；没有读到的一概不引。

## 各部的地位和它给各地补了什么

“补”是本地规则里没有、由国家层补上的款数（说明、可以的不计）；“同”是本地已有同一要求、并成一行的款数。
"""


def page() -> str:
    """Return the page as the packs have it now."""
    national = load_whole("national")
    places = [load_pack(each, layers=True) for each in pack_ids() if each != "national"]
    lines = [HEAD.format(number=len(national.instruments))]
    lines += _table(national, places)
    lines += ["", "## 各部在哪些事上管到报送", ""]
    for instrument in national.instruments.values():
        lines += _section(instrument, national, places)
    return "\n".join(lines).rstrip() + "\n"


def _table(national: Pack, places: list[Pack]) -> Iterator[str]:
    yield "| 法规 | 性质 | 施行 | 组 | 款 | " + " | ".join(place.region for place in places) + " |"
    yield "|---|---|---|---|---|" + "---|" * len(places)
    for instrument in national.instruments.values():
        group = next(name for name, ids in national.groups.items() if instrument.id in ids)
        own = [clause for clause in national.clauses if clause.instrument == instrument.id]
        cells = [_added(own, place) if group == "core" else "点名" for place in places]
        kept = "（存本不全）" if instrument.partial else "（节选）" if instrument.selected else ""
        yield (
            f"| {instrument.regulation}{kept} | {RANKS[instrument.rank]} | {instrument.in_force_from} | {group} "
            f"| {len(own)} | {' | '.join(cells)} |"
        )


def _demanding(clauses: list[Clause]) -> list[Clause]:
    return [each for each in clauses if can_be_broken(each) and is_binding(each.modality)]


def _added(own: list[Clause], place: Pack) -> str:
    there = {clause.id for clause in place.clauses}
    demanding = _demanding(own)
    same = [each for each in demanding if each.id not in there or _has_same(each, place)]
    return f"补 {len(demanding) - len(same)}，同 {len(same)}"


def _has_same(clause: Clause, place: Pack) -> bool:
    """Whether a clause of the place's own asks for the same: refines it, or wants the same paper or fact."""
    own = {each.id: each for each in place.clauses if each.layer == place.id}
    if any(clause.id in each.refines for each in own.values()):
        return True
    told = (lead for (name, _paper), leads in place.told_with.items() if name == clause.id for lead, _of in leads)
    wanted = {paper for each in own.values() if is_binding(each.modality) for paper in each.demands}
    return any(lead in own for lead in told) or bool(clause.demands and wanted.issuperset(clause.demands))


def _section(instrument: Instrument, national: Pack, places: list[Pack]) -> Iterator[str]:
    number = f"，{instrument.document_number}" if instrument.document_number else ""
    yield f"### {instrument.regulation}"
    yield ""
    yield f"{RANKS[instrument.rank]}{number}，{instrument.in_force_from} 起施行。"
    yield ""
    for clause in _demanding([each for each in national.clauses if each.instrument == instrument.id]):
        without = [place.region for place in places if clause.id in {each.id for each in place.clauses}]
        without = [place.region for place in places if place.region in without and not _has_same(clause, place)]
        said = "各地都没有" if len(without) == len(places) else f"{'、'.join(without)}没有" if without else ""
        yield f"- {clause.article}：{clause.gist}（{clause.id}）" + (f"——{said}" if said else "")
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

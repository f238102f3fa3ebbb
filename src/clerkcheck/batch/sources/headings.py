"""The headings of tables: which a pack knows however they are written, and the unit that one of amounts names."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from clerkcheck.batch.sources.areas import AREAS, counts_mu, in_area_unit
from clerkcheck.batch.sources.cell_readers import MEASURES
from clerkcheck.batch.sources.head_words import HEADS, IGNORED
from clerkcheck.batch.sources.paper_parts import part_of_paper
from clerkcheck.checking.pages import papers_read
from clerkcheck.conditions.readings import Part
from clerkcheck.i18n import _, labelled
from clerkcheck.literals import CaseKind
from clerkcheck.packs.model import Pack
from clerkcheck.packs.reading_labels import part_words
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.reading.traditional import simplified
from clerkcheck.reading.written_values import UNITS
from clerkcheck.reports.bundle import usual_bundle

_PREFIXES = {"facts": ("facts.", "f_"), "materials": ("materials.", "m_"), "dates": ("dates.", "d_")}
_ANY_UNIT = f"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})"
# The unit of money in brackets of a heading, where more may follow (（万元；未超过填0）), or at its end.
_UNIT = re.compile(rf"\((?:单位:?)?(?:人民币)?{_ANY_UNIT}(?=[;,、)])[^()]*\)")
_UNIT_AT_END = re.compile(rf"(?:[:/,、-](?:单位:?)?{_ANY_UNIT}|(?P<large>万元|亿元|千元))\Z")
_UNIT_OF = "单位[:：](?:人民币)?"
_UNIT_LINE = re.compile(rf"(?<![报办任汇送请起责制填承]){_UNIT_OF}{_ANY_UNIT}(?![一-鿿])")
# The same at the end of a cell among others, also with units that no amount is read in (十万元).
_UNIT_NOTE = re.compile(rf"[(]?(?:金额|货币|计量|计价)?{_UNIT_OF}[千百十]?[万亿千百]?元[)]?\Z")
_NOTE = re.compile(r"[(\[【〔<][^()\[\]【】〔〕<>]*[)\]】〕>]\Z")  # in brackets at the end of a heading
# What a note may say without making another column of it: how to fill it in, in which form, by whom it is signed.
_HARMLESS = re.compile(
    "填|写|请|全称|简称|规范|盖章|签章|格式|示例|例如|如|有.?无|是.?否|√|✓|打[勾钩]|年.?月.?日|yyyy|含税|下拉|选择?|数字|备注|说明|注"
    "|小数|[以按].{0,6}计|单位|人民币|字以内|附|份|局|委|部门|科室|办公室"
)
_MARKS = "*:.、·※★"  # around a heading; they say that a column must be filled, or nothing
_LONGEST = 80  # characters of a heading
_MOST_KEPT = 1024  # texts of which it is remembered whether they are headings
_KIND_WORDS: dict[str, CaseKind] = {"议题": "agenda_item", "公文": "document"}
_DOCUMENT_TITLES = ("公文", "文件", "发文", "来文")


class UnitLine(NamedTuple):
    """A line above the headings that names the unit of money (单位：元), and where it stands (A2)."""

    unit: str
    at: str


@lru_cache(maxsize=1024)
def heading_key(text: str) -> str:
    """Return a heading without what does not matter: blanks, line breaks, full width or half, case, old characters."""
    folded = simplified(unicodedata.normalize("NFKC", text).lower())
    return "".join(char for char in folded if not char.isspace() and char.isprintable())


@lru_cache(maxsize=1024)
def spellings(header: str) -> tuple[str, ...]:
    """Return the keys under which a heading may be known: as written, without notes in brackets, its unit kept."""
    key = heading_key(header).strip(_MARKS)
    base, unit = _parted(key)
    found = [key, f"{base}({unit})" if unit else base]
    return tuple(dict.fromkeys(each for each in found if each))


@lru_cache(maxsize=1024)
def _says_no_more(key: str) -> bool:
    """Whether the notes of a heading only say how its column is filled in: 会议召开日（上次） is another column."""
    while note := _NOTE.search(key):
        inner = note[0][1:-1]
        if inner and not _UNIT.fullmatch(note[0]) and not _HARMLESS.search(inner):
            return False
        key = key[: note.start()].strip(_MARKS)
    return True


def _parted(key: str) -> tuple[str, str]:
    """A heading's key without notes at its end, and the unit of money it names ("" for none)."""
    unit = ""
    while note := _NOTE.search(key):
        found = _UNIT.fullmatch(note[0])
        if found and not unit:
            unit = found["unit"]
        elif found or note[0][1:-1] in MEASURES:
            return key, unit  # of two units neither is certain; 单位（亩） is none of a unit that reports
        key = key[: note.start()].strip(_MARKS)
    at_end = None if unit else _UNIT_AT_END.search(key)
    if at_end and at_end.start():
        return key[: at_end.start()], at_end["unit"] or at_end["large"]
    return key, unit


@lru_cache(maxsize=1024)
def heading_unit(header: str) -> str:
    """Return the unit of money that a heading names, such as 元 of 涉及金额（元）; "" for none."""
    return _parted(heading_key(header).strip(_MARKS))[1]


def unit_line(text: str) -> str:
    """Return the unit of money that a line above the headings names (单位：元); "" where it is no such line."""
    found = _UNIT_LINE.search(simplified(re.sub(r"\s", "", text)))
    return found["unit"] if found else ""


def without_unit_line(key: str) -> str:
    """Return the key of a cell (:func:`heading_key`) without what it says of the unit of money at its end."""
    return _UNIT_NOTE.sub("", key)


def head_of(headers: Sequence[Any], name: str) -> int | None:
    """Return the place of the column ``pack``, ``kind``, ``title`` or ``unit``, or None where there is none."""
    wanted = {name, *HEADS[name]}
    return next((place for place, header in enumerate(headers) if not wanted.isdisjoint(spellings(str(header)))), None)


def is_ignored(header: str) -> bool:
    """Whether a column is for people only: no heading, one that begins with #, or one of ``IGNORED``."""
    return not header or header.startswith("#") or not IGNORED.isdisjoint(spellings(header))


def kind_named(text: str) -> CaseKind | None:
    """Return the kind of case that the heading of a column of titles, or the name of a sheet, speaks of; else None."""
    key = heading_key(text)
    found = {kind for word, kind in _KIND_WORDS.items() if word in key}
    found |= {"document" for word in _DOCUMENT_TITLES if word in key}
    return found.pop() if len(found) == 1 else None


class KnownHeadings:
    """Which texts are headings of columns: those of a pack, of the shipped ones, and ``own`` ones of an office."""

    def __init__(self, pack: Pack | None, own: Iterable[str] = ()) -> None:
        """Take the pack of rows that name none, and headings that an office has placed itself."""
        self._pack, self._own = pack, frozenset(map(heading_key, own))
        self._seen: dict[str, bool] = {}

    def __call__(self, text: Any) -> bool:
        """Whether a cell's text is a heading that says something of a case."""
        if text.__class__ is not str or not text or len(text) > _LONGEST:
            return False
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) >= _MOST_KEPT:
                self._seen.clear()
            found = self._seen[text] = self._is_known(text)
        return found

    def _is_known(self, text: str) -> bool:
        if heading_key(text) in self._own:
            return True
        if is_ignored(text):
            return False
        keys = spellings(text)
        if self._pack is not None and any(each in headings(self._pack) for each in keys):
            return True
        if keys and self._pack and (_asked(keys[0], self._pack) or part_of_paper(
            keys[0], headings(self._pack), self._pack.vocabulary.materials
        )):  # fmt: skip
            return True
        return any(each in _HEAD_KEYS or each in known_elsewhere() for each in keys)


def looks_like_header(cells: Iterable[Any], known: Callable[[Any], bool]) -> bool:
    """Whether a row holds headings: two or more that are known, and no fewer than half of what it holds."""
    filled = [cell for cell in cells if cell != ""]
    found = sum(map(known, filled))
    people = sum(cell.__class__ is str and is_ignored(cell) for cell in filled)
    return found >= 2 and 2 * (found + people) >= len(filled)


_headings: dict[int, tuple[Pack, dict[str, tuple[str, str]]]] = {}  # by identity: packs are not hashable


def headings(pack: Pack) -> dict[str, tuple[str, str]]:
    """Return every heading (as :func:`heading_key` has it) with the part of a case and the id it stands for."""
    kept = _headings.get(id(pack))
    if kept is None or kept[0] is not pack:
        kept = _headings[id(pack)] = (pack, dict(_headings_of(pack)))
    return kept[1]


def placed(header: str, pack: Pack) -> tuple[str, str] | None:
    """Return the part of a case and the id that a heading stands for, or None where the pack knows it not.

    One of amounts that names no unit of money is placed as well; :func:`heading_unit` tells.
    """
    names = headings(pack)
    key, *others = spellings(header) or ("",)
    if key in names:
        return names[key]
    found = next((names[each] for each in others if each in names), None)
    if found is not None and (found[0] == "heads" or _says_no_more(key)):
        return found
    if (asked := _asked(key, pack)) is not None:
        return asked
    return part_of_paper(key, names, pack.vocabulary.materials) or _handed_in(header)


def _asked(key: str, pack: Pack) -> tuple[str, str] | None:
    """What is asked in so many words: 是否 before a question that is one of yes or no, 有无 before a paper."""
    names, words = headings(pack), pack.vocabulary
    bare = key.removeprefix("是否")
    part, name = names.get(bare, ("", ""))
    if bare != key and part == "facts" and words.facts[name].type == "bool":
        return part, name
    bare = re.sub(r"\A(?:有无|有否|是否已?有|是否具备|是否已(?=出具|取得))", "", key)
    part, name = names.get(bare, ("", ""))
    return (part, name) if bare != key and part == "materials" else None


def bundle_heading(name: str) -> str:
    """Return the heading of a paper handed in with a case; its name alone might stand over words of any kind."""
    return labelled(_("报送材料"), name)


def _handed_in(header: str) -> tuple[str, str] | None:
    """The paper of 报送材料：送审稿: its id where it is a usual one, else its name, as an office's own list has it."""
    prefix, key = heading_key(bundle_heading("")), heading_key(header)
    if not key.startswith(prefix) or key == prefix:
        return None
    usual = {heading_key(item.name): item.id for item in usual_bundle()}
    name = unicodedata.normalize("NFC", header).translate({ord("："): ":"}).partition(":")[2].strip()
    return "bundle", usual.get(key.removeprefix(prefix)) or name or key.removeprefix(prefix)


@lru_cache(maxsize=1)
def known_elsewhere() -> frozenset[str]:
    """Return the headings that some shipped pack knows."""
    return frozenset(name for each in pack_ids() for name in headings(load_pack(each)))


def area_labels(pack: Pack) -> dict[str, str]:
    """Return the labels of a pack's areas of land by id."""
    return {fact.id: fact.label for fact in pack.vocabulary.facts.values() if counts_mu(fact)}


def amount_labels(pack: Pack) -> dict[str, str]:
    """Return the labels of a pack's amounts of money by id."""
    return {fact.id: fact.label for fact in pack.vocabulary.facts.values() if fact.type == "money_wan"}


def papers_parted(pack: Pack) -> Iterator[tuple[Part, str]]:
    """Yield of which papers a condition of a pack reads the date, then of which it reads the channel."""
    parts: tuple[Part, ...] = ("date", "channel")
    for part in parts:
        read = papers_read(pack, part)
        yield from ((part, name) for name in pack.vocabulary.materials if name in read)


def paper_headings(pack: Pack, part: Part, name: str) -> tuple[str, ...]:
    """Return how the column of a paper's date or channel may be headed, as a template has it first."""
    paper = pack.vocabulary.materials[name]
    if part == "date":
        return _("{paper}日期").format(paper=paper), part_words(paper, part), f"papers.{name}.date", f"md_{name}"
    words = _("{paper}发布渠道").format(paper=paper), part_words(paper, part), _("{paper}渠道").format(paper=paper)
    return *words, f"papers.{name}.channel", f"mc_{name}"


def in_unit(label: str, unit: str) -> str:
    """Return a label of amounts in another unit: 涉及金额（元）; one that names no unit gets it."""
    changed = re.sub(r"（万元(?=[；，）])", f"（{unit}", label)
    return changed if changed != label or unit == "万元" else f"{label}（{unit}）"


def _headings_of(pack: Pack) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each heading with what it stands for; of several that are alike the last counts."""
    words = pack.vocabulary
    parts = {"dates": words.dates, "materials": words.materials,
             "facts": {name: fact.label for name, fact in words.facts.items()}}  # fmt: skip
    for part_read, paper in papers_parted(pack):
        yield from ((heading_key(each), (part_read, paper)) for each in paper_headings(pack, part_read, paper))
    for name, others in words.headings.items():
        part, _dot, own = name.rpartition(".")
        home = part or next((each for each in reversed(parts) if own in parts[each]), "")
        if own in parts.get(home, ()):
            yield from ((heading_key(each), (home, own)) for each in others)
            if own in words.facts and words.facts[own].type == "money_wan":
                yield from ((f"{heading_key(each)}({unit})", (home, own)) for each in others for unit in UNITS)
    for fact in words.facts.values():
        if fact.type == "money_wan":
            base = _parted(heading_key(fact.label))[0]
            yield base, ("facts", fact.id)
            for unit in UNITS:
                yield f"{base}({unit})", ("facts", fact.id)
                yield heading_key(in_unit(fact.label, unit)), ("facts", fact.id)
        if counts_mu(fact):
            yield from ((heading_key(in_area_unit(fact.label, unit)), ("facts", fact.id)) for unit in AREAS)
    for part, of_part in parts.items():  # a label or id that is both a fact and a date means the fact
        for name, label in reversed(of_part.items()):
            yield heading_key(label), (part, name)
            yield name, (part, name)
    for part, of_part in parts.items():
        yield from ((prefix + name, (part, name)) for name in of_part for prefix in _PREFIXES[part])
    for head, others in HEADS.items():
        yield from ((heading_key(each), ("heads", head)) for each in (head, *others))


_HEAD_KEYS = frozenset(heading_key(each) for head, others in HEADS.items() for each in (head, *others))

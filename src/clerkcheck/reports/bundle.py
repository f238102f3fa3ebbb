"""What is handed in together (报送材料): the text, the note on its drafting, who was asked… Outside the verdict.

No rule of a pack demands these papers, and none of them changes an outcome; but a receiving office looks for them
first. The usual list is what fourteen published lists of materials for government meetings name most often; an office
gives its own under ``bundle`` in its office file (:mod:`clerkcheck.reports.office`). A case keeps what is at hand under
``bundle``: the id of each with done, missing or unknown.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from clerkcheck.i18n import _, linked
from clerkcheck.literals import KINDS, CaseKind, MaterialStatus
from clerkcheck.reading.documents import Document, Path
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import ValueProblem, one_line, shown

_KEYS = ("id", "name", "for", "copies", "note")
_MOST = 40  # papers of an office's list
_MOST_COPIES = 999
_PLAIN_ID = r"[a-z_][a-z0-9_]*\Z"


class BundleItem(NamedTuple):
    """A paper that is handed in with a case: its id, its name, for which kinds, how many copies (0: not said), a note.

    An office's own paper may have its name as its id. ``drafted``: it belongs to a text that is to be decided on or
    issued, and to no document that is its own text (报告、函、纪要……).
    """

    id: str
    name: str
    kinds: tuple[CaseKind, ...] = KINDS
    copies: int = 0
    note: str = ""
    drafted: bool = False


class BundleLine(NamedTuple):
    """A paper of the list as it stands in one case."""

    item: BundleItem
    status: MaterialStatus


def usual_bundle() -> tuple[BundleItem, ...]:
    """Return the list of an office that has none of its own, in the order in which the papers are laid together."""
    agenda: tuple[CaseKind, ...] = ("agenda_item",)
    return (
        BundleItem("request", _("请示（提请审议的报告）"), note=_("写明请求审定的事项，一文一事"), drafted=True),
        BundleItem("draft", _("送审稿（正式文本）"), note=_("标明送审稿和日期"), drafted=True),
        BundleItem(
            "drafting_note",
            _("起草说明（情况说明）"),
            note=_("背景、过程、依据、主要内容、需要说明的问题"),
            drafted=True,
        ),
        BundleItem(
            "opinions_table", _("征求意见及采纳情况汇总表"), note=_("逐条写明采纳与否；未采纳的写明理由"), drafted=True
        ),
        BundleItem("basis_texts", _("依据文件"), note=_("所引法规、上级文件的原文")),
        BundleItem("briefing", _("汇报材料"), agenda, note=_("会上汇报用，控制篇幅")),
        BundleItem("alternatives", _("备选方案"), agenda, note=_("有两个以上方案的，写明各自利弊和倾向性意见")),
        BundleItem("attendees", _("列席名单（列席单位、汇报人、联系人）"), agenda, note=_("写明职务和电话")),
        BundleItem("layout", _("份数、版式、字数符合要求"), note=_("按受文办公室的规定")),
    )


_OWN_TEXT = frozenset(["report", "letter", "minutes", "reply", "circular", "communique"])  # genres


def bundle_lines(
    items: tuple[BundleItem, ...], kind: CaseKind, states: Mapping[str, MaterialStatus], genre: object = None
) -> list[BundleLine]:
    """Return the list for a case of a kind, as it stands; what the case names beyond the list follows at its end.

    Papers that do not go with a document of a ``genre`` are left out, unless the case says how they stand.
    """
    wanted = [item for item in items if kind in item.kinds]
    if genre in _OWN_TEXT:
        wanted = [item for item in wanted if not item.drafted or item.id in states]
    named = {item.id for item in items}
    others = [BundleItem(name, name) for name in states if name not in named]
    return [BundleLine(item, states.get(item.id, "unknown")) for item in (*wanted, *others)]


def bundle_sentence(lines: list[BundleLine]) -> str:
    """Return 报送材料 9 件：已有 3 件，缺 1 件，未核 5 件; "" for an empty list."""
    if not lines:
        return ""
    found = [line.status for line in lines]
    counts = ((_("已有 {n} 件"), "done"), (_("缺 {n} 件"), "missing"), (_("未核 {n} 件"), "unknown"))
    parts = linked(text.format(n=found.count(status)) for text, status in counts if status in found)
    return _("报送材料 {n} 件：{parts}").format(n=len(lines), parts=parts)


def bundle_of(document: Document) -> tuple[BundleItem, ...]:
    """Return the list that an office file gives under ``bundle``; raises InputError with the place of what is wrong.

    An entry is the id of a usual paper, the name of another, or a mapping with ``name`` (or ``id``), ``for``
    (agenda_item or document), ``copies`` and ``note``.
    """
    given: Any = document.data["bundle"]
    if not isinstance(given, list) or len(given) > _MOST:
        message = _("bundle 应当是列表，最多 {n} 项").format(n=_MOST)
        raise document.error(message, ("bundle",), _("每项一行，以 - 开头，如 - 合同文本"))
    found: dict[str, BundleItem] = {}
    for number, entry in enumerate(given):
        path: Path = ("bundle", number)
        item = _mapped(document, path, entry) if isinstance(entry, dict) else _named(document, path, entry)
        if item.id in found:
            raise document.error(_("{name} 写了两次").format(name=item.name), path, _("只留一项"))
        found[item.id] = item._replace(drafted=False)  # an office that lists it wants it with every document
    return tuple(found.values())


def _named(document: Document, path: Path, value: Any) -> BundleItem:
    """A usual paper by id or name, or another by its name; what looks like an id and is none is a slip of the pen."""
    usual = {item.id: item for item in usual_bundle()}
    text = _line(document, path, value)
    known = usual.get(text) or next((item for item in usual.values() if item.name == text), None)
    if known is None and re.match(_PLAIN_ID, text):
        message = _("“{value}”不在可选的值里").format(value=shown(text))
        names = {key: item.name for key, item in usual.items()}
        raise document.error(message, path, suggestion(text, names) or _("自己的材料写中文名称"))
    return known or BundleItem(text, text)


def _mapped(document: Document, path: Path, entry: Mapping[str, Any]) -> BundleItem:
    for key in entry:
        if key not in _KEYS:
            message = _("没有 {key} 这个键").format(key=key)
            raise document.error(message, (*path, key), suggestion(key, _KEYS), key=True)
    given = {key: _line(document, (*path, key), entry[key]) for key in ("id", "name", "note") if entry.get(key)}
    if "id" in given and "name" in given:
        usual = next((item for item in usual_bundle() if item.id == given["id"]), None)
        item = usual or BundleItem(given["id"], given["name"])
    else:
        key = "id" if "id" in given else "name"
        item = _named(document, (*path, key), entry.get(key))
    return item._replace(
        name=given.get("name", item.name),
        kinds=_kinds(document, path, entry["for"]) if entry.get("for") is not None else item.kinds,
        copies=_copies(document, path, entry.get("copies")),
        note=given.get("note", item.note),
    )


def _kinds(document: Document, path: Path, value: Any) -> tuple[CaseKind, ...]:
    found: tuple[CaseKind, ...] = tuple(kind for kind in KINDS if kind == value)
    if not found:
        labels = {"agenda_item": _("议题"), "document": _("公文")}
        message = _("“{value}”不在可选的值里").format(value=shown(value))
        raise document.error(message, (*path, "for"), suggestion(value, labels))
    return found


def _copies(document: Document, path: Path, value: Any) -> int:
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_COPIES:
        message = _("份数应当是 0 到 {n} 的整数").format(n=_MOST_COPIES)
        raise document.error(message, (*path, "copies"), _("如 copies: 12"))
    return value


def _line(document: Document, path: Path, value: Any) -> str:
    try:
        return one_line(value, longest=60)
    except ValueProblem as problem:
        raise document.error(_("材料名称{what}").format(what=problem.message), path, problem.remedy) from None

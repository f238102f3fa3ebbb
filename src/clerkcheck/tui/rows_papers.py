"""The papers (要件) of a case as rows, and beside them what asks for the one under the cursor."""

from collections.abc import Mapping
from typing import NamedTuple

from clerkcheck.cases.labels import status_labels
from clerkcheck.cases.model import Material
from clerkcheck.desk.attached import found_file
from clerkcheck.desk.bundle import BundleLine, bundle_here, bundle_sentence
from clerkcheck.desk.reasons import alternatives, asking_for_paper, asking_for_papers, is_settled, sources
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, labelled, linked, listed
from clerkcheck.literals import MaterialStatus
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.row_keys import row_key
from clerkcheck.tui.widgets.painted_rows import Row, with_article, wrapped

PAPER_STYLES: Mapping[MaterialStatus, str] = {"done": "good", "missing": "bad", "unknown": "open"}
_SIGNS: Mapping[MaterialStatus, str] = {"done": "√", "missing": "×", "unknown": "○"}
HEAD = 11  # cells of the keys and of the word before a paper
_INDENT = " " * HEAD


class Bundled(NamedTuple):
    """A row for a paper of the bundle (报送材料), which no rule asks for; ``id`` as the office's list has it."""

    id: str


def state_head(status: MaterialStatus) -> str:
    """Return how a paper stands, as cells of its row: √ 已有, × 缺, ○ 待定."""
    word = status_labels()[status]
    return f"{_SIGNS[status]} {word}{'　' * (2 - len(word))}  "


def _keyed(number: int, status: MaterialStatus, text: str, beside: str, width: int, key: object) -> list[Row]:
    """The rows of a paper: its two keys, how it stands (coloured on that word alone), what stands at the end."""
    keys = f"{row_key(number, paired=True)} "
    style = PAPER_STYLES[status] if status != "unknown" or not isinstance(key, Bundled) else "dim"
    rows = with_article(text, beside, width, first=keys + state_head(status), rest=_INDENT, key=key, word=style)
    state, *others = rows[0].marks
    rows[0] = rows[0]._replace(marks=(state._replace(start=len(keys)), *others))
    return rows


def paper_rows(session: Session, width: int) -> list[Row]:
    """The papers this case needs or may need, each with its state, its article and what is known of it.

    Below stands what the office wants handed in besides.
    """
    papers = session.papers
    asking, instead = asking_for_papers(session), alternatives(session)
    keys = {paper: row_key(number, paired=True) for number, paper in enumerate(papers, 1)}
    missing = [keys[paper] for paper in papers if session.paper_status(paper) == "missing"]
    how = _("Enter 填日期、文号、份数、附件号、文件；行首两键到那一件；核完按 d")
    if not session.dates:
        how = _("Enter 填日期、文号、份数、附件号、文件；行首两键到那一件；核完按 r 看报告")
    rows = [
        Row(_("要件"), "heading"),
        *wrapped(how, width, style="dim"),
        *(wrapped(_("缺的是 {keys}").format(keys=listed(missing)), width, style="open") if missing else ()),
        Row(""),
    ]
    for number, paper in enumerate(papers, 1):
        rows += _paper(session, number, paper, articles(session, asking.get(paper, ())), width)
        words = _instead_words(session, paper, instead.get(paper, ()), keys)
        rows += wrapped(words, width, first=_INDENT, rest=_INDENT, style="dim") if words else []
    if not papers:
        rows += wrapped(_("按现在的回答，没有条款要求要件"), width)
    return rows + _bundle_rows(session, len(papers), width)


def _paper(session: Session, number: int, paper: str, article: str, width: int) -> list[Row]:
    status = session.paper_status(paper)
    label = session.pack.vocabulary.materials[paper]
    rows = _keyed(number, status, label, article, width, paper)
    kept = session.case.materials.get(paper)
    known = known_of(session, kept) if kept else ""
    return rows + (wrapped(known, width, first=_INDENT, rest=_INDENT, style="dim") if known else [])


def _instead_words(session: Session, paper: str, others: tuple[str, ...], keys: Mapping[str, str]) -> str:
    """Which papers would do instead of one that is not at hand, by the keys of their rows; whether one of them does."""
    if not others or session.paper_status(paper) == "done":
        return ""
    if is_settled(session, paper, others):
        there = (keys[each] for each in others if session.paper_status(each) == "done")
        return _("已有 {keys}，这一件可以没有").format(keys=listed(there))
    return _("这一件和 {keys}，有一件就够").format(keys=listed(keys[each] for each in others))


def articles(session: Session, asking: tuple[str, ...]) -> str:
    """Return the article that asks for a paper; where several clauses do, the first, and that there are others."""
    cited = list(dict.fromkeys(session.clause(each).cited for each in asking))
    return cited[0] + (_("等") if len(cited) > 1 else "") if cited else ""


def known_of(session: Session, kept: Material) -> str:
    """Return what is recorded of a paper besides its state, in a line."""
    parts = [str(kept.date or ""), kept.ref or "", kept.issuer or ""]
    parts += [_("{n} 份").format(n=kept.copies)] if kept.copies else []
    parts += [_("附件{number}").format(number=kept.attachment.removeprefix(_("附件")))] if kept.attachment else []
    if kept.file:
        there = found_file(session.path, kept.file) is not None
        parts.append(kept.file if there else _("{file}（找不到这个文件）").format(file=kept.file))
    return linked(part for part in parts if part)


def bundle_lines_of(session: Session) -> list[BundleLine]:
    """Return the office's own list; none where its file cannot be read, which ``_bundle_rows`` says."""
    try:
        return bundle_here(session)
    except InputError:
        return []


def _bundle_rows(session: Session, above: int, width: int) -> list[Row]:
    """The office's own list; ``above``: how many papers have their keys before it."""
    try:
        lines = bundle_here(session)
    except InputError as error:
        return [Row(""), *wrapped(str(error), width, style="open")]
    if not lines:
        return []
    rows = [Row(""), Row(_("报送材料（不影响结论）"), "heading"), *wrapped(bundle_sentence(lines), width, style="dim")]
    for number, line in enumerate(lines, above + 1):
        copies = _("{n} 份").format(n=line.item.copies) if line.item.copies else ""
        rows += _keyed(number, line.status, line.item.name, copies, width, Bundled(line.item.id))
    return rows


def beside_rows(session: Session, key: object, width: int) -> list[Row]:
    """Return what stands beside the papers: of the one under the cursor its article's words and what is to be done."""
    if isinstance(key, Bundled):
        line = next((each for each in bundle_lines_of(session) if each.item.id == key.id), None)
        return _bundled_rows(line, width) if line else []
    if not isinstance(key, str) or key not in session.pack.vocabulary.materials:
        return []
    clauses = asking_for_paper(session, key)
    rows = wrapped(session.pack.vocabulary.materials[key], width, style="strong")
    for source in sources(session, clauses):
        rows += wrapped(source, width, first=_("依据："), rest=" " * 6, style="note")
    if session.paper_status(key) != "done":
        for remedy in dict.fromkeys(session.clause(each).remedy for each in clauses):
            rows += wrapped(remedy, width, first=_("怎么办："), rest=" " * 8) if remedy else []
    return rows


def _bundled_rows(line: BundleLine, width: int) -> list[Row]:
    rows = wrapped(line.item.name, width, style="strong")
    if line.item.note:
        rows += wrapped(labelled(_("要求"), line.item.note), width, rest=" " * 6)
    return rows + wrapped(_("规则没有要求，是本单位的报送清单；不影响结论"), width, style="dim")

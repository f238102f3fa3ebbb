"""Drafts in a pack's files that wait to be confirmed; the files' text with one of them taken, changed or dropped."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.packs.building import build_pack
from clerkcheck.packs.coverage import BLANK, STUB
from clerkcheck.packs.drafting.clause_keys import KEYS
from clerkcheck.packs.drafting.entry_lines import draft_lines, entry_lines, value_text
from clerkcheck.packs.loading import Chapter, PackFiles, typed
from clerkcheck.packs.model import Pack
from clerkcheck.packs.schema import ChapterFile, ClauseEntry
from clerkcheck.reading.documents import Document, read_yaml
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError, InputErrors


class WaitingDraft(NamedTuple):
    """A draft: the number of its chapter among the pack's, its article, its entry, and where it stands in the file."""

    chapter: int
    article: str
    entry: ClauseEntry
    path: KeyPath
    alone: bool  # its article has no other clause or draft


def waiting(files: PackFiles) -> Iterator[WaitingDraft]:
    """Yield a pack's drafts in the order of its files."""
    for number, chapter in enumerate(files.chapters):
        for index, article in enumerate(chapter.entries.articles):
            for place, clause in enumerate(article.clauses):
                if clause.draft:
                    path: KeyPath = ("articles", index, "clauses", place)
                    yield WaitingDraft(number, article.article, clause, path, len(article.clauses) == 1)


def said_by(entry: ClauseEntry) -> dict[str, object]:
    """Return the keys of an entry that say something, as the files write them, its quotation with them."""
    said = entry.model_dump(by_alias=True, exclude_defaults=True)
    return {key: said[key] for key in ("quote", *KEYS) if key in said}


def confirmed(document: Document, draft: WaitingDraft, said: Mapping[str, object]) -> str:
    """Return the file's text with the draft as a clause that says ``said``."""
    return _replaced(document, draft.path, list(entry_lines(draft.entry.id, str(said["quote"]), said)))


def changed(document: Document, draft: WaitingDraft, said: Mapping[str, object]) -> str:
    """Return the file's text with the draft saying ``said``, a draft still."""
    before = said_by(draft.entry)
    unsure = [key for key in draft.entry.unsure if said.get(key) == before.get(key)]
    lines = draft_lines(draft.entry.id, str(said["quote"]), said, draft.entry.drafted_from, unsure)
    return _replaced(document, draft.path, list(lines))


def dropped(document: Document, draft: WaitingDraft, why: str) -> str:
    """Return the file's text without the draft; ``why`` its article needs no clause, where it has no other."""
    if not draft.alone:
        return _replaced(document, draft.path, [])
    skip = why or _("{stub}：草稿都没有采用").format(stub=STUB)
    return _replaced(document, draft.path[:3], [f"  skip: {value_text(skip)}"])


def _replaced(document: Document, path: KeyPath, lines: list[str]) -> str:
    """The text with other lines in place of what stands at ``path``; comments of whole lines in it are kept."""
    mark = document.marks[path]
    first = mark.key_line if isinstance(path[-1], str) else mark.line
    end = max(found.end for each, found in document.marks.items() if each[: len(path)] == path)
    last = document.text.count("\n", 0, end) + 1
    if document.text[:end].endswith("\n"):
        last -= 1
    text = document.text.split("\n")
    comments = [line for line in text[first - 1 : last] if line.lstrip().startswith("#")]
    return "\n".join([*text[: first - 1], *comments, *lines, *text[last:]])


def problems(files: PackFiles, draft: WaitingDraft, text: str, below: Pack | None) -> tuple[InputError, ...]:
    """Return what is wrong with the draft once the text of its chapter is ``text``; what is wrong elsewhere is not."""
    source = files.chapters[draft.chapter].document.source
    try:
        document = read_yaml(text, source)
        chapter = Chapter(typed(ChapterFile, document), document)
        chapters = (*files.chapters[: draft.chapter], chapter, *files.chapters[draft.chapter + 1 :])
        build_pack(files._replace(chapters=chapters), below=below)
    except InputErrors as errors:
        shown = ".".join(map(str, draft.path))
        places = ((each, each.place) for each in errors.errors if each.place is not None)
        here = f"{shown}."
        return tuple(each for each, at in places if at.source == source and f"{at.path}.".startswith(here))
    except InputError as error:
        return (error,)
    return ()


def left_blank(said: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys that ``pack new`` left to be filled in."""
    return tuple(key for key, value in said.items() if BLANK in str(value))


def source_beside(files: PackFiles) -> Path:
    """Return where the text lies that the pack was drafted from."""
    return Path(files.head_document.source).with_name("source.txt")

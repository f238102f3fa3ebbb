"""``clerkcheck pack confirm ID``: drafts one after the other, the article beside each: take, change or drop.

What is decided is in the file before the next draft is shown; a walk that is broken off goes on where it was left.
"""

import os
from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from clerkcheck.cli.pack.confirm_parts import ALSO, PARTS, ask_parts, shown_parts
from clerkcheck.cli.pack.confirm_values import (
    NEEDED,
    keys_of,
    read_condition,
    read_value,
    shown_value,
    without_others_keys,
)
from clerkcheck.cli.pack.which_pack import built_pack, pack_files, pack_name
from clerkcheck.cli.say import say
from clerkcheck.i18n import _, labelled, listed
from clerkcheck.line.talk import Leave, Talk, typed
from clerkcheck.packs.clause_checks import own_keys
from clerkcheck.packs.drafting.clause_keys import CONDITIONS, kind_of
from clerkcheck.packs.drafting.waiting import (
    WaitingDraft,
    changed,
    confirmed,
    dropped,
    left_blank,
    problems,
    said_by,
    source_beside,
    waiting,
)
from clerkcheck.packs.form_words import KEYS
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.written_values import ValueProblem

if TYPE_CHECKING:
    from clerkcheck.packs.loading import PackFiles
    from clerkcheck.packs.model import Pack, Vocabulary


def run(options: Namespace) -> int:
    """Walk through the drafts; return 0 where none is left, else 1. Raises InputError for an unreadable pack."""
    walk = _Walk(options.pack, options.source)
    if not walk.left():
        say(_("没有待确认的草稿"))
        return 0
    try:
        walk.go()
    except Leave:
        say(_("已经确认的都存好了，下次接着来"))
    left = walk.left()
    say(_("还有 {n} 款草稿没有确认").format(n=left) if left else _("草稿都确认了"))
    if not left:
        say(_("下一步：clerkcheck pack lint {pack}").format(pack=options.pack))
    return 1 if left else 0


class _Done(NamedTuple):
    """What was decided last: of which draft, and the text of its file before and after."""

    draft: str
    path: str
    before: str
    after: str


class _Walk:
    """The walk through one pack; its files are read anew for each draft, for they may be open in an editor, too."""

    def __init__(self, given: str, source: str | None) -> None:
        from clerkcheck.packs.store import layers_below, pack_folder

        self.given, self.talk = given, Talk(typed, say)
        self.last: _Done | None = None
        files = pack_files(given)
        self.below: Pack | None = layers_below(files, pack_folder(pack_name(given)))
        self.articles = _articles(files, source)
        if not self.articles:
            say(_("没有原文，只能看引文；给出原文用 --source 文件"))

    def left(self) -> int:
        """How many drafts there are."""
        return sum(1 for _draft in waiting(pack_files(self.given)))

    def go(self) -> None:
        """Go through the drafts there are now, once each; raises Leave where the keeper stops."""
        todo = [draft.entry.id for draft in waiting(pack_files(self.given))]
        number, shown = 0, ""
        while number < len(todo):
            files = pack_files(self.given)
            draft = next((each for each in waiting(files) if each.entry.id == todo[number]), None)
            number += 1
            if draft is None:
                continue
            if draft.article != shown:
                shown = draft.article
                self._article(files, draft)
            self.talk.say(_("第 {n} 款，共 {m} 款").format(n=number, m=len(todo)))
            if not self._decide(draft, said_by(draft.entry)):
                number = todo.index(self.last.draft) if self.last else number - 1
                self.last = None

    def _article(self, files: "PackFiles", draft: WaitingDraft) -> None:
        self.talk.say()
        self.talk.say(f"== {draft.article} {files.chapters[draft.chapter].entries.chapter}")
        for line in self.articles.get(draft.article, "").split("\n"):
            self.talk.say(line, first="  ", rest="  ")

    def _decide(self, draft: WaitingDraft, said: dict[str, object]) -> bool:
        """Ask what is to become of a draft until that is done, or it is left for later; False: the last is undone."""
        pack = self._pack()
        self._show(draft, said, pack)
        while True:
            key = self.talk.key(_("a 采用  c 改  d 不要  s 以后再说  u 撤销上一款  q 退出："))
            if key == "s" or (key == "a" and self._taken(draft, said)):
                return True
            if key == "d":
                self._drop(draft)
                return True
            if key == "u" and self._undone():
                return False
            if key == "c":
                said = self._change(draft, said, pack)
                draft = self._again(draft)
                self._show(draft, said, pack)
            elif key not in ("a", "u"):
                self.talk.say(_("打一个字母：a、c、d、s、u 或 q"))

    def _show(self, draft: WaitingDraft, said: dict[str, object], pack: "Pack") -> None:
        entry, words = draft.entry, pack.vocabulary
        origin = _("照 {clauses}").format(clauses=listed(entry.drafted_from)) if entry.drafted_from else _("照字面")
        self.talk.say(_("草稿 {id}（{origin}；“？”是拿不准的）").format(id=entry.id, origin=origin))
        for number, key in enumerate(keys_of(entry.kind), 1):
            if key in said or key in _missing(said):
                mark = "？" if key in entry.unsure or key not in said else "　"
                value = _shown(key, said[key], words) if key in said else _("（没有写）")
                self.talk.say(labelled(f"{KEYS[key]} {key}", value), first=f"{mark}{number:>2} ", rest="      ")
                if key in CONDITIONS and key in said and (plainly := _plainly(str(said[key]), pack)):
                    self.talk.say(_("即：{plainly}").format(plainly=plainly), first="      ", rest="      ")

    def _taken(self, draft: WaitingDraft, said: dict[str, object]) -> bool:
        """Confirm the draft; where something is wrong with it, say so, and do not."""
        files = pack_files(self.given)
        document = files.chapters[draft.chapter].document
        text = confirmed(document, draft, said)
        wrong = [_("{key} 还没有填").format(key=key) for key in left_blank(said)]
        wrong += [_("。").join(filter(None, (e.message, e.remedy))) for e in problems(files, draft, text, self.below)]
        wrong += self._misquoted(draft, said)
        for each in wrong:
            self.talk.say(_("还不能采用：{why}").format(why=each), rest="    ")
        if not wrong:
            self._save(document.source, document.text, text)
            self.last = _Done(draft.entry.id, document.source, document.text, text)
            self.talk.say(_("已采用 {id}").format(id=draft.entry.id))
        return not wrong

    def _misquoted(self, draft: WaitingDraft, said: Mapping[str, object]) -> list[str]:
        from clerkcheck.packs.source_text import canonical
        from clerkcheck.packs.verify import most_similar

        also: Any = said.get(ALSO, ())
        wrong = []
        quotes = [(draft.article, str(said["quote"])), *((each["article"], each["quote"]) for each in also)]
        for article, quote in quotes:
            text = self.articles.get(article, "")
            if text and canonical(quote) not in canonical(text):
                similar = most_similar(quote, text)
                near = _("，最相近的是“{similar}”").format(similar=similar) if similar else ""
                wrong.append(_("引文不在{article}里{near}").format(article=article, near=near))
        return wrong

    def _change(self, draft: WaitingDraft, said: dict[str, object], pack: "Pack") -> dict[str, object]:
        """Change keys by their numbers until Enter; each change is saved, in the draft."""
        said = dict(said)
        while answer := self.talk.key(_("改第几项（回车改完）：")):
            keys = keys_of(draft.entry.kind)
            if not answer.isdigit() or not 1 <= int(answer) <= len(keys):
                self.talk.say(_("打 1 到 {n} 的数").format(n=len(keys)))
                continue
            key = keys[int(answer) - 1]
            line, value = self._asked(key, said, pack)
            if line == "-" and key in NEEDED:
                self.talk.say(_("{key} 不能不写").format(key=KEYS[key]))
                continue
            if line == "-":
                said.pop(key, None)
            elif value is not None:
                said[key] = value
                if key == "kind":
                    said = without_others_keys(said)
            else:
                continue
            draft = self._kept(draft, said)
        return said

    def _asked(self, key: str, said: Mapping[str, object], pack: "Pack") -> tuple[str, object]:
        """What is typed for a key, and the value that it is; None where there is none. "-": it is to be left out."""
        if key in (*PARTS, ALSO):
            value = ask_parts(self.talk, key, said.get(key), pack)
            return "" if value else "-", value
        line = self.talk.line(_("{label} {key} 改成（只打 - 是不写）：").format(label=KEYS[key], key=key))
        try:
            return line, read_value(key, line, pack) if line and line != "-" else None
        except ValueProblem as problem:
            self.talk.problem(problem)
            return "", None

    def _kept(self, draft: WaitingDraft, said: dict[str, object]) -> WaitingDraft:
        """Save a change in the draft."""
        document = pack_files(self.given).chapters[draft.chapter].document
        self._save(document.source, document.text, changed(document, draft, said))
        return self._again(draft)

    def _drop(self, draft: WaitingDraft) -> None:
        why = ""
        if draft.alone:
            why = self.talk.line(_("这一条就没有款了，为什么不需要条款？（回车：以后再写）"))
        document = pack_files(self.given).chapters[draft.chapter].document
        text = dropped(document, draft, why)
        self._save(document.source, document.text, text)
        self.last = _Done(draft.entry.id, document.source, document.text, text)
        self.talk.say(_("已删去 {id}").format(id=draft.entry.id))

    def _undone(self) -> bool:
        """Take back what was last decided; say so where there is nothing to take back."""
        if self.last is None:
            self.talk.say(_("没有可以撤销的"))
            return False
        self._save(self.last.path, self.last.after, self.last.before)
        self.talk.say(_("已撤销 {id}").format(id=self.last.draft))
        return True

    def _again(self, draft: WaitingDraft) -> WaitingDraft:
        """The draft as it now stands in its file."""
        found = next((each for each in waiting(pack_files(self.given)) if each.entry.id == draft.entry.id), None)
        return found or draft

    def _pack(self) -> "Pack":
        return built_pack(self.given).pack

    def _save(self, path: str, before: str, after: str) -> None:
        """Write a chapter; raises InputError where it was changed meanwhile, and leaves it as it is."""
        from clerkcheck.reading.files import encoded_like, read_bytes, write_over

        target = os.path.realpath(path)
        raw = read_bytes(path)
        if encoded_like(before, raw) != raw or not write_over(target, encoded_like(after, raw), raw):
            raise InputError(_("刚被别处改过，没有改动"), Place(path), _("再运行一次 clerkcheck pack confirm"))


def _shown(key: str, value: object, words: "Vocabulary") -> str:
    """A key's value in words, its parts named where it has several."""
    return shown_parts(key, value, words) if key in (*PARTS, ALSO) else shown_value(key, value, words)


def _missing(said: Mapping[str, object]) -> tuple[str, ...]:
    """The keys that the clause has not and would need; of two of which one will do, both."""
    wanted = [key for key in own_keys(kind_of(said)) if key not in PARTS]
    if kind_of(said) == "deadline":
        return ("when", *(key for key in wanted if key not in said))
    return ("when",) if any(key in said for key in own_keys(kind_of(said))) else ("when", *wanted)


def _plainly(condition: str, pack: "Pack") -> str:
    """A condition in Chinese, "" where it cannot be read."""
    from clerkcheck.packs.wording import condition_words

    try:
        tree = read_condition(condition, pack)
    except ValueProblem:
        return ""
    return condition_words(tree, pack.vocabulary, pack.terms)


def _articles(files: "PackFiles", source: str | None) -> dict[str, str]:
    """The regulation's articles by number: of the text that was given, or that lies beside the pack."""
    from clerkcheck.packs.source_text import read_source, split_source

    path = source or str(source_beside(files))
    if source is None and not os.path.isfile(path):
        return {}
    return {each.number: each.text for each in split_source(read_source(path), path).articles}

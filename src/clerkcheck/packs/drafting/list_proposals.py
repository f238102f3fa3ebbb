"""What is proposed of the things that an article lists: of a meeting's tasks as its neighbours read those of theirs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from clerkcheck.literals import Modality
from clerkcheck.packs.clauses import ForumClause
from clerkcheck.packs.drafting.article_lists import list_items
from clerkcheck.packs.drafting.folding import FoldedArticle, folded
from clerkcheck.packs.drafting.provisions import Provision
from clerkcheck.packs.drafting.quoted_words import meetings_in, modality_in, signers_in
from clerkcheck.packs.model import Pack

_DECIDES = re.compile("决定|审定|审议|审批|批准|提请|报请|审核")
_HEARS = re.compile("传达|通报|部署|听取|交流|沟通|学习|分析|研究")
_FEWEST = 2  # clauses of an article that lists a meeting's tasks

# By a meeting and whether it decides: how often its tasks are read as asking for which meetings, how strictly.
_Tasks = Mapping[tuple[str, bool], tuple[Counter[tuple[str, ...]], Counter[Modality]]]


def list_proposals(articles: Iterable[FoldedArticle], packs: Iterable[Pack]) -> Iterator[tuple[str, Provision]]:
    """Yield for each listed thing its article's number and what is proposed."""
    tasks = _tasks(packs)
    for article in articles:
        for thing in list_items(article):
            meetings = meetings_in(thing.words)
            entry: dict[str, object]
            if thing.how == "signed":
                entry = {"kind": "signer", "signer": signers_in(thing.words), "modality": "must"}
            elif thing.how == "decided":
                entry = {"kind": "forum", "forum": meetings, "modality": modality_in(thing.words) or "must"}
            else:
                before = article.folded[: thing.span.start]
                meetings = (meetings or meetings_in(before))[-1:]
                entry = _task(meetings, _decides(article.words(thing.span)), tasks)
            if meetings or thing.how == "signed":
                yield article.number, Provision(thing.span, entry, open=False)


def _task(meetings: tuple[str, ...], decides: bool, tasks: _Tasks) -> dict[str, object]:
    forum, modality = meetings, "normally" if decides else "may"
    if meetings and (meetings[0], decides) in tasks:
        forums, modalities = tasks[meetings[0], decides]
        forum, modality = forums.most_common(1)[0][0], modalities.most_common(1)[0][0]
    return {"kind": "forum", "forum": forum, "modality": modality}


def _decides(words: str) -> bool:
    return bool(_DECIDES.search(words)) or not _HEARS.search(words)


def _tasks(packs: Iterable[Pack]) -> _Tasks:
    """How the neighbours read the tasks of each meeting; each pack has one vote."""
    votes: dict[tuple[str, bool], tuple[Counter[tuple[str, ...]], Counter[Modality]]] = {}
    votes = defaultdict(lambda: (Counter(), Counter()))
    for pack in packs:
        own: dict[tuple[str, bool], list[ForumClause]] = defaultdict(list)
        forums = [clause for clause in pack.clauses if isinstance(clause, ForumClause) and clause.forum]
        for _article, group in groupby(forums, lambda clause: (clause.instrument, clause.article)):
            clauses = list(group)
            common = set.intersection(*(set(clause.forum) for clause in clauses))
            if len(clauses) >= _FEWEST and len(common) == 1:
                for clause in clauses:
                    own[next(iter(common)), _decides(folded(clause.quote))].append(clause)
        for key, clauses in own.items():
            for clause in clauses:
                votes[key][0][tuple(sorted(clause.forum))] += 1 / len(clauses)  # type: ignore[assignment]
                votes[key][1][clause.modality] += 1 / len(clauses)  # type: ignore[assignment]
    return votes

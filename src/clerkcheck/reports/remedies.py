"""What mends one thing: said once, though every clause that asks for it has its own words.

A clause of the government's own comes first: it says which office of the place it is. What others say of the same thing
is left out, unless they name a body or another paper that has not been named yet.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

# Bodies and papers, read in remedies and never said; those in one group are one.
_NAMED = (
    "司法|法制|合法性审[查核]的部门", "市场监管|市场监督", "法律顾问", "党委|区委|市委|县委|常委会",
    "编办|机构编制", "人社|组织部门", "财政", "审计", "税务", "发展改革|发改", "自然资源", "生态环境", "应急", "信访",
    "保密", "表彰", "专家", "人大", "政协", "国有资产|国资", "办公室", "分管", "主管(?:领导|副)",
    "主要负责人|主要领导", "常务(?:工作的)?副", "区长|市长|县长", "常务会议|全体会议", "办公会议",
    "联署", "会签", "写全", "采纳情况", "记录|纪要", "审查表", "复函", "批示",
    "公平竞争", "合法性审[查核]", "风险", "听证", "不需", "初审", "解读", "备案", "授权|委托",
)  # fmt: skip
_OTHER_WAY = re.compile("；|或者|确需|确属")


def told_once(own: Iterable[str], others: Iterable[str], subject: str) -> list[str]:
    """Return the remedies of one paper that each ask for something, ``own`` being those of the government's clauses.

    ``subject`` is the paper's name, which asks for nothing more.
    """
    kept: list[str] = []
    known = set(named_in(subject))
    for remedy in dict.fromkeys([*own, *others]):
        asked = named_in(remedy)
        if not kept or not asked <= known:
            kept.append(remedy)
            known |= asked
    return kept


def each_way(own: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return what sets one answer right: all that the government's own clauses say, of others what is another way."""
    kept = list(dict.fromkeys(own))
    known = set[int]().union(*map(named_in, kept))
    for remedy in dict.fromkeys(others):
        if remedy not in kept and (not kept or _OTHER_WAY.search(remedy) or not named_in(remedy) <= known):
            kept.append(remedy)
            known |= named_in(remedy)
    return kept


@lru_cache(maxsize=5_000)
def named_in(text: str) -> frozenset[int]:
    """Return which of the bodies and papers a text names; texts are those of packs, and asked about again and again."""
    return frozenset(at for at, pattern in enumerate(_patterns()) if pattern.search(text))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Made when a remedy is first told: the list of cases, which comes first, tells none."""
    return tuple(map(re.compile, _NAMED))

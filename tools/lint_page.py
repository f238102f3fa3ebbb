"""Writes docs/lint: the remarks of ``pack lint`` that can be accepted, each with what to do and its examples.

``python tools/lint_page.py`` after a check was added or changed; the tests of the remarks hold the page to it.
"""

import re
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "docs" / "lint" / "README.md"
sys.path[:0] = [str(FILE.parents[2] / "src"), str(FILE.parents[2] / "tests" / "support")]

import yaml  # noqa: E402

from clerkcheck.packs.lint.articles import ARTICLE_REMARKS  # noqa: E402
from clerkcheck.packs.lint.clause_places import PLACE_REMARKS  # noqa: E402
from clerkcheck.packs.lint.dates import DATE_REMARKS  # noqa: E402
from clerkcheck.packs.lint.versions import VERSION_REMARKS  # noqa: E402
from clerkcheck.packs.lint.word_checks import WordCheck  # noqa: E402
from clerkcheck.packs.lint.word_remarks import word_checks  # noqa: E402
from lint_examples import clause_of  # noqa: E402

_INTRO = """# 规则包检查：引文和条款、条号

`clerkcheck pack lint` 拿每一款的引文和它写的条件、期限、效力比。说的都是提醒：多半是写错了，也可能原文本来如此。
每条提醒后面方括号里是编号。核对过、确无误的，在 `pack.yaml` 的 `accepted` 里写明编号、款号和理由，就不再提醒：

    accepted:
    - remark: number-differs
      clauses: [js-4-1]
      why: 引文只引了前半句，1000万元在后半句

后来改好了、用不着的，会提醒删去。本页由 `tools/lint_page.py` 写出，例子逐个试过。"""


def page() -> str:
    """Return the page."""
    lines = [_INTRO]
    for check in word_checks():
        lines += ["", f"## {check.id}", "", _shown(check), "", f"办法：{check.remedy}。", "", "有提醒的：", ""]
        lines += [*_block(dict(check.bad)), "", "没有提醒的：", "", *_block(dict(check.good))]
    for name, text in {**ARTICLE_REMARKS, **DATE_REMARKS, **VERSION_REMARKS, **PLACE_REMARKS}.items():
        lines += ["", f"## {name}", "", f"{text}。", *_MORE[name]]
    return "\n".join(lines) + "\n"


def _shown(check: WordCheck) -> str:
    return "款号" + re.sub(r"\{[a-z]+\}", "……", check.message) + "。"


def _block(keys: dict[str, object]) -> list[str]:
    text = yaml.safe_dump([clause_of(keys)], allow_unicode=True, sort_keys=False, width=200)
    return ["    " + line for line in text.rstrip().splitlines()]  # indented: no block for tests/test_docs.py to work


_MORE = {
    "article-missing": [
        "",
        "比如规则包里有第十二条、第十五条，没有第十三条、第十四条：多半是生成骨架时把换行的“第十五条规定的……”当成了条号，"
        "也可能原文缺页。",
        "原文本来没有的，写：",
        "",
        "    accepted:",
        "    - remark: article-missing",
        "      articles: [第十三条, 第十四条]",
        "      why: 原文修订时删去，条号没有重排",
    ],
    "article-count": [
        "",
        "比如 `article_count: 20`，最后一条是第二十二条。还没有写到一半的规则包不提醒，`pack coverage` 说还缺哪些。",
    ],
    "issued-late": [
        "",
        "比如 `issued: 2027-12-20`，`in_force: {from: 2026-01-01}`：多半是年份写错了，也可能原文就是追溯施行的。"
        "后一样写：",
        "",
        "    accepted:",
        "    - remark: issued-late",
        "      articles: [issued]",
        "      why: 原文规定自 2026-01-01 起追溯施行",
    ],
    "clause-id": [
        "",
        "比如第三条里的 `id: js-9-7`：款号是地名缩写-条号-序号，多半是从第九条抄来没有改，或者这一款放错了条。",
    ],
    "fallback-local": [
        "",
        "比如一部县的规则里的款写了 `fallback: true`：那是全国的通则才写的，有本地的款 `refines` 它，它就整条让位。",
        "这个包本来要给别的包 `extends`、确要让位的，写进 `accepted`。",
    ],
    "version-gap": [
        "",
        "比如前一款 `in_force: {until: 2026-12-31}`，同一条里改了数的后一款 `in_force: {from: 2027-03-01}`："
        "一月、二月没有这个要求。",
        "原文本来如此的，`clauses` 写后一款的款号。",
    ],
    "version-overlap": [
        "",
        "比如前一款 `in_force: {until: 2027-01-01}`，后一款 `in_force: {from: 2027-01-01}`："
        "元旦那天两款都算，前一款应当写到 2026-12-31。",
        "原文本来如此的，`clauses` 写后一款的款号。",
    ],
}


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(page(), encoding="utf-8")

"""What a careful reader extracts of the shared drafts, beside what the program finds: right, left out, or wrong."""

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from clerkcheck.drafts.data import elements_data
from clerkcheck.drafts.draft import read_draft

DRAFTS = Path(__file__).resolve().parents[3] / "shared" / "drafts"
KEYS = {
    "文种": "genre_label", "发文机关": "issuers", "发文字号": "number", "主送机关": "addressees", "标题": "title",
    "成文日期": "date", "附件": "attachments",
}  # fmt: skip
_ABSENT = re.compile(r"未署名|存稿缺|存稿中无|只在题录")  # the reader knows it from elsewhere: the text has it not
INNER = "被转发文"


class Row(NamedTuple):
    draft: str
    element: str
    wanted: str
    found: str

    @property
    def verdict(self):
        if not self.found:
            return "left out" if self.wanted else "right"
        return "right" if self.found == self.wanted else "wrong"


def rows(folder=DRAFTS):
    """Yield an element a row, those of a document inside another too."""
    for path in sorted(folder.glob("*.yaml")):
        wanted = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = next(each for each in path.parent.glob(f"{path.stem}.*") if each.suffix != ".yaml")
        found = elements_data(read_draft(str(source)).elements)
        yield from _rows(path.stem, "", wanted, found)
        if INNER in wanted:
            yield from _rows(path.stem, "inner ", wanted[INNER], found.get("inner", {}))


def _rows(draft, prefix, wanted, found):
    for key, name in KEYS.items():
        if key in wanted or not prefix:
            value = wanted.get(key)
            values = value if isinstance(value, list) else [value]
            text = (
                ""
                if any(_ABSENT.search(str(each)) for each in values)
                else "、".join(_plain(each) for each in values if each)
            )
            got = found.get(name, "")
            got = ("，".join(got) if key == "主送机关" else "、".join(got)) if isinstance(got, list) else got
            yield Row(draft, prefix + name, text, _known_addressees(got, text) if key == "主送机关" else got)


def _plain(value):
    """A value without the reader's remark; of 通知（转发） the genre."""
    text = re.sub(r"（(?:转发|印发|复函|答复函|标题写|组成人员|个人).*", "", str(value))
    return text.strip()


def _known_addressees(found, wanted):
    """Several organs are a list of the program's and a line of the reader's."""
    return wanted if re.sub("[，、]", "", found) == re.sub("[，、]", "", wanted) else found

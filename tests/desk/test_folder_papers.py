"""What is printed of a folder: every paper whole, under a name that is free, with what could not be read named."""

import shutil

import pytest

from at_the_desk import EXAMPLES, NOW
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.desk.folder_papers import folder_papers, print_folder
from clerkcheck.reading.errors import InputError


@pytest.mark.parametrize("number", range(5), ids=["summary", "workbook", "slips", "sheets", "calendar"])
def test_every_paper_of_a_folder(tmp_path, number):
    for stem in ("standing-factory-buildings", "major-contract-textile-investment"):
        shutil.copy(EXAMPLES / f"{stem}.yaml", tmp_path)
    (tmp_path / "坏.yaml").write_text("pack: qianjiang\nkind: x\ntitle: 甲\n", encoding="utf-8")
    paper = folder_papers()[number]
    first, second = (print_folder(str(tmp_path), paper, national_calendar(), NOW) for _time in range(2))
    assert first.path != second.path and (first.cases, first.unread) == (1 if number == 2 else 2, ("坏.yaml",))
    with open(first.path, "rb") as file:
        assert file.read(4) == (b"BEGI" if paper.format == "ics" else b"PK\x03\x04")


def test_only_what_is_printed_is_counted_and_recorded_and_the_filed_stay_out(tmp_path):
    def case(stem, old="", new=""):
        text = (EXAMPLES / f"{stem}.yaml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / f"{stem}.yaml").write_text(text.replace(old, new) if old else text, encoding="utf-8")

    case("standing-factory-buildings")
    case("major-contract-textile-investment")  # nothing to mend
    case("minutes-special-delegated", "\ndates:", "\nstate: closed\ndates:")
    case("budget-supplement-500", "  meeting: 2026-12-03", "  meeting: null")  # no day to plan from
    summary, _workbook, slips, _sheets, plans = folder_papers()

    def printed(paper, **options):
        return print_folder(str(tmp_path), paper, national_calendar(), NOW, **options)

    filed = "已归档的 1 件不在里面"
    made = printed(slips)
    assert (made.cases, made.without) == (2, (filed, "不用补正的 1 件没有告知单"))
    told = {each.stem for each in tmp_path.glob("*.yaml") if "打印：" in each.read_text(encoding="utf-8")}
    assert told == {"standing-factory-buildings", "budget-supplement-500"}
    assert (printed(summary).cases, printed(summary).without) == (3, (filed,))
    made = printed(plans)
    assert (made.cases, made.without) == (2, (filed, "没有日子可以往回排的 1 件不在里面"))
    made = printed(summary, closed=True)
    assert (made.cases, made.without) == (1, ("没有归档的 3 件不在里面",))
    with pytest.raises(InputError, match="没有要印的"):
        printed(slips, closed=True)


def test_an_empty_folder_gives_none_and_says_so(tmp_path):
    with pytest.raises(InputError, match="没有要印的"):
        print_folder(str(tmp_path), folder_papers()[0], national_calendar(), NOW)
    assert list(tmp_path.iterdir()) == []

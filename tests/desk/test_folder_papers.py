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
    assert first.path != second.path and (first.cases, first.unread) == (2, ("坏.yaml",))
    with open(first.path, "rb") as file:
        assert file.read(4) == (b"BEGI" if paper.format == "ics" else b"PK\x03\x04")


def test_an_empty_folder_gives_none_and_says_so(tmp_path):
    with pytest.raises(InputError, match="没有要印的"):
        print_folder(str(tmp_path), folder_papers()[0], national_calendar(), NOW)
    assert list(tmp_path.iterdir()) == []

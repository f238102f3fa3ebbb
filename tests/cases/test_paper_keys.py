"""What a paper's mapping may say beside its state: copies, attachment number and file, read strictly and never judged."""

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.reading.errors import InputError

HEAD = "pack: qianjiang\nkind: agenda_item\ntitle: 甲\n"


def case_of(tmp_path, text):
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_case(path)


def test_copies_attachment_and_file_are_read(tmp_path):
    text = "materials:\n  finance_opinion: {status: done, copies: 30, attachment: 3, file: 材料/财政意见.pdf}\n"
    paper = case_of(tmp_path, text).materials["finance_opinion"]
    assert (paper.copies, paper.attachment, paper.file) == (30, "3", "材料/财政意见.pdf")


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "true", "'三份'", "10000"])
def test_what_is_no_number_of_copies_is_refused_with_its_place(tmp_path, value):
    with pytest.raises(InputError) as caught:
        case_of(tmp_path, f"materials:\n  finance_opinion: {{copies: {value}}}\n")
    assert "不是份数" in str(caught.value) and "第 5 行" in str(caught.value) and "1 到 9999" in str(caught.value)


def test_state_and_notes_are_read(tmp_path):
    case = case_of(tmp_path, "state: submitted\nnotes: 等区财政局回函\n")
    assert (case.state, case.notes) == ("submitted", "等区财政局回函")
    assert (case_of(tmp_path, "").state, case_of(tmp_path, "").notes) == ("preparing", "")

"""Every check by its own two examples: the bad one has the fault, the good one has not; a sound draft has none."""

import pytest

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import LEVELS, checks, faults_of
from clerkcheck.drafts.files.docx_files import read_docx_draft
from clerkcheck.drafts.files.text_files import read_text_draft
from sample_drafts import BASES, docx_of, text_of

CHECKS = checks()
# Examples in which one slip is two faults.
TOO = {
    "marks-half": {"disclosure-missing"},
    "web-remains": {"attachment-file"}, "amount-vague": {"amount-sum-vague"}, "amount-sum-vague": {"amount-vague"},
    "attachment-place": {"disclosure-missing"},
}  # fmt: skip


def found(base, changed, *, word):
    if word:
        text = read_docx_draft(docx_of(base, changed), "draft.docx")
    else:
        text = read_text_draft(text_of(base, changed).encode(), "draft.txt")
    return faults_of(Draft(text))


@pytest.mark.parametrize("word", [False, True], ids=["text", "word"])
@pytest.mark.parametrize("base", BASES)
def test_a_sound_draft_has_no_fault(base, word):
    assert [(each.check.id, each.words) for each in found(base, {}, word=word)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_examples(check):
    bad = found(check.base, check.bad, word=check.word)
    ids = [each.check.id for each in bad]
    assert check.id in ids
    assert set(ids) - {check.id} == TOO.get(check.id, set())
    if check.good:  # otherwise the good one is the sound draft above
        assert [each.check.id for each in found(check.base, check.good, word=check.word)] == []
    for each in bad:
        assert "{" not in each.message and "\n" not in each.words


def test_the_register():
    assert len(CHECKS) >= 60
    assert {check.level for check in CHECKS} == set(LEVELS)
    assert all(check.source and check.remedy and check.message for check in CHECKS)

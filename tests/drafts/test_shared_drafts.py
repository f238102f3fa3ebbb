"""The shared drafts: what a careful reader extracts is right or left out, and the faults listed are those found."""

import pytest

from clerkcheck.drafts.draft import read_draft
from clerkcheck.drafts.faults.registry import faults_of
from draft_table import DRAFTS, rows

pytestmark = pytest.mark.skipif(not DRAFTS.is_dir(), reason="the drafts (../shared/drafts) are not on this machine")
# The faults that the reader lists (格式毛病 of the .yaml beside each), by the checks that find them.
FAULTS = {
    "01-decision-gf2018-43": [],
    "03-circular-gbf2004-7": [],
    "05-reply-gh1996-95": ["received-comma"],
    "07-letter-reply-gbh1996-16": ["quoted-without-number"],
    "09-notice-forwarding-report-gbf1996-2": ["report-asks"],
    "11-notice-members-gbh2018-74": [],
    "13-answer-cppcc-gbh2006-82": ["title-answer"],
    "15-public-announcement-changning-2024-05": [
        "attachment-file", "number-beside-title", "number-leading-zero", "title-about-missing", "title-organ-missing", "web-remains",
    ],
    "17-minutes-doumen-5-104": ["minutes-form", "organ-name-differs"],
    "19-request-plan-funds-template": [
        "addressee-short", "number-placeholder", "placeholder-date", "quoted-number-brackets", "request-asks-nothing",
        "request-contact", "signer-missing", "title-missing",
    ],
    "21-notice-issuing-measures-anshun-2023": ["effect-at-once", "marks-mixed", "term-missing"],
    "23-answer-guangde-68-cut": ["number-empty", "title-about-twice", "title-organ-missing"],
}  # fmt: skip


def test_elements_are_right_or_left_out():
    found = list(rows())
    assert [row for row in found if row.verdict == "wrong"] == []
    there = [row for row in found if row.wanted]
    assert len([row for row in there if row.verdict == "right"]) / len(there) >= 0.9


@pytest.mark.parametrize("name", FAULTS, ids=lambda name: name[:2])
def test_the_faults_listed_and_no_others(name):
    assert sorted({each.check.id for each in faults_of(read_draft(str(DRAFTS / f"{name}.txt")))}) == FAULTS[name]

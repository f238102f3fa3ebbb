"""Texts of packs and cases are data in every output: nothing moves a terminal, no cell is a formula, nothing breaks."""

import json

import pytest

from clerkcheck.__main__ import main
from hostile_texts import CONTROLS, FORMULAS, KEPT, faults, make_cases, make_pack, raw
from wide import wide

DAY = "--as-of 2026-11-22"
SHEETS = {
    "batch-csv": "batch cases -o OUT.csv",
    "batch-xlsx": "batch cases -o OUT.xlsx",
    "rows-csv": f"batch table.csv -o OUT.csv --engine plain {DAY}",
    "rows-xlsx": f"batch table.csv -o OUT.xlsx {DAY}",
    "columns-csv": f"batch table.csv -o OUT.csv --engine columnar {DAY}",
    "template": "batch template ./evil -o OUT.xlsx",
    "summary-xlsx": f"summary cases -o OUT.xlsx {DAY}",
}
OTHERS = {
    "terminal": f"check cases/case.yaml {DAY}",
    "text": f"check cases/case.yaml -f text {DAY}",
    "explain": f"check cases/case.yaml --explain {DAY}",
    "json": f"check cases/case.yaml -f json {DAY}",
    "html": f"check cases/case.yaml -o OUT.html {DAY}",
    "markdown": f"check cases/case.yaml -f markdown {DAY}",
    "docx": f"check cases/case.yaml -o OUT.docx {DAY}",
    "slip": f"slip cases/case.yaml {DAY}",
    "slip-docx": f"slip cases/case.yaml -o OUT.docx {DAY}",
    "summary": f"summary cases {DAY}",
    "summary-html": f"summary cases -o OUT.html {DAY}",
    "plan": f"plan cases/case.yaml {DAY}",
    "plan-json": f"plan cases/case.yaml -f json {DAY}",
    "plan-ics": f"plan cases/case.yaml -o OUT.ics {DAY}",
    "batch-jsonl": "batch cases -o OUT.jsonl",
    "batch-junit": "batch cases -o OUT.xml",
    "batch-parquet": "batch cases -o OUT.parquet",
    "columns-parquet": f"batch table.csv -o OUT.parquet --engine columnar {DAY}",
    "show": "pack show ./evil",
    "show-clause": "pack show ./evil ev-1-3",
    "lint": "pack lint ./evil",
    "coverage": "pack coverage ./evil",
    "diff": "pack diff ./evil qianjiang",
    "verify": "pack verify ./evil --source source.txt",
}
OUTPUTS = SHEETS | OTHERS
BY_PACK = ("terminal", "json", "rows-csv", "columns-csv", "template", "summary", "plan", "show", "lint", "batch-csv")


@pytest.fixture
def ran(tmp_path, monkeypatch, capsys):
    """Run one of the outputs; return its status, what it printed, and what is wrong with either or its file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source.txt").write_text("第一条 引。\n第二条 无。\n", encoding="utf-8")

    def running(name):
        words = [word.replace("OUT", name) for word in OUTPUTS[name].split()]
        status = main(words)
        seen = capsys.readouterr()
        wrong = raw(seen.out) + raw(seen.err)
        path = tmp_path / words[words.index("-o") + 1] if "-o" in words else None
        if path is not None and path.exists():
            wrong += faults(path)
        return status, seen.out + seen.err, wrong

    return running


def all_of(ran, names):
    """Run many outputs; return those that failed inside, and those with anything wrong."""
    found = {name: ran(name) for name in names}
    return {name: (status, wrong) for name, (status, _said, wrong) in found.items() if status not in (0, 1) or wrong}


SOME_CONTROLS = wide(CONTROLS, kept=["nul", "newline", "esc", "csi", "line", "bidi-override", "zero-space", "private"])
SOME_TEXTS = wide(KEPT, kept=["equals", "tags"])


class TestPacks:
    @pytest.mark.parametrize("text", SOME_CONTROLS)
    def test_what_cannot_be_seen_is_refused_with_its_place(self, tmp_path, ran, text):
        make_pack(tmp_path, f"甲{CONTROLS[text]}乙")
        make_cases(tmp_path)
        for name in BY_PACK:
            status, said, wrong = ran(name)
            assert (status, wrong) == (2, []), name
        assert "vocabulary.yaml 第 1 行第" in said and "含有" in said

    @pytest.mark.parametrize("text", SOME_TEXTS)
    def test_any_other_text_is_data_in_every_output(self, tmp_path, ran, text):
        make_pack(tmp_path, KEPT[text])
        make_cases(tmp_path)
        assert all_of(ran, SHEETS if text in FORMULAS else OUTPUTS) == {}

    def test_what_cannot_be_seen_would_be_written_out_if_it_came_through(self, tmp_path, ran, monkeypatch):
        """The outputs do not rely on the texts' having been refused."""
        monkeypatch.setattr("clerkcheck.packs.loading.unseen_characters", lambda _document: ())
        monkeypatch.setenv("CLERKCHECK_CACHE", str(tmp_path / "cache"))
        text = "".join(char for name, char in CONTROLS.items() if name not in ("newline", "crlf", "return"))
        make_pack(tmp_path, "甲" + text)
        make_cases(tmp_path)
        quick = [name for name in OUTPUTS if not name.startswith("columns")]
        assert all_of(ran, quick) == {}


class TestCases:
    @pytest.mark.parametrize("text", SOME_CONTROLS)
    def test_what_cannot_be_seen_is_refused_or_in_a_table_a_space(self, tmp_path, ran, text):
        make_pack(tmp_path, "")
        make_cases(tmp_path, title="甲" + CONTROLS[text] + "乙")
        for name in ("terminal", "json", "slip", "plan", "summary", "batch-csv", "batch-junit"):
            status, said, wrong = ran(name)
            assert (status, wrong) == (2, []), name
            assert "含有" in said or name.startswith("batch")
        for name in ("rows-csv", "columns-csv", "rows-xlsx", "columns-parquet"):
            status, _said, wrong = ran(name)
            assert (status, wrong) == (1, []), name

    @pytest.mark.parametrize("text", SOME_TEXTS)
    def test_any_other_text_is_data_in_every_output(self, tmp_path, ran, text):
        made = KEPT[text]
        exception = {"clause": "ev-1-2", "reason": made, "approved_by": made, "until": "2026-12-31"}
        paper = {"status": "missing", "ref": made, "issuer": made}
        make_pack(tmp_path, "")
        make_cases(
            tmp_path, made, unit=made, exceptions=[exception], materials={"paper": paper}, notes=made,
            history=[{"at": made, "by": made, "what": made}],
        )  # fmt: skip
        (tmp_path / "cases" / "办公室.yaml").write_text(json.dumps({"letterhead": made}), encoding="utf-8")
        assert all_of(ran, SHEETS if text in FORMULAS else OUTPUTS) == {}


@pytest.mark.parametrize("name", ["esc\x1b[31m.yaml", "bidi\u202e.yaml", "c1\x9b31m.yaml", "line\n.yaml"], ids=ascii)
def test_names_of_files_are_written_out(tmp_path, ran, name):
    make_pack(tmp_path, "")
    make_cases(tmp_path)
    (tmp_path / "cases" / "case.yaml").rename(tmp_path / "cases" / name)
    for output in ("batch-csv", "batch-jsonl", "batch-xlsx", "batch-junit", "summary", "summary-xlsx"):
        status, _said, wrong = ran(output)
        assert (status, wrong) == (1, []), output


def test_colour_codes_are_our_own_alone(tmp_path):
    """With colours the escapes of the program are there, and no other."""
    import re
    from datetime import date

    from clerkcheck.calendars.workdays import national_calendar
    from clerkcheck.cases.loading import load_case_with_pack
    from clerkcheck.checking.check import check
    from clerkcheck.planning.case_plan import plan_case
    from clerkcheck.reports.plan_text import render_plan
    from clerkcheck.reports.sheet_text import render_text
    from clerkcheck.reports.verdict import Verdict

    make_pack(tmp_path, "")
    make_cases(tmp_path)
    case, pack = load_case_with_pack(tmp_path / "cases" / "case.yaml")
    evil = "\x1b[8m\x1b]0;x\a\u202e"
    words = pack.vocabulary
    evil_words = words._replace(
        **{part: {name: evil + label for name, label in getattr(words, part).items()}
           for part in ("materials", "dates", "deadlines", "meetings", "signers", "kinds", "outcomes")}
    )  # fmt: skip
    clauses = tuple(each._replace(gist=evil + each.gist, quote=evil, remedy=evil) for each in pack.clauses)
    pack = pack._replace(vocabulary=evil_words, clauses=clauses, regulation=evil, region=evil)
    day = date(2026, 11, 22)
    report = check(case._replace(title=evil, unit=evil), pack, national_calendar(), day)
    made = plan_case(case, pack, report, national_calendar())
    for text in (render_text(Verdict(report, pack), colour=True), render_plan(made, pack, colour=True)):
        assert "\x1b[1" in text
        assert raw(re.sub(r"\x1b\[(0|1|2|31|1;3[123])m", "", text)) == []
        assert "\x1b[8m" not in text

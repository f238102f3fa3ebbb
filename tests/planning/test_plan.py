"""The backward plan: its days are the latest ones that work, in the order of the steps, by the words of the rules."""

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.loading import load_case
from clerkcheck.cases.model import Case, Material
from clerkcheck.checking.check import check
from clerkcheck.packs.store import checklists, load_pack, pack_folder, pack_ids
from clerkcheck.planning.backward import Edge, first_workday, latest_start
from clerkcheck.planning.plan import backward_plan
from clerkcheck.planning.steps import ANCHOR, load_steps, steps_file
from clerkcheck.reading.errors import InputError
from examples import examples
from yaml_files import from_yaml

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = REPOSITORY / "examples"
STEPS = Path(checklists()) / "steps.yaml"
CALENDAR = national_calendar()
AS_OF = date(2026, 11, 22)
# A standing-meeting item on which everything but what a test is about is answered "no".
QUIET = {
    "meeting": "standing",
    "matter": "none",
    "lead_attends": True,
    "amount_wan": 0,
    "budget_item": "none",
    "contract_by": "none",
    "soe_action": "none",
    "land_zone": "none",
    "own_reply_limit": False,
}


@lru_cache
def pack_and_steps(pack_id):
    pack = load_pack(pack_id)
    return pack, load_steps(steps_file(pack_folder(pack_id)), pack)


def no_facts(pack):
    """Every yes/no fact of the pack answered with no."""
    return {fact.id: False for fact in pack.vocabulary.facts.values() if fact.type == "bool"}


def item(facts, materials=None, *, meeting=date(2026, 12, 10), pack_id="qianjiang", **dates):
    pack, _steps = pack_and_steps(pack_id)
    facts = {**no_facts(pack), **(QUIET if pack_id == "qianjiang" else {}), **facts}
    kinds = pack.vocabulary.facts
    facts = {name: frozenset({value}) if kinds[name].type == "choices" else value for name, value in facts.items()}
    papers = {name: Material(status) for name, status in (materials or {}).items()}
    return Case(pack_id, "agenda_item", "关于某事的议题", None, facts, papers, {"meeting": meeting, **dates})


def made(case, as_of=AS_OF):
    pack, steps = pack_and_steps(case.pack)
    return backward_plan(case, pack, check(case, pack, CALENDAR, as_of), steps, CALENDAR)


def example(name, as_of=AS_OF):
    return made(load_case(EXAMPLES / f"{name}.yaml"), as_of)


def task(found, name):
    return next(each for each in found.tasks if each.id == name)


def days(found, name):
    each = task(found, name)
    return each.start_by.isoformat(), each.end_by.isoformat()


# --- what holds of every plan

FLAGS = [
    "major_decision",
    "major_matter",
    "normative_document",
    "other_departments",
    "market_activity",
    "vital_interests",
    "stability_risk",
    "own_reply_limit",
    "disagreement",
    "towns_streets",
    "personnel",
    "staffing",
    "classified",
]
PAPERS = [
    "field_research",
    "department_opinions",
    "legality_review",
    "fair_competition_review",
    "public_consultation",
    "lead_review",
    "approval_form",
    "department_heads_sign",
    "prior_coordination",
    "five_property_appraisal",
]


@st.composite
def cases(draw):
    pack_id = draw(st.sampled_from(pack_ids()))
    facts = draw(st.dictionaries(st.sampled_from(FLAGS), st.booleans(), min_size=4))
    facts["meeting"] = draw(st.sampled_from(["standing", "plenary", "mayor_office"]))
    papers = draw(st.dictionaries(st.sampled_from(PAPERS), st.sampled_from(["done", "missing", "unknown"])))
    meeting = draw(st.dates(date(2005, 1, 1), date(2027, 6, 30)))
    as_of = meeting - timedelta(draw(st.integers(-5, 120)))
    dates = {"meeting": meeting}
    if draw(st.booleans()):
        dates["consulted"] = as_of - timedelta(draw(st.integers(0, 20)))
    status = {name: Material(each) for name, each in papers.items()}
    return Case(pack_id, "agenda_item", "某议题", None, facts, status, dates), as_of


@examples(50)
@given(cases())
def test_days_are_the_latest_that_work(drawn):
    case, as_of = drawn
    found = made(case, as_of)
    before = {step.id: step.before for step in pack_and_steps(case.pack)[1].steps}
    open_ = [each for each in found.tasks if each.status != "done" and not each.follows]
    for place, each in enumerate(open_):
        assert CALENDAR.is_workday(each.start_by)
        assert each.end_by <= found.anchor.ready_by.day
        for later in open_[place + 1 :]:
            if each.id in before[later.id]:
                assert each.end_by <= later.start_by
        following = first_workday(CALENDAR, each.start_by + timedelta(1))
        assert ends(each.start_by, each) <= each.end_by < ends(following, each)
        assert (each.slack >= 0) == (each.ready_on <= each.end_by)
        assert each.workdays_left == CALENDAR.workdays_between(as_of, each.start_by)


def ends(start, each):
    return CALENDAR.offset(start, each.length, each.unit).latest if each.length else start


@examples(50)
@given(cases())
def test_the_critical_path_sets_the_first_start_and_reaches_the_end(drawn):
    case, as_of = drawn
    found = made(case, as_of)
    open_ = [each for each in found.tasks if each.status != "done" and not each.follows]
    chain = [each for each in open_ if each.id in found.critical_path]
    assert [each.id for each in open_ if each.critical] == [each.id for each in chain]
    assert bool(chain) == bool(open_)
    if chain:
        assert chain[0].start_by == min(each.start_by for each in open_)
        edges = {chain[0].start_by}
        for each in chain:  # no gap: each starts on the first day, or on one on which another ends
            assert each.start_by in edges
            edges.add(each.end_by)


@examples(30)
@given(cases())
def test_every_wanted_paper_is_in_exactly_one_task(drawn):
    case, as_of = drawn
    pack, _steps = pack_and_steps(case.pack)
    report = check(case, pack, CALENDAR, as_of)
    wanted = {f.material for f in report.findings if f.kind == "material" and f.modality != "may" and f.status != "met"}
    planned = [each.material for t in made(case, as_of).tasks if t.status != "done" for each in t.papers]
    assert len(planned) == len(set(planned))
    assert set(planned) <= wanted
    for material in wanted - set(planned):  # one of several of which any would do, and that is planned anyway
        assert isinstance(material, tuple)
        assert set(material) & set(planned)


@examples(30)
@given(st.dates(date(2005, 1, 1), date(2027, 12, 31)), st.integers(0, 40), st.sampled_from(["workday", "day", "month"]))
def test_latest_start_is_the_definition(end, length, unit):
    length = min(length, 3) if unit == "month" else length
    found = latest_start(CALENDAR, Edge(end), length, unit).day
    day, fits = end, None
    while fits is None:  # every day from the end backward, by the definition
        reached = CALENDAR.offset(day, length, unit).latest if length else day
        fits = day if CALENDAR.is_workday(day) and reached <= end else None
        day -= timedelta(1)
    assert found == fits


def test_latest_start_at_the_ends_of_time():
    assert latest_start(CALENDAR, Edge(date.max), 10, "day").day <= date.max - timedelta(10)
    with pytest.raises(InputError):
        latest_start(CALENDAR, Edge(date(1, 1, 5)), 10, "workday")


# --- examples worked out by hand


def test_the_factory_buildings():
    found = example("standing-factory-buildings")
    assert days(found, "consultation") == ("2026-11-26", "2026-12-07")  # 7 working days to the submission
    assert days(found, "fair_competition") == ("2026-12-07", "2026-12-07")
    assert days(found, "submission") == ("2026-12-07", "2026-12-07")  # 3 working days before 12-10
    assert found.critical_path == ("consultation", "fair_competition", "submission")
    consultation = task(found, "consultation")
    assert [each.material for each in consultation.papers] == ["finance_opinion"]
    assert (consultation.source.clause, consultation.source.article) == ("qj-53-14", "第五十三条")
    assert (consultation.length, consultation.unit, consultation.status) == (7, "workday", "open")
    assert not consultation.source.certain  # whether the unit set a limit of its own is not answered
    fair = task(found, "fair_competition")
    assert (fair.length, fair.source) == (0, None)
    assert found.ready_on == date(2026, 12, 2)  # from Monday 11-23, 7 working days
    assert consultation.slack == 3
    assert {each.id for each in found.tasks if each.status == "done"} == {
        "research",
        "appraisal",
        "localities",
        "coordination",
        "leader",
        "approval_form",
    }


@pytest.mark.parametrize(
    ("as_of", "status"),
    [(date(2026, 11, 26), "open"), (date(2026, 11, 27), "too_late"), (date(2026, 12, 20), "too_late")],
)
def test_too_late_is_the_day_after_the_latest_start(as_of, status):
    found = example("standing-factory-buildings", as_of)
    assert task(found, "consultation").status == status
    assert task(found, "submission").status == ("open" if as_of <= date(2026, 12, 7) else "done")


def test_lateness_is_passed_on():
    found = example("standing-factory-buildings", date(2026, 11, 30))
    assert found.ready_on == date(2026, 12, 9)
    assert {each.id: each.slack for each in found.tasks if each.status != "done"} == {
        "consultation": -2,
        "fair_competition": -2,
        "submission": -2,
    }


def test_national_day():
    """2026: off 9-25 to 27 and 10-1 to 7, working on Sunday 9-20 and Saturday 10-10."""
    case = item(
        {"normative_document": True, "other_departments": True},
        {"public_consultation": "done"},
        meeting=date(2026, 10, 15),
    )
    found = made(case, date(2026, 8, 3))
    assert days(found, "submission") == ("2026-10-12", "2026-10-12")
    assert days(found, "legality") == ("2026-09-15", "2026-10-12")


def test_spring_festival():
    """2026: off 2-15 to 23, working on Saturdays 2-14 and 2-28."""
    case = item({"personnel": True, "other_departments": True}, meeting=date(2026, 3, 3))
    found = made(case, date(2026, 1, 5))
    assert days(found, "submission") == ("2026-02-27", "2026-02-27")
    assert days(found, "consultation") == ("2026-02-11", "2026-02-27")


def test_the_year_end_is_provisional_and_safe():
    found = example("major-decision-water-price")
    submission = task(found, "submission")
    due = CALENDAR.offset(date(2026, 12, 30), -3, "workday")
    assert due.provisional
    assert submission.start_by == due.earliest
    assert submission.provisional
    assert "2027" in submission.note
    assert not any(each.provisional for each in example("standing-factory-buildings").tasks)


def test_the_longest_limit_governs_and_the_normal_one_is_shown():
    found = made(
        item({"normative_document": True, "major_decision": True}, meeting=date(2026, 11, 26)), date(2026, 8, 3)
    )
    legality = task(found, "legality")
    assert (legality.source.clause, legality.length) == ("qj-19-7", 15)
    assert [(each.clause, each.offset) for each in legality.others] == [
        ("qj-19-6", 5), ("md-26-2", 7), ("lr-5-1", 5), ("lr-5-2", 15),
    ]  # fmt: skip


def test_a_national_rule_where_the_pack_sets_no_length():
    found = made(item({"major_decision": True}, meeting=date(2026, 11, 26)), date(2026, 10, 9))
    legality = task(found, "legality")
    assert (legality.length, legality.unit, legality.source.clause) == (7, "workday", "md-26-2")
    assert days(found, "legality") == ("2026-11-12", "2026-11-23")


def test_public_consultation_of_thirty_days():
    found = made(
        item(
            {"normative_document": True, "major_decision": True}, {"legality_review": "done"}, meeting=date(2026, 9, 4)
        ),
        date(2026, 6, 1),
    )
    public = task(found, "public_consultation")
    assert (public.length, public.unit, public.source.article, public.source.clause) == (
        30,
        "day",
        "第十五条",
        "md-15-1",
    )
    assert days(found, "public_consultation") == ("2026-07-31", "2026-09-01")  # from Monday 8-3 they end on 9-2


def test_no_rule_sets_a_length_for_a_quiet_consultation():
    public = task(made(item({"normative_document": True})), "public_consultation")
    assert (public.length, public.source, public.others) == (0, None, ())


def test_own_reply_limit_takes_the_rule_away():
    found = made(item({"personnel": True, "other_departments": True, "own_reply_limit": True}))
    assert task(found, "consultation").source is None


def test_an_unknown_condition_is_planned_for_and_says_so():
    case = item({"other_departments": True})
    del case.facts["personnel"]
    consultation = task(made(case), "consultation")
    assert [each.material for each in consultation.papers] == ["competent_opinion"]
    assert not consultation.certain
    assert task(made(item({"personnel": True})), "consultation").certain


def test_what_was_sent_out_is_under_way():
    """Sent on 11-18, answered within 7 working days by 11-27; the latest start was 11-26."""
    case = item({"personnel": True, "other_departments": True}, consulted=date(2026, 11, 18))
    consultation = task(made(case, date(2026, 11, 27)), "consultation")
    assert (consultation.started, consultation.ready_on, consultation.status) == (
        date(2026, 11, 18),
        date(2026, 11, 27),
        "open",
    )
    late = item({"personnel": True, "other_departments": True}, consulted=date(2026, 11, 27))
    assert task(made(late, date(2026, 11, 27)), "consultation").status == "too_late"
    answered = item(
        {"personnel": True, "other_departments": True},
        consulted=date(2026, 11, 2),
        consultation_replied=date(2026, 11, 10),
    )
    assert task(made(answered), "consultation").started is None  # that round is over, another is needed


def test_an_exception_moves_the_submission():
    found = example("major-contract-textile-investment")
    assert days(found, "submission") == ("2026-12-09", "2026-12-09")


def test_without_a_submission_deadline_all_is_ready_the_day_before_the_meeting():
    found = example("budget-supplement-500")
    assert found.anchor.ready_by.day == date(2026, 12, 2)
    missing = made(
        item({"meeting": "special", "other_departments": True, "normative_document": True}, meeting=date(2026, 12, 7))
    )
    assert days(missing, "public_consultation")[1] <= "2026-12-04"  # the Friday before


def test_a_document_is_planned_from_its_issue_and_on():
    found = example("notice-waste-sorting-rules")
    assert (found.anchor.event, found.anchor.day) == ("published", date(2026, 11, 27))
    assert days(found, "filing") == ("2026-12-18", "2026-12-18")
    assert days(found, "effect") == ("2026-11-27", "2026-12-27")
    assert task(found, "effect").follows
    assert found.critical_path == ()
    assert found.ready_on is None


def test_a_document_with_papers_missing():
    case = load_case(EXAMPLES / "notice-waste-sorting-rules.yaml")
    case = case._replace(
        materials={**case.materials, "legality_review": Material("missing"), "interpretation": Material("missing")},
        dates={"published": date(2026, 12, 18)},
    )
    found = made(case)
    assert days(found, "legality") == ("2026-11-27", "2026-12-18")
    assert days(found, "attachments") == ("2026-12-18", "2026-12-18")


@pytest.mark.parametrize(
    ("name", "date_id"), [("request-road-repair", "published"), ("reply-reserve-funds", "published")]
)
def test_a_case_without_a_date_says_which_to_fill(name, date_id):
    with pytest.raises(InputError) as error:
        example(name)
    assert date_id in error.value.remedy
    assert name in str(error.value)
    assert "公布（印发）日" in error.value.message


def test_circulation_the_day_before_and_what_follows_the_meeting():
    case = item({"meeting": "standing", "other_departments": True}, pack_id="jinchuan", meeting=date(2026, 10, 15))
    found = made(case, date(2026, 9, 1))
    assert days(found, "submission") == ("2026-10-09", "2026-10-09")  # 5 working days, Saturday 10-10 among them
    assert days(found, "circulation") == ("2026-10-14", "2026-10-14")
    assert days(found, "minutes") == ("2026-10-22", "2026-10-22")
    assert task(found, "submission").source.certain
    assert [each.follows for each in found.tasks if each.id in ("submission", "circulation", "minutes")] == [
        False,
        False,
        True,
    ]


def test_one_of_several_papers_is_planned_as_the_longest():
    case = item({"meeting": "standing", "major_decision": True}, pack_id="chongqing", meeting=date(2026, 11, 26))
    found = made(case, date(2026, 8, 3))
    public = task(found, "public_consultation")
    assert ("public_consultation", "hearing_or_views", "representatives_views") in [
        each.material for each in public.papers
    ]
    assert public.length == 30


# --- the file of steps


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_paper_of_every_pack_has_a_step_of_its_own(pack_id):
    pack, steps = pack_and_steps(pack_id)
    placed = {paper for step in steps.steps for paper in step.papers}
    assert {paper for clause in pack.clauses for paper in clause.papers} <= placed


def test_own_papers_name_packs_that_exist():
    entries = from_yaml(STEPS.read_text(encoding="utf-8"))["steps"]
    assert {pack for each in entries for pack in each.get("own_papers", {})} <= set(pack_ids())


def with_line(old, new):
    text = STEPS.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("papers: [field_research]", "papers: [field_reserch]", "是不是 field_research"),
        ("after: [research]", "after: [reserch]", "是不是 research"),
        ("after: [research]", "after: [legality]", "上面没有 legality 这一步"),
        ("after: [research]", "after: [appraisal]", "上面没有 appraisal 这一步"),
        ("- id: appraisal", "- id: research", "步骤 research 写了两次"),
        (
            "takes: {deadline: consultation_reply}",
            "takes: {deadline: consultation_replies}",
            "是不是 consultation_reply",
        ),
        ("takes: {deadline: consultation_reply}", "takes: {deadline: submission}", "往前数，不是办理时长"),
        ("takes: {deadline: consultation_reply}", "takes: {days: 7}", "没有 days 这个键"),
        ("takes: {deadline: consultation_reply}", "takes: {}", "缺少 deadline"),
        ("due: submission", "due: submision", "是不是 submission"),
        ("due: submission", "due: submission\n  papers: [approval_form]", "分成两步"),
        ("comment_period, of: national", "comment_perod, of: national", "是不是 comment_period"),
        ("dates: [meeting]", "dates: [meting]", "是不是 meeting"),
        ("label: 调查研究", "label: 深入细致的调查研究", "太长"),
        ("  rest: true\n", "  papers: [lead_review]\n", "rest: true"),
        ("papers: [stability_assessment]", "papers: [stability_assessment, field_research]", "已归入 research"),
        ("papers: [approval_form]", "rest: yes", "yes"),
        ("steps:", "stages:", "是不是 steps"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_with_its_place(tmp_path, old, new, said):
    path = tmp_path / "steps.yaml"
    text = with_line(old, new)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_steps(path, load_pack("qianjiang"))
    assert said in str(error.value)
    assert f"{path} 第 " in str(error.value)


def test_an_error_points_at_its_line(tmp_path):
    path = tmp_path / "steps.yaml"
    text = with_line("papers: [field_research]", "papers: [field_reserch]")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_steps(path, load_pack("qianjiang"))
    line = text[: text.index("field_reserch")].count("\n") + 1
    assert (error.value.place.line, error.value.place.column) == (line, 12)


def test_a_paper_that_no_step_names_is_not_lost(tmp_path):
    path = tmp_path / "steps.yaml"
    path.write_text(
        with_line("papers: [fair_competition_review]", "papers: [print_note]").replace(
            "papers: [print_note, follow_up", "papers: [follow_up"
        ),
        encoding="utf-8",
    )
    pack = load_pack("qianjiang")
    case = load_case(EXAMPLES / "standing-factory-buildings.yaml")
    report = check(case, pack, CALENDAR, AS_OF)
    found = backward_plan(case, pack, report, load_steps(path, pack), CALENDAR)
    assert [each.material for each in task(found, "other").papers] == ["fair_competition_review"]
    assert task(found, "consultation").end_by <= task(found, "other").start_by


def test_steps_beside_a_pack_come_before_the_shipped_ones(tmp_path):
    assert steps_file(pack_folder("qianjiang")) == str(STEPS)
    (tmp_path / "mine").mkdir()
    assert steps_file(str(tmp_path / "mine")) == str(STEPS)
    (tmp_path / "steps.yaml").write_text("", encoding="utf-8")
    assert steps_file(str(tmp_path / "mine")) == str(tmp_path / "steps.yaml")


def test_the_order_of_the_brief():
    steps = {step.id: step for step in pack_and_steps("qianjiang")[1].steps}
    chain = [
        "research",
        "appraisal",
        "consultation",
        "coordination",
        "fair_competition",
        "legality",
        "leader",
        "approval_form",
        "submission",
        "circulation",
    ]
    for earlier, later in pairwise(chain):
        assert earlier in steps[later].before
    assert steps["filing"].before == {ANCHOR}

"""The words of a pack: facts nobody explains, names nobody uses, terms that save nothing, articles left undone."""

ASKED = {"type": "bool", "label": "某题", "question": "是吗？", "help": "含甲；不含乙"}


def said(remarks):
    return [(remark.severity, remark.message) for remark in remarks]


def test_a_fact_nobody_explains(reviewed, clause):
    own = {"facts": {"own": {"type": "bool", "label": "自有", "help": "含甲；不含乙"}}}
    remarks = reviewed(clause("1", when="own"), vocabulary=own)
    assert said(remarks) == [("warning", "事实 own（自有）没有提问（question）")]
    shared = {"urgent": {"type": "bool", "label": "紧急"}}
    (remark,) = reviewed(clause("1", when="urgent"), facts=shared)
    assert remark.message == "事实 urgent（紧急）没有提问（question）和说明（help）"
    assert str(remark).startswith("vocabulary.yaml（facts.urgent）：")
    assert said(reviewed(clause("1", when="major"), facts=shared)) == []  # shared, and not this pack's concern


def test_what_a_pack_brings_and_does_not_use(reviewed, clause):
    own = {
        "facts": {"idle": {**ASKED}, "busy": {**ASKED}},
        "materials": {"idle_paper": "闲纸", "busy_paper": "忙纸"},
        "dates": {"idle_date": "闲日", "busy_date": "忙日"},
        "deadlines": {"idle_due": "闲限", "busy_due": "忙限"},
    }
    users = [
        clause("1", any_of=["form", "busy_paper"], when="busy"),
        clause("2", "deadline", due="busy_due", check="busy_date"),
    ]
    assert said(reviewed(*users, vocabulary=own)) == [
        ("warning", "事实 idle 没有条款用到"),
        ("warning", "要件 idle_paper 没有条款用到"),
        ("warning", "日期 idle_date 没有条款用到"),
        ("warning", "期限 idle_due 没有条款用到"),
    ]


def test_a_term_used_once_or_never(reviewed, clause):
    def term(text):
        return {"means": "某种情形", "is": text}

    terms = {"base": term("urgent"), "wide": term("base or major"), "once": term("urgent"), "idle": term("base")}
    remarks = reviewed(
        clause("1", when="wide", needs="form"),
        clause("2", when="amount > 5", unless="wide", needs="advice"),
        clause("3", "check", when="major", expect="once"),
        terms=terms,
    )
    assert said(remarks) == [("warning", "terms 里的 once 只用了一次"), ("warning", "terms 里的 idle 没有用到")]


def test_a_term_that_only_another_term_names(reviewed, clause):
    terms = {
        name: {"means": "某种情形", "is": text} for name, text in (("inner", "urgent"), ("outer", "inner or major"))
    }
    users = [clause("1", when="outer"), clause("2", when="outer", needs="advice")]
    assert said(reviewed(*users, terms=terms)) == [("warning", "terms 里的 inner 只用了一次")]


def test_an_article_nobody_has_worked_on(reviewed, clause):
    stub = {"article": "第二条", "skip": "待整理：会议制度"}
    done = {"article": "第三条", "skip": "只定原则，不设条款"}
    (remark,) = reviewed(clause("1"), articles=[stub, done])
    assert said([remark]) == [("error", "第二条还没有整理")]
    assert str(remark).startswith("rules.yaml 第 ")

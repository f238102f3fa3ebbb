"""What the keys of a pack's files, and the values that stand fixed, are called: a label in their place is answered.

Values of the vocabulary are called as the vocabulary says.
"""

from collections.abc import Iterable, Mapping

from clerkcheck.i18n import _

KEYS: Mapping[str, str] = {
    "id": _("款号"), "quote": _("引文"), "kind": _("种类"), "applies_to": _("适用"), "modality": _("效力"),
    "gist": _("要旨"), "remedy": _("办法"), "reading": _("取义"), "when": _("条件"), "unless": _("例外"),
    "needs": _("要件"), "any_of": _("有其一"), "forum": _("会议"), "forum_not": _("不得提的会议"),
    "deemed": _("逾期视为同意"), "approval": _("审批／批准"), "paper": _("凭哪一件"), "by": _("由谁批"),
    "signer": _("签批"), "also": _("此前"), "expect": _("应当"), "forbid": _("不得"), "due": _("期限"),
    "from": _("起算日"), "offset": _("天数"), "unit": _("单位"), "check": _("完成日"), "bound": _("最迟或最早"),
    "duty": _("责任"), "step": _("时点"), "refines": _("细化"), "in_force": _("施行"), "article": _("条文"),
    "skip": _("无条款"), "clauses": _("条款"), "chapter": _("章名"), "articles": _("各条"), "region": _("地名"),
    "regulation": _("规则名"), "document_number": _("文号"), "issued": _("印发日"), "review_by": _("复核"),
    "article_count": _("条数"), "files": _("文件"), "terms": _("术语"), "vocabulary": _("词汇"), "names": _("叫法"),
    "accepted": _("已认可"), "why": _("理由"), "means": _("意思"), "label": _("名称"), "question": _("问法"),
    "help": _("说明"), "type": _("类型"), "of": _("选项"), "group": _("分组"), "until": _("止"),
    "also_from": _("并据"), "extend": _("可延长至"),
}  # fmt: skip
# How the keys are written that pack.yaml cannot do without.
HEAD_REMEDIES: Mapping[str, str] = {
    "id": _("写 id: 和文件夹同名的小写英文字母，如 id: jingshi"),
    "region": _("写地名：region: 景石县"),
    "regulation": _("写规则全称，带书名号：regulation: 《景石县人民政府工作规则》"),
    "government": _("写条文里怎么称本级政府：government: 县政府"),
    "document_number": _("写文号，没有的写 document_number: null"),
    "issued": _("写印发日：issued: 2025-12-20，不清楚的写 issued: null"),
    "in_force": _("写施行日：in_force: {from: 2026-01-01}，不清楚的写 in_force: {from: null}"),
    "article_count": _("写全文共几条：article_count: 69"),
    "files": _("列出各章的文件：files: [chapter-01.yaml, chapter-02.yaml]"),
}
VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "material": _("要件"), "check": _("核对"), "forum": _("会议"), "signer": _("签批／签发"),
        "deadline": _("期限"), "note": _("提示"), "agenda_item": _("议题"), "document": _("公文"),
    },
    "applies_to": {"agenda_item": _("议题"), "document": _("公文"), "both": _("都管／议题、公文")},
    "modality": {
        "must": _("必须／须／应当／应／要"), "must_not": _("不得／不能／禁止／严禁"),
        "normally": _("原则上／一般"), "may": _("可／可以"),
    },
    "unit": {
        "workday": _("工作日／个工作日"), "day": _("日／天"), "month": _("月／个月"), "year": _("年"),
    },
    "bound": {"latest": _("最迟／不晚于／以前"), "earliest": _("最早／不早于／不少于")},
    "duty": {"others": _("别的单位"), "afterwards": _("事后／会后／印发后")},
    "step": {
        "submit": _("报送／报送前"), "meeting": _("上会／上会前"), "issue": _("印发／印发前"), "after": _("印发后"),
    },
    "type": {
        "bool": _("是非／是否"), "choice": _("单选"), "choices": _("多选"), "int": _("整数"), "number": _("数／数字"),
        "percent": _("百分数／百分比"), "money_wan": _("金额／金额（万元）"),
    },
    "rank": {
        "law": _("法律"), "administrative_regulation": _("行政法规"), "party_regulation": _("党内法规"),
        "state_council_office": _("国务院办公厅文件／国办文件"),
    },
}  # fmt: skip


def key_labels(keys: Iterable[str]) -> dict[str, str]:
    """Return keys with what each is called; one that is not called anything by its own name."""
    return {key: KEYS.get(key, key) for key in keys}


def value_labels(key: str, values: Iterable[str]) -> dict[str, str]:
    """Return the values that ``key`` may have with what each is called."""
    known = VALUES.get(key, {})
    return {value: known.get(value, value) for value in values}

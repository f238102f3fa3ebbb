"""The thirteen reasons of form for which a government office returns a paper, each with its article where it has one.

Most of them are seen on the paper only (no seal, no telephone), so the office ticks them; those that a broken clause
says anyway are ticked already. The list is that of a published 退文告知单; articles and words are those of
《党政机关公文处理工作条例》（中办发〔2012〕14号). That a contact is named rests on no instrument in force today.
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from clerkcheck.i18n import _, cited, joined
from clerkcheck.packs.clauses import CheckClause, Clause

_NAME = re.compile(r"\b(?!(?:and|or|not|in)\b)[a-z_]+\b")


class FormalReason(NamedTuple):
    """A reason: the word by which it is named, what is wrong, what to do, and (article, words) of what demands it.

    ``facts``: where a broken clause's check reads just these, it is this reason.
    """

    word: str
    text: str
    remedy: str
    sources: tuple[tuple[str, str], ...] = ()
    facts: frozenset[str] = frozenset()

    @property
    def basis(self) -> str:
        """What demands it, with its words; an office's own practice where no instrument does."""
        found = joined(cited(article, words) for article, words in self.sources)
        return _("《党政机关公文处理工作条例》{found}").format(found=found) if found else _("本办公室办文要求")


def formal_reasons() -> tuple[FormalReason, ...]:
    """Return the thirteen in their order."""
    return (*_of_the_sheet(), *_of_the_matter())


def _of_the_sheet() -> tuple[FormalReason, ...]:
    """The six that are seen on the first and the last page."""
    return (
        FormalReason(
            _("一文一事"), _("一份来文请示了几件事"), _("一事一文，分别行文"),
            ((_("第十五条"), _("请示应当一文一事")),), frozenset(["matters_count"]),
        ),
        FormalReason(
            _("主送"), _("多头主送"), _("只主送一个机关，其他需要知悉的改为抄送"),
            ((_("第十五条"), _("原则上主送一个上级机关")),), frozenset(["addressee_count"]),
        ),
        FormalReason(
            _("签发人"), _("没有标注签发人，或者不是主要负责人签发"), _("由主要负责人签发并标注姓名"),
            (
                (_("第九条"), _("上行文应当标注签发人姓名")),
                (_("第二十二条"), _("重要公文和上行文由机关主要负责人签发")),
            ), frozenset(["signatory_shown"]),
        ),
        FormalReason(
            _("发文字号"), _("没有发文字号，或者编排不对"), _("补编发文字号"),
            ((_("第九条"), _("由发文机关代字、年份、发文顺序号组成")),),
        ),
        FormalReason(
            _("印章"), _("没有加盖印章，或者与署名不符"), _("加盖署名机关的印章"),
            ((_("第九条"), _("应当加盖发文机关印章，并与署名机关相符")),),
        ),
        FormalReason(_("联系电话"), _("没有注明联系人和电话"), _("在附注处写明联系人和电话")),
    )  # fmt: skip


def _of_the_matter() -> tuple[FormalReason, ...]:
    """The seven about what is written, by whom and to whom."""
    return (
        FormalReason(
            _("文种"), _("文种使用不当"), _("按内容改用相应的文种"), ((_("第十九条"), _("文种正确，格式规范")),),
        ),
        FormalReason(
            _("附件"), _("附件不全，或者与附件说明不一致"), _("补齐附件，核对顺序号和名称"),
            ((_("第九条"), _("公文附件的顺序号和名称")),),
        ),
        FormalReason(
            _("越级"), _("越级行文"), _("改报直接上级机关"),
            ((_("第十四条"), _("一般不得越级行文")),), frozenset(["skips_level", "skip_approved"]),
        ),
        FormalReason(
            _("职权"), _("来文事项不属于本机关职权范围"), _("改报有权处理的机关"),
            ((_("第二十四条"), _("是否应当由本机关办理")),),
        ),
        FormalReason(
            _("请示事项"), _("请示事项不明确"), _("写明请求指示、批准的具体事项"),
            ((_("第八条"), _("适用于向上级机关请求指示、批准")),),
        ),
        FormalReason(
            _("转报"), _("应当由主管部门报送而未经其转报"), _("先报主管部门，由其审核后报送"),
            ((_("第十四条"), _("行文关系根据隶属关系和职权范围确定")),),
        ),
        FormalReason(
            _("临时机构"), _("以内设机构或者临时机构名义行文"), _("改由所在机关或者牵头单位行文"),
            ((_("第十七条"), _("部门内设机构除办公厅（室）外不得对外正式行文")),),
        ),
    )  # fmt: skip


def formal_reason_named(text: str) -> FormalReason | None:
    """Return the reason of a number from 1 to 13, or of a word such as 印章; None where there is none."""
    found = formal_reasons()
    if text.isdecimal() and 0 < int(text) <= len(found):
        return found[int(text) - 1]
    return next((reason for reason in found if reason.word == text), None)


def ticks(ticked: Collection[FormalReason]) -> Iterable[tuple[str, str]]:
    """Yield the words of every reason behind its tick box."""
    for reason in formal_reasons():
        yield ("√" if reason in ticked else "□"), reason.text


def already_said(clauses: Iterable[Clause]) -> frozenset[FormalReason]:
    """Return the reasons that broken clauses say already."""
    checks = (clause.expect or clause.forbid for clause in clauses if isinstance(clause, CheckClause))
    read = {frozenset(_NAME.findall(check)) for check in checks}
    return frozenset(reason for reason in formal_reasons() if reason.facts and reason.facts in read)

"""How the columns are headed that say whose a case is and what it is called, and those that are for people."""

# What may stand before 议题 or 事项: 拟提请审议议题名称.
ASKED = (
    "会议", "上会", "审议", "提请", "提交", "汇报", "研究", "讨论", "申报", "提请审议", "提请研究", "提请上会",
    "提交审议", "提请会议审议", "提交会议审议", "研究审议", "审议研究",
)  # fmt: skip
COMPOSED = tuple(
    f"{planned}{asked}{what}{name}"
    for planned in ("", "拟")
    for asked in ("", *ASKED)
    for what in ("议题", "事项")
    for name in ("", "名称", "标题", "题目")
)
HEADS = {
    "pack": ("规则包", "地区", "政府"),
    "kind": ("类型", "案件类型"),
    "title": (
        "事项名称", "标题", "题目", "公文标题", "公文名称", "公文题目", "文件名称", "文件标题", "发文标题", "来文标题",
        "议题事项", "汇报题目", *COMPOSED,
    ),
    "unit": (
        "单位", "单位名称",
        *(f"{what}{of}" for what in (
            "汇报", "主办", "报送", "提请", "承办", "责任", "申报", "提交", "呈报", "报文", "起草", "拟稿", "牵头",
            "议题", "上报", "上会", "主责", "送审", "提报", "来文",
        ) for of in ("单位", "部门")),
    ),
}  # fmt: skip
IGNORED = frozenset(["序号", "序", "顺序号", "编号", "备注", "说明"])

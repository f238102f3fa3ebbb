"""A small register as offices keep it, in its plainest form, and what a result says of its cases."""

HEADINGS = ["序号", "类型", "议题名称", "汇报单位", "拟提交的会议", "涉及金额（万元）", "预算事项类别", "区长审签的议题审批单",
            "财政部门明确意见", "会议召开日", "报送（提交）日", "备注"]  # fmt: skip
ROWS = [
    ["1", "议题", "关于追加公路养护预算的议题", "区交通运输委", "区政府常务会议", "620", "预算追加", "有", "缺", "2026-12-10", "2026-12-04", ""],
    ["2", "议题", "关于追加路灯维护预算的议题", "区城市管理局", "区政府专题会议", "800", "预算追加", "有", "有", "2026-12-10", "2026-12-04", ""],
    ["3", "议题", "关于动用预备费的议题", "区应急局", "区政府常务会议", "300", "预备费动用", "缺", "有", "2026-12-10", "2026-12-08", "急"],
]  # fmt: skip
PLAIN = [HEADINGS, *ROWS]


def seen(rows):
    """What was judged, wherever it stood in the table."""
    return [
        {name: text for name, text in row.items() if name not in ("出处", "工作表", "行", "台账其他列")} for row in rows
    ]

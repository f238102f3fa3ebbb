"""One command line for each command, as its ``--help`` shows it."""

from clerkcheck.i18n import _

EXAMPLES = {
    "open": _("clerkcheck 2026年第12次常务会"),
    "check": _("clerkcheck check 案件.yaml --explain -o 自查表.html"),
    "due": "clerkcheck due 2026-12-10 -3 --explain",
    "calendar": "clerkcheck calendar 2027",
    "calendar show": "clerkcheck calendar show 2026-10-10",
    "calendar import": _("clerkcheck calendar import 2027年放假通知.docx --dry-run"),
    "calendar add": _('clerkcheck calendar add 2026-04-20 休 --name 县庆 --paper "某县关于县庆放假的通知"'),
    "calendar list": "clerkcheck calendar list",
    "calendar remove": "clerkcheck calendar remove 2026-04-20",
    "pack": "clerkcheck pack list",
    "pack list": "clerkcheck pack list",
    "pack show": _("clerkcheck pack show qianjiang 第四十九条"),
    "pack lint": "clerkcheck pack lint qianjiang",
    "pack coverage": "clerkcheck pack coverage qianjiang",
    "pack verify": _("clerkcheck pack verify qianjiang --source 工作规则.docx"),
    "pack diff": "clerkcheck pack diff qianjiang shapingba",
    "pack new": _("clerkcheck pack new mycounty --source 工作规则.docx"),
    "pack add": _("clerkcheck pack add ./mycounty"),
    "plan": _("clerkcheck plan 案件.yaml -o 倒排计划.docx"),
    "slip": _("clerkcheck slip 案件.yaml --office 本办.yaml -o 补正告知单.docx"),
    "summary": _("clerkcheck summary 2026年第12次常务会 -o 汇总表.xlsx"),
    "batch": _("clerkcheck batch 台账.xlsx -o 结论.xlsx --pack qianjiang"),
    "batch template": _("clerkcheck batch template qianjiang -o 空白台账.xlsx"),
    "draft": _("clerkcheck draft 请示送审稿.docx"),
    "new": _("clerkcheck new 案件.yaml --pack qianjiang --kind agenda_item"),
    "serve": _("clerkcheck serve 2026年第12次常务会 --open"),
    "doctor": "clerkcheck doctor",
    "completion": "clerkcheck completion bash >> ~/.bashrc",
}

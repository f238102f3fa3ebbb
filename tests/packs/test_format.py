"""The pack format: every fault a keeper can make is one message with file, line, column and the nearest right name."""

import shutil
from pathlib import Path

import pytest
import yaml

from clerkcheck.packs.store import load_pack
from clerkcheck.reading.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT / "tests" / "data" / "format"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(MINI, tmp_path / "checklists" / "demo", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "checklists" / "demo"


def spoil(folder, file, old, new):
    """Replace `old` by `new`, in which ▸ marks where the message must point; return the message and that place."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    spoilt = text.replace(old, new, 1)
    before = spoilt.split("▸")[0]
    path.write_text(spoilt.replace("▸", ""), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(f"{folder}/")
    return str(caught.value), before.count("\n") + 1, len(before) - before.rfind("\n")


def test_the_pack_itself_loads(folder):
    pack = load_pack(f"{folder}/")
    assert [c.id for c in pack.clauses] == ["dm-1-1", "dm-2-1", "dm-2-2", "dm-3-1", "dm-3-2"]
    assert pack.vocabulary.meetings["mayor_office"] == "区长办公会议"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("rules.yaml", "when: meeting ==", "when: ▸meting ==", "是不是 meeting"),
        ("rules.yaml", "budget_item == supplement", "budget_item == ▸suplement", "是不是 supplement"),
        ("rules.yaml", "and amount_wan >= 500", "and ▸amont_wan >= 500", "是不是 amount_wan"),
        ("rules.yaml", "and amount_wan >= 500", "and amount_wan >= ▸五百", "应当是一个数"),
        ("rules.yaml", "unless: in_a_hurry", "unless: ▸in_a_hury", "是不是 in_a_hurry"),
        ("rules.yaml", "needs: approval_form", "needs: ▸aproval_form", "是不是 approval_form"),
        ("rules.yaml", "forum: standing", "forum: ▸standnig", "是不是 standing"),
        ("rules.yaml", "due: submission", "due: ▸submision", "是不是 submission"),
        ("rules.yaml", "check: submitted", "check: ▸submited", "是不是 submitted"),
        ("rules.yaml", "signer: mayor", "signer: ▸mayer", "是不是 mayor"),
        ("rules.yaml", "modality: must", "modality: ▸shall", "可用的有：must"),
        ("rules.yaml", "gist: 常务", "▸gits: 常务", "是不是 gist"),
        ("rules.yaml", "id: dm-2-1", "id: ▸dm-1-1", "用了两次"),
        ("rules.yaml", "id: dm-2-1", "id: ▸DM 2", "不是正确的 id"),
        ("rules.yaml", "article: 第三条", "article: ▸第一条", "次序不对"),
        ("rules.yaml", "article: 第三条", "article: ▸3", "应当是文字"),
        ("rules.yaml", "article: 第三条", "article: ▸三、", "不是条号"),
        ("rules.yaml", "    forum: standing", "    forum: standing\n    ▸forum: plenary", "写了两次"),
        ("rules.yaml", "applies_to: agenda_item", "applies_to: ▸yes", "可用的有：agenda_item"),
        ("rules.yaml", "unit: workday", "unit: ▸weekday", "是不是 workday"),
        ("rules.yaml", "offset: -3", "offset: ▸三", "应当是整数"),
        ("rules.yaml", "  - id: dm-3-2\n    quote: 由区长签发", "  - ▸id: dm-3-2", "缺少 quote"),
        ("rules.yaml", "    signer: mayor", "    signer: mayor\n    needs: ▸approval_form", "signer 条款不用 needs"),
        ("rules.yaml", "quote: 须经区长审签", "quote: ▸" + "须" * 61, "61 字，最多 60 字"),
        ("rules.yaml", "when: genre == order", "when: ▸genre > order", "不能比大小"),
        ("rules.yaml", "chapter: 第一章 演示", "chapter: 第一章 演示\n▸chapters: 2", "是不是 chapter"),
        ("pack.yaml", "issued: 2022-11-19", "issued: ▸2022-19-11", "是不是 2022-11-19"),
        ("pack.yaml", "from: 2022-11-22", "from: ▸2022-02-30", "没有 2022-02-30 这一天"),
        ("pack.yaml", "files: [rules.yaml]", "files: [▸rule.yaml]", "是不是 rules.yaml"),
        ("pack.yaml", "files: [rules.yaml]", "files: [▸../rules.yaml]", "不是本文件夹里的"),
        ("pack.yaml", "type: bool", "type: ▸boolean", "是不是 bool"),
        ("pack.yaml", "    demo_flag:\n", "    ▸meeting:\n", "已在共用词汇里"),
        ("pack.yaml", "group: 概况", "group: ▸概括", "是不是 概况"),
        ("pack.yaml", "mayor_office: 区长", "▸major_office: 区长", "是不是 mayor_office"),
        ("pack.yaml", "is: urgent_or_emergency", "is: ▸urgent_or_emergncy", "是不是 urgent_or_emergency"),
        ("pack.yaml", "id: demo\n", "▸", "缺少 id"),
        ("pack.yaml", "terms:", "accepted:\n- clauses: [dm-1-1, ▸dm-2-11]\n  why: 无\nterms:", "是不是 dm-2-1"),
        ("pack.yaml", "terms:", "accepted:\n- clauses: [dm-1-1, ▸dm-1-1]\n  why: 无\nterms:", "写了两次"),
        ("pack.yaml", "terms:", "accepted:\n- clauses: ▸[dm-1-1]\n  why: 无\nterms:", "至少要有 2 项"),
        ("pack.yaml", "terms:", "accepted:\n- ▸clauses: [dm-1-1, dm-2-1]\nterms:", "缺少 why"),
        ("pack.yaml", "region: 演示区", "region: ▸&a 演示区", "不能用 & 和 *"),
    ],
)
def test_a_fault_says_where_and_what_would_be_right(folder, file, old, new, said):
    message, line, column = spoil(folder, file, old, new)
    assert f"{file} 第 {line} 行第 {column} 列" in message, message
    assert said in message, message


def test_an_empty_file_says_so(folder):
    (folder / "rules.yaml").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"rules\.yaml：文件是空的"):
        load_pack(f"{folder}/")


def test_a_folder_that_is_no_pack_says_so(tmp_path):
    with pytest.raises(InputError, match=r"没有 pack\.yaml，不是规则包"):
        load_pack(f"{tmp_path}/")


def test_what_this_government_calls_its_meetings_holds_for_minutes_too(folder):
    assert load_pack(f"{folder}/").vocabulary.facts["minutes_of"].of["mayor_office"] == "区长办公会议"


def test_all_faults_are_reported_at_once(folder):
    path = folder / "rules.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("standing", "standng"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(f"{folder}/")
    assert len(str(caught.value).splitlines()) >= 3


def test_a_changed_pack_is_read_anew(folder):
    load_pack(f"{folder}/")
    path = folder / "rules.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("常务会议议题须经区长审签", "改过的要旨"), encoding="utf-8"
    )
    assert load_pack(f"{folder}/").clauses[0].gist == "改过的要旨"


def test_a_pack_that_is_not_there_brings_the_nearest_name():
    with pytest.raises(InputError) as caught:
        load_pack("qianjang")
    assert "是不是 qianjiang" in str(caught.value)


@pytest.mark.parametrize(("part", "name"), [("kinds", "document"), ("modalities", "may"), ("outcomes", "undetermined")])
def test_what_is_known_by_id_always_has_a_name(folder, part, name):
    words = yaml.safe_load((ROOT / "checklists" / "vocabulary.yaml").read_text(encoding="utf-8"))
    del words[part][name]
    (folder.parent / "vocabulary.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    assert getattr(load_pack(f"{folder}/").vocabulary, part)[name]
    words[part]["memo"] = "别的"
    (folder.parent / "vocabulary.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    with pytest.raises(InputError, match=f"共用词汇里的 {part}：没有 memo 这个键"):
        load_pack(f"{folder}/")

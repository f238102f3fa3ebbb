"""A home for packs: beside the settings, where ``--packs`` points, in the case's own folder; known by id and region."""

import os
import shutil
from pathlib import Path
from stat import S_IFLNK
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from clerkcheck.__main__ import main
from clerkcheck.desk.new_case import begin_case, packs_offered
from clerkcheck.packs.homes import pack_home
from clerkcheck.packs.store import load_pack, name_seen_from, pack_ids

DATA = Path(__file__).resolve().parents[1] / "data"
posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes")


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    """An empty home of packs, a folder of cases, and the pack ``mini`` (region 示例区) as its keeper has it."""
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("CLERKCHECK_PACKS", raising=False)
    (tmp_path / "cases").mkdir()
    shutil.copytree(DATA / "mini", tmp_path / "keeper" / "mini")
    monkeypatch.chdir(tmp_path / "cases")
    return tmp_path


def added(desk):
    assert main(["pack", "add", str(desk / "keeper" / "mini")]) == 0
    return desk / "config" / "packs" / "mini"


def case_in(folder, pack="mini"):
    path = folder / "case.yaml"
    path.write_text(f"pack: '{pack}'\nkind: document\ntitle: 关于某事的函\n", encoding="utf-8")
    return str(path)


def whose(path, pack):
    text = Path(path).read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if line.startswith("pack:")) == f"pack: {pack}"


def test_a_pack_is_added_listed_and_known_everywhere(desk, capsys):
    home = added(desk)
    region = load_pack("mini").region
    said = capsys.readouterr().out
    assert str(home) in said and f"pack: mini；表格的“规则包”一列写 {region}" in said
    assert sorted(os.listdir(home.parent)) == ["mini"]  # nothing is left of the staging
    assert main(["pack", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*pack_ids(), "mini"]
    assert lines[0].endswith("（自带）") and lines[-1].endswith(f"（{home}）")
    assert main(["check", case_in(desk / "cases")]) == 1
    assert main(["pack", "show", region, "第一条"]) == 0
    assert main(["new", "new.yaml", "--pack", region, "--kind", "document"]) == 0
    assert whose("new.yaml", "mini")
    offered = packs_offered(str(desk / "cases"))
    assert [pack.id for pack in offered] == [*pack_ids(), "mini"]
    from clerkcheck.clock import now

    assert whose(begin_case(str(desk / "cases"), offered[-1], "document", "某函", now()), "mini")
    assert main(["doctor"]) in (0, 1)
    assert region in capsys.readouterr().out


@pytest.mark.parametrize("given", ["../keeper/mini", "--packs", "added"])
def test_a_template_is_filled_and_read_back(desk, given, capsys):
    openpyxl = pytest.importorskip("openpyxl")
    if given == "added":
        added(desk)
    packs = ["--packs", "../keeper"] if given == "--packs" else []
    name = {"--packs": "示例区", "added": "mini"}.get(given, given)
    assert main(["batch", "template", name, "-o", "台账.xlsx", *packs]) == 0
    book = openpyxl.load_workbook("台账.xlsx")
    sheet = book["公文"]
    sheet.cell(3, 1, sheet.cell(2, 1).value)
    sheet.cell(3, 2, "公文")
    sheet.cell(3, 3, "关于某事的函")
    book.save("台账.xlsx")
    assert main(["batch", "台账.xlsx", "-o", "结果.csv", *packs]) == 1
    assert "读不了" not in capsys.readouterr().out
    assert main(["batch", "台账.xlsx", "-o", "结果2.csv", "--pack", "../keeper/mini", *packs]) == 1


def test_a_row_may_name_the_region_of_the_pack_that_is_given(desk):
    (desk / "cases" / "t.csv").write_text("规则包,类型,事项名称\n示例区,公文,某函\n", encoding="utf-8")
    assert main(["batch", "t.csv", "-o", "r.csv"]) == 2
    assert "这个规则包" in Path("r.csv").read_text(encoding="utf-8")
    assert main(["batch", "t.csv", "-o", "r2.csv", "--pack", "../keeper/mini"]) == 1


def test_the_folder_of_the_case_is_a_home_but_shadows_nothing(desk, capsys):
    shutil.copytree(DATA / "mini", desk / "cases" / "mini")
    os.chdir(desk)
    assert main(["check", case_in(desk / "cases")]) == 1
    assert [pack.id for pack in packs_offered(str(desk / "cases"))][-1] == "mini"
    capsys.readouterr()
    evil = desk / "cases" / "qianjiang"
    shutil.copytree(DATA / "mini", evil)
    assert load_pack("qianjiang", str(desk / "cases")).regulation != load_pack("mini", str(desk / "cases")).regulation
    home = added(desk)
    assert load_pack("mini", str(desk / "cases")).folder == str(home)
    own = load_pack("./mini", str(desk / "cases"))
    assert name_seen_from(own, str(desk / "cases")) == "./mini"


def test_two_packs_of_one_region_are_told_apart_by_id(desk, capsys):
    added(desk)
    other = desk / "keeper" / "mini2"
    shutil.copytree(DATA / "mini", other)
    edit(other / "pack.yaml", "id: mini", "id: mini2")
    assert main(["pack", "add", str(other)]) == 0
    assert "表格的“规则包”一列写 mini2" in capsys.readouterr().out
    region = load_pack("mini").region
    assert main(["new", "x.yaml", "--pack", region]) == 2
    said = capsys.readouterr().err
    assert f"{region}有 2 个规则包" in said and "mini、mini2" in said
    (desk / "cases" / "t.csv").write_text(f"规则包,类型,事项名称\n{region},公文,某函\n", encoding="utf-8")
    assert main(["batch", "t.csv", "-o", "r.csv"]) == 2
    assert "有 2 个规则包" in Path("r.csv").read_text(encoding="utf-8")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_replacing_needs_force(desk, capsys):
    home = added(desk)
    edit(desk / "keeper" / "mini" / "pack.yaml", "id: mini", "id: mini # 改过")
    assert main(["pack", "add", str(desk / "keeper" / "mini")]) == 2
    assert "已有这个规则包，没有改动" in capsys.readouterr().err
    assert "改过" not in (home / "pack.yaml").read_text(encoding="utf-8")
    assert main(["pack", "add", "--force", str(desk / "keeper" / "mini")]) == 0
    assert "改过" in (home / "pack.yaml").read_text(encoding="utf-8")
    assert os.listdir(home.parent) == ["mini"]


@pytest.mark.parametrize("exchanged", [True, False])
def test_what_gives_way_is_put_back_where_the_move_fails(desk, monkeypatch, exchanged):
    home = added(desk)
    before = (home / "pack.yaml").read_bytes()
    if exchanged:
        monkeypatch.setattr("clerkcheck.packs.placing.exchange", refusing)
    else:
        monkeypatch.setattr("clerkcheck.packs.placing.exchange", lambda *_names: False)
        true, calls = os.rename, []

        def rename(source, target):
            calls.append(source)
            if len(calls) == 2:
                raise PermissionError(13, "no")
            true(source, target)

        monkeypatch.setattr(os, "rename", rename)
    assert main(["pack", "add", "--force", str(desk / "keeper" / "mini")]) == 2
    assert (home / "pack.yaml").read_bytes() == before and os.listdir(home.parent) == ["mini"]


def refusing(_first, _second):
    raise PermissionError(13, "no")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: mini", "id: mini\nnonsense: 1", "keeper/mini/pack.yaml 第 "),
        ("id: mini", "id: qianjiang", "自带的规则包的 id"),
        ("files: [", "files: [absent.yaml, ", "没有 absent.yaml 这个文件"),
    ],
    ids=["unreadable", "shipped-id", "file-missing"],
)
def test_a_pack_that_does_not_stand_up_is_not_put_in_place(desk, old, new, said, capsys):
    edit(desk / "keeper" / "mini" / "pack.yaml", old, new)
    assert main(["pack", "add", "../keeper/mini"]) == 2
    assert said in capsys.readouterr().err
    assert os.listdir(pack_home()) == []


def test_a_pack_with_errors_of_lint_is_not_put_in_place(desk, capsys):
    shutil.copytree(DATA / "mini", desk / "keeper" / "open")
    edit(desk / "keeper" / "open" / "pack.yaml", "id: mini", "id: open")
    rules = next(path for path in (desk / "keeper" / "open").glob("*.yaml") if "articles:" in path.read_text("utf-8"))
    with rules.open("a", encoding="utf-8") as file:
        file.write("- article: 第九十九条\n  skip: '待整理：某某'\n")
    assert main(["pack", "add", "../keeper/open"]) == 2
    captured = capsys.readouterr()
    assert "第九十九条还没有整理" in captured.out and "还有错误，没有放进去" in captured.err
    assert os.listdir(pack_home()) == []


def zipped(desk, entries, name="mini.zip"):
    with ZipFile(desk / name, "w", ZIP_DEFLATED) as archive:
        for path in sorted((desk / "keeper" / "mini").glob("*.yaml")):
            archive.write(path, f"规则包/{path.name}")
        for entry, data in entries:
            archive.writestr(entry, data)
    return str(desk / name)


def link(name):
    entry = ZipInfo(name)
    entry.external_attr = (S_IFLNK | 0o777) << 16
    return entry


def test_a_zip_is_added(desk, capsys):
    extra = [("规则包/README.md", "x"), ("__MACOSX/规则包/._pack.yaml", "x"), ("规则包/run.py", "raise SystemExit(9)")]
    assert main(["pack", "add", zipped(desk, extra)]) == 0
    assert "另有 2 个文件不是规则包的" in capsys.readouterr().out
    assert all(name.endswith(".yaml") for name in os.listdir(desk / "config" / "packs" / "mini"))


HOSTILE = {
    "climbs": [("规则包/../../evil.yaml", "x")],
    "climbs-in-windows": [("规则包\\..\\..\\evil.yaml", "x")],
    "from-the-root": [("/evil.yaml", "x")],
    "drive": [("C:/evil.yaml", "x")],
    "link": [(link("规则包/evil.yaml"), "/etc/passwd")],
    "two-of-a-name": [("规则包/PACK.yaml", "x")],
    "two-packs": [("另一个/pack.yaml", "x")],
    "huge-file": [("规则包/zeros.yaml", b"\0" * (5 << 20))],
    "huge-in-all": [(f"规则包/zeros{n}.yaml", b"\0" * (3 << 20)) for n in range(7)],
    "too-many": [(f"x/{n}", "") for n in range(2001)],
}


@pytest.mark.parametrize("entries", HOSTILE.values(), ids=HOSTILE)
def test_a_zip_that_cannot_be_trusted_is_refused_whole(desk, entries, capsys):
    assert main(["pack", "add", zipped(desk, entries)]) == 2
    assert capsys.readouterr().err.startswith("错误：")
    assert not (desk / "config").exists()
    assert sorted(os.listdir(desk)) == ["cases", "keeper", "mini.zip"]


@pytest.mark.parametrize("damage", ["cut", "text", "encrypted"])
def test_a_damaged_zip_is_refused(desk, damage, capsys):
    path = Path(zipped(desk, []))
    data = bytearray(path.read_bytes())
    if damage == "encrypted":
        for at in range(len(data) - 4):
            if data[at : at + 4] in (b"PK\x01\x02", b"PK\x03\x04"):
                data[at + (8 if data[at + 2] == 1 else 6)] |= 1
    path.write_bytes({"cut": data[: len(data) // 2], "text": b"pack: 1\n", "encrypted": data}[damage])
    assert main(["pack", "add", str(path)]) == 2
    assert "已损坏、加了密" in capsys.readouterr().err


@posix
@pytest.mark.parametrize("way", ["link-in-folder", "linked-scenarios", "pipe", "system", "share", "absent", "no-pack"])
def test_a_folder_that_cannot_be_trusted_is_refused(desk, way, capsys):
    pack = desk / "keeper" / "mini"
    given = {"system": "/dev/fd", "share": "//host/share/mini", "absent": "../nowhere", "no-pack": "."}.get(
        way, str(pack)
    )
    if way == "link-in-folder":
        (pack / "more.yaml").symlink_to("/etc/passwd")
    elif way == "linked-scenarios":
        (pack / "scenarios").symlink_to("/etc")
    elif way == "pipe":
        os.mkfifo(pack / "more.yaml")
    assert main(["pack", "add", given]) == 2
    assert capsys.readouterr().err.startswith("错误：")
    assert not (desk / "config").exists()


@posix
def test_a_home_leads_to_no_device_and_no_network(desk, capsys):
    home = desk / "config" / "packs"
    (home / "piped").mkdir(parents=True)
    os.mkfifo(home / "piped" / "pack.yaml")
    (home / "away").symlink_to("//host/share")
    for name in ("piped", "away"):
        assert main(["check", case_in(desk / "cases", name)]) == 2
        assert "不是普通文件" in (said := capsys.readouterr().err) or "在网络上" in said
    assert packs_offered(str(desk / "cases"))[-1].id == pack_ids()[-1]


@pytest.mark.parametrize("name", ["..", ".", "mini.", "Mini", "迷你"])
def test_an_id_is_no_other_name_of_a_folder(desk, name):
    added(desk)
    assert main(["check", case_in(desk / "config" / "packs", name)]) == 2


def test_a_folder_must_be_named_as_its_pack(desk, capsys):
    added(desk).rename(desk / "config" / "packs" / "other")
    assert main(["check", case_in(desk / "cases", "other")]) == 2
    assert "pack.yaml 里的 id 是 mini" in capsys.readouterr().err


@pytest.mark.parametrize(("given", "said"), [("../nowhere", "没有这个文件夹"), ("../keeper/mini", "给上一级")])
def test_packs_takes_a_folder_of_packs(desk, given, said, capsys):
    assert main(["check", case_in(desk / "cases"), "--packs", given]) == 2
    assert said in capsys.readouterr().err
    assert "CLERKCHECK_PACKS" not in os.environ


def test_a_draft_here_and_a_pack_of_the_same_id_are_not_confused(desk, capsys):
    added(desk)
    os.chdir(desk / "keeper")
    assert main(["pack", "lint", "mini"]) == 2
    assert "mini 有两处" in capsys.readouterr().err
    assert main(["pack", "lint", "./mini"]) == 0


def test_what_a_pack_lies_over_must_be_there_too(desk, capsys):
    over = desk / "keeper" / "over"
    shutil.copytree(DATA / "mini", over)
    edit(over / "pack.yaml", "id: mini", "id: over\nextends: [../mini]")
    assert main(["pack", "add", "../keeper/over"]) == 2
    said = capsys.readouterr().err
    assert f"没有 {desk / 'config' / 'packs' / 'mini'} 这个规则包" in said and "../keeper/over/pack.yaml 第 " in said

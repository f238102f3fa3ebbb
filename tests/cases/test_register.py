"""The folder of cases: listing, names from titles, copies, new titles, the trash. Nothing is ever overwritten."""

import json
import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.cases import register
from clerkcheck.cases.editing import new_data
from clerkcheck.cases.loading import load_case
from clerkcheck.cases.saving import open_stored
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.parts import TRASH
from clerkcheck.reading.written_values import ValueProblem, one_line
from examples import examples

TEXT = "# 自己的批注\npack: qianjiang\nkind: agenda_item\ntitle: 关于甲事项的议题\nfacts:\n  amount_wan: 800   # 万元\n"
ENTRY = {"at": "2026-11-22T10:00:00+08:00", "who": "张三", "what": "试"}


def put(path, text=TEXT):
    path.write_text(text, encoding="utf-8")
    return str(path)


def names(folder):
    return sorted(os.listdir(folder))


class TestListing:
    def test_cases_and_meetings_but_nothing_hidden_and_no_other_file(self, tmp_path):
        for name in ("甲.yaml", "乙.YML", "丙.json", ".藏.yaml", ".甲.yaml.7.part", "说明.txt", "附件.docx"):
            put(tmp_path / name)
        for name in ("第20次常务会议", TRASH):
            (tmp_path / name).mkdir()
        found = register.listing(str(tmp_path))
        assert {os.path.basename(file.path) for file in found.files} == {"甲.yaml", "乙.YML", "丙.json"}
        assert [os.path.basename(folder) for folder in found.folders] == ["第20次常务会议"]

    def test_numbers_sort_as_numbers(self, tmp_path):
        for number in (10, 9, 100):
            (tmp_path / f"第{number}次常务会议").mkdir()
        assert [os.path.basename(each) for each in register.listing(str(tmp_path)).folders] == [
            "第9次常务会议",
            "第10次常务会议",
            "第100次常务会议",
        ]

    def test_a_file_that_was_written_again_is_another_state(self, tmp_path):
        path = put(tmp_path / "甲.yaml")
        before = register.listing(str(tmp_path)).files
        register.rename_case(path, "关于乙事项的议题", ENTRY, "20261122-100000")
        put(tmp_path / "甲.yaml")
        after = register.listing(str(tmp_path)).files
        assert before[0] not in after

    @pytest.mark.parametrize("make", [lambda _path: None, put])
    def test_what_is_no_folder_is_refused(self, tmp_path, make):
        make(tmp_path / "x.yaml")
        with pytest.raises(InputError, match="文件夹"):
            register.listing(str(tmp_path / "x.yaml"))

    @pytest.mark.parametrize(
        "text", [TEXT, "{pack: qianjiang}", '{"title": "甲"}', '{\n  "kind": "document"\n}', "title: 坏的\n  x"]
    )
    def test_case_or_broken_case(self, text):
        assert register.looks_like_case(text)

    @pytest.mark.parametrize(
        "text", ["", "days: {}\n", "- 一\n- 二\n", "subtitle: 甲\n", "我的 title: 甲\n", "# title: 甲\n"]
    )
    def test_something_else(self, text):
        assert not register.looks_like_case(text)

    @pytest.mark.parametrize("char", ["\n", " ", "{", ",", "\t\n", "{ ", "pack", "pack "])
    def test_a_megabyte_of_nothing_is_looked_through_at_once(self, char):
        assert not register.looks_like_case(char * 1_000_000)

    @pytest.mark.parametrize("head", ["\n" * 500, "# 说明\n" * 500, "notes: " + "甲" * 5000 + "\n"])
    def test_the_keys_may_come_after_a_long_head(self, head):
        assert register.looks_like_case(head + TEXT)


class TestNames:
    @pytest.mark.parametrize(
        ("title", "stem"),
        [
            ("关于建设A/B两座桥的议题", "关于建设A／B两座桥的议题"),
            ('是否 <可行>?：a|b*c\\d"e"', "是否 ＜可行＞？：a｜b＊c＼d＂e＂"),
            ("  .隐藏的. ", "隐藏的"),
            ("--help", "help"),
            ("CON", "_CON"),
            ("lpt1.标题", "_lpt1.标题"),
            ("...", "未命名"),
            ("-.隐藏", "隐藏"),
            ("-~-~.bashrc", "bashrc"),
            ("-.回收站", "回收站"),
            ("~$ .甲-", "$ .甲-"),
            ("- . ~ -", "未命名"),
            ("\u200b.甲", "甲"),
            ("..\u3000.\u2028.甲", "甲"),
            ("甲.- .", "甲.-"),
            ("COM¹", "_COM¹"),
            ("conout$", "_conout$"),
        ],
    )
    def test_title_to_stem(self, title, stem):
        assert register.file_stem(title) == stem

    @examples(30)
    @given(st.text(max_size=220))
    def test_every_title_gives_a_name_that_can_be_written(self, tmp_path_factory, title):
        stem = register.file_stem(title)
        assert (
            stem
            and not stem.startswith((".", "-", "~", " "))
            and not stem.endswith((".", " "))
            and not set(stem) & set('/\\:*?"<>|\0\n')
        )
        assert len(stem.encode()) <= 160 and unicodedata.is_normalized("NFC", stem)
        folder = tmp_path_factory.mktemp("stem")
        try:
            one_line(title)
        except ValueProblem:
            return
        stored = register.create_case(str(folder), new_data("qianjiang", "document", title.strip()))
        assert load_case(stored.path).title == title.strip()

    def test_a_taken_name_gets_a_number_in_whatever_case(self, tmp_path):
        put(tmp_path / "ABC.yaml")
        put(tmp_path / "abc-2.yaml")
        assert register.free_path(str(tmp_path), "abc", ".yaml") == str(tmp_path / "abc-3.yaml")
        assert register.free_path(str(tmp_path), "abc", ".json") == str(tmp_path / "abc.json")

    @pytest.mark.parametrize("number", [9_999, 20_000])
    def test_however_many_names_are_taken(self, tmp_path, monkeypatch, number):
        taken = ["甲.yaml", *(f"甲-{each}.yaml" for each in range(2, number + 1))]
        monkeypatch.setattr(os, "listdir", lambda _folder: taken)
        assert register.free_path(str(tmp_path), "甲", ".yaml") == str(tmp_path / f"甲-{number + 1}.yaml")

    def test_a_name_as_long_as_may_be_gets_its_number_too(self, tmp_path):
        stem = "甲" * 83
        for expected in (f"{stem}.yaml", f"{stem[:-1]}-2.yaml", f"{stem[:-1]}-3.yaml"):
            path = register.free_path(str(tmp_path), stem, ".yaml")
            assert os.path.basename(put(tmp_path / os.path.basename(path))) == os.path.basename(path) == expected

    def test_creating_twice_makes_two_files(self, tmp_path):
        data = new_data("qianjiang", "agenda_item", "关于甲事项的议题")
        first, second = (register.create_case(str(tmp_path), data).path for _ in range(2))
        assert first != second and names(tmp_path) == ["关于甲事项的议题-2.yaml", "关于甲事项的议题.yaml"]


class TestCopy:
    def test_everything_is_copied_but_the_title_and_the_history(self, tmp_path):
        path = put(tmp_path / "甲.yaml", TEXT + "history:\n- {at: 昨天, who: 李四, what: 改过}\n")
        before = (tmp_path / "甲.yaml").read_bytes()
        copied = register.copy_case(path, "关于乙事项的议题", ENTRY)
        assert os.path.basename(copied) == "关于乙事项的议题.yaml" and (tmp_path / "甲.yaml").read_bytes() == before
        text = (tmp_path / "关于乙事项的议题.yaml").read_text(encoding="utf-8")
        assert "# 自己的批注" in text and "# 万元" in text
        data = open_stored(copied).data
        assert (
            data["title"] == "关于乙事项的议题" and data["facts"] == {"amount_wan": 800} and data["history"] == [ENTRY]
        )

    def test_a_json_case_stays_json(self, tmp_path):
        path = put(tmp_path / "甲.json", json.dumps(new_data("qianjiang", "document", "甲"), ensure_ascii=False))
        copied = register.copy_case(path, "乙", ENTRY)
        assert copied.endswith("乙.json") and json.loads((tmp_path / "乙.json").read_text())["title"] == "乙"

    def test_the_copy_is_private(self, tmp_path):
        copied = register.copy_case(put(tmp_path / "甲.yaml"), "乙", ENTRY)
        assert os.stat(copied).st_mode & 0o777 == 0o600


class TestRename:
    def test_title_and_file_name(self, tmp_path):
        path = put(tmp_path / "甲.yaml")
        renamed = register.rename_case(path, "关于乙事项的议题", ENTRY, "20261122-100000")
        assert names(tmp_path) == ["关于乙事项的议题.yaml"] == [os.path.basename(renamed)]
        data = open_stored(renamed).data
        assert data["title"] == "关于乙事项的议题" and data["history"] == [ENTRY]

    def test_another_file_of_that_name_stays(self, tmp_path):
        put(tmp_path / "乙.yaml", "别的内容: 1\n")
        renamed = register.rename_case(put(tmp_path / "甲.yaml"), "乙", ENTRY, "20261122-100000")
        assert os.path.basename(renamed) == "乙-2.yaml"
        assert (tmp_path / "乙.yaml").read_text(encoding="utf-8") == "别的内容: 1\n"

    def test_same_title_and_name_changes_nothing(self, tmp_path):
        path = put(tmp_path / "关于甲事项的议题.yaml")
        assert register.rename_case(path, "关于甲事项的议题", ENTRY, "20261122-100000") == path
        assert (tmp_path / "关于甲事项的议题.yaml").read_text(encoding="utf-8") == TEXT

    def test_a_read_only_case_keeps_title_and_name(self, tmp_path):
        path = put(tmp_path / "甲.yaml")
        os.chmod(path, 0o444)
        with pytest.raises(InputError, match="只读"):
            register.rename_case(path, "乙", ENTRY, "20261122-100000")
        assert names(tmp_path) == ["甲.yaml"] and (tmp_path / "甲.yaml").read_text(encoding="utf-8") == TEXT

    def test_a_disk_without_hard_links(self, tmp_path, monkeypatch):
        def refused(*_names, **_options):
            raise PermissionError(1, "no links here")

        monkeypatch.setattr(os, "link", refused)
        register.rename_case(put(tmp_path / "甲.yaml"), "乙", ENTRY, "20261122-100000")
        assert names(tmp_path) == ["乙.yaml"]


class TestTrash:
    def test_it_can_be_found_again(self, tmp_path):
        kept = register.to_trash(put(tmp_path / "甲.yaml"))
        assert kept == str(tmp_path / TRASH / "甲.yaml")
        assert names(tmp_path) == [TRASH] and (tmp_path / TRASH / "甲.yaml").read_text() == TEXT

    def test_names_never_clash(self, tmp_path):
        for text in ("一: 1\n", "二: 2\n", "三: 3\n"):
            register.to_trash(put(tmp_path / "甲.yaml", text))
        trash = tmp_path / TRASH
        assert names(trash) == ["甲-2.yaml", "甲-3.yaml", "甲.yaml"]
        assert {(trash / name).read_text() for name in names(trash)} == {"一: 1\n", "二: 2\n", "三: 3\n"}

    def test_a_name_taken_in_the_meantime_is_not_overwritten(self, tmp_path, monkeypatch):
        path = put(tmp_path / "甲.yaml")
        link = os.link

        def late(source, target, **options):
            if not os.path.exists(target) and target.endswith("甲.yaml"):
                put(tmp_path / TRASH / "甲.yaml", "别人的: 1\n")
            link(source, target, **options)

        monkeypatch.setattr(os, "link", late)
        assert os.path.basename(register.to_trash(path)) == "甲-2.yaml"
        assert (tmp_path / TRASH / "甲.yaml").read_text() == "别人的: 1\n"

    def test_on_a_full_disk_too(self, tmp_path, monkeypatch):
        path = put(tmp_path / "甲.yaml")

        def full(*_arguments):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        assert os.path.exists(register.to_trash(path)) and names(tmp_path) == [TRASH]

    def test_a_case_that_is_gone_is_said(self, tmp_path):
        with pytest.raises(InputError, match="已经不在了"):
            register.to_trash(str(tmp_path / "甲.yaml"))


class TestExamples:
    def test_copies_that_load_named_by_title(self, tmp_path):
        folder = register.copy_examples(str(tmp_path))
        files = register.listing(folder).files
        assert len(files) == len(register.shipped_examples()) > 5
        for file in files:
            assert register.file_stem(load_case(file.path).title) == os.path.splitext(os.path.basename(file.path))[0]

    def test_what_was_changed_in_them_stays(self, tmp_path):
        folder = register.copy_examples(str(tmp_path))
        path = register.listing(folder).files[0].path
        with open(path, "w", encoding="utf-8") as file:
            file.write(TEXT)
        register.copy_examples(str(tmp_path))
        assert load_case(path).title == "关于甲事项的议题"


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("关于甲的议题.yaml", "关于甲的议题"),
        ("关于甲的议题-2.yaml", "关于甲的议题-2"),  # another of that title stands beside it
        ("关于乙的议题.yaml", "关于甲的议题"),
        ("关于甲的议题-二.yaml", "关于甲的议题"),
        ("3.yaml", "关于甲的议题"),
    ],
)
def test_papers_are_named_by_the_title_of_their_case(file, stem):
    assert register.paper_stem(f"/案件/{file}", "关于甲的议题") == stem

"""The user's own folders: those of platformdirs, by the XDG rules; whose they are."""

import os
import sys
from pathlib import Path

import pytest

from clerkcheck.reading.user_folders import cache_folder, config_folder, data_folder, is_own_folder, make_own_folder

FOLDERS = {"data": data_folder, "config": config_folder, "cache": cache_folder}


@pytest.fixture(autouse=True)
def _unnamed(monkeypatch):
    for kind in FOLDERS:
        monkeypatch.delenv(f"CLERKCHECK_{kind.upper()}", raising=False)
        monkeypatch.delenv(f"XDG_{kind.upper()}_HOME", raising=False)


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("base", ["", "  ", "/tmp/elsewhere"], ids=["unset", "blank", "named"])
def test_the_folders_are_those_of_platformdirs(kind, base, monkeypatch):
    import platformdirs

    monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", base)
    assert FOLDERS[kind]() == getattr(platformdirs, f"user_{kind}_dir")("clerkcheck", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="the rules of XDG")
@pytest.mark.parametrize("kind", FOLDERS)
def test_a_relative_folder_in_the_environment_is_ignored(kind, monkeypatch):
    usual = FOLDERS[kind]()
    monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", "here")
    assert FOLDERS[kind]() == usual


@pytest.mark.skipif(sys.platform != "linux", reason="the home of Linux")
@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("home", ["", "here"], ids=["empty", "relative"])
def test_a_user_without_a_home_has_no_folder(kind, home, monkeypatch):
    monkeypatch.setenv("HOME", home)
    assert FOLDERS[kind]() is None


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_variable_of_ours_names_the_folder(kind, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"CLERKCHECK_{kind.upper()}", "mine")
    assert Path(FOLDERS[kind]()) == tmp_path / "mine"


def test_the_commands_go_on_without_a_data_folder(monkeypatch, capsys):
    from clerkcheck.__main__ import main

    if sys.platform == "linux":
        monkeypatch.setenv("HOME", "")
        assert main(["due", "2026-12-28", "+1"]) == 0
        assert main(["calendar", "add", "2026-12-28", "休", "--paper", "甲"]) == 2
        assert "找不到本用户的文件夹" in capsys.readouterr().err


class TestOwn:
    def test_a_folder_is_made_for_the_user_alone(self, tmp_path):
        folder = tmp_path / "a" / "b"
        assert make_own_folder(str(folder))
        assert is_own_folder(str(folder))
        assert os.name != "posix" or folder.stat().st_mode & 0o777 == 0o700

    @pytest.mark.skipif(os.name != "posix", reason="modes")
    @pytest.mark.parametrize("mode", [0o701, 0o710, 0o720, 0o755, 0o777], ids=oct)
    def test_one_that_others_can_enter_is_not(self, tmp_path, mode):
        folder = tmp_path / "a"
        folder.mkdir()
        folder.chmod(mode)
        assert not make_own_folder(str(folder))
        assert folder.stat().st_mode & 0o777 == mode

    @pytest.mark.skipif(os.name != "posix", reason="links")
    def test_a_link_to_one_is_not(self, tmp_path):
        make_own_folder(str(tmp_path / "a"))
        (tmp_path / "b").symlink_to(tmp_path / "a")
        assert not make_own_folder(str(tmp_path / "b"))

    def test_a_file_is_not(self, tmp_path):
        (tmp_path / "a").write_text("")
        assert not make_own_folder(str(tmp_path / "a"))
        assert not make_own_folder(str(tmp_path / "a" / "b"))

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="what the superuser must not do")
    def test_the_superuser_makes_none_in_the_home_of_another(self, tmp_path):
        home = tmp_path / "home"
        home.mkdir()
        os.chown(home, 12345, -1)
        assert not make_own_folder(str(home / ".cache" / "clerkcheck"))
        assert list(home.iterdir()) == []

"""What a keeper meets around a pack: one removed, its drafts told of, its id completed, its head's gaps answered."""

from io import StringIO
from pathlib import Path

import pytest

from clerkcheck.cli.main import run
from small_packs import head_of_lian

HEAD = head_of_lian(1)
RULES = """chapter: 第一章 会议
articles:
- article: 第一条
  clauses:
  - id: ls-1-1
    draft: true
    quote: 重大事项须经审查
    kind: check
    applies_to: agenda_item
    forbid: ad_hoc
    modality: must_not
    gist: 要旨
    remedy: 办法
"""
CASE = "pack: lian\nkind: agenda_item\ntitle: 关于审定规划的议题\ndates: {meeting: 2026-12-10}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's packs with one of a single draft; a case of it in the working folder."""
    (tmp_path / "packs" / "lian").mkdir(parents=True)
    (tmp_path / "packs" / "lian" / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "packs" / "lian" / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "c.yaml").write_text(CASE, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("CLERKCHECK_PACKS", str(tmp_path / "packs"))
    return tmp_path / "packs"


def test_remove_asks_and_deletes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No, or no answer, leaves it there; yes puts it into the recycle folder, beside an older one of its id."""
    for answer, status in (("n\n", 1), ("", 2)):
        monkeypatch.setattr("sys.stdin", StringIO(answer))
        assert run(["pack", "remove", "lian"]) == status
        assert (home / "lian" / "pack.yaml").exists()
    (home / ".回收站" / "lian").mkdir(parents=True)
    assert run(["pack", "remove", "lian", "--yes"]) == 0
    assert not (home / "lian").exists()
    assert (home / ".回收站" / "lian-2" / "rules.yaml").read_text(encoding="utf-8") == RULES
    assert run(["pack", "remove", "lian", "--yes"]) == 2
    assert run(["pack", "remove", "qianjiang", "--yes"]) == 2
    assert "qianjiang 是自带的规则包，移不走" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_drafts_left_are_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    """By batch among its notes, by plan on stderr."""
    said = "注意：lian：规则包还有 1 款草稿没有确认，没有算进来"
    run(["batch", ".", "c.yaml", "-o", "r.csv", "--as-of", "2026-11-22"])
    assert capsys.readouterr().out.count(said) == 1
    run(["plan", "c.yaml", "--as-of", "2026-11-22"])
    assert capsys.readouterr().err.count(said) == 1


@pytest.mark.usefixtures("home")
def test_completion_offers_the_users_packs(capsys: pytest.CaptureFixture[str]) -> None:
    """Beside the shipped ones."""
    run(["completion", "bash"])
    assert "weidong lian" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("key", "written", "remedy"),
    [
        pytest.param("government", "", "缺少 government。写条文里怎么称本级政府：government: 县政府", id="government"),
        pytest.param("files", "", "缺少 files。列出各章的文件：files: [chapter-01.yaml", id="files"),
        pytest.param(
            "in_force", "in_force:\n", "第 7 行第 1 列（in_force）：in_force 后面没有写哪一天。写施", id="bare"
        ),
    ],
)
def test_what_the_head_lacks_is_answered(
    home: Path, capsys: pytest.CaptureFixture[str], key: str, written: str, remedy: str
) -> None:
    """With the line to write."""
    lines = [written if line.startswith(f"{key}:") else line for line in HEAD.splitlines(keepends=True)]
    (home / "lian" / "pack.yaml").write_text("".join(lines), encoding="utf-8")
    assert run(["pack", "lint", "lian"]) == 2
    out = capsys.readouterr()
    assert remedy in out.out + out.err

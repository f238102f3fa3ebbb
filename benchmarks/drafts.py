"""200 drafts of four pages read, checked and quoted in one process: time, peak memory; and what the shared ones give.

Half of them are Word files, half plain text; a tenth of the Word files has a table. The second part prints, for the
drafts beside the checkout (../shared/drafts), how many of the elements that a careful reader extracts were found.
Run:  python benchmarks/drafts.py [drafts=200]
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SUPPORT = Path(__file__).resolve().parents[1] / "tests" / "support"
sys.path.insert(0, str(SUPPORT))

from draft_table import DRAFTS, rows  # noqa: E402
from sample_drafts import docx_of, text_of  # noqa: E402

GOAL_SECONDS, GOAL_MEGABYTES = 20, 200
_SENTENCE = "各乡镇、各部门要落实防汛责任，加强值班值守，做好山洪灾害防御和水库安全度汛工作，及时排查整改隐患。"
_PAGES, _CHARACTERS = 4, 22 * 28


def body() -> str:
    """Return a body of four pages of the standard's 22 lines of 28 characters, in sections."""
    headings = ("一、落实责任", "二、排查隐患", "三、加强值守", "四、储备物资", "五、严肃纪律")
    lines = ["为做好今年防汛工作，现将有关事项通知如下："]
    share = _PAGES * _CHARACTERS // len(headings) // len(_SENTENCE)
    for heading in headings:
        lines += [heading, *[_SENTENCE * 3] * (share // 3)]
    return "\n".join(lines)


def write(folder: Path, count: int) -> None:
    """Write the drafts, no two alike."""
    for number in range(count):
        parts = {"body": body(), "number": f"云政发〔2026〕{number + 1}号"}
        if number % 20 == 0:
            parts["table"] = "项目|金额（万元）\n屋面|30\n门窗|15\n合计|45"
        name = folder / f"{number:04d}"
        if number % 2:
            name.with_suffix(".txt").write_text(text_of("notice", parts), encoding="utf-8")
        else:
            name.with_suffix(".docx").write_bytes(docx_of("notice", parts))


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), count)
        start = time.perf_counter()
        words = [sys.executable, "-m", "clerkcheck", "draft", folder, "-o", str(Path(folder) / "faults.json")]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        spent = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = used.ru_maxrss / 1024
    print(
        f"{count} drafts of {_PAGES} pages: {spent:.1f} s (goal <= {GOAL_SECONDS} s; {used.ru_utime:.1f} s of a core), "
        f"{peak:.0f} MB (goal <= {GOAL_MEGABYTES} MB)"
    )
    if DRAFTS.is_dir():
        print(f"\n{'element':20}{'right':>8}{'left out':>10}{'wrong':>8}")
        found = [row for row in rows() if row.wanted or row.found]
        for element in dict.fromkeys(row.element for row in found):
            counted = Counter(row.verdict for row in found if row.element == element)
            print(f"{element:20}{counted['right']:>8}{counted['left out']:>10}{counted['wrong']:>8}")


if __name__ == "__main__":
    main()

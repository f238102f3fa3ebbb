"""Kill the drawn app at random moments while a case is answered, and look whether an answer was lost.

Every round starts the app on a pseudo-terminal, says with the number keys how papers stand, waits until the screen
shows each answer (then it is promised), presses once more, and sends SIGKILL a random moment later. Then the file must
hold every paper as the screen last showed it, or as the key that was not answered any more has it.

Run:  python tools/kill_app.py [rounds=200] [seed=1]
"""

import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from terminal import Terminal

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.cases.saving import create

CASE = {"pack": "qianjiang", "kind": "agenda_item", "title": "关于试用的议题"}
WORDS = {"unknown": "待定", "done": "已有", "missing": "缺"}
KEYS = {"已有": "1", "缺": "2", "待定": "3"}
ROW = re.compile(r"│ \S\S [√×○] (待定|已有|缺)　*  (\S+)")
DOWN = "\x1b[B"
SIZE = (100, 50)
MOST_KEYS, LONGEST_PAUSE = 12, 0.06  # seconds


def shown(screen: str) -> list[tuple[str, str]]:
    """The state and the name of each paper on the screen, from the top."""
    return ROW.findall(screen)


def another(word: str, dice: random.Random) -> str:
    """A state that a paper is not in."""
    return dice.choice([each for each in KEYS if each != word])


def a_round(path: str, dice: random.Random, environment: dict[str, str]) -> tuple[int, int]:
    """Answer and kill; return how many answers were promised and how many of them the file has lost."""
    app = Terminal(path, size=SIZE, environment=environment)
    try:
        app.until("上一组")
        app.write("m")
        app.until_true(lambda screen: "4 例外" in screen and len(shown(screen)) > MOST_KEYS, "the papers")
        promised, at = 0, 0
        for _key in range(dice.randint(1, MOST_KEYS)):
            down = dice.randint(0, 1)
            at += down
            wanted = another(shown(app.screen)[at][0], dice)
            app.write(DOWN * down + KEYS[wanted])
            app.until_true(lambda screen, at=at, wanted=wanted: shown(screen)[at][0] == wanted, "the answer")
            promised += 1
        last = another(shown(app.screen)[at][0], dice)
        app.write(KEYS[last])
        time.sleep(dice.random() * LONGEST_PAUSE)
        seen = shown(app.screen)
        app.kill()
    finally:
        app.close()
    return promised, lost(path, seen, at, last)


def lost(path: str, seen: list[tuple[str, str]], at: int, last: str) -> int:
    """How many papers the file holds otherwise than they were seen; the last key may have got through."""
    case, pack = load_case_with_pack(path)
    held = {pack.vocabulary.materials[paper]: WORDS[kept.status] for paper, kept in case.materials.items()}
    wrong = 0
    for place, (word, name) in enumerate(seen):
        found = next((held[label] for label in held if label.startswith(name)), "待定")
        wrong += found != word and not (place == at and found == last)
    return wrong


def main() -> int:
    """Run the rounds, print what came of them, and return 1 where something was lost."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "送审"
        folder.mkdir()
        path = create(str(folder / "case.yaml"), CASE).path
        size = {"COLUMNS": str(SIZE[0]), "LINES": str(SIZE[1])}
        environment = {"HOME": home, "CLERKCHECK_CONFIG": home, "CLERKCHECK_STATE": home, **size}
        found = [a_round(path, dice, environment) for _ in range(rounds)]
        cases = [each.name for each in folder.iterdir() if not each.name.startswith(".")]
    promised, gone = sum(each for each, _lost in found), sum(each for _promised, each in found)
    print(f"{rounds} kills, {promised} answers promised, {gone} lost, {len(cases)} case in the folder")
    return 1 if gone or len(cases) != 1 else 0


if __name__ == "__main__":
    sys.exit(main())

"""Kill the drawn app at random moments while a case is answered, and look whether an answer was lost.

Every round starts the app on a pseudo-terminal, switches papers with the number keys, waits until the screen shows each
switch (then it is promised), presses once more, and sends SIGKILL a random moment later. Then the file must hold every
paper as the screen last showed it, or one step further for the key that was not answered any more.

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
NEXT = {"待定": "已有", "已有": "缺", "缺": "待定"}
ROW = re.compile(r"│ ([1-9]) (待定|已有|缺)　* (\S+)")
SIZE = (100, 50)
MOST_KEYS, LONGEST_PAUSE = 12, 0.06  # seconds


def shown(screen: str) -> dict[str, tuple[str, str]]:
    """Number key -> the state and the name of its paper, as the screen shows them."""
    return {number: (word, name) for number, word, name in ROW.findall(screen)}


def a_round(path: str, dice: random.Random, environment: dict[str, str]) -> tuple[int, int]:
    """Answer and kill; return how many answers were promised and how many of them the file has lost."""
    app = Terminal(path, size=SIZE, environment=environment)
    try:
        app.until("上一组")
        app.write("m")
        app.until_true(lambda screen: "换状态" in screen and "9" in shown(screen), "the papers")
        promised, keys = 0, [str(dice.randint(1, 9)) for _ in range(dice.randint(1, MOST_KEYS))]
        for key in keys:
            before = shown(app.screen)
            wanted = NEXT[before[key][0]]
            app.write(key)
            app.until_true(lambda screen, key=key, wanted=wanted: shown(screen)[key][0] == wanted, "the switch")
            promised += 1
        last = str(dice.randint(1, 9))
        app.write(last)
        time.sleep(dice.random() * LONGEST_PAUSE)
        seen = shown(app.screen)
        app.kill()
    finally:
        app.close()
    return promised, lost(path, seen, last)


def lost(path: str, seen: dict[str, tuple[str, str]], last: str) -> int:
    """How many papers the file holds otherwise than they were seen; the last key may have got through."""
    case, pack = load_case_with_pack(path)
    held = {pack.vocabulary.materials[paper]: WORDS[kept.status] for paper, kept in case.materials.items()}
    wrong = 0
    for number, (word, name) in seen.items():
        found = next((held[label] for label in held if label.startswith(name)), "待定")
        wrong += found != word and not (number == last and found == NEXT[word])
    return wrong


def main() -> int:
    """Run the rounds, print what came of them, and return 1 where something was lost."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "送审"
        folder.mkdir()
        path = create(str(folder / "case.yaml"), CASE).path
        environment = {"HOME": home, "CLERKCHECK_CONFIG": home, "CLERKCHECK_STATE": home}
        found = [a_round(path, dice, environment) for _ in range(rounds)]
        cases = [each.name for each in folder.iterdir() if not each.name.startswith(".")]
    promised, gone = sum(each for each, _lost in found), sum(each for _promised, each in found)
    print(f"{rounds} kills, {promised} answers promised, {gone} lost, {len(cases)} case in the folder")
    return 1 if gone or len(cases) != 1 else 0


if __name__ == "__main__":
    sys.exit(main())

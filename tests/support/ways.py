"""Ways to every screen and dialog: where the app starts (a case, an empty folder, a register) and the keys from there."""

STANDING, LATE, ASKED = "standing-factory-buildings", "personnel-appointments", "budget-supplement-500"
SCREENS = {
    "welcome": ("empty", ""),
    "cases": ("register", ""),
    "questions": ("blank", "2"),
    "papers": (STANDING, "m"),
    "dates-panel": (STANDING, "d"),
    "verdict": (STANDING, "v"),
    "finding": (STANDING, "v enter"),
    "report": (STANDING, "r"),
    "calendar": (STANDING, "p"),
    "plan": (STANDING, "p p"),
    "rules": (STANDING, "l"),
    "help": (STANDING, "f1"),
}
VARIANTS = {
    "cases-search": ("register", "slash 项 目"),
    "cases-only": ("register", "1"),
    "cases-rename": ("register", "down t"),
    "cases-delete": ("register", "down delete"),
    "new-government": ("empty", "n"),
    "new-kind": ("empty", "n 3"),
    "new-title": ("empty", "n 3 1 关 于"),
    "choice": ("blank", ""),
    "choice-why": ("blank", "w"),
    "choices": ("blank", "2 enter"),
    "number": ("amount", ""),
    "number-wrong": ("amount", "1 - enter"),
    "paper": (STANDING, "m enter"),
    "paper-field": (STANDING, "m enter tab 1 1 - 2 0 down 文"),
    "paper-day": (STANDING, "m enter tab space"),
    "day": (STANDING, "d enter pagedown 1 2"),
    "counted": (STANDING, "p enter"),
    "exception": (LATE, "v enter e"),
    "report-choose": (STANDING, "r c"),
    "report-save": (STANDING, "r s"),
    "rules-clause": (STANDING, "l enter"),
    "rules-search": (STANDING, "l slash 预 算"),
    "answers": (STANDING, "g"),
    "history": (STANDING, "y"),
    "notes": (STANDING, "b 急"),
    "mark": (STANDING, "s"),
    "refit": (STANDING, "k"),
    "retitle": (STANDING, "t end 二"),
    "palette": (STANDING, "ctrl+p"),
}
UNPICTURED = {
    "cases-folder": ("register", "o"),  # shows a path of the machine that draws it
    "message": (STANDING, "v enter e"),
    "profile": ("blank", "i"),
    "profile-block": ("blank", "i 1"),
    "draft": ("drafted", "c enter"),
}
EVERYWHERE = SCREENS | VARIANTS | UNPICTURED

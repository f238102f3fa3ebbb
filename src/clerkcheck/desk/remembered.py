"""What the app remembers between sessions: government, theme, order of the register, when a case was looked at last.

Losing it costs a key press, so that what cannot be read or written is no error.
"""

import os
from typing import Any

from clerkcheck.reading.user_folders import config_folder

_NAME = "settings.json"
_MOST_VISITS = 500


def last_pack() -> str | None:
    """Return the id of the pack that the last new case used, or None."""
    return _text("pack")


def remember_pack(pack: str) -> None:
    """Remember the pack of a new case."""
    _keep({"pack": pack})


def last_place() -> str:
    """Return the name of the place that the last new case under the national rules was of, or ""."""
    return _text("place") or ""


def remember_place(place: str) -> None:
    """Remember the place of a new case."""
    _keep({"place": place})


def last_theme() -> str | None:
    """Return the name of the theme chosen last, or None."""
    return _text("theme")


def remember_theme(theme: str) -> None:
    """Keep the theme for the next start; where nothing can be kept, it is chosen anew."""
    _keep({"theme": theme})


def last_order() -> str | None:
    """Return the order in which the register was last shown, or None."""
    return _text("order")


def remember_order(order: str) -> None:
    """Keep the order in which the register is shown for the next start."""
    _keep({"order": order})


def last_visit(path: str) -> str | None:
    """Return when a case was last open here (ISO text), or None."""
    found = _visits().get(os.path.realpath(path))
    return found if isinstance(found, str) else None


def remember_visit(path: str, at: str) -> None:
    """Remember that a case was open; the oldest of very many are forgotten."""
    visits = _visits()
    visits.pop(os.path.realpath(path), None)
    kept = [*visits.items(), (os.path.realpath(path), at)][-_MOST_VISITS:]
    _keep({"visits": dict(kept)})


def used_most() -> dict[str, int]:
    """Return how often each command was chosen in the palette."""
    found = _settings().get("used")
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(name): count for name, count in pairs if type(count) is int}


def remember_use(command: str) -> None:
    """Remember that a command was chosen in the palette."""
    used = used_most()
    _keep({"used": {**used, command: used.get(command, 0) + 1}})


def _text(key: str) -> str | None:
    found = _settings().get(key)
    return found if isinstance(found, str) else None


def _visits() -> dict[str, Any]:
    found = _settings().get("visits")
    return dict(found) if isinstance(found, dict) else {}


def _keep(changes: dict[str, object]) -> None:
    import json

    from clerkcheck.reading.errors import InputError
    from clerkcheck.reading.files import write_whole

    folder = config_folder()
    if folder is None:
        return
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        text = json.dumps({**_settings(), **changes}, ensure_ascii=False)
        write_whole(os.path.join(folder, _NAME), text.encode(), private=True)
    except (OSError, InputError):
        return


def _settings() -> dict[str, object]:
    folder = config_folder()
    if folder is None:
        return {}
    try:
        with open(os.path.join(folder, _NAME), encoding="utf-8") as file:
            text = file.read()
        import json  # the first start has nothing to read

        found = json.loads(text)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

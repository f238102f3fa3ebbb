"""What the app remembers between sessions: the government used last.

Losing it costs one key press, so that what cannot be read or written is no error.
"""

import json
import os

from clerkcheck.reading.places import config_folder

_NAME = "settings.json"


def last_pack() -> str | None:
    """Return the id of the pack that the last new case used, or None."""
    found = _settings().get("pack")
    return found if isinstance(found, str) else None


def remember_pack(pack: str) -> None:
    """Remember the pack of a new case."""
    from clerkcheck.reading.errors import InputError
    from clerkcheck.reading.files import write_whole

    folder = config_folder()
    if folder is None:
        return
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        text = json.dumps({**_settings(), "pack": pack}, ensure_ascii=False)
        write_whole(os.path.join(folder, _NAME), text.encode(), private=True)
    except (OSError, InputError):
        return


def _settings() -> dict[str, object]:
    folder = config_folder()
    if folder is None:
        return {}
    try:
        with open(os.path.join(folder, _NAME), encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

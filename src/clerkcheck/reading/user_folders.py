"""The folders of the user's own: data, settings, logs of faults, and what can be made anew at any time.

The one home of all four. ``CLERKCHECK_DATA``, ``CLERKCHECK_CONFIG``, ``CLERKCHECK_STATE`` and ``CLERKCHECK_CACHE`` name
another folder. On Linux the folders are worked out here by the XDG Base Directory rules, with the result that
platformdirs gives: importing it takes longer than a check.
"""

import os
import stat
import sys

_NAME = "clerkcheck"


def data_folder() -> str | None:
    """Return the folder of imported notices and local days, None where this user has no folder; it may not exist."""
    return _named("CLERKCHECK_DATA") or _folder("data", "XDG_DATA_HOME", ".local/share")


def config_folder() -> str | None:
    """Return the folder of settings, None where this user has no folder; it may not exist."""
    return _named("CLERKCHECK_CONFIG") or _folder("config", "XDG_CONFIG_HOME", ".config")


def state_folder() -> str | None:
    """Return the folder of logs of faults, None where this user has no folder; it may not exist."""
    return _named("CLERKCHECK_STATE") or _folder("state", "XDG_STATE_HOME", ".local/state")


def cache_folder() -> str | None:
    """Return the folder of what can be made anew, None where this user has no folder; it may not exist."""
    return _named("CLERKCHECK_CACHE") or _folder("cache", "XDG_CACHE_HOME", ".cache")


def is_own_folder(path: str) -> bool:
    """Whether a folder is there that only this user can enter (0700), and is no link.

    What lies in such a folder was put there by this user or by a program of theirs. On Windows, where the folder of a
    user's profile is theirs by its access list, only links are looked for.
    """
    try:
        found = os.lstat(path)
    except OSError:
        return False
    junction = bool(getattr(found, "st_reparse_tag", False))
    if not stat.S_ISDIR(found.st_mode) or junction:
        return False
    return os.name != "posix" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)


def make_own_folder(path: str) -> bool:
    """Make the folder where it is not there; return whether it is one that only this user can enter.

    A superuser who still has the home of somebody else (``sudo -E``) makes nothing in it: its owner could not use it.
    """
    above = os.path.dirname(path)
    try:
        if not os.path.lexists(path):
            while not os.path.exists(above) and above != os.path.dirname(above):
                above = os.path.dirname(above)
            if os.name == "posix" and os.geteuid() == 0 != os.stat(above).st_uid:
                return False
            os.makedirs(path, mode=0o700, exist_ok=True)
    except OSError:
        return False
    return is_own_folder(path)


def _named(variable: str) -> str | None:
    """The folder that the user names, from the root on: a relative one would move with the current folder."""
    named = os.environ.get(variable, "").strip()
    return os.path.abspath(named) if named else None


def _folder(kind: str, variable: str, below_home: str) -> str | None:
    if sys.platform != "linux" or "ANDROID_DATA" in os.environ:
        import platformdirs

        found: str = getattr(platformdirs, f"user_{kind}_dir")(_NAME, appauthor=False)
        return found
    base = os.environ.get(variable, "").strip()
    if not os.path.isabs(base):  # to be ignored, says the XDG specification
        home = os.environ.get("HOME")
        base = "" if home == "" else os.path.join(os.path.expanduser("~"), below_home)
    return os.path.join(base, _NAME) if os.path.isabs(base) else None


def from_home(path: str) -> str:
    """Return a path as people write it: ~ for the home folder."""
    home = os.path.expanduser("~") + os.sep
    return "~" + os.sep + path[len(home) :] if path.startswith(home) else path

"""When the program itself fails: one sentence for the user, and what a maintainer needs in a log file."""

import os
import platform
from contextlib import suppress
from itertools import count
from traceback import TracebackException

from clerkcheck import __version__
from clerkcheck.clock import now
from clerkcheck.i18n import _
from clerkcheck.reading.characters import printable
from clerkcheck.reading.user_folders import make_own_folder, state_folder

INTERNAL_ERROR = 3  # exit status (docs/programs.md)


def fault_sentence(error: BaseException) -> str:
    """Log an error that nothing was prepared for, and return the one sentence that the user is told.

    The log has the traceback without the values of variables, which may be a case's.
    """
    return logged(_details(error))


def whom_to_tell(error: BaseException) -> str:
    """Log an error of one part of a run, which goes on, and return what is to be done about it."""
    return _logged(_details(error))


def logged(details: str) -> str:
    """Write ``details`` to a log file of its own and return the sentence that names it, or says why there is none."""
    return _("程序内部出错，已经停下，案件文件完好；{what_to_do}").format(what_to_do=_logged(details))


def _details(error: BaseException) -> str:
    return "".join(TracebackException.from_exception(error).format())


def _logged(details: str) -> str:
    try:
        path = _written(details)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return _("详情没能记下来（{why}），请告诉维护人员").format(why=why)
    return _("请把 {path} 发给维护人员").format(path=printable(path))


def _written(details: str) -> str:
    folder, moment = state_folder(), now()
    if folder is None or not make_own_folder(folder):
        raise OSError(0, _("没有自己的文件夹"))
    about = f"clerkcheck {__version__}, Python {platform.python_version()}, {platform.platform()}"
    for number in count(1):  # several in one second: rows of one run
        name = f"fault-{moment:%Y%m%d-%H%M%S}-{os.getpid()}{f'-{number}' if number > 1 else ''}.txt"
        path = os.path.join(folder, name)
        with suppress(FileExistsError), open(path, "x", encoding="utf-8", errors="replace", opener=_private) as file:
            file.write(f"{about}\n{moment.isoformat()}\n\n{details}\n")
            return path
    raise AssertionError  # there is always a further number


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)

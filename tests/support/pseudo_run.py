"""Run as a script: commands and walks through the app, in one process, with the catalogue that is asked for.

Reads {"locale", "packs", "tasks"} from standard input; a task is {"run": [arguments], "typed": text, "read": [files]} or
{"app": place, "keys": [keys]}. Writes what each gave: status, output, errors, files; or a screen after every key.
"""

import asyncio
import gettext
import html
import io
import json
import os
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta, timezone

GIVEN = json.load(sys.stdin)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=8)))
if GIVEN["locale"]:
    ours = gettext.translation("clerkcheck", GIVEN["locale"], languages=["zz"])
    gettext.translation = lambda *_arguments, **_options: ours

from clerkcheck import clock  # noqa: E402
from clerkcheck.__main__ import main  # noqa: E402
from clerkcheck.packs import store  # noqa: E402
from resting import come_to_rest  # noqa: E402

store._PACKAGE = GIVEN["packs"]
clock.now, clock.today = (lambda: NOW), NOW.date


def ran(task):
    out, errors = io.StringIO(), io.StringIO()
    sys.stdin = io.StringIO(task.get("typed", ""))
    with redirect_stdout(out), redirect_stderr(errors):
        status = main(task["run"])
    files = {name: contents(name) for name in task.get("read", ())}
    return {"status": status, "out": out.getvalue(), "err": errors.getvalue(), "files": files}


def contents(name):
    """A file as text, if there is one; of a workbook its sheets, rows and what may be chosen."""
    if not os.path.exists(name):
        return "none"
    if not name.endswith(".xlsx"):
        with open(name, encoding="utf-8") as file:
            return file.read()
    import openpyxl

    sheets = openpyxl.load_workbook(name).worksheets
    lines = [sheet.title for sheet in sheets]
    lines += ["\t".join(map(str, row)) for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    rules = [rule for sheet in sheets for rule in sheet.data_validations.dataValidation]
    return "\n".join([*lines, *(str((rule.error, rule.prompt)) for rule in rules)])


async def walked(task):
    import textual.app
    import textual.pilot

    from clerkcheck.calendars.workdays import national_calendar
    from clerkcheck.tui.app import ClerkApp

    textual.app.wait_for_idle = textual.pilot.wait_for_idle = come_to_rest
    app = ClerkApp(task["app"], national_calendar(), lambda: NOW)
    screens = []
    async with app.run_test(size=(100, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for key in task["keys"]:
            await pilot.press(key)
            await pilot.pause()
            screens.append(seen(app))
    return {"status": None, "out": "\n\n".join(screens), "err": "", "files": {}}


def seen(app):
    """The lines of the screen."""
    picture = app.export_screenshot()
    lines = {}
    for place, text in re.findall(r'<text [^>]*y="([0-9.]+)"[^>]*>(.*?)</text>', picture):
        lines[float(place)] = lines.get(float(place), "") + html.unescape(text)
    return "\n".join(lines[place] for place in sorted(lines))


print(json.dumps([asyncio.run(walked(task)) if "app" in task else ran(task) for task in GIVEN["tasks"]]))

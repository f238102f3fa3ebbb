"""Work in a thread that nobody has to wait for: it never keeps the program from ending."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

Found = TypeVar("Found")


async def from_thread(work: Iterable[Found], stop: Callable[[], None]) -> AsyncIterator[Found]:
    """Iterate over ``work`` in a thread and yield what it finds; an error in it is raised here.

    ``stop`` is called in the end, also when nobody wants the rest any more: it is to have the thread finish soon.
    """
    loop, found = asyncio.get_running_loop(), asyncio.Queue[tuple[Found | None, Exception | None]]()

    def tell(item: Found | None, error: Exception | None = None) -> None:
        """Hand over what was found, None at the end, or the error that ended the work."""
        with suppress(RuntimeError):  # the loop has been closed: there is nobody to tell
            loop.call_soon_threadsafe(found.put_nowait, (item, error))

    def run() -> None:
        """Do the work in the thread; what it raises is handed over."""
        try:
            for item in work:
                tell(item)
        except Exception as error:
            tell(None, error)
        else:
            tell(None)

    Thread(target=run, name="clerkcheck-background", daemon=True).start()
    try:
        while True:
            item, error = await found.get()
            if error is not None:
                raise error
            if item is None:
                return
            yield item
    finally:
        stop()

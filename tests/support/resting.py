"""When an app under test has come to rest: nothing is left to do now or at once, in its loop or in its threads."""

from asyncio import get_running_loop, sleep
from threading import active_count
from time import monotonic, process_time, thread_time

AT_ONCE = 0.02  # seconds: Textual paints within that
LOOK, IDLE = 0.005, 0.001  # seconds: how long the other threads are looked at, and what they may work meanwhile


async def come_to_rest(_least: float = 0, most: float = 1) -> None:
    """Wait until nothing is ready to run, no timer is about to, and no other thread works; ``most`` seconds at most.

    Textual's own way is to look every 20 ms whether the process has used the processor, which takes longer where there
    is little to do, and ends too soon where other processes have the processor.
    """
    loop, end = get_running_loop(), monotonic() + most
    while monotonic() < end:
        await sleep(0)
        if loop._ready:
            continue
        due = min((each._when for each in loop._scheduled if not each._cancelled), default=end) - loop.time()
        if due < AT_ONCE:
            await sleep(max(0, due))
        elif active_count() == 1 or await _others_idle():
            return


async def _others_idle() -> bool:
    """Whether the other threads of the process have hardly worked for a while."""
    before = process_time() - thread_time()
    await sleep(LOOK)
    return process_time() - thread_time() - before < IDLE

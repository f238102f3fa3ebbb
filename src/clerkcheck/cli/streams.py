"""The process's own streams: what they cannot carry, who has stopped reading, and where there is none."""

import io
import os
import sys
from typing import Any


def prepare_streams() -> None:
    """Let no character crash a narrow pipe (GBK), and no reader that goes away end the work before its status is known.

    What a pipe cannot carry is written as ``?``. A stream that was closed before we began leads nowhere, and no file
    that is opened gets its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
        elif mode == "w":
            setattr(sys, name, _outlasting(stream))
    for name in ("stdout", "stderr"):
        reconfigure: Any = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


class _Outlet(io.FileIO):
    """A pipe whose reader may go away: what is written to it then is lost, and is no error.

    ``clerkcheck check blocked.yaml | head -0`` has judged the case, and its status says what came of it.
    """

    def write(self, data: Any) -> int:
        """Write bytes; return how many are done with."""
        try:
            return super().write(data)
        except BrokenPipeError:
            return len(memoryview(data).cast("B"))


def _outlasting(stream: Any) -> Any:
    """Return the stream, written through an outlet where it is a file of this process and no terminal."""
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)  # PYTHONUNBUFFERED leaves the buffer out
    if type(raw) is not io.FileIO or raw.isatty():
        return stream
    stream.flush()
    outlet: Any = _Outlet(raw.fileno(), "w", closefd=False)
    return io.TextIOWrapper(
        outlet if raw is buffer else io.BufferedWriter(outlet), stream.encoding, stream.errors,
        line_buffering=stream.line_buffering, write_through=stream.write_through,
    )  # fmt: skip

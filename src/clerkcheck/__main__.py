"""``python -m clerkcheck`` and the console script ``clerkcheck``."""

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status (0, 1, 2, 3 or 130)."""
    if arguments is None:
        return _process()
    from clerkcheck.cli.main import run

    return run(list(arguments))


def _process() -> int:
    """Run the command line of this process.

    Judging makes hardly any garbage that only a search finds: cases, rows and reports form no cycles. Looking for some
    all the time takes a tenth of what a workbook takes.
    """
    gc.set_threshold(100_000, 50, 100)
    from clerkcheck.cli.main import run

    status = run(sys.argv[1:])
    gc.freeze()  # what is left goes with the process, and is not gone through once more before
    return status


if __name__ == "__main__":
    sys.exit(main())

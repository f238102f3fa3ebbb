"""``python -m clerkcheck`` and the console script ``clerkcheck``."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status (contract.md: 0, 1, 2, 3, 130)."""
    from clerkcheck.cli.main import run

    return run(sys.argv[1:] if arguments is None else list(arguments))


if __name__ == "__main__":
    sys.exit(main())

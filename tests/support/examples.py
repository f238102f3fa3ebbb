"""How many examples a property is tried on: few in the suite, the same every time; more, and others, for `make fuzz`."""

import os
from typing import Any

from hypothesis import settings

MORE = int(os.environ.get("CLERKCHECK_EXAMPLES") or 1)


def examples(number: int, **others: Any) -> settings:
    """Return the settings for a property that the suite tries on ``number`` examples."""
    return settings(max_examples=number * MORE, **others)

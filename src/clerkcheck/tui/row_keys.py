"""The keys that stand for the rows of a list: 1 to 9, then two keys, ``.0`` to ``.9`` for rows 10 to 19.

Where digits mean something else, the first nine rows have two keys as well: ``01`` to ``09``.
"""

TENS = {"0": 0, "full_stop": 1, "plus": 2, "minus": 3, "asterisk": 4}  # textual's names, all on the number pad
MOST_KEYS = 9  # rows that one key reaches
_SIGNS = ("0", ".", "+", "-", "*")


def row_key(number: int, *, paired: bool = False) -> str:
    """Return what is pressed for the row with that number (from 1), two characters wide; blank where no keys reach.

    ``paired``: where every row takes two keys.
    """
    tens, one = divmod(number, 10)
    if not tens and not paired:
        return f" {one}"
    return f"{_SIGNS[tens]}{one}" if tens < len(_SIGNS) else "  "


class RowKeys:
    """Puts a row's keys together as they are pressed; ``tens`` is the first of two, None while none was."""

    tens: int | None = None

    def begin(self, key: str) -> bool:
        """Take the first of a row's two keys; whether it is one."""
        if self.tens is None and key in TENS:
            self.tens = TENS[key]
            return True
        return False

    def forget(self) -> None:
        """Another key came between: the next is no row's second."""
        self.tens = None

    def number(self, key: str) -> int | None:
        """Return the number of the row that a key completes; None where more is to come, or it stands for no row."""
        if key != "0" and key in TENS:
            self.tens = TENS[key]
            return None
        tens, self.tens = self.tens or 0, None
        return tens * 10 + int(key) or None if key.isdigit() else None

"""The keys that stand for the rows of a list: 1 to 9, then two keys, ``.0`` to ``.9`` for rows 10 to 19."""

TENS = {"full_stop": 1, "plus": 2, "minus": 3, "asterisk": 4}  # textual's names, all on the number pad
MOST_KEYS = 9  # rows that one key reaches
_SIGNS = (".", "+", "-", "*")


def row_key(number: int) -> str:
    """Return what is pressed for the row with that number (from 1), two characters wide; blank where no keys reach."""
    if number <= 9:
        return f" {number}"
    tens = number // 10
    return f"{_SIGNS[tens - 1]}{number % 10}" if tens <= len(_SIGNS) else "  "


class RowKeys:
    """Puts a row's keys together as they are pressed."""

    tens = 0

    def number(self, key: str) -> int | None:
        """Return the number of the row that a key completes; None where more is to come, or it stands for no row."""
        if key in TENS:
            self.tens = TENS[key]
            return None
        tens, self.tens = self.tens, 0
        return tens * 10 + int(key) if key.isdigit() and (tens or key != "0") else None

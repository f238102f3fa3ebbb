"""Why a table cannot be judged by columns; apart from all that judges so, which takes a quarter of a second to load."""


class NotColumnar(Exception):
    """A table that columns cannot do (rows too wide, a lone quote, another encoding): judge it row by row."""

"""Sessions under a stopped clock, copies of the examples and folders of them."""

from at_the_desk import example, many, session_of, start

__all__ = ["example", "many", "session_of", "start"]

"""Trying the program on what nobody should give it: made-up inputs of every kind, and a watch over what comes of them.

``KINDS`` makes them, ``run.tried`` runs one, ``seeds`` keeps those that found something. ``make fuzz`` and a slice of
the test suite share all of it.
"""

from fuzzing.kinds import KINDS, made
from fuzzing.run import Attempt, Fault, tried

__all__ = ["KINDS", "Attempt", "Fault", "made", "tried"]

"""A new pack drafted from those there are, and its drafts until the keeper has confirmed them.

Only ``making`` and what it makes drafts with want rapidfuzz.
"""

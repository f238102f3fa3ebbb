"""The checks of a draft, one small function each, and the register of them all."""

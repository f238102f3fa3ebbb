"""A draft read: its text with places, the elements of an official document, its faults, and what it says of the case."""

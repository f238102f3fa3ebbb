"""Tables as frames of many rows at once, for the columnar engine."""

"""Many cases at once: folders and tables in, verdicts out. Everything streams, so memory stays flat."""

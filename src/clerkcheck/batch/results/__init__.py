"""What goes out: one result file in each of the formats, written as the verdicts come."""

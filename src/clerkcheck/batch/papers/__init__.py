"""Papers of a whole run: a folder a meeting, the questions to each unit, what was mended since the last run."""

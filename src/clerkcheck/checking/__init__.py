"""Judging: a case, a pack, a calendar and a day in, a report out. Pure: no file, no screen, no clock."""

"""Which days are working days and why, counting of periods, and where knowledge ends."""

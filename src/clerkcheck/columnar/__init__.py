"""Many cases at once as columns of a frame, on Polars or on Spark: the same verdicts as judging them one by one."""

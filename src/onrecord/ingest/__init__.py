"""Where pages come from, how many are read at once, and how what was read is written."""

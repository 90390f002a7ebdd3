"""What is watched, and who is told when it changes: a search, a tally, a position."""

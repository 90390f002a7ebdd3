"""What happened, by day: each thing once, with all that tell it."""

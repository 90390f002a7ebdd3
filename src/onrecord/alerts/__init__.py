"""What is watched, and who is told when it changes."""

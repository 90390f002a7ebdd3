"""Training of the choice of positions and encounters."""

"""Training of the attribution model: cues, and for each cue its source and its content."""

"""Training what tells whether two statements are one utterance."""

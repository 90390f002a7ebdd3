"""Training of the choice of speakers: who is meant by a pronoun or a description."""

"""Training of what stories are told apart by: word counts, likeness of two articles, newness of a story."""

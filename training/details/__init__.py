"""Training of the small models of a statement's details: its day and its addressee."""

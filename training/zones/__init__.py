"""Training of the zone model: which blocks of a page are its article."""

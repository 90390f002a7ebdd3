"""Which articles tell one story: signatures, their likeness, and groups that are kept as articles arrive."""

"""The search page: one box, plain words, and facets that are addresses."""

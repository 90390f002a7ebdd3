"""Actors across articles: one for all the names of one, never one for two."""

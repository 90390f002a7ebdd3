"""Actors: names put together, pronouns and descriptions resolved."""

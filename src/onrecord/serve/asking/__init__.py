"""The commands that ask a store: each a question of :mod:`onrecord.story`, shown as lines, JSON, CSV or a picture."""

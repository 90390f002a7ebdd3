"""The tables, in three groups; :mod:`onrecord.store.schema` has them all."""

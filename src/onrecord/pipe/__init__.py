"""A component for spaCy pipelines."""

"""The front page: what moves now."""

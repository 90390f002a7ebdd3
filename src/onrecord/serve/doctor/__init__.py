"""``onrecord doctor``: what is installed, whether it reads, how a store is, and what to do about what is wrong."""

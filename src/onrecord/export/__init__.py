"""Formats that others read: what a record, a search or a tally holds, written as streams of bytes."""

"""Benchmarks against peers, each in one run; nothing here is a test."""

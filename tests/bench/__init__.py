"""Benchmarks: one file a row, both sides in one run; see ``python -m tests.bench --help``."""

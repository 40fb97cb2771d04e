"""Bringing volumes in and looking at the evidence."""

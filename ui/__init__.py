"""The window. Nothing in ``app`` imports from here."""

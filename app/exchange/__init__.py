"""Formats at the edge: volume exports and calendars in, invites out."""

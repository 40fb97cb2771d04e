"""The people: who they are, when they are there, when they were last talked to."""

"""The engine: demands in, placements and reasons out."""

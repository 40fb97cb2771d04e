"""Use cases: one module per thing a manager does; each call is one transaction."""

"""The manager's routines: what shall happen, how often, with whom."""

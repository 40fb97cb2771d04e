"""The planner without a window: rules, engine, store and formats."""

__version__ = "0.1.0"

"""Pictures by matplotlib Figures; no pyplot, no Qt."""

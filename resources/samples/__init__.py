"""A plausible contact centre, invented from a seed and a date."""

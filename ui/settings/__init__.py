"""The site's settings."""

"""Calendars as files (.ics): strangers' are read in a child process, ours are written.

`prescan`, `content`, `reader` and `plain` need the standard library only. Everything
that needs icalendar (`child` and what it imports, `writer`) is imported when first used.
"""

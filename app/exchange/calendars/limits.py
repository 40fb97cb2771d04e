"""What a calendar file may be at most. Real ones stay far below; hostile ones are refused early."""

from __future__ import annotations

MAX_BYTES = 10 * 1024 * 1024
MAX_LINE_BYTES = 64 * 1024
MAX_LINES = 100_000
MAX_COMPONENTS = 5_000
MAX_DEPTH = 4
MAX_DATES = 2_000
"""Dates written out (RDATE, EXDATE) and occurrences in the window, of one event."""
MAX_ENTRIES = 20_000
"""Occurrences in the window, of a whole file."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
MAX_DAYS_LONG = 400
MAX_ZONE_CHANGES = 2_000
STEPS = 1_000_000
"""Days and times looked at while repetitions are worked out, for a whole file."""

WALL_SECONDS = 14.0
CPU_SECONDS = 13
"""A verdict is promised within 15 seconds, the start and end of the child included."""
MEMORY_BYTES = 1024 * 1024 * 1024
MAX_ANSWER_BYTES = 64 * 1024 * 1024

TITLE_LENGTH = 200
PLACE_LENGTH = 200
NOTE_LENGTH = 2_000
UID_LENGTH = 255

DAYS_BACK, DAYS_AHEAD = 400, 800
"""Occurrences become entries from so many days before today to so many after."""

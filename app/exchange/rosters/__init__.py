"""Files of people and of their schedules, as workforce systems export them."""

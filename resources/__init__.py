"""Icons, samples and translations that travel with the program."""

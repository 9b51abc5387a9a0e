"""One file for each question the journal answers."""

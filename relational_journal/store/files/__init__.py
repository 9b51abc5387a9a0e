"""Whatever opens, copies or replaces the journal file."""

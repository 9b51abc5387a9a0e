"""Words to a day and a time."""

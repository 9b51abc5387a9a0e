"""Words that could not be stored yet."""

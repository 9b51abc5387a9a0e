"""Reading: lists, search, filters."""

"""Read entries: lists, filters, search, sessions."""

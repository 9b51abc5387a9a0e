"""Parse a typed line or text into a draft of an entry."""

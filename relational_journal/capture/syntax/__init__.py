"""A typed line or text to a draft of an entry."""

"""What to say when words or tags suggest danger: phrases, how to read them, calm notes, where to find help."""

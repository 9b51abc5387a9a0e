"""What is said when words or tags suggest danger: phrases, how they are read, calm notes, where to find help."""
